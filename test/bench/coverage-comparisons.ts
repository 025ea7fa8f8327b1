/**
 * Simulated comparisons with known truth, run by hand: `node test/bench/coverage-comparisons.ts [RUNS]` (10,000 runs take ten
 * minutes). For every kind of KPI: how often the interval of the difference holds the truth, wanted 93–97 % from 20 cases on
 * each side, and how often a verdict claims a difference where there is none, wanted at most 5 %. Figures outside of that
 * are marked.
 */
import type { Cases } from '../../electron/kpi/cases.ts'
import { effectOf, unitsOf } from '../../electron/kpi/compare/effect.ts'
import type { Effect } from '../../electron/kpi/compare/effect.ts'
import { benjaminiHochberg } from '../../electron/kpi/statistics/multiplicity.ts'
import { stockSpread } from '../../electron/kpi/statistics/rate.ts'
import { casesToSettle, marginOf, verdictOf } from '../../electron/kpi/compare/verdict.ts'
import type { KpiId } from '../../shared/kpi.ts'
import { startingSmallest } from '../../shared/smallest-difference.ts'
import {
  bimodal,
  casesOf,
  covers,
  lognormal,
  normal,
  numbers,
  overdispersed,
  percent,
  poisson,
  repliesAlike,
  runs,
  uniform,
} from './simulation.ts'

let misses = 0

function line(label: string, value: number, isGood: boolean): void {
  if (!isGood) misses += 1
  process.stdout.write(`${label.padEnd(92, ' .')} ${value.toFixed(1).padStart(5)} %${isGood ? '' : '  <<<'}\n`)
}

/** Three standard errors of a simulated share. */
function slack(share: number): number {
  return 300 * Math.sqrt((share * (1 - share)) / runs)
}

function title(text: string): void {
  process.stdout.write(`\n${text}\n`)
}

interface Pair {
  readonly id: KpiId
  readonly subject: () => Cases
  readonly baseline: () => Cases
}

function effectIn({ id, subject, baseline }: Pair): Effect | null {
  const sides = [subject(), baseline()] as const
  return effectOf(id, ...sides, [unitsOf(id, sides[0]), unitsOf(id, sides[1])])
}

function coverage(label: string, truth: number, pair: Pair): void {
  // A side that cannot be compared at all (no case of something rare) claims nothing and holds nothing.
  let without = 0
  const held = percent(() => {
    const effect = effectIn(pair)
    if (effect === null) without += 1
    return effect !== null && covers(effect, truth)
  })
  const share = without === runs ? 0 : (held * runs) / (runs - without)
  line(label, share, share >= 93 - slack(0.95) && share <= 97 + slack(0.95))
}

const claiming = new Set(['better', 'worse', 'small-difference'])

/** The interval and the p-value alone, and what the app says: better or worse by at least the smallest that matters. */
function falseAlarms(label: string, baselineValue: number, pair: Pair): void {
  const smallest = startingSmallest(pair.id)
  let bare = 0
  const said = percent(() => {
    const effect = effectIn(pair)
    if (effect === null) return false
    if (claiming.has(verdictOf(effect, 'lower', { down: 0, up: 0 }))) bare += 1
    const verdict = verdictOf(effect, 'lower', marginOf(effect.of, smallest, baselineValue))
    return verdict === 'better' || verdict === 'worse'
  })
  const bareShare = (100 * bare) / runs
  line(`${label}: interval and p-value alone`, bareShare, bareShare <= 5 + slack(0.05))
  line(`${label}: “better” or “worse”`, said, said <= 5 + slack(0.05))
}

const sizes = [
  [20, 20],
  [20, 60],
  [20, 200],
  [60, 60],
  [200, 200],
] as const

const twice = (draw: () => number): (() => number) => {
  return () => 2 * draw()
}
/** As exports that keep whole minutes. */
const wholeMinutes = (): number => 60 * Math.round(lognormal() / 60)

title(`Times, one per conversation (ratio of medians, Price and Bonett), ${runs} runs`)
for (const [n, m] of sizes) {
  for (const [name, draw] of [
    ['log-normal', lognormal],
    ['day and night', bimodal],
    ['whole minutes', wholeMinutes],
  ] as const) {
    const side = (count: number, from: () => number) => (): Cases => casesOf('duration', numbers(count, from))
    const id = 'first-response-time'
    if (draw !== wholeMinutes)
      coverage(`${name}, ${n} and ${m}, the interval holds the ratio 2`, Math.log(2), {
        id,
        subject: side(n, twice(draw)),
        baseline: side(m, draw),
      })
    falseAlarms(`${name}, ${n} and ${m}`, 120, { id, subject: side(n, draw), baseline: side(m, draw) })
  }
}

title('Response times, about five alike replies per conversation, one value per conversation')
for (const alike of [0, 0.2, 0.5]) {
  for (const [n, m] of sizes) {
    const id = 'response-time'
    coverage(`alike ${alike}, ${n} and ${m}, the interval holds the ratio 2`, Math.log(2), {
      id,
      subject: () => repliesAlike(n, alike, 240),
      baseline: () => repliesAlike(m, alike),
    })
    falseAlarms(`alike ${alike}, ${n} and ${m}`, 120, {
      id,
      subject: () => repliesAlike(n, alike),
      baseline: () => repliesAlike(m, alike),
    })
  }
}

title('Shares (Newcombe)')
const shareOf = (n: number, p: number) => (): Cases =>
  casesOf(
    'share',
    numbers(n, () => (uniform() < p ? 1 : 0)),
  )
for (const [n, m] of sizes) {
  for (const [p1, p2] of [
    [0.05, 0.05],
    [0.1, 0.3],
    [0.5, 0.5],
    [0.6, 0.8],
    [0.95, 0.9],
  ] as const) {
    const pair = { id: 'unanswered-share', subject: shareOf(n, p1), baseline: shareOf(m, p2) } as const
    coverage(`${p1} and ${p2}, ${n} and ${m}`, p1 - p2, pair)
    if (p1 === p2) falseAlarms(`${p1} on both, ${n} and ${m}`, p1, pair)
  }
}
for (const n of [300, 1000]) {
  coverage(`0.01 and 0.01, ${n} and ${n}`, 0, {
    id: 'opt-out-share',
    subject: shareOf(n, 0.01),
    baseline: shareOf(n, 0.01),
  })
}

title('Net Promoter Score (adjusted Wald)')
const npsOf = (n: number, promoters: number, detractors: number) => (): Cases =>
  casesOf(
    'nps',
    numbers(n, () => {
      const answer = uniform()
      return answer < promoters ? 9 : answer < promoters + detractors ? 3 : 8
    }),
  )
for (const [n, m] of sizes) {
  coverage(`50/20 % and 40/30 % promoters/detractors, ${n} and ${m}`, 20, {
    id: 'nps',
    subject: npsOf(n, 0.5, 0.2),
    baseline: npsOf(m, 0.4, 0.3),
  })
  falseAlarms(`50/20 % on both, ${n} and ${m}`, 30, {
    id: 'nps',
    subject: npsOf(n, 0.5, 0.2),
    baseline: npsOf(m, 0.5, 0.2),
  })
  falseAlarms(`85/5 % on both, ${n} and ${m}`, 80, {
    id: 'nps',
    subject: npsOf(n, 0.85, 0.05),
    baseline: npsOf(m, 0.85, 0.05),
  })
}

title('Means (ratio of means; Welch for points of a scale)')
/** Replies of a conversation: one and a number of more, mean 3, variance 6. */
const replyCount = (): number => 1 + overdispersed(2, 1)
/** Effort: answers 1–7, mostly good. */
const effort = (): number => Math.min(7, Math.max(1, Math.round(5.6 + 1.4 * normal())))
const meanOf = (n: number, draw: () => number) => (): Cases => casesOf('mean', numbers(n, draw))
for (const [n, m] of sizes) {
  coverage(`replies to resolution, ${n} and ${m}, the interval holds no difference`, 0, {
    id: 'replies-to-resolution',
    subject: meanOf(n, replyCount),
    baseline: meanOf(m, replyCount),
  })
  coverage(`replies to resolution, ${n} and ${m}, twice as many`, Math.log(2), {
    id: 'replies-to-resolution',
    subject: meanOf(n, twice(replyCount)),
    baseline: meanOf(m, replyCount),
  })
  falseAlarms(`replies to resolution, ${n} and ${m}`, 3, {
    id: 'replies-to-resolution',
    subject: meanOf(n, replyCount),
    baseline: meanOf(m, replyCount),
  })
  falseAlarms(`customer effort, ${n} and ${m}`, 5.5, {
    id: 'customer-effort',
    subject: meanOf(n, effort),
    baseline: meanOf(m, effort),
  })
}

title('Volumes (rate ratio, widened for over-dispersion)')
const quietWeekends = [1.2, 1.2, 1.2, 1.2, 1.2, 0.6, 0.4]
function volume(days: number, mean: number, shape: number | null, byWeekday: boolean): Cases {
  const counts = Int32Array.from({ length: days }, (_, day) => {
    const expected = mean * (byWeekday ? (quietWeekends[day % 7] ?? 1) : 1)
    return shape === null ? poisson(expected) : overdispersed(expected, shape)
  })
  const total = counts.reduce((sum, count) => sum + count, 0)
  return casesOf('count', new Float64Array(total).fill(1), { coveredDays: days, daily: { counts, firstWeekday: 1 } })
}
for (const days of [7, 14, 28, 91]) {
  for (const [name, shape] of [
    ['by chance alone', null],
    ['variance 5 times the mean', 5],
    ['variance 21 times the mean', 1],
  ] as const) {
    coverage(`${days} days each, 20 a day, ${name}`, 0, {
      id: 'conversations',
      subject: () => volume(days, 20, shape, false),
      baseline: () => volume(days, 20, shape, false),
    })
    coverage(`${days} and 28 days, 20 and 10 a day, quiet weekends, ${name}`, Math.log(2), {
      id: 'conversations',
      subject: () => volume(days, 20, shape, true),
      baseline: () => volume(28, 10, shape, true),
    })
  }
}

title('Open at the end (stock over arrivals)')
/** Arrivals over the period and before it; each stays open for a while, a fifth of them for weeks. */
function stock(perDay: number, days: number, shape: number | null): Cases {
  const before = 60
  const arrived = new Int32Array(before + days)
  const left = new Int32Array(before + days)
  for (let day = 0; day < before + days; day++) {
    const count = shape === null ? poisson(perDay) : overdispersed(perDay, shape)
    if (day >= before) arrived[day] = count
    for (let one = 0; one < count; one++) {
      const stays = (uniform() < 0.2 ? 14 : 1) * -Math.log(uniform())
      if (day + uniform() + stays > before + days) left[day] = (left[day] ?? 0) + 1
    }
  }
  const sum = (counts: Int32Array): number => counts.reduce((all, count) => all + count, 0)
  return casesOf('stock', new Float64Array(sum(left)).fill(1), {
    coveredDays: days,
    arrivals: sum(arrived),
    daily: { counts: arrived.slice(before), firstWeekday: 1 },
    stockSpread: stockSpread(left, arrived, sum(left.slice(before))),
  })
}
for (const [name, shape] of [
  ['by chance alone', null],
  ['variance 5 times the mean', 5],
  ['variance 21 times the mean', 1],
] as const) {
  for (const perDay of [10, 20]) {
    const pair = {
      id: 'open-at-end',
      subject: () => stock(perDay, 30, shape),
      baseline: () => stock(20, 30, shape),
    } as const
    coverage(`${perDay} and 20 a day for 30 days, ${name}`, 0, pair)
    falseAlarms(`${perDay} and 20 a day for 30 days, ${name}`, 70, pair)
  }
}

title('Twelve KPIs looked at together, none different: any “better” or “worse” after Benjamini–Hochberg')
const together = percent(() => {
  const pairs: Pair[] = Array.from({ length: 12 }, (_, index) =>
    index % 2 === 0
      ? {
          id: 'first-response-time',
          subject: () => casesOf('duration', numbers(60, lognormal)),
          baseline: () => casesOf('duration', numbers(60, lognormal)),
        }
      : { id: 'csat', subject: shareOf(100, 0.8), baseline: shareOf(100, 0.8) },
  )
  const effects = pairs.map(effectIn)
  const qValues = benjaminiHochberg(effects.map((effect) => effect?.p ?? 1))
  return effects.some(
    (effect, index) =>
      effect !== null && (qValues[index] ?? 1) <= 0.05 && claiming.has(verdictOf(effect, 'lower', { down: 0, up: 0 })),
  )
})
line('60 conversations or 100 answers on each side', together, together <= 5 + slack(0.05))

title('“About N more cases would probably settle it”: how often they do, wanted about 80 %')
function settled(label: string, pair: (more: number) => Pair, n: number): void {
  let open = 0
  let closed = 0
  for (let run = 0; run < Math.min(runs, 4000); run += 1) {
    const { id } = pair(0)
    const margin = (effect: Effect): ReturnType<typeof marginOf> => marginOf(effect.of, startingSmallest(id), 120)
    const effect = effectIn(pair(0))
    if (effect === null || verdictOf(effect, 'lower', margin(effect)) !== 'no-clear-difference') continue
    // The design’s own question: if the truth is what was measured. Here the truth is known, so its own effect is asked.
    const known = { ...effect, estimate: Math.log(1.35) }
    const more = casesToSettle(known, margin(effect))
    if (more === null || more > 20_000) continue
    open += 1
    const later = effectIn(pair(more))
    if (later !== null && verdictOf(later, 'lower', margin(later)) !== 'no-clear-difference') closed += 1
  }
  process.stdout.write(
    `${`${label}, ${n} at first, ${open} open`.padEnd(92, ' .')} ${((100 * closed) / open).toFixed(1)} %\n`,
  )
}
for (const n of [20, 60]) {
  settled(
    'times that differ by 35 %',
    (more) => ({
      id: 'first-response-time',
      subject: () =>
        casesOf(
          'duration',
          numbers(n + more, () => 1.35 * lognormal()),
        ),
      baseline: () => casesOf('duration', numbers(n + more, lognormal)),
    }),
    n,
  )
}

process.stdout.write(`\n${misses} figures outside of what is wanted\n`)
