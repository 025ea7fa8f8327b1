/**
 * From our number to the vendor's, one rule after the other: each step counts every conversation once more with one option
 * turned. Pure: conversations in, numbers out; each conversation is looked at once and not kept.
 */
import type { HoursMode, Selection } from '../../../shared/model.ts'
import type { InstantRange } from '../../../shared/time.ts'
import type { BridgeStep, ReportedByVendor, VendorMetric } from '../../../shared/vendors.ts'
import { meanOf } from '../statistics/mean.ts'
import { ascending, quantile7 } from '../statistics/quantile.ts'
import type { VendorConversation } from './conversation.ts'
import { ours } from './counting.ts'
import type { Counting, Span } from './counting.ts'
import type { CountingRule, MetricProfile, VendorProfile } from './profile.ts'

export interface BridgeOptions {
  readonly hours: HoursMode
  readonly selection: Selection
  readonly range: InstantRange
  /** Seconds between two instants, by the team's opening hours or the calendar; NaN where none are set. */
  readonly seconds: (from: number, to: number, team: number) => number
}

/** In the order of the profile. */
export function buildBridge(
  conversations: Iterable<VendorConversation>,
  profile: VendorProfile,
  options: BridgeOptions,
): readonly VendorMetric[] {
  const counters = profile.metrics.map((metric) => startCounting(metric, options))
  for (const conversation of conversations) for (const counter of counters) counter.add(conversation)
  return counters.map((counter) => counter.finish())
}

interface Step {
  readonly rule: CountingRule | null
  readonly counting: Counting
  readonly values: number[]
  changed: number
}

interface MetricCounter {
  readonly add: (conversation: VendorConversation) => void
  readonly finish: () => VendorMetric
}

function startCounting(metric: MetricProfile, options: BridgeOptions): MetricCounter {
  const steps = stepsOf(metric, options)
  const comparison = startComparing(metric.reported[options.hours])
  return {
    add: (conversation) => {
      let before: readonly number[] = []
      for (const step of steps) {
        const found = durationsOf(conversation, metric, step.counting, options)
        step.values.push(...found)
        if (step.rule !== null) step.changed += countChanges(before, found)
        before = found
      }
      comparison.add(conversation, before)
    },
    finish: () => ({
      id: metric.id,
      kpi: metric.kpi,
      title: metric.title,
      steps: steps.map(toBridgeStep),
      reported: comparison.finish(steps.at(-1)?.counting ?? ours),
      notFollowed: metric.notFollowed,
    }),
  }
}

function stepsOf({ rules }: MetricProfile, { selection }: BridgeOptions): readonly Step[] {
  const hasAgents = selection.agents !== undefined && selection.agents.length > 0
  const asked = rules.filter(({ onlyFor }) => onlyFor !== 'agents' || hasAgents)
  const countingAfter = (count: number): Counting =>
    Object.assign({}, ours, ...asked.slice(0, count).map(({ change }) => change))
  return [null, ...asked].map((rule, index) => ({ rule, counting: countingAfter(index), values: [], changed: 0 }))
}

function toBridgeStep({ rule, counting, values, changed }: Step): BridgeStep {
  return {
    rule: rule && { id: rule.id, title: rule.title, text: rule.text, source: rule.source },
    value: summarised(values, counting),
    statistic: counting.statistic,
    n: values.length,
    changed,
  }
}

function summarised(values: readonly number[], { statistic }: Counting): number | null {
  if (values.length === 0) return null
  const all = Float64Array.from(values)
  return statistic === 'mean' ? meanOf(all) : quantile7(ascending(all), 0.5)
}

/** The durations of one conversation that fall into the period. */
function durationsOf(
  conversation: VendorConversation,
  metric: MetricProfile,
  counting: Counting,
  options: BridgeOptions,
): readonly number[] {
  const { range, seconds } = options
  const inPeriod = metric
    .spans(conversation, counting)
    .filter(({ at }) => at >= range.from && at < range.to)
    .map((span) => withPrecision(span, counting, (from, to) => seconds(from, to, conversation.team)))
    .filter((duration) => !Number.isNaN(duration))
  if (metric.id !== 'reply' || counting.repliesOf === 'turn' || inPeriod.length === 0) return inPeriod
  return [quantile7(Float64Array.from(inPeriod).sort(), 0.5)]
}

function withPrecision(
  { from, to }: Span,
  { precision }: Counting,
  seconds: (from: number, to: number) => number,
): number {
  if (precision === 'exact') return seconds(from, to)
  if (precision === 'minutes') return Math.floor(seconds(from, to) / 60) * 60
  const whole = (instant: number): number => Math.floor(instant / 1000) * 1000
  return seconds(whole(from), whole(to))
}

/** Times that are there only before, or only after, or have another length. */
function countChanges(before: readonly number[], after: readonly number[]): number {
  // Most rules concern few conversations.
  if (before.length === after.length && after.every((duration, index) => duration === before[index])) return 0
  const left = [...before]
  let same = 0
  for (const duration of after) {
    const index = left.indexOf(duration)
    if (index === -1) continue
    left.splice(index, 1)
    same++
  }
  return Math.max(before.length, after.length) - same
}

const mostExamples = 5

interface Pair {
  readonly conversation: number
  readonly reported: number
  readonly counted: number
}

/** The vendor's own durations beside those of the last step. Of several of one conversation the last is the one reported. */
function startComparing(fields: readonly string[]): {
  readonly add: (conversation: VendorConversation, durations: readonly number[]) => void
  readonly finish: (counting: Counting) => ReportedByVendor | null
} {
  const pairs: Pair[] = []
  let field: string | null = null
  let onlyReported = 0
  let onlyCounted = 0
  return {
    add: ({ id, reported }, durations) => {
      const name = fields.find((one) => reported[one] !== undefined)
      const own = name === undefined ? undefined : reported[name]
      const counted = durations.at(-1)
      if (name !== undefined) field ??= name
      if (own !== undefined && counted !== undefined) pairs.push({ conversation: id, reported: own, counted })
      else if (own !== undefined) onlyReported++
      else if (counted !== undefined) onlyCounted++
    },
    finish: (counting) => {
      if (field === null || pairs.length === 0) return null
      const value =
        summarised(
          pairs.map(({ reported }) => reported),
          counting,
        ) ?? Number.NaN
      const counted =
        summarised(
          pairs.map((pair) => pair.counted),
          counting,
        ) ?? Number.NaN
      const distance = (pair: Pair): number => Math.abs(pair.reported - pair.counted)
      // Vendors cut what they keep to whole seconds or minutes.
      const isEqual = (pair: Pair): boolean => distance(pair) < 1
      return {
        field,
        n: pairs.length,
        value,
        counted,
        gap: value - counted,
        equal: pairs.filter(isEqual).length,
        onlyReported,
        onlyCounted,
        furthest: pairs
          .filter((pair) => !isEqual(pair))
          .sort((a, b) => distance(b) - distance(a) || a.conversation - b.conversation)
          .slice(0, mostExamples),
      }
    },
  }
}
