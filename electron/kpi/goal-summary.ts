/** One sentence over all KPIs of a goal. */
import type { GoalKpi, TargetState } from '../../shared/kpi.ts'

export function goalSummary(kpis: readonly GoalKpi[]): string {
  const targets = kpis.filter((kpi) => kpi.target !== null)
  const count = (state: TargetState): number => targets.filter((kpi) => kpi.state === state).length
  const withTarget = targets.length
  if (withTarget === 0) return 'No target yet: choose what it replaces or helps, and measure that.'
  const parts = [
    count('met') > 0 ? `${count('met')} met` : '',
    count('on-the-line') > 0 ? `${count('on-the-line')} on the line` : '',
    count('not-met') > 0 ? `${count('not-met')} not met` : '',
    count('not-measurable') > 0 ? `${count('not-measurable')} not measurable` : '',
  ].filter((part) => part !== '')
  const head = withTarget === 1 ? 'Of one target' : `Of ${withTarget} targets`
  return `${head}: ${parts.join(', ')}.`
}
