/** `compare --smallest` and `vendor`, as people and scripts read them. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { csvRow, openSession, temporaryFolder } from '../../pipeline/workspace-session.ts'
import { printedBy } from './command-line.ts'

const folder = temporaryFolder()
const path = join(folder.path, 'compare.plumbline')
let data: DataThread
beforeAll(() => {
  const workspace = openSession(folder.path, 'compare')
  // Two conversations a day on each channel: by SMS answered after 100 to 109 s, in web chat 10 s later.
  const rows = Array.from({ length: 56 }, (_, i) => i).flatMap((i) =>
    (['sms', 'web_chat'] as const).flatMap((channel, later) => {
      const opened = Date.UTC(2026, 2, 2 + Math.floor(i / 2), 9 + 4 * (i % 2))
      const time = (seconds: number): string => new Date(opened + seconds * 1000).toISOString()
      return [
        csvRow([`${channel}-${i}`, channel, time(0), 'in', '']),
        csvRow([`${channel}-${i}`, channel, time(100 + (i % 10) + 10 * later), 'out', `Agent ${i % 3}`]),
      ]
    }),
  )
  workspace.import({
    name: 'messages.csv',
    content: [csvRow(['conversation_id', 'channel', 'sent_at', 'direction', 'agent']), ...rows].join(''),
    choices: { format: 'message-table' },
  })
  workspace.close()
  data = startDataThread(new URL('../../../electron/worker/entry.ts', import.meta.url))
})
afterAll(async () => {
  await data.stop()
  folder.remove()
})

const run = async (...args: readonly string[]): Promise<string> => await printedBy(data, args)

const compare = async (...more: readonly string[]): Promise<string> =>
  await run('compare', path, '--subject', 'channel=sms', '--baseline', 'channel=web_chat', ...more)

const firstResponse = async (...more: readonly string[]): Promise<unknown> => {
  const { rows } = JSON.parse(await compare(...more, '--json')) as { rows: readonly { id: string }[] }
  return rows.find(({ id }) => id === 'first-response-time')
}

describe('compare --smallest', () => {
  it('decides whether a difference matters', async () => {
    // 105 s against 115 s: 9 % less, below the 10 % of the catalogue, above 5 % and 3 s, below 30 s.
    expect(await firstResponse('--smallest', 'first-response-time=5%')).toMatchObject({
      verdict: 'better',
      smallest: { of: 'ratio', value: 0.05 },
    })
    expect(await firstResponse('--smallest', 'first-response-time=3s')).toMatchObject({
      verdict: 'better',
      smallest: { of: 'difference', value: 3 },
    })
    expect(await firstResponse('--smallest', 'first-response-time=30s')).toMatchObject({ verdict: 'equivalent' })
    expect(await firstResponse()).toMatchObject({ smallest: { of: 'ratio', value: 0.1 } })
  })

  it('shows it, and the agents who served both sides', async () => {
    const shown = await compare('--smallest', 'first-response-time=5%')
    expect(shown).toMatch(/smallest difference that matters: 5\s%/)
    expect(shown).toMatch(/3 agents work both; each compared with themselves/)
  })

  it.each([
    ['first-response-time', /names no KPI/],
    ['response=10%', /response/],
    ['nps=10%', /no difference of|no part of the baseline/],
    ['first-response-time=0%', /more than nothing/],
    ['first-response-time=soon', /soon/],
    ['csat=5', /5pt or 10%/],
  ])('refuses %s', async (text, problem) => {
    const shown = await compare('--smallest', text)
    expect(shown).toMatch(/^2: /)
    expect(shown).toMatch(problem)
  })
})

describe('vendor', () => {
  it('goes from our number to the vendor’s, rule by rule', async () => {
    const shown = await run('vendor', path, '--as', 'zendesk', '--channel', 'sms')
    expect(shown).toMatch(/as we count/)
    expect(shown).toContain('https://support.zendesk.com/')
    const json: unknown = JSON.parse(await run('vendor', path, '--as', 'chatwoot', '--channel', 'sms', '--json'))
    expect(json).toMatchObject({ ok: true, vendor: 'chatwoot', metrics: expect.any(Array) as unknown })
  })

  it('has to know which vendor', async () => {
    expect(await run('vendor', path)).toMatch(/^2: /)
    expect(await run('vendor', path, '--as', 'freshdesk')).toMatch(/^2: .*zendesk/)
  })
})
