/** Where a KPI is heading: points, changes, limits and unusual periods, with the test as its title. */
import { useMemo } from 'react'
import { kpiCatalogue, rangeOf } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import type { Selection } from '../../../shared/model.ts'
import type { Trend, TrendBreak, TrendPoint } from '../../../shared/trend.ts'
import { describeSelection, formatDayRange, formatKpiValue } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import { LineChart } from '../../components/chart/line-chart.tsx'
import type { LineSeries } from '../../components/chart/line-chart.tsx'
import type { ChangeLine, ReferenceLine } from '../../components/chart/reference-lines.ts'
import { seriesStyle } from '../../components/chart/series-styles.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import type { ScreenProps } from '../../screen-props.ts'
import { ChartSlot } from './chart-slot.tsx'
import type { OpenGroup } from './open-group.ts'
import { earlyReservation, hollowWords, periodFor, periodLabel } from './period.ts'

interface TrendChartProps extends ScreenProps {
  readonly kpi: KpiId
  /** Whose periods the limits are frozen from; null = those of the series itself. */
  readonly baseline: Selection | null
  readonly open: OpenGroup
}

const changeWords = {
  schedule: 'Other opening hours',
  definition: 'Other definition',
  source: 'Other sources',
} as const satisfies Record<TrendBreak['kind'], string>

export function TrendChart({ workspace, filters, kpi, baseline, open }: TrendChartProps) {
  const { selection, hours } = filters
  const by = periodFor(workspace, selection)
  const state = useApi('kpis.trend', { kpi, selection, by, hours, ...(baseline ? { baseline } : {}) })
  const trend = state.value
  const drawn = useMemo(() => (trend ? drawingOf(kpi, trend, selection, open) : null), [kpi, trend, selection, open])
  const { title, unit } = kpiCatalogue[kpi]
  const points = trend?.points ?? []
  const hollow = hollowWords(
    by,
    points.some((point) => !point.complete),
    points.some((point) => point.hasShortHistory === true),
  )
  return (
    <ChartSlot state={state} height={390}>
      {(value) =>
        drawn === null || value.points.every((point) => point.value === null) ? (
          <div className="pl-card pl-chart-empty">
            <EmptyState title={`No ${title.toLowerCase()} to follow over time`} />
          </div>
        ) : (
          <div className="pl-chart-stack">
            <LineChart
              title={value.sentence.replace(/\.$/, '')}
              subtitle={[
                `${title} per ${value.by}${unit === 'seconds' ? ', median, log scale' : ''}`,
                describeSelection(selection),
                ...(value.limits
                  ? [`dotted: limits of ${value.limits.from === 'baseline' ? 'the baseline' : 'these periods'}`]
                  : []),
                ...(value.points.some((point) => point.unusual) ? ['ringed: outside of them'] : []),
                ...(hollow === null ? [] : [hollow]),
              ].join(' · ')}
              fileName={`${kpi}-trend-by-${value.by}`}
              unit={unit}
              series={drawn.series}
              references={drawn.limits}
              changes={drawn.changes}
            />
            {value.notes.length > 0 && (
              <ul className="pl-trend-notes pl-note" aria-label="About this trend">
                {value.notes.map((note) => (
                  <li key={note}>{note}</li>
                ))}
              </ul>
            )}
          </div>
        )
      }
    </ChartSlot>
  )
}

interface Drawing {
  readonly series: readonly LineSeries[]
  readonly limits: readonly ReferenceLine[]
  readonly changes: readonly ChangeLine[]
}

function drawingOf(kpi: KpiId, trend: Trend, selection: Selection, open: OpenGroup): Drawing {
  const { title } = kpiCatalogue[kpi]
  const onlyChannel = selection.channels?.length === 1 ? (selection.channels[0] ?? '') : ''
  return {
    series: [
      {
        label: title,
        style: seriesStyle(onlyChannel),
        points: trend.points.map((point) => ({
          from: point.from,
          label: labelOf(trend, point),
          value: point.value,
          n: point.n,
          interval: null,
          complete: point.complete,
          ...(point.hasShortHistory === true ? { reservation: earlyReservation } : {}),
          unusual: point.unusual,
          pick: () => open({ group: {}, period: point }, ''),
        })),
      },
    ],
    limits: limitLines(kpi, trend),
    changes: trend.breaks.map(({ day, kind }) => ({ day, label: changeWords[kind] })),
  }
}

/** `Week of 2 Mar 2026`; merged ones by their days: `2 – 15 Mar 2026, 2 weeks merged`. */
function labelOf({ by }: Trend, { from, to, periods }: TrendPoint): string {
  return periods > 1 ? `${formatDayRange(from, to)}, ${periods} ${by}s merged` : periodLabel(by, from)
}

/** As far as a value can be there at all: no share lies below nothing. */
function limitLines(kpi: KpiId, { limits }: Trend): readonly ReferenceLine[] {
  if (!limits) return []
  const { unit } = kpiCatalogue[kpi]
  const { least, most } = rangeOf(kpi)
  return [limits.low, limits.high].flatMap((value) =>
    value < least || value > most ? [] : [{ kind: 'limit' as const, value, label: formatKpiValue(unit, value) }],
  )
}
