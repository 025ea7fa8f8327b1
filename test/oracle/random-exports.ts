/**
 * Small export files of a company that never was, full of the cases that rules are about: equal timestamps, silences of
 * exactly the split gap, bots, notes, automatic and failed messages, opt-out words, courtesies, closes, surveys and lists.
 */
import { createRandom } from '../../electron/sample/random.ts'
import type { Random } from '../../electron/sample/random.ts'
import { csvRow } from '../pipeline/workspace-session.ts'
import type { ExportFile } from '../pipeline/workspace-session.ts'
import { agents, day, dialogue, hour, iso, minute } from './random-dialogue.ts'
import type { Company, Line } from './random-dialogue.ts'
import { frontConversations } from './random-front.ts'
import { returningCustomers } from './random-returns.ts'

export interface RandomExports {
  readonly files: readonly ExportFile[]
  readonly splitGapSeconds: number | null
  readonly courtesyEndsTurn: boolean
}

// Around changes of the clocks and of the year.
const starts = ['2025-10-20T03:00:00Z', '2025-12-22T22:00:00Z', '2026-03-02T11:00:00Z', '2026-06-25T00:00:00Z'] as const
const teams = ['Blue', 'Green', ''] as const
const lines = ['+12025550101', '+12025550102', ''] as const
const channels = ['sms', 'sms', 'whatsapp', 'email', 'web_chat'] as const

/** Contacts by number, and by address for half of them, so that channels share people. */
function contactsOf(random: Random): string[] {
  return Array.from({ length: random.between(2, 9) }, (_, index) =>
    index % 3 === 2 ? `person${index}@example.com` : `+1202555${String(1200 + index)}`,
  )
}

type Row = Readonly<Record<string, string | number>>

/** A CSV file with the columns of its first row. */
function csv(rows: readonly Row[]): string {
  const names = Object.keys(rows[0] ?? {})
  return [csvRow(names), ...rows.map((row) => csvRow(names.map((name) => row[name] ?? '')))].join('')
}

function conversationMessages({ random, contacts, startOf, gapMs }: Company): { content: string; ids: string[] } {
  const withIds = random.chance(0.5)
  const tellsCloses = random.chance(0.7)
  const ids: string[] = []
  const rows: Row[] = []
  const count = random.between(3, 25)
  for (let number = 0; number < count; number++) {
    const id = `C${number}`
    ids.push(id)
    const [contact, channel, inbox] = [random.pick(contacts), random.pick(channels), random.pick(lines)]
    const messages = dialogue(random, startOf(), gapMs)
    const last = messages.at(-1)?.at ?? 0
    const first = messages[0]?.at ?? 0
    // Also a close in the middle of the conversation, at the very time of a message, and before it all began.
    const closes = [null, last + random.between(0, 3000) * 1000, last, (first + last) / 2, first, first - hour]
    const closedAt = closes[random.weighted([5, 8, 2, 4, 1, 1])] ?? null
    messages.forEach((one, index) => {
      rows.push({
        conversation_id: id,
        sent_at: iso(one.at),
        direction: one.direction,
        author_type: one.author,
        agent: one.agent,
        team: random.pick(teams),
        inbox,
        channel,
        contact,
        text: one.text,
        automated: one.isAutomatic ? 'true' : 'false',
        private: one.isNote ? 'true' : 'false',
        status: one.isFailed ? 'failed' : 'delivered',
        ...(tellsCloses ? { closed_at: closedAt === null ? '' : iso(Math.floor(closedAt / 1000) * 1000) } : {}),
        ...(withIds ? { message_id: `${id}-${index}` } : {}),
      })
    })
  }
  return { content: csv(rows), ids }
}

/** Closing times in a log, here and there in its rows: each splits it where the customer writes again. */
function closesOf(random: Random, messages: readonly Line[]): string[] {
  const around = [0, 0, 1000, -1000, random.between(1, 90) * minute, -hour]
  return messages.map((_, index) =>
    random.chance(0.25) ? iso((messages[random.between(0, index)]?.at ?? 0) + random.pick(around)) : '',
  )
}

function messageLog({ random, contacts, startOf, gapMs }: Company): string {
  const tellsCloses = random.chance(0.5)
  const rows: Row[] = []
  for (const contact of contacts) {
    for (const [channel, line] of random.chance(0.5)
      ? [['sms', ''] as const]
      : [['email', lines[0]] as const, ['sms', lines[1]] as const]) {
      const parts = random.between(1, 3)
      for (let part = 0; part < parts; part++) {
        const messages = dialogue(random, startOf(), gapMs)
        const closes = closesOf(random, messages)
        messages.forEach((one, index) => {
          rows.push({
            customer_number: contact,
            line,
            sent_at: iso(one.at),
            direction: one.direction,
            author_type: one.author,
            agent: one.agent,
            team: random.pick(teams),
            channel,
            text: one.text,
            automated: one.isAutomatic ? 'yes' : 'no',
            private: one.isNote ? 'yes' : 'no',
            status: one.isFailed ? 'undelivered' : 'sent',
            ...(tellsCloses ? { closed_at: closes[index] ?? '' } : {}),
          })
        })
      }
    }
  }
  return csv(rows)
}

function twilioLog({ random, contacts, startOf, gapMs }: Company): string {
  const rows: Row[] = []
  const ours = '+12025550177'
  for (const contact of contacts.filter((address) => address.startsWith('+'))) {
    for (const one of dialogue(random, startOf(), gapMs)) {
      const isIn = one.direction === 'in'
      rows.push({
        From: isIn ? contact : ours,
        To: isIn ? ours : contact,
        Body: one.text,
        Status: isIn ? 'received' : one.isFailed ? 'undelivered' : 'delivered',
        SentDate: iso(one.at),
        ApiVersion: '2010-04-01',
        NumSegments: 1,
        ErrorCode: !isIn && one.isFailed && random.chance(0.5) ? '21610' : '',
        AccountSid: 'AC1',
        Sid: `SM${String(rows.length).padStart(32, '0')}`,
        Direction: isIn ? 'inbound' : 'outbound-reply',
        Price: '',
        PriceUnit: 'USD',
      })
    }
  }
  return csv(rows)
}

/** Tickets; those of `ids` describe conversations whose messages another file brings. */
function tickets({ random, contacts, startOf }: Company, ids: readonly string[]): string {
  const own = Array.from({ length: random.between(2, 12) }, (_, index) => `T${index}`)
  const all = [...own, ...ids.filter(() => random.chance(0.5))]
  const [tellsReopens, tellsReplies] = [random.chance(0.7), random.chance(0.6)]
  return csv(
    all.map((id) => {
      const created = startOf()
      const replied = random.chance(0.8) ? created + random.between(0, 200) * minute : null
      const solved = random.chance(0.7) ? created + random.between(-1, 90) * hour : null
      return {
        ticket_id: id,
        created_at: iso(created),
        first_response_at: replied === null ? '' : iso(replied),
        solved_at: solved === null ? '' : iso(solved),
        agent: random.pick(agents),
        team: random.pick(teams),
        channel: random.pick(channels),
        email: random.pick(contacts),
        status: 'solved',
        ...(tellsReopens ? { reopens: random.chance(0.9) ? random.pick([0, 0, 1, 3]) : '' } : {}),
        ...(tellsReplies ? { replies: random.chance(0.9) ? random.pick([0, 1, 1, 2, 5]) : '' } : {}),
      }
    }),
  )
}

function surveys({ random, startOf }: Company, ids: readonly string[], kind: 'nps' | 'csat' | 'ces'): string {
  const [lowest, highest] = { nps: [0, 10] as const, csat: [1, 5] as const, ces: [1, 7] as const }[kind]
  return csv(
    Array.from({ length: random.between(1, 30) }, (_, number) => {
      const isAnswered = random.chance(0.8)
      return {
        response_id: `R${number}`,
        conversation_id: random.chance(0.8) ? random.pick([...ids, 'unknown']) : '',
        [`${kind}_score`]: isAnswered ? random.between(lowest, highest) : 'offered',
        answered_at: isAnswered && random.chance(0.9) ? iso(startOf()) : '',
        agent: random.chance(0.3) ? random.pick(agents) : '',
        team: random.chance(0.3) ? random.pick(teams) : '',
      }
    }),
  )
}

function optOutList({ random, contacts, startOf }: Company): string {
  return csv(
    Array.from({ length: random.between(1, 5) }, () => ({
      phone_number: random.pick(contacts),
      opt_out_state: random.pick(['opted_out', 'opted_out', 'opted_back_in']),
      opted_out_at: random.chance(0.8) ? iso(startOf()) : '',
      channel: random.pick(['sms', 'sms', 'email']),
    })),
  )
}

export function randomExports(seed: number): RandomExports {
  const random = createRandom(seed)
  const start = Date.parse(random.pick(starts))
  const days = random.pick([12, 40, 110, 300, 500, 600])
  const splitGapSeconds = random.pick([null, null, 6 * 3600, 2 * 86_400])
  const company: Company = {
    random,
    contacts: contactsOf(random),
    // Whole minutes, so that different threads meet in one instant.
    startOf: () => start + random.between(0, days * 24 * 60) * minute,
    gapMs: (splitGapSeconds ?? 86_400) * 1000,
  }
  const choices = splitGapSeconds === null ? {} : { splitGapSeconds }
  const files: ExportFile[] = []
  const add = (name: string, format: string, content: string, profile?: string): void => {
    files.push({ name, content, choices: { ...choices, format, ...(profile === undefined ? {} : { profile }) } })
  }
  const chat = conversationMessages(company)
  // Messages and tickets of one help desk share a source; without the profile they are two.
  const profile = random.chance(0.5) ? 'desk' : undefined
  const hasChat = random.chance(0.8)
  if (hasChat) add('chats.csv', 'message-table', chat.content, profile)
  if (!hasChat || random.chance(0.6)) add('log.csv', 'message-table', messageLog(company))
  if (random.chance(0.5)) add('twilio.csv', 'twilio-csv', twilioLog(company))
  if (random.chance(0.5)) add('tickets.csv', 'conversation-table', tickets(company, chat.ids), profile)
  const front = random.chance(0.7) ? frontConversations(company) : null
  if (front !== null) add('front.json', 'front-json', front.content)
  if (random.chance(0.4))
    add('returns.csv', 'message-table', csv(returningCustomers(company, start, start + days * day)))
  const ids = [...chat.ids, ...(front?.ids ?? [])]
  if (random.chance(0.6)) add('nps.csv', 'survey-table', surveys(company, ids, 'nps'))
  if (random.chance(0.6)) add('csat.csv', 'survey-table', surveys(company, ids, 'csat'), profile)
  if (random.chance(0.5)) add('ces.csv', 'survey-table', surveys(company, ids, 'ces'), profile)
  if (random.chance(0.6)) add('optouts.csv', 'opt-out-table', optOutList(company))
  return { files, splitGapSeconds, courtesyEndsTurn: random.chance(0.8) }
}
