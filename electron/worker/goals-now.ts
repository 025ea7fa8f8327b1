/** The goals as they stand: each KPI measured, its target, what the history says about it, its state in words. */
import type { Goal, GoalKpi } from '../../shared/goals.ts'
import type { KpiId } from '../../shared/kpi.ts'
import type { HoursMode, Selection } from '../../shared/model.ts'
import { smallestOf } from '../../shared/smallest-difference.ts'
import { describeSelection, formatCount } from '../../shared/units.ts'
import { goalSummary } from '../kpi/goals/goal-summary.ts'
import { staleReason } from '../kpi/goals/stale-baseline.ts'
import { evidenceOf } from '../kpi/goals/target-evidence.ts'
import type { TargetNames } from '../kpi/goals/target-evidence.ts'
import { describeTargetChange } from '../kpi/goals/target-history.ts'
import { marksOf, targetState } from '../kpi/goals/targets.ts'
import { loadGoals } from '../workspace/goals.ts'
import { loadTargetChanges, loadTargets } from '../workspace/targets.ts'
import type { StoredChange, StoredTarget } from '../workspace/targets.ts'
import { measureBaseline, measureKpi, measureWeeks } from './measure-baseline.ts'
import type { Session } from './session.ts'

/** @param selection the filters on the screen; a goal with a target narrows them to its own subject */
export function goalsNow(session: Session, selection: Selection, hours: HoursMode): readonly Goal[] {
  const { reader } = session.workspace()
  const targets = loadTargets(reader)
  const changes = loadTargetChanges(reader)
  return loadGoals(reader).map((goal) => {
    const own = targets.filter((target) => target.goal === goal.id)
    const kpis = goal.kpis.map((kpi) => {
      const target = own.find((one) => one.kpi === kpi)
      const history = historyOf(changes, goal.id, kpi)
      return target === undefined
        ? withoutTarget(session, kpi, selection, hours, history)
        : withTarget(session, target, selection, history)
    })
    return {
      id: goal.id,
      title: goal.title,
      subject: own[0] === undefined ? selection : within(selection, own[0].subject),
      baseline: own[0]?.baseline ?? null,
      kpis,
      summary: goalSummary(kpis),
    }
  })
}

function withoutTarget(
  session: Session,
  kpi: KpiId,
  selection: Selection,
  hours: HoursMode,
  history: GoalKpi['history'],
): GoalKpi {
  const current = measureKpi(session, { kpi, selection, hours, inferredClose: false })
  const state = targetState(current, null, null, { smallest: smallestOf(kpi, session.settings().smallestDifferences) })
  return { kpi, current, baseline: null, baselineName: null, target: null, history, ...state }
}

function withTarget(
  session: Session,
  target: StoredTarget,
  selection: Selection,
  history: GoalKpi['history'],
): GoalKpi {
  const { kpi, rule, value, hours, inferredClose, record, result: baseline } = target
  const current = measureKpi(session, { kpi, selection: within(selection, target.subject), hours, inferredClose })
  const names = namesOf(target)
  const smallest = smallestOf(kpi, session.settings().smallestDifferences)
  const details = value === null ? null : evidenceOf(rule, value, baseline, historyOfWeeks(session, target), names)
  return {
    kpi,
    current,
    baseline,
    baselineName: `${describeSelection(target.baseline)}, n = ${formatCount(baseline.n)}`,
    target: {
      rule,
      value,
      derivation: target.derivation,
      evidence: details?.text ?? '',
      details,
      marks: marksOf(rule, details),
      smallest,
      subject: target.subject,
      baseline: target.baseline,
      hours,
      inferredClose,
      setAt: target.setAt,
      record,
    },
    history,
    ...targetState(current, baseline, target, {
      smallest,
      names,
      staleBecause: staleBecause(session, target),
    }),
  }
}

function staleBecause(session: Session, { record, kpi, baseline, hours, inferredClose }: StoredTarget): string | null {
  if (record === null)
    return 'its baseline was measured by an earlier version, which kept no record of its sources and opening hours'
  return staleReason(record, measureBaseline(session, { kpi, selection: baseline, hours, inferredClose }))
}

/** The baseline's weeks as recorded, and the subject's until now. */
function historyOfWeeks(session: Session, target: StoredTarget) {
  const { kpi, hours, inferredClose, record, subject } = target
  return {
    baseline: record?.weeks ?? [],
    subject: measureWeeks(session, { kpi, selection: subject, hours, inferredClose }).weeks,
  }
}

function historyOf(changes: readonly StoredChange[], goal: string, kpi: KpiId): GoalKpi['history'] {
  return changes.flatMap((change) =>
    change.goal === goal && change.kpi === kpi
      ? [
          {
            at: change.at,
            what: change.what,
            from: change.from,
            to: change.to,
            sentence: describeTargetChange(kpi, change),
          },
        ]
      : [],
  )
}

export function namesOf({
  subject,
  baseline,
}: {
  readonly subject: Selection
  readonly baseline: Selection
}): TargetNames {
  const name = (selection: Selection): string => describeSelection({ ...selection, from: undefined, to: undefined })
  const names = { subject: name(subject), baseline: name(baseline) }
  // The same channel in an earlier period: only the period tells them apart.
  return names.subject === names.baseline ? { subject: names.subject, baseline: `${names.baseline} before` } : names
}

/** The subject's own channels, teams and agents; the period of the screen, unless the subject has one of its own. */
function within(selection: Selection, subject: Selection): Selection {
  return { ...selection, ...subject }
}
