/** The ready goals as they stand: each KPI measured, its target derived from a measured baseline, its state in words. */
import { AppError } from '../../shared/errors.ts'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { Goal, GoalKpi, KpiId, KpiResult, TargetPreview, TargetRequest } from '../../shared/kpi.ts'
import type { HoursMode, Schedule, Selection } from '../../shared/model.ts'
import { describeSelection, formatCount } from '../../shared/units.ts'
import { computeKpis } from '../kpi/engine.ts'
import { goalSummary } from '../kpi/goal-summary.ts'
import { schedulesOfSelection } from '../kpi/schedules-in-force.ts'
import { deriveTarget, targetState } from '../kpi/targets.ts'
import { wholeWeeks } from '../kpi/trend-series.ts'
import { loadGoals } from '../workspace/goals.ts'
import { fingerprintOf } from '../workspace/settings.ts'
import { loadTargets, saveTarget } from '../workspace/targets.ts'
import type { StoredTarget } from '../workspace/targets.ts'
import type { Session } from './session.ts'

/** @param selection the filters on the screen; a goal with a target narrows them to its own subject */
export function goalsNow(session: Session, selection: Selection, hours: HoursMode): readonly Goal[] {
  const targets = loadTargets(session.workspace().reader)
  return loadGoals(session.workspace().reader).map((goal) => {
    const own = targets.filter((target) => target.goal === goal.id)
    const kpis = goal.kpis.map((kpi) =>
      goalKpi(
        session,
        kpi,
        own.find((target) => target.kpi === kpi),
        selection,
        hours,
      ),
    )
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

function goalKpi(
  session: Session,
  kpi: KpiId,
  target: StoredTarget | undefined,
  selection: Selection,
  hours: HoursMode,
): GoalKpi {
  const { smallestDifference } = kpiCatalogue[kpi]
  if (target === undefined) {
    const current = measure(session, kpi, selection, hours)
    const state = targetState(current, null, null, { smallestDifference })
    return { kpi, current, baseline: null, baselineName: null, target: null, ...state }
  }
  const current = measure(session, kpi, within(selection, target.subject), target.hours)
  const baseline = target.measured.result
  const stored = {
    rule: target.rule,
    value: target.value,
    derivation: target.derivation,
    evidence: target.evidence,
  }
  return {
    kpi,
    current,
    baseline,
    baselineName: `${describeSelection(target.baseline)}, n = ${formatCount(baseline.n)}`,
    target: stored,
    ...targetState(current, baseline, stored, {
      smallestDifference,
      names: { subject: nameOf(target.subject), baseline: nameOf(target.baseline) },
    }),
  }
}

function nameOf(selection: Selection): string {
  return describeSelection({ ...selection, from: undefined, to: undefined })
}

/** The subject's own channels, teams and agents; the period of the screen, unless the subject has one of its own. */
function within(selection: Selection, subject: Selection): Selection {
  return { ...selection, ...subject }
}

function measure(session: Session, kpi: KpiId, selection: Selection, hours: HoursMode): KpiResult {
  const [result] = computeKpis(session.facts(), { kpis: [kpi], selection, hours }, session.settings())
  if (result === undefined) throw new Error(`the engine gave no result for ${kpi}`)
  return result
}

/** The baseline, measured, and the target that would follow from it. */
export function previewTarget(session: Session, request: TargetRequest): TargetPreview {
  const { goal, kpi, baseline, rule, hours } = request
  const known = loadGoals(session.workspace().reader).find((one) => one.id === goal)
  if (known === undefined || !known.kpis.some((one) => one === kpi)) {
    throw new AppError('argument-invalid', `${kpiCatalogue[kpi].title} does not serve the goal "${goal}".`, {
      goal,
      kpi,
    })
  }
  const result = measure(session, kpi, baseline, hours)
  if (result.status !== 'ok') {
    const why = result.status === 'failed' ? result.code : result.message
    return { baseline: result, value: null, derivation: `The baseline cannot be measured: ${why}`, evidence: '' }
  }
  const reading = { settings: session.settings(), hours, inferredClose: false }
  const weeks = wholeWeeks(session.facts(), kpi, baseline, reading).flatMap(({ from, value, n }) =>
    value === null ? [] : [{ from, value, n }],
  )
  return { baseline: result, ...deriveTarget(rule, result, weeks, kpiCatalogue[kpi].better, nameOf(baseline)) }
}

/** The opening hours that the baseline was counted by; none in calendar hours. */
function schedulesFor(session: Session, { baseline, hours }: TargetRequest): readonly Schedule[] {
  return hours === 'business' ? schedulesOfSelection(session.settings(), baseline, session.facts().names.teams) : []
}

/** A target without a measured baseline is refused. */
export function setTarget(session: Session, request: TargetRequest): void {
  const { baseline: result, ...derived } = previewTarget(session, request)
  if (result.status !== 'ok') throw new AppError('argument-invalid', derived.derivation, { kpi: request.kpi })
  const { db } = session.workspace()
  saveTarget(db, {
    ...request,
    measured: { result, fingerprint: fingerprintOf(db), schedules: schedulesFor(session, request) },
    ...derived,
    setAt: session.now(),
  })
}
