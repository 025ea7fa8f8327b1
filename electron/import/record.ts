/**
 * The wall between the export formats and the rest: a format turns each input row into a verdict, and what it found into
 * records in these shapes. Addresses and names are as the export spells them; normalising, joining, splitting and counting
 * happen later, in one place for all formats.
 *
 * Exports of several files name people, teams and inboxes by ids and say elsewhere who they are. Such an id goes into the
 * same fields as a name would, as an alias (`aliasOf`), and the file that knows more brings a `PersonRecord` or a
 * `GroupRecord` for it. The order of the files does not matter.
 */
import type {
  AuthorKind,
  Channel,
  Direction,
  EpochMs,
  EventName,
  MessageKind,
  OptOutEvidence,
  RejectedRow,
  SurveyKind,
} from '../../shared/model.ts'

export interface MessageRecord {
  readonly type: 'message'
  /** The vendor's id of the message; null = the content is its identity. */
  readonly id: string | null
  /** The vendor's id of the conversation; null = a log, to be split by silence. */
  readonly conversation: string | null
  /** Null = the conversation's own record says it, perhaps in another file. */
  readonly channel: Channel | null
  /** The customer's address, as written. Null only where `conversation` is known. */
  readonly contact: string | null
  /** Our address, line or inbox. */
  readonly inbox: string | null
  readonly sentAt: EpochMs
  /** Direction and kind of author are null together, where the row names the author by an alias only: `author`. */
  readonly direction: Direction | null
  readonly authorKind: AuthorKind | null
  /**
   * Alias of whoever wrote the message where the row does not say which side that is: the person's record does, else the
   * conversation's customer is the customer and everybody else is an agent. Null where `direction` is known.
   */
  readonly author: string | null
  readonly agent: string | null
  readonly team: string | null
  readonly kind: MessageKind
  readonly event: EventName | null
  readonly automatic: boolean
  readonly failed: boolean
  /** The carrier refused because the contact had opted out (Twilio error 21610). */
  readonly has21610: boolean
  readonly text: string | null
  /** When the export last changed this row; null = it does not say. */
  readonly versionAt: EpochMs | null
  /** Closing time of the message's conversation, where a message table repeats it in its rows. */
  readonly conversationClosedAt: EpochMs | null
}

export interface ConversationRecord {
  readonly type: 'conversation'
  readonly conversation: string
  /**
   * Which part of the product's data says this, such as `metrics`; '' = the conversation itself. Parts complete each other
   * and have versions of their own.
   */
  readonly part: string
  /** Null = another part says it. */
  readonly channel: Channel | null
  readonly contact: string | null
  readonly inbox: string | null
  readonly openedAt: EpochMs | null
  readonly firstReplyAt: EpochMs | null
  readonly closedAt: EpochMs | null
  readonly status: string | null
  readonly reopens: number | null
  readonly replies: number | null
  readonly agent: string | null
  readonly team: string | null
  /** Why it is no conversation to be measured (`spam`, `deleted`, `merged`); null = it is one. */
  readonly leftOut: string | null
  /** Durations in seconds as the vendor computed them, by the vendor's own names. Never mixed with ours. */
  readonly reported: Readonly<Record<string, number>> | null
  readonly versionAt: EpochMs | null
}

/** Who stands behind an alias. A null says nothing about its field. */
export interface PersonRecord {
  readonly type: 'person'
  readonly alias: string
  readonly role: 'customer' | 'agent' | 'bot' | null
  readonly name: string | null
  /** Number or e-mail address, as written. */
  readonly address: string | null
  /** Further numbers and e-mail addresses of the same person, as written; a number that the export calls shared is none. */
  readonly also?: readonly string[] | undefined
  readonly versionAt: EpochMs | null
}

/** What a team's or an inbox's alias is called. */
export interface GroupRecord {
  readonly type: 'group'
  readonly of: 'team' | 'inbox'
  readonly alias: string
  readonly name: string
  readonly versionAt: EpochMs | null
}

/** The alias of a person: `aliasOf('zendesk', 12)`; of a group with its kind: `aliasOf('zendesk', 5, 'group')`. */
export function aliasOf(product: string, id: string | number, kind = ''): string {
  return kind === '' ? `${product}:${id}` : `${product}:${kind}:${id}`
}

/** As `aliasOf`; nobody's id is nobody's alias. */
export function aliasOrNull(product: string, id: string | null, kind = ''): string | null {
  return id === null ? null : aliasOf(product, id, kind)
}

export interface SurveyRecord {
  readonly type: 'survey'
  readonly id: string | null
  readonly kind: SurveyKind
  /** Null = offered, not answered. */
  readonly score: number | null
  readonly scaleMin: number
  readonly scaleMax: number
  readonly answeredAt: EpochMs | null
  readonly channel: Channel | null
  readonly contact: string | null
  readonly conversation: string | null
  readonly agent: string | null
  readonly team: string | null
  readonly comment: string | null
}

export interface OptOutRecord {
  readonly type: 'opt-out'
  readonly contact: string
  readonly channel: Channel
  readonly at: EpochMs | null
  readonly state: 'out' | 'in'
  readonly evidence: OptOutEvidence
}

export type ImportRecord = MessageRecord | ConversationRecord | SurveyRecord | OptOutRecord | PersonRecord | GroupRecord

/**
 * The outcome of one input row. `raw` is the row as text, for the file of rejected rows that the user can fix and import
 * again.
 */
export type RowVerdict =
  | { readonly verdict: 'records'; readonly line: number; readonly records: readonly ImportRecord[] }
  | ({ readonly verdict: 'rejected'; readonly raw: string } & RejectedRow)
  /** Data that the format defines as none, such as `blank line` or `draft`; each kind is counted. */
  | { readonly verdict: 'ignored'; readonly line: number; readonly kind: string }
