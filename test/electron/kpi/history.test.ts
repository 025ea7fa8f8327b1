/** A share of returning customers near the beginning of the data, where earlier conversations are not in them. */
import { describe, expect, it } from 'vitest'
import { computeKpis } from '../../../electron/kpi/engine.ts'
import { computeTrend, wholeWeeks } from '../../../electron/kpi/trend/trend-series.ts'
import type { Selection } from '../../../shared/model.ts'
import { buildFacts, settings } from './build-facts.ts'
import type { ConversationInput } from './build-facts.ts'
import { compute, one } from './compute.ts'

const dayMs = 86_400_000
/** A Monday: the first day of the data of SMS. */
const start = Date.UTC(2026, 0, 5)

/** Twelve customers a week in turn, 24 in all, on SMS for 40 weeks: from the third week on, everybody has written before. */
const steady = Array.from({ length: 40 * 12 }, (_, index): ConversationInput => ({
  channel: 'sms',
  contact: index % 24,
  opened: start + Math.floor(index / 12) * 7 * dayMs + (index % 12) * 3_600_000,
}))

/** Web chat begins in week 20, with the same customers. */
const later = Array.from({ length: 20 * 12 }, (_, index): ConversationInput => ({
  channel: 'web_chat',
  contact: index % 24,
  opened: start + (20 + Math.floor(index / 12)) * 7 * dayMs + (index % 12) * 3_600_000 + 60_000,
}))

const share = (input: readonly ConversationInput[], selection: Selection) =>
  one(buildFacts({ conversations: input }), 'returning-customer-share', { selection })
const first = { channels: ['sms' as const], from: '2026-01-05' }

describe('the result', () => {
  it('says until which day it is too low, and why', () => {
    expect(share(steady, { ...first, to: '2026-02-28' })).toMatchObject({
      status: 'ok',
      shortHistory: {
        channel: 'sms',
        dataFrom: '2026-01-05',
        // 90 days later.
        knownFrom: '2026-04-05',
        caution:
          'whoever wrote before the data of SMS begin (5 Jan 2026) counts as new, so this share is too low until 4 Apr 2026 and rises by itself',
      },
    })
  })

  it('says nothing from the day on that has 90 days of data before it', () => {
    expect(share(steady, { from: '2026-04-04', to: '2026-05-31' })).toMatchObject({ shortHistory: { channel: 'sms' } })
    expect(share(steady, { from: '2026-04-05', to: '2026-05-31' })).not.toHaveProperty('shortHistory')
  })

  it('asks each channel of the selection, once its data have begun', () => {
    const both = [...steady, ...later]
    // Web chat begins on 25 May 2026.
    expect(share(both, { from: '2026-04-06', to: '2026-05-24' })).not.toHaveProperty('shortHistory')
    expect(share(both, { from: '2026-06-01' })).toMatchObject({
      shortHistory: { channel: 'web_chat', dataFrom: '2026-05-25', knownFrom: '2026-08-23' },
    })
    expect(share(both, { channels: ['sms'], from: '2026-06-01' })).not.toHaveProperty('shortHistory')
    const byChannel = compute(buildFacts({ conversations: both }), 'returning-customer-share', {
      selection: { from: '2026-06-01' },
      by: ['channel'],
    })
    expect(byChannel.map((result) => [result.group.channel, 'shortHistory' in result])).toEqual([
      ['sms', false],
      ['web_chat', true],
    ])
  })

  it('says so by week: as long as a day of the week has too little before it', () => {
    const weeks = compute(buildFacts({ conversations: steady }), 'returning-customer-share', { by: ['week'] })
    // 4 April is in the 13th week.
    expect(weeks.map((week) => 'shortHistory' in week)).toEqual(Array.from({ length: 40 }, (_, week) => week < 13))
  })

  it('is of no other KPI', () => {
    const all = computeKpis(buildFacts({ conversations: steady }), { selection: {}, hours: 'calendar' }, settings)
    expect(all.flatMap((result) => ('shortHistory' in result ? [result.id] : []))).toEqual(['returning-customer-share'])
  })
})

describe('the trend', () => {
  const reading = { settings, hours: 'calendar', inferredClose: false } as const
  const facts = buildFacts({ conversations: steady })

  it('leaves the first 90 days out, so that what rises by itself is no trend', () => {
    const trend = computeTrend(facts, { kpi: 'returning-customer-share', selection: {}, by: 'week' }, reading)
    const marks = trend.points.map(({ hasShortHistory }) => hasShortHistory === true)
    // The share jumps from 0 to 1 in the third week: with it, the trend would be an improvement.
    expect(trend.points.slice(0, 3).map(({ value }) => value)).toEqual([0, 0, 1])
    expect(marks).toEqual(trend.points.map((_, week) => week < 13))
    expect(trend.points.some(({ tested, hasShortHistory }) => tested && hasShortHistory === true)).toBe(false)
    expect(trend.direction).toBe('no-clear-trend')
    expect(trend.test?.n).toBe(trend.points.filter(({ tested }) => tested).length)
    expect(trend.notes).toContain(
      '13 weeks soon after the data begin: earlier customers are not in the data, which makes the share too low and lets it rise by itself. Drawn, marked and left out of the test.',
    )
  })

  it('counts only weeks that it could test', () => {
    const selection = { to: '2026-05-03' }
    const trend = computeTrend(facts, { kpi: 'returning-customer-share', selection, by: 'week' }, reading)
    expect(trend.direction).toBe('too-little-data')
    expect(trend.sentence).toContain('and there are 4.')
  })

  it('keeps them among the whole weeks of a baseline, marked', () => {
    const weeks = wholeWeeks(facts, 'returning-customer-share', {}, reading)
    expect(weeks.filter((week) => week.hasShortHistory === true)).toHaveLength(13)
  })
})
