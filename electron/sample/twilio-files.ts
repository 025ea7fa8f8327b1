/**
 * The texts as Twilio exports them, each month in one of the three forms: bulk day files put together (oldest first),
 * pages of the API's message list and the Console's log (newest first). Fields and headers as electron/import/formats
 * documents them.
 */
import { DateTime } from 'luxon'
import { gzipSync, strToU8 } from 'fflate'
import Papa from 'papaparse'
import type { EpochMs, ImportChoices } from '../../shared/model.ts'
import type { Company, SampleConversation, SampleMessage } from './model.ts'

export interface SampleFile {
  readonly name: string
  readonly bytes: Uint8Array | string
  /** One line for the README. */
  readonly about: string
  /** What the file cannot say by itself. */
  readonly choices?: ImportChoices
}

interface Text {
  readonly message: SampleMessage
  readonly customer: string
  readonly line: string
}

const pageSize = 1000
const apiVersion = '2010-04-01'
const errorMessages: Readonly<Record<number, string>> = {
  21610: 'Attempt to send to unsubscribed recipient',
  30003: 'Unreachable destination handset',
  30005: 'Unknown destination handset',
  30006: 'Landline or unreachable carrier',
  30008: 'Unknown error',
}

/** Two months in each form, in the company's zone. */
export function writeTwilioFiles(company: Company): SampleFile[] {
  const texts = company.conversations
    .filter((conversation) => conversation.channel === 'sms')
    .flatMap(readTexts)
    .toSorted((one, other) => one.message.at - other.message.at || (one.message.id < other.message.id ? -1 : 1))
  const firstDay = DateTime.fromISO(company.firstDay, { zone: company.zone })
  const starts = [0, 1, 2, 3, 4, 5].map((months) => firstDay.plus({ months }))
  const between = (from: number, to: number): Text[] => {
    const begin = starts[from]?.toMillis() ?? 0
    const end = starts[to]?.toMillis() ?? company.end
    return texts.filter(({ message }) => message.at >= begin && message.at < end)
  }
  const monthName = (index: number): string => starts[index]?.toFormat('yyyy-MM') ?? ''
  return [
    ...[0, 1].map((month) => writeBulk(company, between(month, month + 1), monthName(month))),
    ...writePages(company, between(2, 4), `${monthName(2)} and ${monthName(3)}`),
    writeLog(company, between(4, 6), `${monthName(4)} and ${monthName(5)}`),
  ]
}

function readTexts(conversation: SampleConversation): Text[] {
  const { messages, contact, inbox } = conversation
  return messages
    .filter((message) => message.kind === 'message')
    .map((message) => ({ message, customer: contact, line: inbox }))
}

/** What all three forms say of a text. */
function describe({ message, customer, line }: Text) {
  const isIn = message.direction === 'in'
  const isRefused = message.errorCode === 21610
  return {
    from: isIn ? customer : line,
    to: isIn ? line : customer,
    direction: isIn ? 'inbound' : 'outbound-api',
    status: isIn ? 'received' : isRefused ? 'failed' : message.errorCode === null ? 'delivered' : 'undelivered',
    segments: countSegments(message.text),
    price: isRefused ? null : (-0.0079 * countSegments(message.text)).toFixed(5),
  }
}

/** A text outside GSM-7 takes 70 characters to a segment instead of 160 (3GPP TS 23.038), longer ones 67 and 153. */
function countSegments(text: string): number {
  const isWide = /[^\n\r -~£¥èéùìòÇØøÅåÆæßÉ¡ÄÖÑÜ§¿äöñüà€]/u.test(text)
  const single = isWide ? 70 : 160
  return text.length <= single ? 1 : Math.ceil(text.length / (isWide ? 67 : 153))
}

function isoUtc(at: EpochMs): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}

/** RFC 2822 in GMT, such as `Fri, 24 May 2019 17:44:46 +0000`. */
function rfc2822(at: EpochMs): string {
  return new Date(at).toUTCString().replace('GMT', '+0000')
}

function writeBulk(company: Company, texts: readonly Text[], month: string): SampleFile {
  const lines = texts.map((text) => {
    const { message } = text
    const said = describe(text)
    return JSON.stringify({
      account_sid: company.accountSid,
      body: message.text,
      date_created: isoUtc(message.at),
      date_sent: isoUtc(message.at),
      date_updated: isoUtc(message.at + 1000),
      direction: said.direction,
      error_code: message.errorCode,
      from: said.from,
      messaging_service_sid: null,
      num_media: '0',
      num_segments: String(said.segments),
      price: said.price,
      sid: message.id,
      status: said.status,
      to: said.to,
    })
  })
  return {
    name: `twilio-bulk-${month}.json.gz`,
    // The time in the header of a gzip file would make every run's bytes different; 0 means none (RFC 1952).
    bytes: gzipSync(strToU8(`${lines.join('\n')}\n`), { mtime: 0 }),
    about: `Texts of ${month}: Twilio bulk export, gzipped JSON lines, UTC.`,
  }
}

function writePages(company: Company, texts: readonly Text[], months: string): SampleFile[] {
  const newestFirst = texts.toReversed()
  const base = `/${apiVersion}/Accounts/${company.accountSid}/Messages`
  const pageCount = Math.max(1, Math.ceil(newestFirst.length / pageSize))
  return Array.from({ length: pageCount }, (_, page) => {
    const start = page * pageSize
    const messages = newestFirst.slice(start, start + pageSize).map((text) => {
      const { message } = text
      const said = describe(text)
      const uri = `${base}/${message.id}`
      return {
        account_sid: company.accountSid,
        api_version: apiVersion,
        body: message.text,
        date_created: rfc2822(message.at),
        date_sent: rfc2822(message.at),
        date_updated: rfc2822(message.at + 1000),
        direction: said.direction,
        error_code: message.errorCode,
        error_message: message.errorCode === null ? null : (errorMessages[message.errorCode] ?? null),
        from: said.from,
        messaging_service_sid: null,
        num_media: '0',
        num_segments: String(said.segments),
        price: said.price,
        price_unit: 'USD',
        sid: message.id,
        status: said.status,
        subresource_uris: { media: `${uri}/Media.json`, feedback: `${uri}/Feedback.json` },
        to: said.to,
        uri: `${uri}.json`,
      }
    })
    const pageUri = (number: number): string => `${base}.json?PageSize=${pageSize}&Page=${number}`
    const document = {
      first_page_uri: pageUri(0),
      end: start + messages.length - 1,
      previous_page_uri: page === 0 ? null : pageUri(page - 1),
      messages,
      uri: pageUri(page),
      page_size: pageSize,
      start,
      next_page_uri: page === pageCount - 1 ? null : pageUri(page + 1),
      page,
    }
    return {
      name: `twilio-messages-page-${page}.json`,
      bytes: `${JSON.stringify(document, null, 1)}\n`,
      about: `Texts of ${months}, page ${page + 1} of ${pageCount}: Twilio API message list, JSON, GMT.`,
    }
  })
}

function writeLog(company: Company, texts: readonly Text[], months: string): SampleFile {
  const fields =
    'From,To,Body,Status,SentDate,ApiVersion,NumSegments,ErrorCode,AccountSid,Sid,Direction,Price,PriceUnit'.split(',')
  const data = texts.toReversed().map((text) => {
    const { message } = text
    const said = describe(text)
    return [
      said.from,
      said.to,
      message.text,
      said.status,
      isoUtc(message.at),
      apiVersion,
      said.segments,
      message.errorCode ?? '',
      company.accountSid,
      message.id,
      said.direction,
      said.price ?? '',
      'USD',
    ]
  })
  return {
    name: `sms-log-${company.accountSid}.csv`,
    bytes: `${Papa.unparse({ fields, data }, { newline: '\n' })}\n`,
    about: `Texts of ${months}: Twilio Console message log, CSV, UTC.`,
  }
}
