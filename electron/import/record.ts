/**
 * The wall between the export formats and the rest: a format turns each input row into a verdict, and what it found into
 * records in these four shapes. Addresses and names are as the export spells them; normalising, joining, splitting and
 * counting happen later, in one place for all formats.
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
  readonly channel: Channel
  /** The customer's address, as written. Null only where `conversation` is known. */
  readonly contact: string | null
  /** Our address, line or inbox. */
  readonly inbox: string | null
  readonly sentAt: EpochMs
  readonly direction: Direction
  readonly authorKind: AuthorKind
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
  readonly channel: Channel
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
  readonly versionAt: EpochMs | null
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

export type ImportRecord = MessageRecord | ConversationRecord | SurveyRecord | OptOutRecord

/**
 * The outcome of one input row. `raw` is the row as text, for the file of rejected rows that the user can fix and import
 * again.
 */
export type RowVerdict =
  | { readonly verdict: 'records'; readonly line: number; readonly records: readonly ImportRecord[] }
  | ({ readonly verdict: 'rejected'; readonly raw: string } & RejectedRow)
  /** Data that the format defines as none, such as `blank line` or `draft`; each kind is counted. */
  | { readonly verdict: 'ignored'; readonly line: number; readonly kind: string }
