import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readRows, recognise } from '../../../../electron/import/read-export.ts'
import type { ConversationRecord, ImportRecord, SurveyRecord } from '../../../../electron/import/record.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-freshdesk-csv-'))
afterAll(() => rmSync(folder, { recursive: true }))

function open(content: string, choices: ImportChoices = {}) {
  const path = join(folder, 'tickets.csv')
  writeFileSync(path, content)
  const recognised = recognise(path, choices, defaults)
  const records: ImportRecord[] = [...readRows(recognised)]
    .flatMap(({ verdicts }) => verdicts)
    .flatMap((row) => (row.verdict === 'records' ? row.records : []))
  return { recognised, records }
}

const conversations = (records: readonly ImportRecord[]): ConversationRecord[] =>
  records.filter((record) => record.type === 'conversation')
const surveys = (records: readonly ImportRecord[]): SurveyRecord[] =>
  records.filter((record) => record.type === 'survey')

const header =
  'Ticket ID,Status,Source,Created time,Resolved time,Last updated time,First response time (in hrs),Survey results'

describe('Freshdesk tickets as CSV', () => {
  it('reads times in the chosen zone, and says which one else', () => {
    const row = `${header}\n1,Closed,Email,2026-07-01 09:00:00,2026-07-01 10:00:00,,,\n`
    const chosen = open(row, { zone: 'Asia/Kolkata' })
    expect(conversations(chosen.records)[0]?.openedAt).toBe(Date.UTC(2026, 6, 1, 3, 30))
    expect(chosen.recognised.assumptions.join()).not.toContain('does not name it')
    const assumed = open(row)
    expect(conversations(assumed.records)[0]?.openedAt).toBe(Date.UTC(2026, 6, 1, 7))
    expect(assumed.recognised.assumptions.join()).toContain('zone of the account and does not name it')
  })

  it.each([
    ['26:05:30', 93_930],
    ['00:45', 2700],
    ['1.5', 5400],
    ['1,5', 5400],
    ['00:00:00', null],
    ['', null],
    ['-', null],
    ['about an hour', null],
  ])('keeps the reported duration %j apart', (text, seconds) => {
    const { records } = open(`${header}\n1,Closed,Email,2026-07-01 09:00:00,,,"${text}",\n`)
    const reported = seconds === null ? null : { 'First response time (in hrs)': seconds }
    expect(conversations(records)[0]).toMatchObject({ reported, firstReplyAt: null })
  })

  it('reads minutes as minutes', () => {
    const { records } = open(`${header.replace('in hrs', 'in mins')}\n1,Closed,Email,2026-07-01 09:00:00,,,90,\n`)
    expect(conversations(records)[0]?.reported).toEqual({ 'First response time (in mins)': 5400 })
  })

  it.each([
    ['Extremely Happy', 1],
    ['happy', 1],
    ['Neutral', 0],
    ['Very Unhappy', 0],
    ['103', 1],
    ['-101', 0],
    ['Meh', null],
  ])('reads the rating %j', (text, score) => {
    const { records } = open(`${header}\n1,Closed,Email,2026-07-01 09:00:00,,,,${text}\n`)
    expect(surveys(records).map((survey) => survey.score)).toEqual(score === null ? [] : [score])
    expect(conversations(records)).toHaveLength(1)
  })

  it('leaves ratings out whose scale nobody can know, and says so', () => {
    const { recognised, records } = open(
      `${header}\n1,Closed,Email,2026-07-01 09:00:00,,,,9\n2,Closed,Email,2026-07-01 09:00:00,,,,3\n`,
    )
    expect(surveys(records)).toEqual([])
    expect(recognised.assumptions.join()).toContain('ratings left out, since their words are the account’s own: 2')
  })

  it('takes a ticket for open that is open, whatever times it still has', () => {
    const times = '2026-07-01 09:00:00,2026-07-01 10:00:00'
    const { records } = open(
      `${header}\n1,Open,Email,${times},,,\n2,Pending,Email,${times},,,\n3,Done,Email,${times},,,\n`,
    )
    expect(conversations(records).map(({ closedAt }) => closedAt === null)).toEqual([true, true, false])
  })

  it('takes the chosen channel for sources that are the account’s own', () => {
    const rows = `${header}\n1,Open,Text line,2026-07-01 09:00:00,,,,\n2,Open,Email,2026-07-01 09:00:00,,,,\n3,Open,,2026-07-01 09:00:00,,,,\n`
    const channels = (choices: ImportChoices) =>
      conversations(open(rows, choices).records).map(({ channel }) => channel)
    expect(channels({})).toEqual(['other', 'email', 'other'])
    expect(channels({ channel: 'sms' })).toEqual(['sms', 'email', 'sms'])
  })

  it('names the column that must be exported as well', () => {
    const marks = 'Resolved time,Agent interactions,Customer interactions,Tags,Due by Time'
    expect(() => open(`Ticket ID,${marks}\n1,,1,1,,\n`)).toThrow('“Created time”; export the tickets again with it')
  })

  it('leaves tables of other products alone', () => {
    const { recognised } = open('Ticket Id,Created Time,Closed time,Status,Agent\n1,2026-07-01 09:00:00,,Open,Ann\n')
    expect(recognised.formatId).toBe('conversation-table')
  })
})
