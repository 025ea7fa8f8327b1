import { describe, expect, it } from 'vitest'
import type { ComparisonRow, KpiId } from '../../../shared/kpi.ts'
import { answerOf } from '../../../electron/kpi/answer.ts'
import { compareCases } from '../../../electron/kpi/compare/comparison.ts'
import { kpiTitle, sentence } from '../../../electron/kpi/wording.ts'
import { casesOf, names, sideOf, unmeasured } from './comparison-fixtures.ts'

const even = (count: number, median: number): number[] =>
  Array.from({ length: count }, (_, i) => median * Math.exp(2 * ((i + 0.5) / count - 0.5)))
const share = (positive: number, n: number): number[] => Array.from({ length: n }, (_, i) => (i < positive ? 1 : 0))
const options = { hours: 'calendar', smallest: { of: 'ratio', value: 0.1 }, names } as const

function timesRow(id: KpiId, subject: number[], baseline: number[]): ComparisonRow {
  return compareCases(
    id,
    sideOf(id, casesOf('duration', subject)),
    sideOf(id, casesOf('duration', baseline, { agents: Int32Array.from(baseline, (_, i) => 20 + (i % 12)) })),
    options,
  )
}

function shareRow(id: KpiId, subject: number[], baseline: number[]): ComparisonRow {
  return compareCases(id, sideOf(id, casesOf('share', subject)), sideOf(id, casesOf('share', baseline)), options)
}

describe('answerOf', () => {
  it('leads with the first response time and sums up the rest', () => {
    const answer = answerOf(
      [
        shareRow('csat', share(60, 100), share(90, 100)),
        timesRow('resolution-time', even(100, 100), even(100, 400)),
        timesRow('first-response-time', even(275, 94), even(310, 250)),
        timesRow('response-time', even(9, 94), even(310, 250)),
      ],
      names,
    )
    expect(answer).toHaveLength(3)
    expect(answer[0]).toMatch(
      /^SMS was faster than web chat in this data: the median first response was 1 min 34 s against/,
    )
    expect(answer[1]).toBe(
      'In this data SMS was better than web chat in resolution time; SMS was worse than web chat in customer satisfaction.',
    )
    expect(answer[2]).toBe('No verdict yet on response time.')
  })

  it('puts the weightiest caution of the lead last', () => {
    const few = Int32Array.from({ length: 60 }, () => 1)
    const row = compareCases(
      'first-response-time',
      sideOf('first-response-time', casesOf('duration', even(60, 94), { agents: few })),
      sideOf('first-response-time', casesOf('duration', even(60, 250))),
      options,
    )
    expect(answerOf([row], names).at(-1)).toMatch(
      /^To be read with this: the difference may reflect who works the channel/,
    )
  })

  it('says why there is no verdict, and falls back to the next KPI that has one', () => {
    const reason = 'Not measurable: these files have no replies.'
    const none = compareCases(
      'first-response-time',
      { result: unmeasured('first-response-time', reason), cases: casesOf('duration', []) },
      sideOf('first-response-time', casesOf('duration', even(60, 250))),
      options,
    )
    expect(answerOf([none], names)).toEqual([`No verdict on first response time: ${reason}`])
    const other = timesRow('resolution-time', even(100, 100), even(100, 400))
    expect(answerOf([none, other], names)[0]).toMatch(/the median resolution was/)
    expect(answerOf([], names)).toEqual(['Nothing was compared.'])
  })

  it('never names a cause', () => {
    const rows = [
      timesRow('first-response-time', even(275, 94), even(310, 250)),
      shareRow('unanswered-share', share(5, 100), share(5, 100)),
    ]
    expect(answerOf(rows, names).join(' ')).not.toMatch(/because|due to|thanks to/i)
  })
})

describe('wording', () => {
  it('raises first letters and keeps acronyms', () => {
    expect(sentence('web chat was slower')).toBe('Web chat was slower.')
    expect(sentence('Done.')).toBe('Done.')
    expect(kpiTitle('nps')).toBe('Net Promoter Score')
    expect(kpiTitle('first-response-time')).toBe('first response time')
  })
})
