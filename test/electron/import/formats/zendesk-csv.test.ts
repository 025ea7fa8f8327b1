import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { recognise } from '../../../../electron/import/read-export.ts'
import type { ImportRecord } from '../../../../electron/import/record.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults, describeReading, readAll } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-zendesk-csv-'))
afterAll(() => rmSync(folder, { recursive: true }))

let fileCount = 0
function file(...lines: readonly string[]): string {
  const path = join(folder, `file-${++fileCount}.csv`)
  writeFileSync(path, lines.join('\n'))
  return path
}

function recordsOf(path: string, choices: ImportChoices = {}): ImportRecord[] {
  return readAll(path, choices).flatMap((row) => (row.verdict === 'records' ? row.records : []))
}

const header = 'Summation column,Id,Requester id,Status,Via,Created at,Solved at,Satisfaction Score'

describe('the ticket export as CSV', () => {
  it('reads times in the zone that the user names, and says what it assumes otherwise', () => {
    const path = file(header, '1,7,11,Solved,Mail,2026-07-01 10:00,2026-07-01 11:00,Good')
    const berlin = recognise(path, {}, defaults)
    expect(berlin).toMatchObject({ formatId: 'zendesk-csv', sourceKey: 'zendesk', zone: 'Europe/Berlin' })
    expect(berlin.assumptions.join()).toContain('time zone of the account')
    expect(recordsOf(path)[0]).toMatchObject({ openedAt: Date.UTC(2026, 6, 1, 8), closedAt: Date.UTC(2026, 6, 1, 9) })
    const [record] = recordsOf(path, { zone: 'America/New_York' })
    expect(record).toMatchObject({ openedAt: Date.UTC(2026, 6, 1, 14) })
  })

  it('has the ids of the JSON export and a part of its own', () => {
    const records = recordsOf(file(header, '1,7.0,11,Solved,Mail,2026-07-01 10:00,2026-07-01 11:00,Good'))
    expect(records).toMatchObject([
      { type: 'conversation', conversation: '7', part: 'csv', contact: 'zendesk:11' },
      { type: 'person', alias: 'zendesk:11', role: null, versionAt: null },
      { type: 'survey', id: 'ticket:7', score: 1 },
    ])
  })

  it('does not take a custom field for the system field of the same name', () => {
    const path = file(
      'Summation column,Id,Created at,Status [list],Group [txt],Reopens [dec],Via [list]',
      '1,7,2026-07-01 10:00,Gold,Storks,5,Pigeon',
    )
    expect(recordsOf(path)[0]).toMatchObject({ status: null, team: null, reopens: null, channel: null })
  })

  it('keeps a ticket open that was solved once and is open again', () => {
    const path = file(
      header,
      '1,7,11,Open,Mail,2026-07-01 10:00,2026-07-01 11:00,',
      '1,8,11,On-hold,Mail,2026-07-01 10:00,2026-07-01 11:00,',
      '1,9,11,Closed,Mail,2026-07-01 10:00,,',
    )
    const closing = recordsOf(path).flatMap((record) => (record.type === 'conversation' ? [record.closedAt] : []))
    expect(closing).toEqual([null, null, null])
  })

  it('names channels that it does not know', () => {
    const path = file(header, '1,7,11,Open,Carrier pigeon,2026-07-01 10:00,,', '1,8,11,Open,Chat,2026-07-01 10:00,,')
    const reading = describeReading(path)
    expect(reading.assumptions.join()).toContain('not known counted as other: Carrier pigeon')
    // It has no messages that could be missing.
    expect(reading.assumptions.join()).not.toContain('comments')
    expect(recordsOf(path)[0]).toMatchObject({ channel: 'other' })
    expect(recordsOf(path, { channel: 'sms' })[0]).toMatchObject({ channel: 'sms' })
  })

  it('asks for the order of day and month where nothing decides it', () => {
    expect(() => recordsOf(file(header, '1,7,11,Open,Mail,03/04/2026 10:00,,'))).toThrow(/day first or month first/)
  })

  it('rejects rows by the column that is at fault', () => {
    const verdicts = readAll(
      file(
        header,
        '1,x,11,Open,Mail,2026-07-01 10:00,,',
        '1,7,11,Open,Mail,,,',
        '1,7,11,Solved,Mail,2026-07-01 10:00,soon,',
        '1,7,11,Open,Mail,2026-07-01 10:00,,splendid',
      ),
    )
    expect(verdicts).toMatchObject([
      { code: 'conversation-missing', column: 'Id', text: 'x' },
      { code: 'time-missing', column: 'Created at' },
      { code: 'time-unreadable', column: 'Solved at', text: 'soon' },
      { code: 'score-unreadable', column: 'Satisfaction Score', text: 'splendid' },
    ])
  })

  it('leaves tables without Zendesk’s own columns to the table of conversations', () => {
    const path = file('Id,Status,Assignee,Created at,Solved at', '7,Open,Ann,2026-07-01 10:00,')
    expect(recognise(path, {}, defaults).formatId).toBe('conversation-table')
  })
})
