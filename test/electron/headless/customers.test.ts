/** `returns`, `link`, `opt-outs`, `explain` and `conversation`, as people type them. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { csvRow, temporaryFolder } from '../../pipeline/workspace-session.ts'
import { printedBy } from './command-line.ts'

const folder = temporaryFolder()
const workspace = join(folder.path, 'customers.plumbline')
let data: DataThread
beforeAll(async () => {
  const file = join(folder.path, 'log.csv')
  writeFileSync(
    file,
    [
      csvRow(['contact', 'line', 'sent_at', 'direction', 'channel', 'text']),
      csvRow(['+14155550101', 'shop', '2026-03-02T09:00:00Z', 'in', 'sms', 'Hello']),
      csvRow(['+14155550101', 'shop', '2026-03-02T09:01:30Z', 'out', 'sms', 'Reply END to end your rental']),
      csvRow(['+14155550101', 'shop', '2026-03-02T09:02:00Z', 'in', 'sms', 'End']),
      csvRow(['kim@example.com', 'shop', '2026-03-01T09:00:00Z', 'in', 'email', 'Hello']),
      csvRow(['kim@example.com', 'shop', '2026-03-12T09:00:00Z', 'in', 'email', 'It is me again']),
      csvRow(['lou@example.com', 'shop', '2026-07-12T09:00:00Z', 'in', 'email', 'Hello']),
      csvRow(['+14155550102', 'shop', '2026-07-12T09:00:00Z', 'in', 'sms', 'Hello']),
    ].join(''),
  )
  data = startDataThread(new URL('../../../electron/worker/entry.ts', import.meta.url))
  await run('import', workspace, file, '--zone', 'UTC')
})
afterAll(async () => {
  await data.stop()
  folder.remove()
})

const run = async (...args: readonly string[]): Promise<string> => await printedBy(data, args)

const json = async (...args: readonly string[]): Promise<unknown> => JSON.parse(await run(...args, '--json'))

describe('customers on the command line', () => {
  it('are linked, and come back then', async () => {
    expect(await run('returns', workspace)).toContain(
      'Customers known by number only: 2, by e-mail only: 2, by both: 0, by neither: 0; on several channels: 0.',
    )
    expect(await run('link', workspace)).toContain('No link was made by hand')
    expect(await run('link', workspace, '(415) 555-0101', 'Kim@Example.com')).toContain(
      '+14155550101 is the same customer as kim@example.com',
    )
    // The first conversation of March 2 on is the text; ten days later an e-mail.
    expect(await json('returns', workspace, '--from', '2026-03-02', '--to', '2026-03-31')).toMatchObject({
      ok: true,
      status: 'ok',
      rows: [
        { from: 'sms', returned: 1, didNotReturn: 0 },
        { from: 'email', returned: 0 },
      ],
      linking: { numberOnly: 1, emailOnly: 1, linked: 1, onSeveralChannels: 1 },
    })
    expect(await run('link', workspace, '+14155550101', 'kim@example.com', '--undo')).toContain('No link was made')
    expect(await run('link', workspace, '+14155550101')).toMatch(/^2: /)
    expect(await run('link', workspace, '+14155550101', 'nobody@example.com')).toMatch(/^1: .*not-found/)
  })

  it('may have opted out', async () => {
    const review = (await json('opt-outs', workspace)) as { rows: { id: number }[] }
    expect(review).toMatchObject({
      waiting: 1,
      rows: [{ reason: 'answer', text: 'End', asked: 'Reply END to end your rental' }],
    })
    const id = String(review.rows[0]?.id)
    expect(await run('opt-outs', workspace, '--confirm', id)).toContain('0 waiting, 1 confirmed, 0 dismissed')
    expect(await run('opt-outs', workspace, '--open', id)).toContain('1 waiting, 0 confirmed, 0 dismissed')
    expect(await run('opt-outs', workspace, '--confirm', id, '--dismiss', id)).toMatch(/^2: /)
    expect(await run('kpis', workspace, '--kpi', 'opt-out-share')).toContain('1 more waiting for review')
  })
})

describe('explanations on the command line', () => {
  it('say what a KPI counts and what not, case by case', async () => {
    const text = await run('explain', workspace, '--kpi', 'first-response-time')
    expect(text).toContain('Counted: 1 (answered conversations)')
    expect(text).toContain('Not counted: 4, no human reply until the end of the data (--reason unanswered)')
    const page = await json('explain', workspace, '--kpi', 'first-response-time', '--reason', 'counted')
    expect(page).toMatchObject({ total: 1, rows: [{ contact: '+14155550101', value: 90, reason: 'counted' }] })
  })

  it('say of one conversation what every KPI makes of it', async () => {
    const { rows } = (await json('explain', workspace, '--kpi', 'first-response-time', '--reason', 'counted')) as {
      rows: { conversation: number }[]
    }
    const id = String(rows[0]?.conversation)
    const text = await run('conversation', workspace, id)
    expect(text).toContain('first-response-time: 1 min 30 s. First customer message to the first human reply.')
    expect(text).toContain('May be an opt-out: a message like any other until you confirm it.')
    expect(await run('conversation', workspace, id, '--from', '2026-07-01')).toContain(
      'conversations: Not counted: outside of the period that is shown.',
    )
  })
})
