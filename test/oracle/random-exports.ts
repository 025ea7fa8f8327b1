/**
 * Small export files of a company that never was, full of the cases that rules are about: equal timestamps, silences of
 * exactly the split gap, bots, notes, automatic and failed messages, opt-out words, courtesies, closes, surveys and lists.
 */
import { createRandom } from '../../electron/sample/random.ts'
import type { Random } from '../../electron/sample/random.ts'
import { csvRow } from '../pipeline/workspace-session.ts'
import type { ExportFile } from '../pipeline/workspace-session.ts'

export interface RandomExports {
  readonly files: readonly ExportFile[]
  readonly splitGapSeconds: number | null
  readonly courtesyEndsTurn: boolean
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
// Around changes of the clocks and of the year.
const starts = ['2025-10-20T03:00:00Z', '2025-12-22T22:00:00Z', '2026-03-02T11:00:00Z', '2026-06-25T00:00:00Z'] as const
const agents = ['Ada', 'Ben', 'Cleo', ''] as const
const teams = ['Blue', 'Green', ''] as const
const channels = ['sms', 'sms', 'whatsapp', 'email', 'web_chat'] as const
const lines = ['+12025550101', '+12025550102', ''] as const
const questions = [
  'Where is my order?',
  'Can I come on Friday?',
  'It is broken again',
  'yes please',
  'please stop texting me',
]
const optWords = ['STOP', 'stop.', 'Unsubscribe', 'END', 'START', 'Start!', 'Yes', 'YES', 'unstop']
const courtesies = ['Thanks!', 'ok', 'Thank you', '👍', 'ok, thanks', 'Vielen Dank!']
const replies = ['We are on it.', 'Friday at nine is fine.', 'Could you send a picture?', 'STOP', 'Thanks!']

interface Line {
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly author: 'customer' | 'agent' | 'bot' | 'system'
  readonly agent: string
  readonly text: string
  readonly isAutomatic: boolean
  readonly isNote: boolean
  readonly isFailed: boolean
}

function wait(random: Random, gapMs: number): number {
  const waits = [
    () => 0,
    () => random.between(1, 59) * 1000,
    () => random.between(1, 90) * minute,
    () => random.between(1, 20) * hour,
    () => gapMs - 1000,
    () => gapMs,
    () => gapMs + 1000,
    () => random.between(1, 9) * day + random.between(0, 3600) * 1000,
  ]
  return (waits[random.weighted([3, 8, 8, 4, 1, 1, 1, 2])] ?? (() => 0))()
}

function dialogue(random: Random, start: number, gapMs: number): Line[] {
  let at = start
  return Array.from({ length: random.between(1, 12) }, (): Line => {
    at += wait(random, gapMs)
    const author = (['customer', 'agent', 'bot', 'system'] as const)[random.weighted([10, 9, 1, 1])] ?? 'customer'
    const isIn = author === 'customer'
    const texts = isIn ? [questions, optWords, courtesies][random.weighted([7, 2, 2])] : replies
    return {
      at,
      direction: isIn ? 'in' : 'out',
      author,
      agent: author === 'agent' ? random.pick(agents) : '',
      text: random.pick(texts ?? questions),
      isAutomatic: !isIn && random.chance(0.1),
      isNote: author === 'agent' && random.chance(0.1),
      isFailed: !isIn && random.chance(0.1),
    }
  })
}

const iso = (at: number): string => new Date(at).toISOString()

/** Contacts by number, and by address for half of them, so that channels share people. */
function contactsOf(random: Random): string[] {
  return Array.from({ length: random.between(2, 9) }, (_, index) =>
    index % 3 === 2 ? `person${index}@example.com` : `+1202555${String(1200 + index)}`,
  )
}

interface Company {
  readonly random: Random
  readonly contacts: readonly string[]
  readonly startOf: () => number
  readonly gapMs: number
}

function conversationMessages({ random, contacts, startOf, gapMs }: Company): { content: string; ids: string[] } {
  const withIds = random.chance(0.5)
  const header = [
    ...[
      'conversation_id',
      'sent_at',
      'direction',
      'author_type',
      'agent',
      'team',
      'inbox',
      'channel',
      'contact',
      'text',
    ],
    ...['automated', 'private', 'status', 'closed_at'],
    ...(withIds ? ['message_id'] : []),
  ]
  const ids: string[] = []
  let content = csvRow(header)
  for (let number = 0; number < random.between(3, 25); number++) {
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
      content += csvRow([
        ...[
          id,
          iso(one.at),
          one.direction,
          one.author,
          one.agent,
          random.pick(teams),
          inbox,
          channel,
          contact,
          one.text,
        ],
        ...[one.isAutomatic ? 'true' : 'false', one.isNote ? 'true' : 'false', one.isFailed ? 'failed' : 'delivered'],
        closedAt === null ? '' : iso(Math.floor(closedAt / 1000) * 1000),
        ...(withIds ? [`${id}-${index}`] : []),
      ])
    })
  }
  return { content, ids }
}

function messageLog({ random, contacts, startOf, gapMs }: Company): string {
  let content = csvRow([
    'customer_number',
    'line',
    'sent_at',
    'direction',
    'author_type',
    'agent',
    'team',
    'channel',
    'text',
    'automated',
    'private',
    'status',
  ])
  for (const contact of contacts) {
    for (let thread = 0; thread < random.between(1, 2); thread++) {
      const [channel, line] = [random.pick(channels), random.pick(lines)]
      for (let part = 0; part < random.between(1, 3); part++) {
        for (const one of dialogue(random, startOf(), gapMs)) {
          content += csvRow([
            ...[
              contact,
              line,
              iso(one.at),
              one.direction,
              one.author,
              one.agent,
              random.pick(teams),
              channel,
              one.text,
            ],
            ...[one.isAutomatic ? 'yes' : 'no', one.isNote ? 'yes' : 'no', one.isFailed ? 'undelivered' : 'sent'],
          ])
        }
      }
    }
  }
  return content
}

function twilioLog({ random, contacts, startOf, gapMs }: Company): string {
  let content = csvRow([
    'From',
    'To',
    'Body',
    'Status',
    'SentDate',
    'ApiVersion',
    'NumSegments',
    'ErrorCode',
    'AccountSid',
    'Sid',
    'Direction',
    'Price',
    'PriceUnit',
  ])
  let number = 0
  for (const contact of contacts.filter((address) => address.startsWith('+'))) {
    for (const one of dialogue(random, startOf(), gapMs)) {
      const isIn = one.direction === 'in'
      const ours = '+12025550177'
      const refused = !isIn && one.isFailed && random.chance(0.5)
      content += csvRow([
        ...[
          isIn ? contact : ours,
          isIn ? ours : contact,
          one.text,
          isIn ? 'received' : one.isFailed ? 'undelivered' : 'delivered',
        ],
        ...[iso(one.at), '2010-04-01', '1', refused ? '21610' : '', 'AC1', `SM${String(number++).padStart(32, '0')}`],
        ...[isIn ? 'inbound' : 'outbound-reply', '', 'USD'],
      ])
    }
  }
  return content
}

/** Tickets; those of `ids` describe conversations whose messages another file brings. */
function tickets({ random, contacts, startOf }: Company, ids: readonly string[]): string {
  let content = csvRow([
    'ticket_id',
    'created_at',
    'first_response_at',
    'solved_at',
    'agent',
    'team',
    'channel',
    'email',
    'status',
  ])
  const own = Array.from({ length: random.between(2, 12) }, (_, index) => `T${index}`)
  for (const id of [...own, ...ids.filter(() => random.chance(0.5))]) {
    const created = startOf()
    const replied = random.chance(0.8) ? created + random.between(0, 200) * minute : null
    const solved = random.chance(0.7) ? created + random.between(-1, 90) * hour : null
    content += csvRow([
      ...[id, iso(created), replied === null ? '' : iso(replied), solved === null ? '' : iso(solved)],
      ...[random.pick(agents), random.pick(teams), random.pick(channels), random.pick(contacts), 'solved'],
    ])
  }
  return content
}

function surveys({ random, startOf }: Company, ids: readonly string[], kind: 'nps' | 'csat'): string {
  let content = csvRow(['response_id', 'conversation_id', `${kind}_score`, 'answered_at', 'agent', 'team'])
  const highest = kind === 'nps' ? 10 : 5
  for (let number = 0; number < random.between(1, 30); number++) {
    const isAnswered = random.chance(0.8)
    content += csvRow([
      ...[`R${number}`, random.chance(0.8) ? random.pick([...ids, 'unknown']) : ''],
      isAnswered ? random.between(kind === 'nps' ? 0 : 1, highest) : 'offered',
      isAnswered && random.chance(0.9) ? iso(startOf()) : '',
      ...[random.chance(0.3) ? random.pick(agents) : '', random.chance(0.3) ? random.pick(teams) : ''],
    ])
  }
  return content
}

function optOutList({ random, contacts, startOf }: Company): string {
  let content = csvRow(['phone_number', 'opt_out_state', 'opted_out_at', 'channel'])
  for (let number = 0; number < random.between(1, 5); number++) {
    content += csvRow([
      ...[random.pick(contacts), random.pick(['opted_out', 'opted_out', 'opted_back_in'])],
      ...[random.chance(0.8) ? iso(startOf()) : '', random.pick(['sms', 'sms', 'email'])],
    ])
  }
  return content
}

export function randomExports(seed: number): RandomExports {
  const random = createRandom(seed)
  const start = Date.parse(random.pick(starts))
  const days = random.pick([12, 40, 110])
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
  if (random.chance(0.6)) add('nps.csv', 'survey-table', surveys(company, chat.ids, 'nps'))
  if (random.chance(0.6)) add('csat.csv', 'survey-table', surveys(company, chat.ids, 'csat'), profile)
  if (random.chance(0.6)) add('optouts.csv', 'opt-out-table', optOutList(company))
  return { files, splitGapSeconds, courtesyEndsTurn: random.chance(0.8) }
}
