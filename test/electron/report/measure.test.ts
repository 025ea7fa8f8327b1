import { describe, expect, it } from 'vitest'
import { measureOf } from '../../../electron/report/measure.ts'
import { measured } from '../../renderer/components/results.ts'

const plain = (texts: readonly string[]): string[] => texts.map((text) => text.replaceAll('\u202f', ' '))

describe('a mean in a report', () => {
  it('stands with its median, and of effort with the answers of 5 and more', () => {
    const effort = measureOf(measured('customer-effort', 50, 5.62, { median: 6, mean: 5.62, numerator: 41 }))
    expect(effort.text).toBe('5.6 points')
    expect(plain(effort.facts)).toEqual(['n = 50', 'median 6 points', '82 % at 5 or more'])
    expect(effort).toMatchObject({ value: 5.62, isSmallSample: false })
  })

  it('is not shown below its gate, nor as a count', () => {
    const few = measureOf(measured('customer-effort', 4, 5, { numerator: 2 }))
    expect(few).toMatchObject({ value: null, text: 'Too few', notes: ['4 answers: too few for a mean.'] })
    const replies = measureOf(measured('replies-to-resolution', 12, 2.25, { median: 2 }))
    expect(replies).toMatchObject({ text: '2.3', isSmallSample: true, notes: ['Small sample.'] })
  })
})

describe('a stock in a report', () => {
  it('is shown whatever its number', () => {
    expect(measureOf(measured('open-at-end', 0, 0))).toMatchObject({ value: 0, text: '0', facts: [], notes: [] })
  })
})

describe('a share against a target in a report', () => {
  it('says what the target is', () => {
    const within = measureOf(measured('within-target-share', 200, 0.83, { withinSeconds: 90 }))
    expect(within.facts).toEqual(['n = 200', 'within 1 min 30 s'])
  })
})
