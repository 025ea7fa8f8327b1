/** Both sides of a duration over each other. */
import { SegmentedControl, Skeleton } from '@mantine/core'
import { useMemo, useState } from 'react'
import { kpiCatalogue, kpiIds } from '../../../shared/kpi.ts'
import type { Comparison, ComparisonRow, Distribution, KpiId } from '../../../shared/kpi.ts'
import type { HoursMode } from '../../../shared/model.ts'
import { formatCount } from '../../../shared/units.ts'
import { verdictWords } from '../../../shared/verdict-words.ts'
import { useApi } from '../../api.ts'
import { Histogram } from '../../components/chart/histogram.tsx'
import type { HistogramSeries } from '../../components/chart/histogram.tsx'
import { baselineStyle, seriesStyle, subjectStyle } from '../../components/chart/series-styles.ts'
import type { SeriesStyle } from '../../components/chart/series-styles.ts'
import { pairsText } from '../../components/comparison-text.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { isDrawable } from '../../components/kpi-text.ts'
import { sideNames, upperFirst } from '../../components/sides.ts'
import type { Sides } from '../../components/sides.ts'
import type { Side } from '../../components/verdict-table.tsx'

interface OverlaidDistributionsProps {
  readonly sides: Sides
  readonly hours: HoursMode
  readonly comparison: Comparison
  readonly subjectName: string
  readonly baselineName: string
  readonly onOpen: (kpi: KpiId, side: Side) => void
}

const durations = kpiIds.filter((id) => kpiCatalogue[id].kind === 'duration')
const isDuration = (text: string): text is KpiId => durations.some((id) => id === text)

export function OverlaidDistributions(props: OverlaidDistributionsProps) {
  const { sides, hours, comparison, subjectName, baselineName, onOpen } = props
  const [kpi, setKpi] = useState<KpiId>('first-response-time')
  const subject = useApi('kpis.distribution', { kpis: [kpi], selection: sides.subject, hours })
  const baseline = useApi('kpis.distribution', { kpis: [kpi], selection: sides.baseline, hours })
  const row = comparison.rows.find((each) => each.id === kpi)
  const series = useMemo(() => {
    if (!row || !subject.value || !baseline.value) return []
    const styles = stylesOf(sides)
    const toSeries = (side: Side, name: string, all: readonly Distribution[]): HistogramSeries[] => {
      const own = all.find((each) => each.id === kpi)
      const result = row[side]
      if (!own || own.n === 0) return []
      const median = isDrawable(result) ? (result.median ?? null) : null
      return [{ label: name, style: styles[side], n: own.n, bins: own.bins, median, pick: () => onOpen(kpi, side) }]
    }
    return [...toSeries('subject', subjectName, subject.value), ...toSeries('baseline', baselineName, baseline.value)]
  }, [row, subject.value, baseline.value, sides, kpi, subjectName, baselineName, onOpen])
  const failed = subject.status === 'failed' ? subject : baseline.status === 'failed' ? baseline : null

  return (
    <section aria-labelledby="distributions">
      <div className="pl-section-head">
        <h2 id="distributions">Distributions over each other</h2>
        <SegmentedControl
          size="xs"
          aria-label="KPI of the distributions"
          data={durations.map((id) => ({ value: id, label: kpiCatalogue[id].title }))}
          value={kpi}
          onChange={(next) => isDuration(next) && setKpi(next)}
        />
      </div>
      {failed ? (
        <ErrorPanel error={failed.error} onRetry={failed.reload} />
      ) : !subject.value || !baseline.value ? (
        <Skeleton height={380} radius="lg" />
      ) : series.length === 0 ? (
        <div className="pl-card">
          <EmptyState title={`No ${kpiCatalogue[kpi].title.toLowerCase()} on either side`} />
        </div>
      ) : (
        <Histogram
          title={row ? upperFirst(overlapFinding(row, sides)) : ''}
          subtitle={
            series.map((one) => `${one.label}: n = ${formatCount(one.n)}`).join(' · ') + ' · share of each, log scale'
          }
          fileName={`${kpi}-distributions`}
          series={series}
          height={300}
        />
      )}
    </section>
  )
}

/** Channels keep their colours; two sides of one channel get looks of their own. */
function stylesOf({ subject, baseline }: Sides): Readonly<Record<Side, SeriesStyle>> {
  const [one, two] = [subject, baseline].map((side) => (side.channels?.length === 1 ? side.channels[0] : undefined))
  if (one === undefined || two === undefined || one === two) return { subject: subjectStyle, baseline: baselineStyle }
  return { subject: seriesStyle(one), baseline: seriesStyle(two) }
}

function overlapFinding(row: ComparisonRow, sides: Sides): string {
  const [subjectName, baselineName] = sideNames(sides, 'sentence')
  const { title } = kpiCatalogue[row.id]
  const pairs = pairsText(row)
  switch (row.verdict) {
    case 'better':
    case 'worse':
      return pairs === null
        ? `${subjectName} was clearly ${row.verdict === 'better' ? 'faster' : 'slower'} than ${baselineName}`
        : `${subjectName} was clearly ${row.verdict === 'better' ? 'faster' : 'slower'} than ${baselineName}: it won ${pairs} random pairs`
    case 'small-difference':
    case 'equivalent':
    case 'no-clear-difference':
    case 'too-little-data':
    case 'not-comparable':
      return `${title}: ${verdictWords[row.verdict].word.toLowerCase()} between ${subjectName} and ${baselineName}`
  }
  return title
}
