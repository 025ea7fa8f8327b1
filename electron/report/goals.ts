/** Goals as a report shows them. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { Goal, GoalKpi, TargetState } from '../../shared/goals.ts'
import { formatKpiValue } from '../../shared/units.ts'
import { verdictIcons } from '../../shared/verdict-words.ts'
import type { VerdictTone } from '../../shared/verdict-words.ts'
import { measureOf } from './measure.ts'
import type { ReportGoal } from './report-model.ts'

const stateWords = {
  met: { tone: 'better', word: 'Target met' },
  'not-met': { tone: 'worse', word: 'Target not met' },
  'on-the-line': { tone: 'unclear', word: 'On the line' },
  stale: { tone: 'unclear', word: 'Out of date' },
  'not-measurable': { tone: 'not-measurable', word: 'Not measurable' },
  'no-target': { tone: 'not-measurable', word: 'No target yet' },
} as const satisfies Record<TargetState, { tone: VerdictTone; word: string }>

export function goalSection(goal: Goal): ReportGoal {
  return { id: goal.id, title: goal.title, summary: goal.summary, kpis: goal.kpis.map(goalRow) }
}

function goalRow(row: GoalKpi): ReportGoal['kpis'][number] {
  const { title, unit } = kpiCatalogue[row.kpi]
  const { tone, word } = stateWords[row.state]
  const value = row.target?.value ?? null
  return {
    id: row.kpi,
    title,
    unit,
    current: measureOf(row.current),
    baseline: row.baseline === null ? null : measureOf(row.baseline),
    baselineName: row.baselineName,
    target:
      row.target === null
        ? null
        : {
            value,
            text: value === null ? 'Not known' : formatKpiValue(unit, value),
            derivation: row.target.derivation,
            evidence: row.target.evidence,
          },
    state: row.state,
    tone,
    icon: row.state === 'no-target' ? '' : verdictIcons[tone],
    word,
    sentence: row.sentence,
  }
}
