/** Everything but the texts, as the tables that help desks, mail tools and survey tools export. */
import Papa from 'papaparse'
import { createClock, type Clock } from './clock.ts'
import type { Company, SampleConversation, SampleMessage } from './model.ts'
import { phoneLine } from './staff.ts'
import type { SampleFile } from './twilio-files.ts'

export function writeTableFiles(company: Company): SampleFile[] {
  const clock = createClock(company.zone, company.lastDay)
  return [
    writeChat(company, clock),
    writeMail(company, clock),
    writeCalls(company, clock),
    writeSurveys(company, clock),
    writeOptOuts(company, clock),
  ]
}

type Cell = string | number | boolean | null

function csv(fields: readonly string[], data: readonly (readonly Cell[])[]): string {
  // papaparse declares its input as mutable arrays; it does not change them.
  const table = { fields: [...fields], data: data.map((row) => [...row]) }
  return `${Papa.unparse(table, { newline: '\n' })}\n`
}

/** One row per message, in the order in which a help desk stores them: by time. */
function rowsOf<Row>(
  company: Company,
  channel: SampleConversation['channel'],
  write: (conversation: SampleConversation, message: SampleMessage) => Row,
): Row[] {
  return company.conversations
    .filter((conversation) => conversation.channel === channel)
    .flatMap((conversation) => conversation.messages.map((message) => ({ conversation, message })))
    .toSorted((one, other) => one.message.at - other.message.at)
    .map(({ conversation, message }) => write(conversation, message))
}

function writeChat(company: Company, clock: Clock): SampleFile {
  const fields = [
    'conversation_id',
    'message_id',
    'time',
    'direction',
    'author_kind',
    'agent',
    'team',
    'inbox',
    'channel',
    'contact',
    'text',
    'private',
    'closed_at',
  ]
  const rows = rowsOf(company, 'web_chat', (conversation, message) => [
    conversation.id,
    message.id,
    clock.iso(message.at),
    message.direction,
    message.authorKind,
    message.agent,
    message.team,
    conversation.inbox,
    'web_chat',
    spellInternational(conversation.contact),
    message.text,
    message.kind === 'note',
    conversation.closedAt === null ? '' : clock.iso(conversation.closedAt),
  ])
  return {
    name: 'web-chat-messages.csv',
    bytes: csv(fields, rows),
    about: 'Web chat: message table, CSV, times with their offset.',
  }
}

const germanDirections = { in: 'eingehend', out: 'ausgehend' } as const
const germanAuthors = { customer: 'Kunde', agent: 'Mitarbeiter', bot: 'Bot', system: 'System' } as const

/** The mail tool speaks German and writes for Excel: byte order mark, semicolons, CRLF, wall-clock times. */
function writeMail(company: Company, clock: Clock): SampleFile {
  const fields = [
    'Vorgang',
    'Zeitpunkt',
    'Richtung',
    'Absendertyp',
    'Mitarbeiter',
    'Abteilung',
    'Postfach',
    'Kanal',
    'Kunde',
    'Nachrichtentext',
    'Geschlossen am',
  ]
  const data = rowsOf(company, 'email', (conversation, message) => [
    conversation.id,
    clock.german(message.at),
    germanDirections[message.direction],
    // It files internal notes under its own name.
    germanAuthors[message.kind === 'note' ? 'system' : message.authorKind],
    message.agent,
    message.team,
    conversation.inbox,
    'E-Mail',
    conversation.contact,
    message.text,
    conversation.closedAt === null ? '' : clock.german(conversation.closedAt),
  ])
  const table = Papa.unparse({ fields, data }, { delimiter: ';', newline: '\r\n' })
  return {
    name: 'email-nachrichten.csv',
    bytes: `\uFEFF${table}\r\n`,
    about: `E-mail: message table of a German mail tool, semicolons, times of day in ${company.zone} (--zone ${company.zone}).`,
    choices: { zone: company.zone },
  }
}

function writeCalls(company: Company, clock: Clock): SampleFile {
  const fields = [
    'conversation_id',
    'opened_at',
    'first_reply_at',
    'closed_at',
    'agent',
    'team',
    'inbox',
    'channel',
    'contact',
    'status',
    'reopens',
    'replies',
  ]
  const rows = company.calls.map((call) => [
    call.id,
    clock.iso(call.openedAt),
    call.firstReplyAt === null ? '' : clock.iso(call.firstReplyAt),
    clock.iso(call.closedAt),
    call.agent,
    call.team,
    phoneLine,
    'phone',
    spellNational(call.customer.phone),
    call.firstReplyAt === null ? 'missed' : 'completed',
    0,
    call.firstReplyAt === null ? 0 : 1,
  ])
  return {
    name: 'phone-calls.csv',
    bytes: csv(fields, rows),
    about: 'Phone: conversation table (one row per call), CSV, national numbers (--country US).',
    choices: { country: 'US' },
  }
}

const surveyScales = { nps: '0-10', csat: '1-5', ces: '1-7' } as const

function writeSurveys(company: Company, clock: Clock): SampleFile {
  const fields = [
    'response_id',
    'kind',
    'score',
    'scale',
    'answered_at',
    'channel',
    'contact',
    'conversation_id',
    'agent',
    'team',
    'comment',
  ]
  const rows = company.surveys.map((survey) => [
    survey.id,
    survey.kind,
    survey.score,
    surveyScales[survey.kind],
    survey.answeredAt === null ? '' : clock.iso(survey.answeredAt),
    survey.channel,
    survey.contact,
    survey.conversation,
    survey.agent,
    survey.team,
    survey.comment,
  ])
  return {
    name: 'surveys.csv',
    bytes: csv(fields, rows),
    about:
      'Surveys: NPS (0 to 10), CSAT (1 to 5) and effort (CES, 1 to 7 for the easiest); rows without a score were offered and not answered.',
  }
}

function writeOptOuts(company: Company, clock: Clock): SampleFile {
  const rows = company.optOutList.map((one) => [
    one.contact,
    'sms',
    clock.iso(one.at),
    one.state === 'out' ? 'opted_out' : 'opted_in',
  ])
  return {
    name: 'opt-outs.csv',
    bytes: csv(['phone_number', 'channel', 'date', 'state'], rows),
    about: "Opt-outs and opt-ins: the texting tool's own list, CSV.",
  }
}

/** `+1 603-555-0123`; other addresses as they are. */
function spellInternational(address: string): string {
  return address.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '+1 $1-$2-$3')
}

/** `(603) 555-0123` */
function spellNational(phone: string): string {
  return phone.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3')
}
