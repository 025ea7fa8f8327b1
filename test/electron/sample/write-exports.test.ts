import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { DateTime } from 'luxon'
import Papa from 'papaparse'
import { afterAll, describe, expect, it } from 'vitest'
import { generateCompany, sampleDefaults } from '../../../electron/sample/company.ts'
import { writeSampleExports } from '../../../electron/sample/write-exports.ts'

const root = mkdtempSync(join(tmpdir(), 'plumbline-exports-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const company = generateCompany(sampleDefaults)
const dir = join(root, 'one')
const exports = writeSampleExports(dir, company)

function read(name: string): string {
  return readFileSync(join(dir, name), 'utf8')
}

function readTable(name: string, delimiter = ','): Record<string, string>[] {
  const { data, errors } = Papa.parse<Record<string, string>>(read(name), {
    header: true,
    skipEmptyLines: true,
    delimiter,
  })
  expect(errors).toEqual([])
  return data
}

function hashOf(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder).toSorted()) hash.update(name).update(readFileSync(join(folder, name)))
  return hash.digest('hex')
}

function byKey(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted()
}

interface Sent {
  readonly sid: string
  readonly at: number
  readonly text: string
}

const bulkNames = ['twilio-bulk-2026-04.json.gz', 'twilio-bulk-2026-05.json.gz']
const logName = `sms-log-${company.accountSid}.csv`
const pageNames = exports.map((file) => basename(file.path)).filter((name) => name.startsWith('twilio-messages-page-'))

function readBulk(): Sent[] {
  return bulkNames.flatMap((name) =>
    gunzipSync(readFileSync(join(dir, name)))
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        // What JSON.parse gives is checked by the assertions on it.
        const message = JSON.parse(line) as { sid: string; date_sent: string; body: string }
        return { sid: message.sid, at: Date.parse(message.date_sent), text: message.body }
      }),
  )
}

function readPages(): Sent[] {
  return pageNames.flatMap((name) => {
    // As above.
    const page = JSON.parse(read(name)) as { messages: { sid: string; date_sent: string; body: string }[] }
    return page.messages.map((message) => ({
      sid: message.sid,
      at: DateTime.fromRFC2822(message.date_sent).toMillis(),
      text: message.body,
    }))
  })
}

function readLog(): Sent[] {
  return readTable(logName).map((row) => ({
    sid: row['Sid'] ?? '',
    at: Date.parse(row['SentDate'] ?? ''),
    text: row['Body'] ?? '',
  }))
}

describe('the sample export files', () => {
  it('are the same bytes for the same seed and others for another', () => {
    const again = join(root, 'again')
    writeSampleExports(again, generateCompany(sampleDefaults))
    expect(hashOf(again)).toBe(hashOf(dir))
    const small = { ...sampleDefaults, conversations: 60 }
    const [first, second] = [join(root, 'seed-1'), join(root, 'seed-2')]
    writeSampleExports(first, generateCompany(small))
    writeSampleExports(second, generateCompany({ ...small, seed: 2 }))
    expect(hashOf(first)).not.toBe(hashOf(second))
  })

  it('are all named in the README', () => {
    const readme = read('README.txt')
    expect(readdirSync(dir)).toHaveLength(exports.length + 1)
    for (const { path } of exports) expect(readme).toContain(`${basename(path)}\n`)
  })

  it('spread the texts over three Twilio forms, each text in one of them', () => {
    const parts = [readBulk(), readPages(), readLog()]
    for (const part of parts) expect(part.length).toBeGreaterThan(500)
    const written = parts.flat()
    const made = company.conversations.filter((one) => one.channel === 'sms').flatMap((one) => one.messages)
    expect(written).toHaveLength(made.length)
    expect(written).toHaveLength(company.truth.channels.sms.messages)
    const bySid = new Map(written.map((one) => [one.sid, one]))
    for (const message of made)
      expect(bySid.get(message.id)).toEqual({ sid: message.id, at: message.at, text: message.text })
    const [bulk, pages, log] = parts.map((part) => part.map((one) => one.at))
    expect(Math.max(...(bulk ?? []))).toBeLessThan(Math.min(...(pages ?? [])))
    expect(Math.max(...(pages ?? []))).toBeLessThan(Math.min(...(log ?? [])))
  })

  it('keep the header of the Twilio Console', () => {
    expect(read(logName).split('\n')[0]).toBe(
      'From,To,Body,Status,SentDate,ApiVersion,NumSegments,ErrorCode,AccountSid,Sid,Direction,Price,PriceUnit',
    )
    const refused = readTable(logName).filter((row) => row['ErrorCode'] === '21610')
    for (const row of refused) expect([row['Status'], row['Direction']]).toEqual(['failed', 'outbound-api'])
  })

  it('give the web chat with an offset in every time', () => {
    const rows = readTable('web-chat-messages.csv')
    const { messages, notes, conversations } = company.truth.channels.web_chat
    expect(rows).toHaveLength(messages + notes)
    expect(new Set(rows.map((row) => row['conversation_id'])).size).toBe(conversations)
    expect(rows.filter((row) => row['private'] === 'true')).toHaveLength(notes)
    for (const row of rows) expect(row['time']).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d-04:00$/)
  })

  it('give the mail in German, readable back to the same instants and texts', () => {
    const name = 'email-nachrichten.csv'
    expect(readFileSync(join(dir, name)).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(exports.find((file) => basename(file.path) === name)?.choices).toEqual({ zone: company.zone })
    const rows = readTable(name, ';')
    const format = { zone: company.zone }
    const readBack = rows.map((row) => [
      row['Vorgang'],
      DateTime.fromFormat(row['Zeitpunkt'] ?? '', 'dd.MM.yyyy HH:mm:ss', format).toMillis(),
      row['Richtung'] === 'eingehend' ? 'in' : 'out',
      row['Nachrichtentext'],
      row['Geschlossen am'] === ''
        ? null
        : DateTime.fromFormat(row['Geschlossen am'] ?? '', 'dd.MM.yyyy HH:mm:ss', format).toMillis(),
    ])
    const made = company.conversations
      .filter((one) => one.channel === 'email')
      .flatMap((one) =>
        one.messages.map((message) => [one.id, message.at, message.direction, message.text, one.closedAt] as const),
      )
    expect(byKey(readBack)).toEqual(byKey(made))
  })

  it('give calls, surveys and opt-outs row by row', () => {
    const calls = readTable('phone-calls.csv')
    expect(calls).toHaveLength(company.truth.channels.phone.conversations)
    expect(calls.filter((row) => row['first_reply_at'] === '')).toHaveLength(company.truth.channels.phone.unanswered)
    const surveys = readTable('surveys.csv')
    const { nps, csat, ces } = company.truth.surveys
    expect(surveys).toHaveLength(nps.offered + csat.offered + ces.offered)
    expect(surveys.filter((row) => row['score'] !== '')).toHaveLength(nps.answered + csat.answered + ces.answered)
    expect(
      new Set(
        readTable('opt-outs.csv')
          .filter((row) => row['state'] === 'opted_out')
          .map((row) => row['phone_number']),
      ).size,
    ).toBe(company.truth.optOuts.list)
  })
})
