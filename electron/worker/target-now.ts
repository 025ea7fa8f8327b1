/** A target before and while it is set: the baseline, measured, and what would follow from it. */
import { AppError } from '../../shared/errors.ts'
import type { BaselineRecord, TargetPreview, TargetRequest } from '../../shared/goals.ts'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiId } from '../../shared/kpi.ts'
import { smallestOf } from '../../shared/smallest-difference.ts'
import { describeSelection, formatCount } from '../../shared/units.ts'
import { minimumWeeks } from '../kpi/statistics/gates.ts'
import { deriveTarget, marksOf } from '../kpi/goals/targets.ts'
import { unmeasuredReason } from '../kpi/wording.ts'
import { loadGoals } from '../workspace/goals.ts'
import { clearTarget, loadTargets, saveTarget } from '../workspace/targets.ts'
import { namesOf } from './goals-now.ts'
import { measureBaseline, measureWeeks } from './measure-baseline.ts'
import type { Session } from './session.ts'

interface Measured extends TargetPreview {
  readonly record: Omit<BaselineRecord, 'result'>
}

export function previewTarget(session: Session, request: TargetRequest): TargetPreview {
  const { record: _, ...preview } = measureTarget(session, request)
  return preview
}

function measureTarget(session: Session, request: TargetRequest): Measured {
  const { kpi, baseline, rule, hours, inferredClose = false } = request
  checkServes(session, request)
  const { result, ...rest } = measureBaseline(session, { kpi, selection: baseline, hours, inferredClose })
  const record = { ...rest, measuredAt: session.now() }
  const { wholeWeeks } = rest
  const smallest = smallestOf(kpi, session.settings().smallestDifferences)
  if (result.status !== 'ok') {
    const refusal = `The baseline cannot be measured: ${unmeasuredReason(result)}`
    const nothing = { value: null, derivation: refusal, evidence: '', details: null, marks: [], refusal }
    return { baseline: result, wholeWeeks, ...nothing, smallest, record }
  }
  const subject = measureWeeks(session, { kpi, selection: request.subject, hours, inferredClose }).weeks
  const { value, derivation, evidence } = deriveTarget(
    rule,
    result,
    { baseline: rest.weeks, subject },
    namesOf(request),
  )
  return {
    baseline: result,
    wholeWeeks,
    value,
    derivation,
    evidence: evidence?.text ?? '',
    details: evidence,
    marks: marksOf(rule, evidence),
    smallest,
    refusal: value === null ? derivation : wholeWeeks < minimumWeeks ? tooShort(request, wholeWeeks) : null,
    record,
  }
}

function tooShort({ baseline }: TargetRequest, wholeWeeks: number): string {
  const weeks = `${formatCount(wholeWeeks)} whole ${wholeWeeks === 1 ? 'week' : 'weeks'}`
  return `A baseline needs at least ${minimumWeeks} whole weeks of data, and ${describeSelection(baseline)} has ${weeks}.`
}

function checkServes(session: Session, { goal, kpi }: { readonly goal: string; readonly kpi: KpiId }): void {
  const known = loadGoals(session.workspace().reader).find((one) => one.id === goal)
  if (known === undefined) throw new AppError('not-found', `There is no goal “${goal}”.`, { goal })
  if (!known.kpis.includes(kpi))
    throw new AppError('argument-invalid', `${kpiCatalogue[kpi].title} does not serve the goal “${known.title}”.`, {
      goal,
      kpi,
    })
}

/** Refused where the baseline cannot be measured, is too short or gives no value. */
export function setTarget(session: Session, request: TargetRequest): void {
  const { baseline: result, value, derivation, refusal, record } = measureTarget(session, request)
  if (refusal !== null || result.status !== 'ok')
    throw new AppError('argument-invalid', refusal ?? derivation, { kpi: request.kpi })
  const { goal, kpi, subject, baseline, rule, hours, inferredClose = false } = request
  saveTarget(session.workspace().db, {
    goal,
    kpi,
    subject,
    baseline,
    hours,
    inferredClose,
    rule,
    result,
    record: { ...record, result },
    value,
    derivation,
    setAt: record.measuredAt,
  })
}

/** The same question again, on today's data: what renews a stale target. */
export function measureTargetAgain(session: Session, goal: string, kpi: KpiId): void {
  const known = loadTargets(session.workspace().reader).find((one) => one.goal === goal && one.kpi === kpi)
  if (known === undefined)
    throw new AppError('not-found', `${kpiCatalogue[kpi].title} has no target to measure again.`, { goal, kpi })
  const { subject, baseline, rule, hours, inferredClose } = known
  setTarget(session, { goal, kpi, subject, baseline, rule, hours, inferredClose })
}

export function removeTarget(session: Session, goal: string, kpi: KpiId): void {
  clearTarget(session.workspace().db, goal, kpi, session.now())
}
