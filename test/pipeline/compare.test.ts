/** Comparisons of imported files: what makes two sides incomparable comes from the data, and what matters from the user. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { gatherCases } from '../../electron/kpi/selected-cases.ts'
import { compareSelections } from '../../electron/worker/compare-selections.ts'
import type { ComparisonRequest, ComparisonRow, KpiId } from '../../shared/kpi.ts'
import type { Selection } from '../../shared/model.ts'
import { csvRow, openSession, temporaryFolder } from './workspace-session.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
let workspace: WorkspaceSession

const at = (day: number, seconds: number): string => new Date(Date.UTC(2026, 2, day) + seconds * 1000).toISOString()

/**
 * Two conversations a day on each channel through March, by SMS answered in about a minute and in web chat in about four;
 * the chats of the first half of the month are closed an hour later.
 */
function conversations(): string {
  const rows = [['conversation', 'channel', 'sent_at', 'direction', 'agent', 'closed_at']]
  for (let day = 1; day <= 31; day++) {
    for (const [channel, seconds] of [
      ['sms', 60],
      ['web_chat', 240],
    ] as const) {
      for (const hour of [9, 14]) {
        const id = `${channel}-${day}-${hour}`
        const opened = hour * 3600
        const wait = seconds + ((day * 7 + hour) % 20)
        const closed = channel === 'web_chat' && day <= 15 ? at(day, opened + 3600) : ''
        rows.push([id, channel, at(day, opened), 'in', '', closed])
        rows.push([id, channel, at(day, opened + wait), 'out', `Agent ${(day + hour) % 4}`, closed])
      }
    }
  }
  return rows.map(csvRow).join('')
}

function surveys(): string {
  const rows = [['kind', 'score', 'scale', 'answered_at', 'channel', 'contact']]
  for (let i = 0; i < 40; i++) {
    rows.push(['csat', String(1 + ((i * 3) % 5)), '1-5', at(1 + (i % 28), 0), 'sms', `+1555010${1000 + i}`])
    rows.push(['csat', String(1 + ((i * 5) % 7)), '1-7', at(1 + (i % 28), 0), 'web_chat', `+1555020${1000 + i}`])
  }
  return rows.map(csvRow).join('')
}

beforeAll(() => {
  workspace = openSession(folder.path, 'compare')
  const files = [
    { name: 'messages.csv', content: conversations(), choices: { format: 'message-table' } },
    { name: 'surveys.csv', content: surveys(), choices: { format: 'survey-table' } },
  ]
  for (const file of files) expect(workspace.import(file).rows.rejected).toBe(0)
})
afterAll(() => {
  workspace.close()
  folder.remove()
})

const sms: Selection = { channels: ['sms'] }
const chat: Selection = { channels: ['web_chat'] }

function row(id: KpiId, more: Partial<ComparisonRequest> = {}): ComparisonRow {
  const request = { subject: sms, baseline: chat, hours: 'calendar', ...more } as const
  const found = compareSelections(workspace.session, request).rows.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

describe('not comparable', () => {
  it('two scales of satisfaction', () => {
    const csat = row('csat')
    expect(csat.verdict).toBe('not-comparable')
    expect(csat.reason).toMatch(/different scales, 1–5 for SMS and 1–7 for web chat/)
    expect(csat.subject.status).toBe('ok')
  })

  it('hours of another kind, which the request may ask for', () => {
    workspace.change({
      schedules: [
        {
          team: null,
          from: null,
          zone: 'UTC',
          weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: 0, end: 1440 })),
          holidays: [],
        },
      ],
    })
    const mixed = row('first-response-time', { baselineHours: 'business' })
    expect(mixed.verdict).toBe('not-comparable')
    expect(mixed.reason).toBe('Times in calendar hours are not comparable with times in business hours.')
    expect(mixed.baseline).toMatchObject({ status: 'ok', n: 62 })
    expect(row('first-response-time', { hours: 'business', baselineHours: 'business' }).verdict).toBe('better')
    workspace.change({ schedules: [] })
  })

  it('a quarter of which only a third is covered', () => {
    const quarter = { from: '2026-01-01', to: '2026-03-31' }
    const thin = row('first-response-time', { subject: { ...sms, ...quarter } })
    expect(thin.reason).toBe(
      'The data of SMS cover 31 of the 90 days that were chosen, too few to stand for the whole.',
    )
    const half = row('first-response-time', { subject: { ...sms, from: '2026-02-01', to: '2026-03-31' } })
    expect(half.verdict).toBe('better')
    expect(row('first-response-time', { subject: { ...sms, from: '2026-01-01' } }).verdict).toBe('better')
  })
})

describe('the smallest difference that matters', () => {
  it('is the catalogue’s, the workspace’s, or the request’s own', () => {
    expect(row('first-response-time').smallest).toEqual({ of: 'ratio', value: 0.1 })
    workspace.change({ smallestDifferences: { 'first-response-time': { of: 'difference', value: 400 } } })
    const own = row('first-response-time')
    expect(own.smallest).toEqual({ of: 'difference', value: 400 })
    expect(own.verdict).not.toBe('better')
    const asked = row('first-response-time', {
      smallestDifferences: { 'first-response-time': { of: 'ratio', value: 0.2 } },
    })
    expect(asked.verdict).toBe('better')
    expect(() => workspace.change({ smallestDifferences: { nps: { of: 'ratio', value: 0.1 } } })).toThrow(
      /no part of the baseline/,
    )
    // What is no different from the catalogue is no setting: the workspace has the fingerprint of before.
    workspace.change({ smallestDifferences: { csat: { of: 'difference', value: 0.05 } } })
    expect(workspace.session.settings().smallestDifferences).toBeUndefined()
  })
})

describe('beside the verdict', () => {
  it('stand the agents who work both sides, and which KPI is primary', () => {
    const first = row('first-response-time')
    expect(first.isPrimary).toBe(true)
    expect(first.qValue).toBe(first.pValue)
    expect(first.sameAgents).toMatchObject({ of: 'ratio', agents: 4, lower: 4, interval: null })
    expect(first.cautions.some((caution) => caution.includes('4 and 4 agents'))).toBe(true)
    expect(row('total-wait').isPrimary).toBe(false)
  })

  it('stands how much the days of a volume vary', () => {
    const volume = row('conversations')
    // Two a day on both: less than chance.
    expect(volume.dispersion).toBe(1)
    expect(volume.ratio).toBeCloseTo(1, 12)
  })
})

describe('what the cases of a side bring along', () => {
  const casesOf = (id: KpiId, selection: Selection) =>
    gatherCases(workspace.session.facts(), id, selection, {
      settings: workspace.session.settings(),
      hours: 'calendar',
      inferredClose: false,
    })

  it('counts each covered day once, and what a stock holds from it', () => {
    const volume = casesOf('conversations', { ...chat, from: '2026-03-02', to: '2026-03-04' })
    expect([...(volume.daily?.counts ?? [])]).toEqual([2, 2, 2])
    // 2 March 2026 is a Monday.
    expect(volume.daily?.firstWeekday).toBe(1)
    expect(volume.askedDays).toBe(3)
    const stock = casesOf('open-at-end', { ...chat, from: '2026-03-11', to: '2026-03-20' })
    // From the 16th on nothing was closed: 10 of the 20 that came in since the 11th.
    expect([stock.values.length, stock.arrivals]).toEqual([10, 20])
    expect([...(stock.daily?.counts ?? [])]).toEqual(Array(10).fill(2))
    // By chance 1/10 + 1/20 − 2 · 10/200; of the days Σ (o/10 − a/20)²: five of −0.1 and five of +0.1, less that.
    expect(stock.stockSpread?.byChance).toBeCloseTo(0.05, 12)
    expect(stock.stockSpread?.byDays).toBeCloseTo(0.05, 12)
  })
})
