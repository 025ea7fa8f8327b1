/** `--within`, and the numbers of the new kinds, as people read them. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { csvRow, openSession, temporaryFolder } from '../../pipeline/workspace-session.ts'
import { printedBy } from './command-line.ts'

const folder = temporaryFolder()
const path = join(folder.path, 'within.plumbline')
let data: DataThread
beforeAll(() => {
  const workspace = openSession(folder.path, 'within')
  const rows = [1, 2, 3, 4].flatMap((number) => [
    csvRow([`C${number}`, `2026-05-0${number}T09:00:00Z`, 'in', 'agent']),
    csvRow([`C${number}`, `2026-05-0${number}T09:0${number}:00Z`, 'out', 'Ada']),
  ])
  workspace.import({
    name: 'messages.csv',
    content: [csvRow(['conversation_id', 'sent_at', 'direction', 'agent']), ...rows].join(''),
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

it('says until when customers cannot be seen to return', async () => {
  const name = join(folder.path, 'returning.plumbline')
  const workspace = openSession(folder.path, 'returning')
  const rows = [1, 2].map((day) => csvRow([`2026-05-0${day}T09:00:00Z`, 'in', '+14155550100']))
  workspace.import({
    name: 'texts.csv',
    content: [csvRow(['sent_at', 'direction', 'contact']), ...rows].join(''),
    choices: { format: 'message-table', channel: 'sms', splitGapSeconds: 3600 },
  })
  workspace.close()
  const words = ['kpis', name, '--kpi', 'returning-customer-share']
  expect(await run(...words)).toContain('too low until 29 Jul 2026: data start too late')
  const json: unknown = JSON.parse(await run(...words, '--json'))
  expect(json).toMatchObject({
    results: [
      { n: 1, shortHistory: { dataFrom: '2026-05-01', caution: expect.stringMatching(/^whoever wrote before/) } },
    ],
  })
  expect(await run('trend', name, '--kpi', 'returning-customer-share', '--by', 'day')).toContain('too little before it')
})

describe('--within', () => {
  it('names the target of a request', async () => {
    // Answered after 1, 2, 3 and 4 minutes.
    const shown = await run('kpis', path, '--kpi', 'within-target-share', '--within', '3min')
    expect(shown).toContain('3 of 4, within 3 min')
    const json: unknown = JSON.parse(
      await run('kpis', path, '--kpi', 'within-target-share', '--within', '2min', '--json'),
    )
    expect(json).toMatchObject({ results: [{ status: 'ok', value: 0.5, n: 4, withinSeconds: 120 }] })
    const listed: unknown = JSON.parse(
      await run('conversations', path, '--kpi', 'within-target-share', '--within', '2min', '--json'),
    )
    expect(listed).toMatchObject({ rows: [{ value: 0 }, { value: 0 }, { value: 1 }, { value: 1 }] })
  })

  it('is asked for where the workspace has no target, and has to be a length of time', async () => {
    expect(await run('kpis', path, '--kpi', 'within-target-share')).toContain('name one in the request (--within 90s)')
    expect(await run('kpis', path, '--within', '0s')).toMatch(/^2: --within takes a length of time above 0/)
    expect(await run('kpis', path, '--within', 'soon')).toMatch(/^2: "soon" is not a length of time/)
  })
})

describe('kpis', () => {
  it('shows the median beside a mean', async () => {
    expect(await run('kpis', path, '--kpi', 'conversations-per-agent-day')).toMatch(/1 +4 +median 1/)
  })
})
