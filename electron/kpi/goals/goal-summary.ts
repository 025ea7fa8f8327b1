/** One sentence over all KPIs of a goal. */
import type { GoalKpi, TargetState } from '../../../shared/goals.ts'

export function goalSummary(kpis: readonly GoalKpi[]): string {
  const targets = kpis.filter((kpi) => kpi.target !== null)
  const count = (state: TargetState): number => targets.filter((kpi) => kpi.state === state).length
  const withTarget = targets.length
  if (withTarget === 0) return 'No target yet: choose what it replaces or helps, and measure that.'
  const states = (['met', 'on-the-line', 'not-met', 'stale', 'not-measurable'] as const).filter(
    (state) => count(state) > 0,
  )
  const [only] = states
  if (withTarget === 1 && only !== undefined) return `One target: ${stateWords[only]}.`
  return `Of ${withTarget} targets: ${states.map((state) => `${count(state)} ${stateWords[state]}`).join(', ')}.`
}

const stateWords = {
  met: 'met',
  'on-the-line': 'on the line',
  'not-met': 'not met',
  stale: 'out of date',
  'not-measurable': 'not measurable',
} as const satisfies Partial<Record<TargetState, string>>
