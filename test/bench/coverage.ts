/**
 * How often the intervals hold the truth and how often a verdict claims a difference where there is none. Run by hand:
 * `node test/bench/coverage.ts [RUNS]`. Nothing here is random from run to run: the generator has a fixed seed. Comparisons
 * have a longer run of their own, coverage-comparisons.ts.
 *
 * Expected: coverage near 95 %; false claims near or below 5 %; a test over all replies of conversations whose replies are
 * alike cries wolf far more often, which is why the app tests one value per conversation.
 */
import type { Cases } from '../../electron/kpi/cases.ts'
import { effectOf, unitsOf } from '../../electron/kpi/compare/effect.ts'
import { mannKendall } from '../../electron/kpi/statistics/mann-kendall.ts'
import { memoryOf } from '../../electron/kpi/statistics/memory.ts'
import { npsInterval } from '../../electron/kpi/statistics/nps.ts'
import { ascending, medianInterval } from '../../electron/kpi/statistics/quantile.ts'
import { seasonalKendall } from '../../electron/kpi/statistics/seasonal-kendall.ts'
import { wilson } from '../../electron/kpi/statistics/share.ts'
import { verdictOf } from '../../electron/kpi/compare/verdict.ts'
import type { KpiId } from '../../shared/kpi.ts'
import {
  bimodal,
  casesOf,
  covers,
  lognormal,
  normal,
  numbers,
  percent,
  repliesAlike,
  report,
  runs,
  uniform,
} from './simulation.ts'
import { trendTestsNotTaken } from './trend-tests-not-taken.ts'

function shareCases(n: number, p: number): Cases {
  return casesOf(
    'share',
    numbers(n, () => (uniform() < p ? 1 : 0)),
  )
}

/** Whether better, worse or small-difference is claimed; `smallest` 0 asks for the bare interval and p-value. */
function claims(id: KpiId, subject: Cases, baseline: Cases, smallest: number): boolean {
  const effect = effectOf(id, subject, baseline, [unitsOf(id, subject), unitsOf(id, baseline)])
  return (
    effect !== null &&
    ['better', 'worse', 'small-difference'].includes(verdictOf(effect, 'lower', { down: smallest, up: smallest }))
  )
}

process.stdout.write(`One sample, ${runs} runs: the interval holds the truth\n`)
for (const n of [6, 10, 20, 50, 200]) {
  report(
    `median, log-normal, n = ${n}`,
    percent(() => covers(medianInterval(ascending(numbers(n, lognormal))), 120)),
  )
}
for (const [n, p] of [
  [20, 0.05],
  [50, 0.1],
  [200, 0.02],
  [300, 0.5],
] as const) {
  report(
    `Wilson, n = ${n}, p = ${p}`,
    percent(() => covers(wilson(numbers(n, uniform).filter((u) => u < p).length, n), p)),
  )
}
for (const n of [10, 30, 100]) {
  report(
    `NPS, 50 % promoters, 20 % detractors, n = ${n}`,
    percent(() => {
      const answers = numbers(n, uniform)
      return covers(npsInterval(answers.filter((u) => u < 0.5).length, answers.filter((u) => u > 0.8).length, n), 30)
    }),
  )
}

process.stdout.write('\nTwo samples: the interval holds the truth\n')
for (const [n, m] of [
  [20, 20],
  [20, 200],
  [50, 50],
  [200, 200],
] as const) {
  for (const [name, draw] of [
    ['log-normal', lognormal],
    ['day and night', bimodal],
  ] as const) {
    report(
      `ratio of medians (Price–Bonett), ${name}, n = ${n} and ${m}, true ratio 0.5`,
      percent(() => {
        const subject = casesOf(
          'duration',
          numbers(n, () => 0.5 * draw()),
        )
        const baseline = casesOf('duration', numbers(m, draw))
        const id = 'first-response-time'
        const effect = effectOf(id, subject, baseline, [unitsOf(id, subject), unitsOf(id, baseline)])
        return effect !== null && covers(effect, Math.log(0.5))
      }),
    )
  }
}
for (const [n, p1, p2] of [
  [20, 0.1, 0.1],
  [20, 0.6, 0.8],
  [100, 0.05, 0.1],
  [300, 0.02, 0.02],
] as const) {
  report(
    `difference of shares (Newcombe), n = ${n} each, ${p1} and ${p2}`,
    percent(() => {
      const [subject, baseline] = [shareCases(n, p1), shareCases(n, p2)]
      const effect = effectOf('csat', subject, baseline, [unitsOf('csat', subject), unitsOf('csat', baseline)])
      return effect !== null && covers(effect, p1 - p2)
    }),
  )
}

process.stdout.write(
  '\nNo difference at all: a difference is claimed (interval and p-value alone, then with 10 % or 5 points)\n',
)
for (const n of [20, 50, 200]) {
  for (const [name, draw] of [
    ['log-normal', lognormal],
    ['day and night', bimodal],
  ] as const) {
    for (const smallest of [0, 0.1]) {
      report(
        `first response, ${name}, n = ${n} each, smallest difference ${smallest}`,
        percent(() =>
          claims(
            'first-response-time',
            casesOf('duration', numbers(n, draw)),
            casesOf('duration', numbers(n, draw)),
            smallest,
          ),
        ),
      )
    }
  }
}
for (const n of [20, 100, 400]) {
  const draw = (): number => (uniform() < 0.1 ? 1 : 0)
  for (const smallest of [0, 0.05]) {
    report(
      `share of 10 %, n = ${n} each, smallest difference ${smallest}`,
      percent(() =>
        claims('unanswered-share', casesOf('share', numbers(n, draw)), casesOf('share', numbers(n, draw)), smallest),
      ),
    )
  }
}

process.stdout.write(
  '\nNo difference, 40 conversations each with about 5 replies that are alike (log-scale correlation 0.5)\n',
)
const clustered = (): Cases => repliesAlike(40, 0.5)
for (const [name, id] of [
  ['over all replies (what we do not do)', 'first-response-time'],
  ['one value per conversation', 'response-time'],
] as const) {
  report(
    `Mann–Whitney p ≤ 0.05 ${name}`,
    percent(() => {
      const [subject, baseline] = [clustered(), clustered()]
      return (effectOf(id, subject, baseline, [unitsOf(id, subject), unitsOf(id, baseline)])?.p ?? 1) <= 0.05
    }),
  )
  report(
    `interval and p-value ${name}`,
    percent(() => claims(id, clustered(), clustered(), 0)),
  )
}

/** First-order autocorrelated around 100 with standard deviation 1, rising by `change` from one end to the other. */
function series(n: number, memory: number, change: number): number[] {
  let deviation = normal()
  return Array.from({ length: n }, (_, i) => {
    if (i > 0) deviation = memory * deviation + Math.sqrt(1 - memory ** 2) * normal()
    return 100 + deviation + (change * i) / n
  })
}

for (const change of [0, 2.5]) {
  process.stdout.write(
    change === 0
      ? '\nNo trend: a trend is claimed\n'
      : `\nA trend of ${change} standard deviations from end to end: a trend is claimed\n`,
  )
  for (const n of [8, 12, 16, 26, 52]) {
    for (const memory of [0, 0.3, 0.6]) {
      report(
        `${n} weeks, autocorrelation ${memory}, the test of the app`,
        percent(() => {
          const values = series(n, memory, change)
          return mannKendall(values, memoryOf(values)).p <= 0.05
        }),
      )
    }
  }
  for (const [name, test] of trendTestsNotTaken) {
    for (const memory of [0, 0.3, 0.6]) {
      report(
        `26 weeks, autocorrelation ${memory}, ${name}`,
        percent(() => test(series(26, memory, change)) <= 0.05),
      )
    }
  }
  for (const n of [24, 36, 60]) {
    for (const memory of [0, 0.3, 0.6]) {
      report(
        `${n} months with a yearly rhythm, autocorrelation ${memory}, seasonal Kendall of the app`,
        percent(() => {
          const points = series(n, memory, change).map((value, i) => ({
            season: (i % 12) + 1,
            year: Math.floor(i / 12),
            value: value + 2 * Math.sin((2 * Math.PI * i) / 12),
          }))
          return (seasonalKendall(points)?.p ?? 1) <= 0.05
        }),
      )
    }
  }
}
