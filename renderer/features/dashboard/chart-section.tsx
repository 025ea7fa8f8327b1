/** The charts: over time by channel, the distribution, weekday × hour, and teams and agents. */
import { useState } from 'react'
import type { ConversationQuery } from '../../../shared/api.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { Goal } from '../../../shared/goals.ts'
import type { KpiId, KpiResult } from '../../../shared/kpi.ts'
import type { Selection } from '../../../shared/model.ts'
import { formatDayRange } from '../../../shared/units.ts'
import { narrow } from '../../components/group-selection.ts'
import type { ScreenProps } from '../../screen-props.ts'
import { KpiSelect } from '../../components/kpi-select.tsx'
import type { OpenGroup } from './open-group.ts'
import { DistributionChart } from './distribution-chart.tsx'
import { GroupChart } from './group-chart.tsx'
import { TimeChart } from './time-chart.tsx'
import { TrendChart } from './trend-chart.tsx'
import { WeekChart } from './week-chart.tsx'

interface ChartSectionProps extends ScreenProps {
  readonly totals: readonly KpiResult[] | undefined
  readonly goals: readonly Goal[] | undefined
}

export function ChartSection(props: ChartSectionProps) {
  const { filters, totals, goals, onOpenConversations } = props
  const [kpi, setKpi] = useState<KpiId>('first-response-time')
  const { title, kind } = kpiCatalogue[kpi]
  const isDuration = kind === 'duration'
  const { selection, hours } = filters
  const total = totals?.find((result) => result.id === kpi)
  const open: OpenGroup = ({ group, period }, name) => {
    const query: ConversationQuery = { selection: narrow(selection, { group, period }), kpi, show: 'counted', hours }
    onOpenConversations(
      query,
      [title, name, period && formatDayRange(period.from, period.to)].filter(Boolean).join(', '),
    )
  }
  return (
    <section aria-labelledby="patterns">
      <div className="pl-section-head">
        <h2 id="patterns">In detail</h2>
        <KpiSelect label="KPI of the charts" value={kpi} onChange={setKpi} />
      </div>
      <div className="pl-chart-grid">
        <div className={isDuration ? 'pl-chart-wide' : 'pl-chart-full'}>
          <TimeChart {...props} kpi={kpi} open={open} />
        </div>
        {isDuration && (
          <div className="pl-chart-narrow">
            <DistributionChart {...props} kpi={kpi} total={total} />
          </div>
        )}
        <div className="pl-chart-full">
          <TrendChart {...props} kpi={kpi} baseline={earlierBaseline(kpi, goals, selection)} open={open} />
        </div>
        <div className="pl-chart-full">
          <WeekChart {...props} />
        </div>
        <div className="pl-chart-half">
          <GroupChart {...props} kpi={kpi} grouping="team" open={open} />
        </div>
        <div className="pl-chart-half">
          <GroupChart {...props} kpi={kpi} grouping="agent" open={open} />
        </div>
      </div>
    </section>
  )
}

/** A baseline of the same conversations in a period of its own: its limits judge what came after it. */
function earlierBaseline(kpi: KpiId, goals: readonly Goal[] | undefined, shown: Selection): Selection | null {
  const target = goals
    ?.flatMap((goal) => goal.kpis)
    .find((row) => row.kpi === kpi && row.target !== null && isSame(row.target.baseline, shown))?.target
  return target?.baseline.to === undefined ? null : target.baseline
}

function isSame(a: Selection, b: Selection): boolean {
  const attributes = ({ channels, teams, agents, inboxes, sources }: Selection): string =>
    JSON.stringify([channels, teams, agents, inboxes, sources].map((names) => (names ?? []).toSorted()))
  return attributes(a) === attributes(b)
}
