/** `goals`, `focus` and `trend`: from the arguments to what is printed. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { csvRow, openSession, temporaryFolder } from '../../pipeline/workspace-session.ts'
import { printedBy } from './command-line.ts'

const folder = temporaryFolder()
const path = join(folder.path, 'goals.plumbline')
const dayMs = 86_400_000
const start = Date.UTC(2026, 0, 5, 9)

/** Ten weeks, three conversations a day: chats answered after 100 s, texts a little faster week by week. */
function rows(channel: string, seconds: (week: number) => number): string {
  return Array.from({ length: 70 * 3 }, (_, i) => {
    const at = start + Math.floor(i / 3) * dayMs + (i % 3) * 3_600_000
    const row = (time: number, direction: string): string =>
      csvRow([`${channel}-${i}`, `+14155550${100 + (i % 90)}`, new Date(time).toISOString(), direction, channel])
    return row(at, 'in') + row(at + seconds(Math.floor(i / 21)) * 1000, 'out')
  }).join('')
}

let data: DataThread
beforeAll(() => {
  const workspace = openSession(folder.path, 'goals')
  const content = [
    csvRow(['conversation_id', 'contact', 'sent_at', 'direction', 'channel']),
    rows('web_chat', () => 100),
    rows('sms', (week) => 140 - 2 * week),
  ].join('')
  workspace.import({ name: 'messages.csv', content, choices: { format: 'message-table' } })
  workspace.close()
  data = startDataThread(new URL('../../../electron/worker/entry.ts', import.meta.url))
})
afterAll(async () => {
  await data.stop()
  folder.remove()
})

const run = async (...args: readonly string[]): Promise<string> =>
  (await printedBy(data, args)).replaceAll('\u202f', ' ')

const json = async (...args: readonly string[]): Promise<unknown> => JSON.parse(await run(...args, '--json'))

const firstResponse = ['--goal', 'fast-service', '--kpi', 'first-response-time'] as const

describe('goals', () => {
  it('set a target from a baseline, and show it with state, evidence and history', async () => {
    const baseline = ['--baseline', 'channel=web_chat'] as const
    const shown = await run('goals', 'set', path, ...firstResponse, ...baseline, '--target', 'beat:10%')
    expect(shown).toContain('First response time (primary): not met. SMS is at 2 min 11 s (n = 210), which misses')
    expect(shown).toContain('target 1 min 30 s: Beat web chat by 10 %')
    expect(shown).toMatch(
      /: Set to 1 min 30 s \(beat web chat by 10 %\), where web chat measured 1 min 40 s \(n = 210\)\./,
    )
    await run('goals', 'set', path, ...firstResponse, ...baseline, '--target', 'value:60s')
    const typed = await run('goals', path)
    expect(typed).toContain('target 1 min (manual, not measured) (not supported by your data)')
    expect(await json('goals', path)).toMatchObject({
      ok: true,
      goals: [
        { id: 'satisfaction' },
        {
          id: 'fast-service',
          kpis: [
            {
              kpi: 'first-response-time',
              state: 'not-met',
              target: { value: 60, marks: ['manual, not measured', 'not supported by your data'] },
              history: [
                { what: 'changed', from: { value: 90 }, to: { value: 60 } },
                { what: 'set', from: null },
              ],
            },
            {},
            {},
            {},
            {},
            {},
          ],
        },
        { id: 'come-back' },
        { id: 'efficient-operations' },
      ],
    })
    await run('goals', 'renew', path, ...firstResponse)
    expect(await run('goals', 'clear', path, ...firstResponse)).toContain('Removed; it was 1 min (typed by hand).')
  })

  it('add, change and remove goals', async () => {
    const added = await run('goals', 'add', path, '--title', 'Calm nights', '--kpi', 'response-time', '--kpi', 'csat')
    expect(added).toContain('Calm nights (calm-nights): No target yet')
    const change = ['goals', 'change', path, '--goal', 'calm-nights'] as const
    expect(await run(...change, '--title', 'Quiet nights', '--position', '1')).toMatch(/^Quiet nights \(calm-nights\)/)
    expect(await run(...change, '--kpi', 'csat')).toMatch(
      /^Quiet nights \(calm-nights\): .*\n {2}Customer satisfaction \(primary\)/,
    )
    expect(await run('goals', 'remove', path, '--goal', 'calm-nights')).not.toContain('calm-nights')
  })

  it('name what is wrong and what is near', async () => {
    expect(await run('goals', 'remove', path, '--goal', 'fast-servise')).toMatch(/^2: .*Did you mean "fast-service"\?/)
    expect(await run('goals', 'sett', path)).toMatch(/^2: Unknown action "sett"\. Did you mean "set"\?/)
    expect(await run('goals', 'set', path, ...firstResponse)).toMatch(/^2: --target is missing/)
    expect(await run('goals', 'add', path, '--title', 'Nothing')).toMatch(/^2: --kpi is missing/)
    expect(await run('goals', 'renew', path, '--goal', 'satisfaction', '--kpi', 'csat')).toMatch(/^1: not-found: /)
    const email = ['--baseline', 'channel=email', '--target', 'match'] as const
    expect(await run('goals', 'set', path, ...firstResponse, ...email)).toMatch(
      /^1: argument-invalid: The baseline cannot/,
    )
  })
})

describe('focus', () => {
  it('ranks what has a target and lists the rest', async () => {
    await run('goals', 'set', path, ...firstResponse, '--baseline', 'channel=web_chat', '--target', 'match')
    const shown = await run('focus', path)
    expect(shown).toMatch(
      /^1\. First response time: 2 min 11 s \(n = 210\) is 31 % above the target of 1 min 40 s, getting better over 10 weeks, and touches 90 customers\. \(Fast service\)\n/,
    )
    expect(shown).toContain('- Customer satisfaction: Not measurable: no satisfaction survey')
    expect(shown).toContain('- Response time: There is no target yet')
    expect(await json('focus', path)).toMatchObject({
      ok: true,
      ranked: [{ kpi: 'first-response-time', customers: 90, direction: 'improving' }],
    })
    await run('goals', 'clear', path, ...firstResponse)
  })
})

describe('trend', () => {
  const question = ['trend', path, '--kpi', 'first-response-time', '--by', 'week', '--channel', 'sms'] as const

  it('prints what was found, and points as JSON', async () => {
    const shown = await run(...question)
    expect(shown).toContain('First response time: Getting better over 10 weeks: falling by 2 s a week')
    expect(await json(...question)).toMatchObject({
      ok: true,
      direction: 'improving',
      seasonal: false,
      breaks: [],
      slope: { perPeriod: -2, interval: { level: 0.95 } },
      test: { method: 'mann-kendall', s: -45, n: 10 },
    })
  })

  it('freezes its limits from a baseline', async () => {
    expect(await json(...question, '--baseline', 'channel=web_chat')).toMatchObject({
      limits: { from: 'baseline', centre: expect.closeTo(100, 9), high: expect.closeTo(100, 9) },
    })
    expect(await run(...question, '--by', 'year')).toMatch(/^2: Unknown grouping "year"/)
  })
})
