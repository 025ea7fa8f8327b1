/**
 * When two measured values are not the same kind of thing, so that they stand side by side without a verdict.
 *
 * Periods may differ: an earlier quarter is what baselines are made of. What is asked of a period is that the data cover
 * at least half of its days, where both of its ends were chosen; with less, what is there may be the quiet or the busy
 * part. Holes inside of the data cannot be told from quiet days.
 */
import type { KpiId, MeasuredKpi } from '../../../shared/kpi.ts'
import type { Channel, HoursMode } from '../../../shared/model.ts'
import { formatCount, formatDuration } from '../../../shared/units.ts'
import type { Cases } from '../cases.ts'
import { readsHours } from '../definition.ts'
import { definitions } from '../definitions.ts'
import { joinWords } from '../wording.ts'
import type { SideNames } from '../wording.ts'

export interface Sides<Value> {
  readonly subject: Value
  readonly baseline: Value
}

export interface ComparabilityOptions {
  readonly hours: HoursMode
  readonly names: SideNames
  /** The channels that the cases of each side come from; a phone queue's wait is not compared with a message's. */
  readonly channels?: Sides<readonly Channel[]> | undefined
  /** Where the baseline was measured in another hours mode. */
  readonly baselineHours?: HoursMode | undefined
}

/** The data have to cover this part of a chosen period. */
const leastCovered = 0.5

/** Why the two are not comparable, one sentence; null if they are. */
export function obstacleOf(
  id: KpiId,
  results: Sides<MeasuredKpi>,
  cases: Sides<Cases>,
  options: ComparabilityOptions,
): string | null {
  const { subject, baseline } = results
  const { names, hours, baselineHours } = options
  if (subject.unit !== baseline.unit || subject.id !== baseline.id)
    return `${names.subject} and ${names.baseline} were measured by different definitions.`
  if (readsHours(definitions[id]) && baselineHours !== undefined && baselineHours !== hours)
    return `Times in ${hours} hours are not comparable with times in ${baselineHours} hours.`
  if (subject.withinSeconds !== baseline.withinSeconds)
    return `${names.subject} and ${names.baseline} were measured against different targets.`
  return (
    closeObstacle(results, cases, names) ??
    scaleObstacle(cases, names) ??
    phoneObstacle(id, options) ??
    coverageObstacle(cases, names)
  )
}

function closeObstacle(
  { subject, baseline }: Sides<MeasuredKpi>,
  cases: Sides<Cases>,
  names: SideNames,
): string | null {
  if (subject.inferred !== baseline.inferred) {
    const inferred = subject.inferred ? names.subject : names.baseline
    const real = subject.inferred ? names.baseline : names.subject
    return `Closing times of ${inferred} are inferred from silence, those of ${real} come from the export.`
  }
  // The silence is part of an inferred time, and of how long a conversation counts as open.
  const isOfTime = subject.unit === 'seconds' || cases.subject.kind === 'stock'
  const gaps = [cases.subject.inferredGaps, cases.baseline.inferredGaps].map((all) =>
    joinWords(all.map((seconds) => formatDuration(seconds))),
  )
  if (!subject.inferred || !isOfTime || gaps[0] === gaps[1]) return null
  return `Closing times are inferred after ${gaps[0]} of silence for ${names.subject} and after ${gaps[1]} for ${names.baseline}, and the silence is part of the time.`
}

const scaleNames: Readonly<Record<string, string>> = { '0–1': 'good or bad' }

function scaleObstacle({ subject, baseline }: Sides<Cases>, names: SideNames): string | null {
  const scales = [subject.scales, baseline.scales].map((all) => joinWords(all.map((one) => scaleNames[one] ?? one)))
  if (scales[0] === scales[1]) return null
  return `The surveys ask on different scales, ${scales[0]} for ${names.subject} and ${scales[1]} for ${names.baseline}, and a good answer is not as easily given on one as on the other.`
}

/** KPIs of how long a customer waits for somebody. */
const waits: ReadonlySet<KpiId> = new Set<KpiId>([
  'first-response-time',
  'response-time',
  'total-wait',
  'within-target-share',
])

function phoneObstacle(id: KpiId, { channels }: ComparabilityOptions): string | null {
  if (!waits.has(id) || channels === undefined) return null
  if (channels.subject.includes('phone') === channels.baseline.includes('phone')) return null
  return 'Waiting in a phone queue and waiting for a message are different kinds of wait; the values stand side by side without a verdict.'
}

function coverageObstacle({ subject, baseline }: Sides<Cases>, names: SideNames): string | null {
  for (const [name, { askedDays, coveredDays }] of [
    [names.subject, subject],
    [names.baseline, baseline],
  ] as const) {
    if (askedDays === null || coveredDays >= leastCovered * askedDays) continue
    return `The data of ${name} cover ${formatCount(coveredDays)} of the ${formatCount(askedDays)} days that were chosen, too few to stand for the whole.`
  }
  return null
}
