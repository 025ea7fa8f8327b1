import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readRows, recognise } from '../../../../electron/import/read-export.ts'
import type { ImportRecord } from '../../../../electron/import/record.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-front-csv-'))
afterAll(() => rmSync(folder, { recursive: true }))

function open(content: string, choices: ImportChoices = {}, name = 'export-messages.csv') {
  const path = join(folder, name)
  writeFileSync(path, content)
  const recognised = recognise(path, choices, defaults)
  const verdicts = [...readRows(recognised)].flatMap((batch) => batch.verdicts)
  const records: ImportRecord[] = verdicts.flatMap((row) => (row.verdict === 'records' ? row.records : []))
  return { recognised, verdicts, records }
}

const header =
  'Message API ID,Segment ID,Conversation API ID,Direction,Message date,Autoreply,Author,Contact handle,From,To,Extract'
const first = (row: string, choices: ImportChoices = {}) => open(`${header}\n${row}\n`, choices).records[0]

describe('Front exports as CSV', () => {
  it('reads times in the chosen zone, and says which one else', () => {
    const row = 'msg_1,1,cnv_1,Inbound,2026-07-01 09:00:00,,,a@example.org,,,Hi'
    expect(first(row, { zone: 'Etc/UTC' })).toMatchObject({ sentAt: Date.UTC(2026, 6, 1, 9) })
    expect(first(row)).toMatchObject({ sentAt: Date.UTC(2026, 6, 1, 7) })
    expect(open(`${header}\n${row}\n`).recognised.assumptions.join()).toContain('Etc/UTC unless another was chosen')
  })

  it.each([
    ['+15550100001', 'sms'],
    ['Ann@example.org', 'email'],
    ['twitter-user', 'other'],
  ])('reads the channel of %s as %s', (handle, channel) => {
    const row = `msg_1,1,cnv_1,Inbound,2026-07-01 09:00:00,,,${handle},,,Hi`
    expect(first(row)).toMatchObject({ channel, contact: handle })
    expect(first(row, { channel: 'whatsapp' })).toMatchObject({ channel: 'whatsapp' })
  })

  it.each([
    ['Inbound', 'in'],
    ['outbound', 'out'],
    ['OutReply', 'out'],
  ])('reads the direction %s', (text, direction) => {
    expect(first(`msg_1,1,cnv_1,${text},2026-07-01 09:00:00,,,a@example.org,,,Hi`)).toMatchObject({ direction })
  })

  it('takes the customer from the addresses where there is no handle', () => {
    const row = (direction: string) =>
      first(
        `msg_1,1,cnv_1,${direction},2026-07-01 09:00:00,,,,Ann <ann@example.org>,"bob@example.org; eve@example.org",Hi`,
      )
    expect(row('Inbound')).toMatchObject({ contact: 'ann@example.org' })
    expect(row('Outbound')).toMatchObject({ contact: 'bob@example.org' })
  })

  it('counts no automatic reply as somebody’s', () => {
    const row = (automatic: string) =>
      first(`msg_1,1,cnv_1,Outbound,2026-07-01 09:00:00,${automatic},Ann,a@example.org,,,Hi`)
    expect(row('true')).toMatchObject({ automatic: true, authorKind: 'bot', agent: null })
    expect(row('false')).toMatchObject({ automatic: false, authorKind: 'agent', agent: 'Ann' })
  })

  it('takes the thread for the conversation where there are no segments', () => {
    const { records, recognised } = open(
      'Message ID,Conversation ID,Conversation API ID,Direction,Message date,Extract\n5,9,cnv_9,Inbound,2026-07-01 09:00:00,Hi\n',
    )
    expect(records[0]).toMatchObject({ id: '5', conversation: 'cnv_9', contact: null, channel: null })
    expect(recognised.assumptions.join()).not.toContain('segments')
  })

  it('counts events that are no data, each by its kind', () => {
    const { verdicts } = open(
      'Activity ID,Type,Segment ID,Message date,Direction,Activity API ID\n1,Assign,1,2026-07-01 09:00:00,,evt_1\n2,Archive,1,2026-07-01 09:00:00,,evt_2\n3,Move,1,,,evt_3\n',
    )
    expect(verdicts.map((row) => (row.verdict === 'ignored' ? row.kind : row.verdict))).toEqual([
      'assignment',
      'records',
      'move',
    ])
  })

  it('keeps a message whose rating cannot be read', () => {
    const { records, recognised } = open(
      'Message API ID,Segment ID,Direction,Message date,Contact handle,Survey rating,Extract\nmsg_1,1,Inbound,2026-07-01 09:00:00,a@example.org,lots,Hi\n',
    )
    expect(records.map(({ type }) => type)).toEqual(['message'])
    expect(recognised.assumptions.join()).toContain('ratings left out as unreadable: 1')
  })

  it('names the columns that must be exported as well', () => {
    expect(() => open('Message API ID,Segment ID,Conversation ID,Extract\nmsg_1,1,1,Hi\n')).toThrow(
      '“Message date” and the column “Direction”; export it again from Front',
    )
  })

  it.each([
    'Teammate,Avg total reply time,Avg first response time\nAnn,10,20\n',
    'Inbox,Active segments,New segments count\nMail,3,4\n',
    'Day,Email,Username,First name,Last name,License,Active duration (mins)\n2026-07-01,ann@example.com,ann,Ann,Lee,full,55\n',
  ])('refuses reports and says which export to fetch', (content) => {
    expect(() => open(content)).toThrow('Analytics > Export > Messages instead')
  })

  it('refuses the report of the API', () => {
    const report = {
      status: 'done',
      progress: 100,
      metrics: [{ id: 'avg_first_response_time', type: 'number', value: 4 }],
    }
    expect(() => open(JSON.stringify(report), {}, 'report.json')).toThrow('Analytics > Export > Messages instead')
  })
})
