/** The fields of generic tables in the reader's words: what they are, which are needed, and what lacks without them. */
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import { channels, tableRowKinds } from '../../../shared/model.ts'
import type { TableRowKind } from '../../../shared/model.ts'
import { channelNames } from '../../../shared/units.ts'

interface RowKindWords {
  readonly title: string
  readonly help: string
  /** Id of the format that reads such tables. */
  readonly format: string
}

export const rowKinds = {
  message: { title: 'A message', help: 'one text, chat line or mail per row', format: 'message-table' },
  conversation: { title: 'A conversation', help: 'one ticket or chat per row', format: 'conversation-table' },
  survey: { title: 'A survey answer', help: 'one score per row', format: 'survey-table' },
  'opt-out': { title: 'An opt-out', help: 'one unsubscribed customer per row', format: 'opt-out-table' },
} as const satisfies Record<TableRowKind, RowKindWords>

/** The kind of rows that a format holds; null for formats of a product. */
export const rowKindOf = (format: string): TableRowKind | null =>
  tableRowKinds.find((kind) => rowKinds[kind].format === format) ?? null

interface FieldWords {
  readonly label: string
  readonly help: string
}

const fieldWords: Readonly<Record<string, FieldWords>> = {
  time: { label: 'Time', help: 'when it was sent' },
  direction: { label: 'Direction', help: 'from the customer or to the customer' },
  inbound: { label: 'Is from the customer', help: 'yes or no' },
  authorKind: { label: 'Kind of author', help: 'customer, agent, bot or system' },
  conversation: { label: 'Conversation', help: 'id of the conversation, ticket or chat' },
  contact: { label: 'Customer', help: 'number, e-mail address or name' },
  from: { label: 'From', help: 'number or address of the sender' },
  to: { label: 'To', help: 'number or address of the receiver' },
  text: { label: 'Text', help: 'what was written' },
  message: { label: 'Message id', help: 'so that importing twice changes nothing' },
  agent: { label: 'Agent', help: 'who replied or is in charge' },
  team: { label: 'Team', help: 'team, group or department' },
  inbox: { label: 'Inbox', help: 'our number, line or mailbox' },
  channel: { label: 'Channel', help: 'SMS, web chat, e-mail …' },
  automatic: { label: 'Automatic', help: 'yes where a machine sent it' },
  isNote: { label: 'Internal note', help: 'yes where no customer saw it' },
  status: { label: 'Status', help: 'such as delivered, failed, open or closed' },
  updatedAt: { label: 'Last changed', help: 'the newer of two versions counts' },
  openedAt: { label: 'Opened at', help: 'when the customer began it' },
  firstReplyAt: { label: 'First reply at', help: 'when somebody first answered' },
  closedAt: { label: 'Closed at', help: 'when it was resolved' },
  reopens: { label: 'Reopened', help: 'how many times' },
  replies: { label: 'Replies', help: 'how many of ours' },
  csat: { label: 'Rating', help: 'satisfaction score of the conversation' },
  score: { label: 'Score', help: 'the answer as a number or as good or bad' },
  kind: { label: 'Kind of survey', help: 'NPS, satisfaction or effort' },
  scale: { label: 'Scale', help: 'lowest to highest answer, such as 0-10' },
  answeredAt: { label: 'Answered at', help: 'when the customer answered' },
  comment: { label: 'Comment', help: 'what the customer wrote beside the score' },
  id: { label: 'Answer id', help: 'so that importing twice changes nothing' },
  at: { label: 'Time', help: 'when the customer opted out' },
  state: { label: 'Out or in', help: 'where the list holds both' },
}

/** A field that this version has no words for is shown by its id. */
export const fieldWordsOf = (field: string): FieldWords => fieldWords[field] ?? { label: field, help: '' }

const yesNo = [
  { value: 'true', label: 'yes' },
  { value: 'false', label: 'no' },
]

/** What the values of a field can mean, where that is a closed list. */
export const meanings: Readonly<Record<string, readonly { readonly value: string; readonly label: string }[]>> = {
  direction: [
    { value: 'in', label: 'from customer' },
    { value: 'out', label: 'to customer' },
  ],
  authorKind: ['customer', 'agent', 'bot', 'system'].map((value) => ({ value, label: value })),
  channel: channels.map((value) => ({ value, label: channelNames[value] })),
  state: [
    { value: 'out', label: 'opted out' },
    { value: 'in', label: 'opted in again' },
  ],
  kind: [
    { value: 'nps', label: 'NPS' },
    { value: 'csat', label: 'satisfaction' },
    { value: 'ces', label: 'effort' },
  ],
  inbound: yesNo,
  automatic: yesNo,
  isNote: yesNo,
}

/** Fields that can be the same for every row of a file. */
export const constantFields: ReadonlySet<string> = new Set([
  'direction',
  'authorKind',
  'agent',
  'team',
  'inbox',
  'channel',
  'kind',
  'scale',
  'state',
])

type Has = (field: string) => boolean

interface Need {
  /** Completes "needs …". */
  readonly text: string
  readonly fields: readonly string[]
  readonly isMet: (has: Has) => boolean
}

const one = (field: string, text: string): Need => ({ text, fields: [field], isMet: (has) => has(field) })

const needs: Readonly<Record<TableRowKind, readonly Need[]>> = {
  message: [
    one('time', 'a time'),
    {
      text: 'a direction or the kind of author',
      fields: ['direction', 'authorKind', 'inbound'],
      isMet: (has) => has('direction') || has('authorKind') || has('inbound'),
    },
    {
      text: 'a customer or a conversation (or both a sender and a receiver)',
      fields: ['contact', 'conversation', 'from', 'to'],
      isMet: (has) => has('contact') || has('conversation') || (has('from') && has('to')),
    },
  ],
  conversation: [one('conversation', 'a conversation id'), one('openedAt', 'the time it was opened')],
  survey: [one('score', 'a score')],
  'opt-out': [one('contact', 'a customer')],
}

/** What a description still lacks before a row can be read. */
export const missingNeeds = (row: TableRowKind, has: Has): readonly Need[] =>
  needs[row].filter((need) => !need.isMet(has))

/** What every row of a kind needs, such as `a time`. */
export const needTexts = (row: TableRowKind): readonly string[] => needs[row].map(({ text }) => text)

/** The fields in two groups: those that rows are read by, and those that add to what can be measured. */
export function groupFields(
  row: TableRowKind,
  fields: readonly string[],
): { readonly needed: readonly string[]; readonly useful: readonly string[] } {
  const wanted = [...needs[row].flatMap((need) => need.fields), ...(row === 'survey' ? ['kind', 'scale'] : [])]
  return {
    needed: wanted.filter((field) => fields.includes(field)),
    useful: fields.filter((field) => !wanted.includes(field)),
  }
}

interface Limit {
  readonly without: readonly string[]
  readonly reason: string
  /** KPI ids, or words for what is no KPI. */
  readonly lost: readonly string[]
}

/** All that is about closed conversations. */
const closedKpis = [
  'resolution-time',
  'open-at-end',
  'replies-to-resolution',
  'one-touch-share',
  'first-contact-resolution',
] as const satisfies readonly KpiId[]

const limits: Readonly<Record<TableRowKind, readonly Limit[]>> = {
  message: [
    { without: ['closedAt'], reason: 'no closing time', lost: closedKpis },
    {
      without: ['agent'],
      reason: 'no agent',
      lost: ['transfer-share', 'conversations-per-agent-day', 'Results by agent'],
    },
    {
      without: ['contact', 'from', 'to'],
      reason: 'no customer',
      lost: ['returning-customer-share', 'first-contact-resolution', 'opt-out-share', 'unsubscribe-after-service'],
    },
    { without: ['text'], reason: 'no text', lost: ['Opt-outs by word'] },
  ],
  conversation: [
    {
      without: [],
      reason: 'no single messages',
      lost: ['response-time', 'total-wait', 'transfer-share', 'conversations-per-agent-day'],
    },
    {
      without: ['firstReplyAt'],
      reason: 'no first-reply time',
      lost: ['first-response-time', 'unanswered-share', 'within-target-share'],
    },
    { without: ['closedAt'], reason: 'no closing time', lost: closedKpis },
    { without: ['replies'], reason: 'no number of replies', lost: ['replies-to-resolution', 'one-touch-share'] },
    { without: ['reopens'], reason: 'no number of reopenings', lost: ['reopen-share'] },
    {
      without: ['contact'],
      reason: 'no customer',
      lost: ['returning-customer-share', 'first-contact-resolution', 'unsubscribe-after-service'],
    },
    { without: ['agent'], reason: 'no agent', lost: ['Results by agent'] },
  ],
  survey: [
    { without: ['answeredAt', 'conversation'], reason: 'no time', lost: ['Scores by period'] },
    { without: ['agent', 'conversation'], reason: 'no agent or conversation', lost: ['Scores by agent'] },
    { without: ['channel', 'conversation'], reason: 'no channel or conversation', lost: ['Scores by channel'] },
  ],
  'opt-out': [{ without: ['at'], reason: 'no time', lost: ['Unsubscriptions by period'] }],
}

const isKpi = (id: string): id is KpiId => Object.hasOwn(kpiCatalogue, id)

/** What will not be measurable, such as `Resolution time: no closing time`. */
export function limitTexts(row: TableRowKind, has: Has): readonly string[] {
  return limits[row]
    .filter(({ without }) => !without.some(has))
    .map(({ reason, lost }) => {
      const [first = '', ...rest] = lost.map((id) => (isKpi(id) ? kpiCatalogue[id].title : id))
      const names = [first, ...rest.map(insideText)]
      const last = names.pop() ?? ''
      return `${names.length === 0 ? last : `${names.join(', ')} and ${last}`}: ${reason}`
    })
}

/** Names in capitals stay as they are. */
function insideText(name: string): string {
  return /^[A-Z]{2}/.test(name) ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}
