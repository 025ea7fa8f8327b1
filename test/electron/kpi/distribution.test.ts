import { describe, expect, it } from 'vitest'
import { distributionsOf } from '../../../electron/kpi/distribution.ts'
import { buildFacts, settings } from './build-facts.ts'

const start = Date.parse('2026-05-01T09:00:00Z')

function waits(...seconds: readonly number[]): ReturnType<typeof buildFacts> {
  return buildFacts({ conversations: seconds.map((wait) => ({ opened: start, replied: start + wait * 1000 })) })
}

describe('distributionsOf', () => {
  it('counts durations in bins whose lower edge belongs to them', () => {
    const [distribution] = distributionsOf(
      waits(0, 0.5, 1, 59, 60, 3600, 86_400),
      { kpis: ['first-response-time', 'nps'], selection: {}, hours: 'calendar' },
      settings,
    )
    const filled = distribution?.bins.filter(({ count }) => count > 0)
    expect(distribution?.n).toBe(7)
    expect(filled).toEqual([
      { from: 0, to: 1, count: 2 },
      { from: 1, to: 2, count: 1 },
      { from: 30, to: 60, count: 1 },
      { from: 60, to: 120, count: 1 },
      { from: 3600, to: 7200, count: 1 },
      { from: 86_400, to: 172_800, count: 1 },
    ])
  })

  it('has bins without gaps, the last one wide enough for what there is', () => {
    const [distribution] = distributionsOf(
      waits(400 * 86_400, 5),
      { kpis: ['first-response-time'], selection: {}, hours: 'calendar' },
      settings,
    )
    const bins = distribution?.bins ?? []
    expect(bins[0]?.from).toBe(0)
    bins.slice(1).forEach((bin, index) => expect(bin.from).toBe(bins[index]?.to))
    expect(bins.at(-1)).toEqual({ from: 180 * 86_400, to: 401 * 86_400, count: 1 })
  })

  it('is made per group, and not at all where nothing counts', () => {
    const facts = buildFacts({
      conversations: [
        { opened: start, replied: start + 5000 },
        { opened: start, channel: 'email' },
      ],
    })
    const all = distributionsOf(facts, { selection: {}, hours: 'calendar', by: ['channel'] }, settings)
    expect(all.map(({ id, group }) => [id, group])).toEqual([['first-response-time', { channel: 'sms' }]])
    expect(distributionsOf(facts, { kpis: ['nps'], selection: {}, hours: 'calendar' }, settings)).toEqual([])
  })
})
