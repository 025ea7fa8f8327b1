/**
 * The statistics of comparisons once more in DuckDB: its own quantiles, ranks, variances and sums over the plain formulas of
 * the authors, on generated samples with ties. Equal to 1e-9.
 */
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { effectOf, unitsOf } from '../../electron/kpi/compare/effect.ts'
import { dispersionOf } from '../../electron/kpi/statistics/dispersion.ts'
import { meanInterval, welch } from '../../electron/kpi/statistics/mean.ts'
import { meanRatio } from '../../electron/kpi/statistics/mean-ratio.ts'
import { logMedianVariance, medianRatio } from '../../electron/kpi/statistics/median-ratio.ts'
import { benjaminiHochberg } from '../../electron/kpi/statistics/multiplicity.ts'
import { normalQuantile, twoSidedP, z95 } from '../../electron/kpi/statistics/normal.ts'
import { npsDifference } from '../../electron/kpi/statistics/nps.ts'
import { ascending, quantile7 } from '../../electron/kpi/statistics/quantile.ts'
import { mannWhitney, probabilityLower } from '../../electron/kpi/statistics/rank-sum.ts'
import { rateRatio } from '../../electron/kpi/statistics/rate.ts'
import { newcombe } from '../../electron/kpi/statistics/share.ts'
import { hodgesLehmann } from '../../electron/kpi/statistics/shift.ts'
import { tQuantile95, twoSidedTailOfT } from '../../electron/kpi/statistics/student-t.ts'
import { casesOf, randomStream, times } from '../electron/kpi/comparison-fixtures.ts'

let instance: DuckDBInstance
let duck: DuckDBConnection

beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  duck = await instance.connect()
})
afterAll(() => {
  duck.closeSync()
  instance.closeSync()
})

async function one(sql: string): Promise<Readonly<Record<string, number>>> {
  const [row] = (await duck.runAndReadAll(sql)).getRowObjectsJson()
  return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]))
}

/** Two samples as the table `s`: side, value, conversation. */
async function load(first: readonly number[], second: readonly number[], conversationOf: (i: number) => number) {
  const rows = [first, second].flatMap((values, side) =>
    values.map((value, i) => `(${side}, ${value}::DOUBLE, ${conversationOf(i)})`),
  )
  await duck.run(`CREATE OR REPLACE TABLE s AS SELECT * FROM (VALUES ${rows.join()}) AS t (side, value, conversation)`)
}

const close = (actual: number | undefined, expected: number | undefined): void => {
  const size = Math.max(1, Math.abs(expected ?? 0))
  expect(Math.abs((actual ?? Number.NaN) - (expected ?? Number.NaN)) / size).toBeLessThan(1e-9)
}

const pairs = Array.from({ length: 12 }, (_, seed) => {
  const next = randomStream(1000 + seed)
  const [n, m] = [5 + Math.floor(60 * next()), 5 + Math.floor(200 * next())]
  return { seed, first: times(n, 90, 7 + seed), second: times(m, 120, 90 + seed) }
})

describe('times', () => {
  it.each(pairs)('sample $seed: quantiles, ranks, shift, ratio of medians', async ({ first, second }) => {
    await load(first, second, (i) => i)
    const [a, b] = [ascending(Float64Array.from(first)), ascending(Float64Array.from(second))]
    const quantiles = await one(`SELECT quantile_cont(value, 0.5) FILTER (side = 0) ma,
      quantile_cont(value, 0.9) FILTER (side = 1) pb FROM s`)
    close(quantile7(a, 0.5), quantiles['ma'])
    close(quantile7(b, 0.9), quantiles['pb'])

    const ranks = await one(`WITH r AS (SELECT side, rank() OVER (ORDER BY value)
        + (count(*) OVER (PARTITION BY value) - 1) / 2.0 rank FROM s)
      SELECT sum(rank) FILTER (side = 0) w, count(*) FILTER (side = 0) n, count(*) FILTER (side = 1) m,
        var_samp(rank) spread FROM r`)
    const { w = 0, n = 0, m = 0, spread = 0 } = ranks
    const u = w - (n * (n + 1)) / 2
    const z = Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / Math.sqrt((spread * n * m) / (n + m))
    const rankSum = mannWhitney(a, b)
    close(rankSum.u, u)
    close(rankSum.p, twoSidedP(z))

    const all = await one(`SELECT quantile_cont(x.value - y.value, 0.5) shift,
        avg(CASE WHEN x.value < y.value THEN 1 WHEN x.value = y.value THEN 0.5 ELSE 0 END) wins
      FROM s x JOIN s y ON x.side = 0 AND y.side = 1`)
    close(hodgesLehmann(a, b).value, all['shift'])
    close(probabilityLower(rankSum.u, n, m), all['wins'])

    // Price and Bonett: the tail below c by binomial coefficients, the order statistics by row number.
    const variance = async (side: number): Promise<number> => {
      const {
        tail = 0,
        low = 0,
        high = 0,
      } = await one(`WITH o AS (
          SELECT value, row_number() OVER (ORDER BY value) place, count(*) OVER () n FROM s WHERE side = ${side}),
        c AS (SELECT any_value(n) n, greatest(1, round((any_value(n) + 1) / 2.0 - sqrt(any_value(n))))::INT c FROM o)
        SELECT (SELECT sum(exp(lgamma(c.n + 1) - lgamma(i + 1) - lgamma(c.n - i + 1) - c.n * ln(2)))
            FROM range(0, c.c) AS t (i)) tail,
          (SELECT ln(greatest(value, 0.5)) FROM o WHERE place = c.c) low,
          (SELECT ln(greatest(value, 0.5)) FROM o WHERE place = c.n - c.c + 1) high FROM c`)
      return ((high - low) / (2 * -normalQuantile(tail))) ** 2
    }
    const variances = [await variance(0), await variance(1)] as const
    close(logMedianVariance(a), variances[0])
    close(logMedianVariance(b), variances[1])
    const ratio = medianRatio(a, b)
    const logs = await one(`SELECT ln(greatest(quantile_cont(value, 0.5) FILTER (side = 0), 0.5))
      - ln(greatest(quantile_cont(value, 0.5) FILTER (side = 1), 0.5)) d FROM s`)
    close(ratio.interval.low, Math.exp((logs['d'] ?? 0) - z95 * Math.sqrt(variances[0] + variances[1])))
  })

  it.each(pairs.slice(0, 6))('sample $seed: response times by the medians of their conversations', async (sample) => {
    await load(sample.first, sample.second, (i) => i % 9)
    const side = (values: readonly number[]) =>
      casesOf('duration', values, { conversations: Int32Array.from(values, (_, i) => i % 9) })
    const [first, second] = [side(sample.first), side(sample.second)]
    const units = [unitsOf('response-time', first), unitsOf('response-time', second)] as const
    const expected =
      await one(`WITH c AS (SELECT side, conversation, quantile_cont(value, 0.5) AS value FROM s GROUP BY ALL)
      SELECT count(*) FILTER (side = 0) n, quantile_cont(value, 0.5) FILTER (side = 0) ma,
        quantile_cont(value, 0.5) FILTER (side = 1) mb FROM c`)
    expect(units[0].n).toBe(expected['n'])
    const effect = effectOf('response-time', first, second, units)
    close(effect?.estimate, Math.log(expected['ma'] ?? 0) - Math.log(expected['mb'] ?? 0))
  })
})

describe('means', () => {
  it.each(pairs)('sample $seed: Student, Welch, ratio of means', async ({ first, second }) => {
    await load(first, second, (i) => i)
    const [a, b] = [Float64Array.from(first), Float64Array.from(second)]
    const {
      n = 0,
      m = 0,
      x = 0,
      y = 0,
      v = 0,
      w = 0,
    } = await one(`SELECT count(*) FILTER (side = 0) n,
      count(*) FILTER (side = 1) m, avg(value) FILTER (side = 0) x, avg(value) FILTER (side = 1) y,
      var_samp(value) FILTER (side = 0) v, var_samp(value) FILTER (side = 1) w FROM s`)
    close(meanInterval(a)?.high, x + tQuantile95(n - 1) * Math.sqrt(v / n))
    const degrees = (v / n + w / m) ** 2 / ((v / n) ** 2 / (n - 1) + (w / m) ** 2 / (m - 1))
    const difference = welch(a, b)
    close(difference?.degrees, degrees)
    close(difference?.interval.low, x - y - tQuantile95(degrees) * Math.sqrt(v / n + w / m))
    close(difference?.p, twoSidedTailOfT((x - y) / Math.sqrt(v / n + w / m), degrees))
    const pooled = ((n - 1) * (v / x ** 2) + (m - 1) * (w / y ** 2)) / (n + m - 2)
    const [c, d] = [Math.max(v / x ** 2, pooled) / n, Math.max(w / y ** 2, pooled) / m]
    const ratio = meanRatio(a, b)
    close(ratio?.interval.high, (x / y) * Math.exp(tQuantile95(Math.min(n, m) - 1) * Math.sqrt(c + d)))
    // Points of a scale: Welch with variances of at least both sides' pooled one.
    const both = ((n - 1) * v + (m - 1) * w) / (n + m - 2)
    const [e, f] = [Math.max(v, both) / n, Math.max(w, both) / m]
    const points = effectOf('customer-effort', casesOf('mean', first), casesOf('mean', second), [
      { n, times: new Float64Array(0) },
      { n: m, times: new Float64Array(0) },
    ])
    const ofPoints = (e + f) ** 2 / (e ** 2 / (n - 1) + f ** 2 / (m - 1))
    close(points?.low, x - y - tQuantile95(ofPoints) * Math.sqrt(e + f))
    close(points?.p, twoSidedTailOfT((x - y) / Math.sqrt(e + f), ofPoints))
  })
})

describe('shares, scores and counts', () => {
  it.each([
    [56, 70, 48, 80],
    [0, 20, 3, 25],
    [20, 20, 180, 400],
    [3, 811, 0, 527],
  ])('Newcombe %i/%i against %i/%i', async (x1, n1, x2, n2) => {
    const wilson = (x: number, n: number, sign: '+' | '-'): string =>
      `((${x} + ${z95} * ${z95} / 2) ${sign} ${z95} * sqrt(${x} * (${n} - ${x}) / ${n}::DOUBLE + ${z95} * ${z95} / 4)) / (${n} + ${z95} * ${z95})`
    const { low = 0, high = 0 } = await one(`WITH w AS (SELECT ${x1} / ${n1}::DOUBLE p, ${x2} / ${n2}::DOUBLE q,
        ${wilson(x1, n1, '-')} l1, ${wilson(x1, n1, '+')} u1, ${wilson(x2, n2, '-')} l2, ${wilson(x2, n2, '+')} u2)
      SELECT p - q - sqrt((p - l1) ** 2 + (u2 - q) ** 2) low, p - q + sqrt((u1 - p) ** 2 + (q - l2) ** 2) high FROM w`)
    const interval = newcombe(x1, n1, x2, n2)?.interval
    close(interval?.low, low)
    close(interval?.high, high)
  })

  it.each([
    [45, 12, 80, 30, 20, 70],
    [0, 0, 12, 5, 1, 300],
  ])('NPS of %i, %i of %i against %i, %i of %i', async (p1, d1, n1, p2, d2, n2) => {
    // Mean and variance of +100, 0 and −100 with three answers more, ¾ of them at each end.
    const moments = (p: number, d: number, n: number): string =>
      `SELECT sum(v * w) / sum(w) mean, (sum(v * v * w) / sum(w) - (sum(v * w) / sum(w)) ** 2) / sum(w) variance
       FROM (VALUES (100.0::DOUBLE, ${p} + 0.75), (0, ${n - p - d} + 1.5), (-100, ${d} + 0.75)) AS t (v, w)`
    const { value = 0, error = 0 } = await one(`SELECT a.mean - b.mean AS value, sqrt(a.variance + b.variance) AS error
      FROM (${moments(p1, d1, n1)}) a, (${moments(p2, d2, n2)}) b`)
    const difference = npsDifference({ promoters: p1, detractors: d1, n: n1 }, { promoters: p2, detractors: d2, n: n2 })
    close(difference?.value, value)
    close(difference?.interval.low, value - z95 * error)
    close(difference?.p, twoSidedP(value / error))
  })

  it('volumes: variation of the days within their weekdays, and the interval that allows for it', async () => {
    const days = (count: number, seed: number): number[] => times(count, 40, seed)
    const [first, second] = [days(35, 3), days(28, 4)]
    await load(first, second, (i) => i)
    // Days are numbered by `conversation`; both sides begin on a Monday.
    const sides = (
      await duck.runAndReadAll(`WITH g AS (SELECT side, conversation % 7 weekday, count(*) k, sum(value) AS total,
          var_samp(value) v FROM s GROUP BY ALL)
        SELECT side, sum(k) AS days, sum(total) AS total, sum(k * v) AS variance, sum(k - 1) AS degrees FROM g GROUP BY side ORDER BY side`)
    )
      .getRowObjectsJson()
      .map((row) => ({
        days: Number(row['days']),
        total: Number(row['total']),
        variance: Number(row['variance']),
        degrees: Number(row['degrees']),
      }))
    const found = [first, second].map((counts) => dispersionOf({ counts: Int32Array.from(counts), firstWeekday: 1 }))
    const expected = sides.map(({ days: count, total, variance, degrees }) => {
      const factor = Math.max(1, variance / total)
      return { factor, excess: ((factor - 1) * count) / total, degrees }
    })
    found.forEach((one, side) => {
      close(one?.factor, expected[side]?.factor)
      close(one?.excess, expected[side]?.excess)
      expect(one?.degrees).toBe(expected[side]?.degrees)
    })
    const [x, y] = [expected[0] ?? expect.fail(), expected[1] ?? expect.fail()]
    const [s, t] = [sides[0] ?? expect.fail(), sides[1] ?? expect.fail()]
    const pooled = (x.excess * x.degrees + y.excess * y.degrees) / (x.degrees + y.degrees)
    const [v, w] = [
      1 / s.total + Math.max(x.excess, pooled) / s.days,
      1 / t.total + Math.max(y.excess, pooled) / t.days,
    ]
    const free = (v + w) ** 2 / (v ** 2 / x.degrees + w ** 2 / y.degrees)
    const rates = rateRatio(s.total, s.days, t.total, t.days, [x, y])
    close(
      rates?.interval.high,
      ((s.total / s.days) * t.days * Math.exp(tQuantile95(free) * Math.sqrt(v + w))) / t.total,
    )
  })

  it('Benjamini–Hochberg as a running minimum', async () => {
    const next = randomStream(77)
    const p = Array.from({ length: 30 }, () => next() ** 3)
    const rows = (
      await duck.runAndReadAll(`WITH t AS (SELECT unnest([${p.join()}]) p, unnest(range(${p.length})) i),
        r AS (SELECT i, p * count(*) OVER () / row_number() OVER (ORDER BY p, i) raw, p FROM t)
        SELECT least(1, min(raw) OVER (ORDER BY p DESC, i DESC ROWS UNBOUNDED PRECEDING)) q FROM r ORDER BY i`)
    ).getRowObjectsJson()
    benjaminiHochberg(p).forEach((q, i) => close(q, Number(rows[i]?.['q'])))
  })
})
