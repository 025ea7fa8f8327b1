/** Files larger than memory should hold, and files made to hurt: flat memory, or a clear refusal. */
import { spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runProgram } from '../bench/run-program.ts'
import type { ReadingOutcome } from './read-once.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-large-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function read(name: string, path: string): ReadingOutcome {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(import.meta.dirname, 'read-once.ts'), path], {
    encoding: 'utf8',
    maxBuffer: 1e7,
  })
  if (status !== 0) throw new Error(stderr)
  const outcome = JSON.parse(stdout) as ReadingOutcome // printed by read-once.ts
  const { rows, failure, seconds, peakMegabytes } = outcome
  const end = failure === null ? `${rows.records} rows with records, ${rows.rejected} rejected` : failure.code
  process.stdout.write(`${name}: ${end}, ${seconds.toFixed(1)} s, at most ${peakMegabytes.toFixed(0)} MB\n`)
  return outcome
}

/** Writes `head`, then pieces until the size is reached, then `tail`; @returns the number of pieces. */
function writeLarge(path: string, bytes: number, head: string, piece: (index: number) => string, tail: string): number {
  const file = openSync(path, 'w')
  let written = writeSync(file, head)
  let count = 0
  while (written < bytes) {
    let text = ''
    for (let i = 0; i < 1000; i++) text += piece(count++)
    written += writeSync(file, text)
  }
  writeSync(file, tail)
  closeSync(file)
  return count
}

const pad = (index: number, digits: number): string => String(index).padStart(digits, '0')
const time = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString()

describe('large exports', () => {
  it('reads and imports a JSON array of 600 MB', async () => {
    const path = join(folder, 'messages.json')
    const count = writeLarge(
      path,
      600e6,
      '{"first_page_uri":"/","messages":[',
      (index) =>
        `${index === 0 ? '' : ','}{"sid":"SM${pad(index, 32)}","account_sid":"AC${pad(1, 32)}","api_version":"2010-04-01","from":"+1555${pad(index % 10_000_000, 7)}","to":"+15550109999","body":"Message number ${index}, with some words in it.","direction":"inbound","status":"received","date_sent":"${time(index)}","date_created":"${time(index)}","date_updated":"${time(index)}","error_code":null,"num_segments":"1"}`,
      ']}',
    )
    const outcome = read('600 MB of JSON', path)
    expect(outcome.failure).toBe(null)
    expect(outcome.rows.records).toBe(count)
    expect(outcome.peakMegabytes).toBeLessThan(500)

    // Each message is another customer's, so there are as many conversations: the most that a file can ask for.
    const headless = join(import.meta.dirname, '../../electron/headless.ts')
    const whole = await runProgram('import', process.execPath, [headless, 'import', join(folder, 'w.plumbline'), path])
    process.stdout.write(`imported: ${whole.seconds.toFixed(0)} s, at most ${whole.peakMegabytes?.toFixed(0)} MB\n`)
    expect(whole.peakMegabytes).toBeLessThan(500)
  })

  it('reads a CSV of 516 MB', () => {
    const path = join(folder, 'twcs.csv')
    const count = writeLarge(
      path,
      516e6,
      'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\r\n',
      (index) => {
        const isReply = index % 2 === 1
        const at = new Date(Date.UTC(2017, 9, 1) + index * 1000)
        const [weekday = '', month = '', day = '', year = '', clock = ''] = at
          .toUTCString()
          .replace(',', '')
          .split(' ')
          .map((_, position, all) => all[[0, 2, 1, 3, 4][position] ?? 0] ?? '')
        return `${index},${isReply ? 'ShopSupport' : 100_000 + (index % 50_000)},${isReply ? 'False' : 'True'},${weekday} ${month} ${day} ${clock} +0000 ${year},"${isReply ? 'We are sorry to hear that, please write to us and tell us the number of your order, we will look after it at once.' : 'My parcel has not arrived, it should have been here two days ago\nand nobody answers the phone or my mails.'} ${index}",${isReply ? '' : index + 1},${isReply ? index - 1 : ''}\r\n`
      },
      '',
    )
    const outcome = read('516 MB of CSV', path)
    expect(outcome.failure).toBe(null)
    expect(outcome.format).toBe('twitter-support-csv')
    expect(outcome.rows.records + outcome.rows.ignored).toBe(count)
    expect(outcome.peakMegabytes).toBeLessThan(500)
  })

  it('reads an XML backup with 50 MB of base64', () => {
    const path = join(folder, 'sms.xml')
    const message = (index: number): string =>
      `<sms protocol="0" address="+1555${pad(index % 1000, 7)}" date="${Date.UTC(2026, 0, 1) + index * 60_000}" type="${(index % 2) + 1}" body="Message ${index}" read="1" status="-1" contact_name="(Unknown)" />\n`
    writeLarge(
      path,
      53e6,
      `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count="3">\n${message(0)}<mms date="${Date.UTC(2026, 0, 2)}" msg_box="1" address="+15550000001" m_type="132" ct_t="application/vnd.wap.multipart.related"><parts><part seq="0" ct="image/jpeg" name="null" data="`,
      () => 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w',
      `"/><part seq="1" ct="text/plain" text="With a picture"/></parts><addrs><addr address="+15550000001" type="137"/></addrs></mms>\n${message(1)}</smses>\n`,
    )
    const outcome = read('50 MB of base64', path)
    expect(outcome.failure).toBe(null)
    expect(outcome.rows.records).toBe(3)
    expect(outcome.peakMegabytes).toBeLessThan(500)
  })

  it('refuses a line of 1 GB', () => {
    const path = join(folder, 'line.csv')
    writeLarge(
      path,
      1e9,
      'Time,Direction,Contact,Text\n2026-01-01T00:00:00Z,in,+15550100001,',
      () => 'x'.repeat(1000),
      '',
    )
    const outcome = read('1 GB in one line', path)
    expect(outcome.failure?.code).toBe('file-too-large')
    expect(outcome.peakMegabytes).toBeLessThan(500)
  })
})

describe('files made to hurt', () => {
  it('refuses a zip bomb', () => {
    const path = join(folder, 'bomb.zip')
    writeFileSync(path, zipSync({ 'messages.csv': new Uint8Array(1_500_000_000) }, { level: 9 }))
    const outcome = read('zip bomb', path)
    expect(outcome.failure?.code).toBe('file-too-large')
    expect(outcome.peakMegabytes).toBeLessThan(500)
  })

  it('refuses an XML entity bomb', () => {
    const path = join(folder, 'bomb.xml')
    const entities = Array.from(
      { length: 10 },
      (_, index) =>
        `<!ENTITY e${index} "${`&e${index - 1};`.repeat(index === 0 ? 0 : 10)}${index === 0 ? 'lol' : ''}">`,
    )
    writeFileSync(
      path,
      `<?xml version="1.0"?>\n<!DOCTYPE smses [${entities.join('')}]>\n<smses><sms body="&e9;"/></smses>`,
    )
    const outcome = read('entity bomb', path)
    expect(outcome.failure?.code).toBe('format-malformed')
    expect(outcome.seconds).toBeLessThan(5)
  })
})
