import { describe, expect, it } from 'vitest'
import { headlineText, isDrawable, isSmallSample, noteParts } from '../../../renderer/components/kpi-text.ts'
import { measured } from './results.ts'

/** Narrow spaces stand before units. */
const plain = (text: string): string => text.replaceAll('\u202f', ' ')

describe('means in words', () => {
  const replies = measured('replies-to-resolution', 40, 2.35, {
    median: 2,
    interval: { low: 2.1, high: 2.6, level: 0.95 },
  })

  it('show the mean with its sample, its median and its interval', () => {
    expect(headlineText(replies)).toBe('2.4')
    expect(noteParts(replies)).toEqual({ before: ['n = 40'], after: ['median 2', '95 %: 2.1 to 2.6'] })
    expect(isSmallSample(replies)).toBe(false)
  })

  it('say only how many there are below the gate', () => {
    const few = measured('replies-to-resolution', 3, 2.3)
    expect([headlineText(few), isDrawable(few), isSmallSample(few)]).toEqual(['3 closed conversations', false, true])
    const single = measured('conversations-per-agent-day', 1, 4)
    expect(headlineText(single)).toBe('1 agent-day')
  })

  it('show effort with the answers of 5 and more', () => {
    const effort = measured('customer-effort', 50, 5.62, { median: 6, numerator: 41, responseRate: 0.5 })
    expect(headlineText(effort)).toBe('5.6 points')
    expect(noteParts(effort).after.map(plain)).toEqual(['median 6 points', '82 % at 5 or more', '50 % responded'])
  })
})

describe('stocks in words', () => {
  it('are their own n, also where nothing is open', () => {
    const open = measured('open-at-end', 3, 3, { inferred: true })
    expect([headlineText(open), isDrawable(open), isSmallSample(open)]).toEqual(['3', true, false])
    expect(noteParts(open)).toEqual({ before: ['open conversations'], after: ['closing times inferred'] })
    expect(headlineText(measured('open-at-end', 0, 0))).toBe('0')
  })
})

describe('shares against a target in words', () => {
  it('say what the target is', () => {
    const within = measured('within-target-share', 200, 0.83, { withinSeconds: 90 })
    expect(noteParts(within).after.map(plain)).toEqual(['within 1 min 30 s', '166 of them'])
  })
})
