/** One card per KPI, judged by a goal where the goal is about the same selection. */
import type { ConversationQuery } from '../../../shared/api.ts'
import { kpiCatalogue, kpiIds } from '../../../shared/kpi.ts'
import type { Goal, GoalKpi } from '../../../shared/goals.ts'
import type { KpiId, KpiResult, PeriodGrouping } from '../../../shared/kpi.ts'
import { describeSelection } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import type { ApiState } from '../../api.ts'
import { trendSentence } from '../../components/findings.ts'
import { periodStart } from '../../components/group-selection.ts'
import { KpiCard } from '../../components/kpi-card.tsx'
import type { KpiCardState, KpiTrend } from '../../components/kpi-card.tsx'
import { isDrawable } from '../../components/kpi-text.ts'
import type { Tone } from '../../components/meaning.tsx'
import type { ScreenProps } from '../../screen-props.ts'
import { periodFor } from './period.ts'

interface KpiSectionProps extends ScreenProps {
  readonly totals: ApiState<readonly KpiResult[]>
  readonly goals: readonly Goal[] | undefined
}

const periodNames = { day: 'days', week: 'weeks', month: 'months', quarter: 'quarters' } as const

export function KpiSection(props: KpiSectionProps) {
  const { workspace, filters, totals, goals } = props
  const { selection, hours } = filters
  const grouping = periodFor(workspace, selection)
  const periods = useApi('kpis.compute', { selection, hours, by: [grouping] })
  return (
    <section aria-labelledby="key-figures">
      <div className="pl-section-head">
        <h2 id="key-figures">Key figures</h2>
        <p className="pl-note">{describeSelection(selection)}</p>
      </div>
      <div className="pl-kpi-grid">
        {kpiIds.map((kpi) => (
          <DashboardKpi
            key={kpi}
            {...props}
            kpi={kpi}
            state={cardState(kpi, totals)}
            trend={periods.status === 'failed' ? 'failed' : trendOf(kpi, periods.value, grouping)}
            grouping={grouping}
            goalRow={goalRowOf(kpi, goals, selection.channels)}
          />
        ))}
      </div>
    </section>
  )
}

function cardState(kpi: KpiId, totals: ApiState<readonly KpiResult[]>): KpiCardState {
  if (totals.status === 'failed') return { status: 'failed', error: totals.error, retry: totals.reload }
  const result = totals.value?.find((each) => each.id === kpi)
  return result ? { status: 'ok', result } : { status: 'loading' }
}

function trendOf(kpi: KpiId, periods: readonly KpiResult[] | undefined, grouping: PeriodGrouping): KpiTrend | null {
  const results = (periods ?? []).filter((result) => result.id === kpi)
  if (results.length < 2) return null
  const sorted = results.toSorted((a, b) => (periodStart(a) < periodStart(b) ? -1 : 1))
  return {
    values: sorted.map((result) => (isDrawable(result) ? result.value : null)),
    isLastComplete: sorted.at(-1)?.period?.complete ?? true,
    periodName: periodNames[grouping],
  }
}

/** The first goal with a target for this KPI, if its subject is exactly the channels shown. */
function goalRowOf(
  kpi: KpiId,
  goals: readonly Goal[] | undefined,
  channels: readonly string[] | undefined,
): GoalKpi | null {
  const shown = JSON.stringify((channels ?? []).toSorted())
  for (const goal of goals ?? []) {
    if (JSON.stringify((goal.subject.channels ?? []).toSorted()) !== shown) continue
    const row = goal.kpis.find((each) => each.kpi === kpi && each.target !== null)
    if (row) return row
  }
  return null
}

const stateTones = {
  met: 'better',
  'not-met': 'worse',
  'on-the-line': 'unclear',
  'not-measurable': 'not-measurable',
  stale: 'unclear',
  'no-target': 'none',
} as const satisfies Record<GoalKpi['state'], Tone>

interface DashboardKpiProps extends ScreenProps {
  readonly kpi: KpiId
  readonly state: KpiCardState
  readonly trend: KpiTrend | 'failed' | null
  readonly grouping: PeriodGrouping
  readonly goalRow: GoalKpi | null
}

/** Below the gate of a median a card shows the cases themselves, which the list of conversations knows. */
const fewCases = 5

function DashboardKpi(props: DashboardKpiProps) {
  const { filters, kpi, state, trend, grouping, goalRow, onOpenConversations } = props
  const { selection, hours } = filters
  const result = state.status === 'ok' && state.result.status === 'ok' ? state.result : null
  const isFew = result?.unit === 'seconds' && !result.supports.median && result.n <= fewCases && result.n > 1
  const query: ConversationQuery = { selection, kpi, show: 'counted', hours }
  const cases = useApi('conversations.list', isFew ? { ...query, limit: fewCases } : null)
  const tested = useApi('kpis.trend', result && !goalRow ? { kpi, selection, by: grouping, hours } : null)
  const baseline = goalRow?.baseline
  return (
    <KpiCard
      kpi={kpi}
      state={state}
      trend={trend}
      baseline={baseline && isDrawable(baseline) ? baseline.value : null}
      target={goalRow?.target?.value ?? null}
      verdict={
        goalRow
          ? { tone: stateTones[goalRow.state], sentence: goalRow.sentence }
          : tested.value
            ? trendSentence(tested.value, periodNames[grouping])
            : null
      }
      values={cases.value?.rows.flatMap((row) => row.value ?? [])}
      onOpen={(show) =>
        onOpenConversations(
          { ...query, show },
          `${kpiCatalogue[kpi].title}: ${show === 'unanswered' ? 'without a reply' : 'counted conversations'}`,
        )
      }
    />
  )
}
