import { describe, expect, it } from 'vitest'
import {
  busiestFinding,
  distributionFinding,
  leaderFinding,
  trendSentence,
} from '../../../renderer/components/findings.ts'
import type { Trend } from '../../../shared/trend.ts'
import { measured } from './results.ts'

const entry = (name: string, n: number, value: number, low: number, high: number) => ({
  name,
  result: measured('first-response-time', n, value, { interval: { low, high, level: 0.95 } }),
})

describe('findings', () => {
  it('says "clearly" only where intervals do not overlap', () => {
    expect(
      leaderFinding(
        'first-response-time',
        [entry('SMS', 200, 94, 80, 110), entry('web chat', 300, 250, 220, 280)],
        'channels',
      ),
    ).toBe('SMS was clearly fastest: 1 min 34 s, next web chat with 4 min 10 s')
    expect(
      leaderFinding(
        'first-response-time',
        [entry('SMS', 200, 94, 80, 230), entry('web chat', 300, 250, 220, 280)],
        'channels',
      ),
    ).toBe('No clear difference between channels in first response time')
  })

  it('names those tied in front', () => {
    const entries = [entry('a', 90, 10, 8, 14), entry('b', 90, 12, 9, 16), entry('c', 90, 60, 50, 70)]
    expect(leaderFinding('first-response-time', entries, 'teams')).toBe(
      'A and b are tied for fastest, ahead of the others',
    )
  })

  it('ranks nobody below twenty cases', () => {
    expect(
      leaderFinding(
        'first-response-time',
        [entry('SMS', 19, 94, 80, 110), entry('web chat', 19, 250, 220, 280)],
        'channels',
      ),
    ).toBe('Too few cases to compare channels yet')
  })

  it('calls a volume neither good nor bad', () => {
    const entries = [
      { name: 'SMS', result: measured('conversations', 30, 30) },
      { name: 'web chat', result: measured('conversations', 70, 70) },
    ]
    expect(leaderFinding('conversations', entries, 'channels')).toBe('Web chat had the most conversations: 70 of 100')
  })

  it('says no quantile that n does not support', () => {
    const full = measured('first-response-time', 275, 94, { p90: 402 })
    expect(distributionFinding('first-response-time', full)).toBe(
      'Half got a first response within 1 min 34 s, nine in ten within 6 min 42 s',
    )
    expect(distributionFinding('first-response-time', measured('first-response-time', 30, 94, { p90: 402 }))).toBe(
      'Half got a first response within 1 min 34 s',
    )
    expect(distributionFinding('first-response-time', measured('first-response-time', 5, 94))).toBe(
      'Only 5 answered conversations: too few for a middle value',
    )
  })

  it('sees no weekly pattern in a handful of conversations', () => {
    expect(busiestFinding(new Map([['1-09', 3]]))).toBe('Too few conversations for a weekly pattern (n = 3)')
    expect(
      busiestFinding(
        new Map([
          ['1-09', 150],
          ['6-10', 50],
        ]),
      ),
    ).toBe('Busiest on Monday from 09:00: 150 of 200 conversations; 25\u202f% arrive at the weekend')
    expect(busiestFinding(new Map())).toBe('No conversations here')
  })

  it('never calls a trend flat', () => {
    const trend: Trend = {
      by: 'week',
      points: [],
      breaks: [],
      seasonal: false,
      slope: null,
      test: { method: 'mann-kendall', p: 0.4, s: 4, n: 12, memory: 0 },
      limits: null,
      direction: 'no-clear-trend',
      sentence: 'No clear trend over 12 weeks (p = 0.400).',
      notes: [],
    }
    expect(trendSentence(trend, 'weeks')).toEqual({ tone: 'unclear', sentence: 'No clear trend over 12 weeks.' })
    const breaks = [{ day: '2026-02-02', kind: 'schedule', sentence: 'Other opening hours.' }] as const
    expect(trendSentence({ ...trend, breaks }, 'weeks').sentence).toBe('No clear trend over 12 weeks since 2 Feb 2026.')
    expect(trendSentence({ ...trend, direction: 'worsening' }, 'weeks').tone).toBe('worse')
  })
})
