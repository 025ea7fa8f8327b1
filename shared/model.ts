/** Domain types. Plain data only: everything here crosses threads and processes unchanged. */
import type { SmallestDifferences } from './smallest-difference.ts'

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number
/** A calendar day in the workspace zone, `YYYY-MM-DD`. */
export type Day = string
/** An IANA time zone name, such as `Europe/Berlin`. */
export type ZoneName = string

export const channels = ['sms', 'whatsapp', 'messenger', 'web_chat', 'email', 'phone', 'social', 'other'] as const
export type Channel = (typeof channels)[number]

export function isChannel(text: string): text is Channel {
  return channels.some((channel) => channel === text)
}

export const directions = ['in', 'out'] as const
export type Direction = (typeof directions)[number]

export const authorKinds = ['customer', 'agent', 'bot', 'system'] as const
export type AuthorKind = (typeof authorKinds)[number]

/** `unknown`: the file that says who wrote it has not been imported yet; the message counts nowhere until then. */
export type KnownOrUnknownAuthor = AuthorKind | 'unknown'

export const messageKinds = ['message', 'note', 'event'] as const
export type MessageKind = (typeof messageKinds)[number]

/** What an event in a conversation did to it, where the export says so. */
export const eventNames = ['closed', 'reopened'] as const
export type EventName = (typeof eventNames)[number]

/** `outreach`: we wrote first and nobody answered; kept and counted, but no service conversation. */
export const conversationKinds = ['service', 'outreach'] as const
export type ConversationKind = (typeof conversationKinds)[number]

/** How a customer turn ended. Only `answered` turns have a response time. */
export const turnEnds = ['answered', 'closed-without-reply', 'courtesy', 'opt-out', 'waiting'] as const
export type TurnEnd = (typeof turnEnds)[number]

export const surveyKinds = ['nps', 'csat', 'ces'] as const
export type SurveyKind = (typeof surveyKinds)[number]

/** Where the knowledge of an opt-out comes from. `wish`: a text of more than one word that the user confirmed. */
export const optOutEvidences = ['keyword', 'error-21610', 'list', 'contact-flag', 'wish'] as const
export type OptOutEvidence = (typeof optOutEvidences)[number]

/** Calendar: every second counts. Business: only seconds inside the opening hours count. */
export type HoursMode = 'calendar' | 'business'

/**
 * Which part of the data a question is about. Empty or absent lists mean all. Names are compared exactly.
 * `from` and `to` are inclusive days in the workspace zone.
 */
export interface Selection {
  readonly channels?: readonly Channel[] | undefined
  readonly teams?: readonly string[] | undefined
  readonly agents?: readonly string[] | undefined
  readonly inboxes?: readonly string[] | undefined
  readonly sources?: readonly string[] | undefined
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

/**
 * One weekly opening interval. `start` (below 1440) and `end` (after `start`, at most 2880) are minutes after midnight of
 * the weekday: an end beyond 1440 lies on the next day.
 */
export interface OpeningInterval {
  /** ISO weekday, 1 = Monday … 7 = Sunday. */
  readonly weekday: number
  readonly start: number
  readonly end: number
}

/**
 * Opening hours of one team or of the workspace, from one day on. It holds from the beginning of that day in its own zone
 * until the next schedule of the same team. A team without a schedule in force has the workspace's.
 */
export interface Schedule {
  /** Name of the team; null = everybody whose team has none of its own. */
  readonly team: string | null
  /** First day, in `zone`; null = since ever. */
  readonly from: Day | null
  readonly zone: ZoneName
  /** Empty = never open. */
  readonly weekly: readonly OpeningInterval[]
  /**
   * Closed days, in `zone`. A holiday closes every interval that begins on it, to its end on the next day, and nothing
   * else: what began the evening before stays open past midnight.
   */
  readonly holidays: readonly Day[]
}

/** Settings of one workspace. */
export interface WorkspaceSettings {
  /** Zone of periods, weekdays and hours. */
  readonly zone: ZoneName
  /** ISO 3166 country that national phone numbers are read in, such as `US`. */
  readonly country: string
  /** Empty until opening hours were set. In order: the workspace's first, then by team, each by its first day. */
  readonly schedules: readonly Schedule[]
  /** Words that are an opt-out when they are the whole message; compared trimmed, upper-cased, without punctuation. */
  readonly optOutWords: readonly string[]
  readonly optInWords: readonly string[]
  /** A turn of nothing but thanks, ok or a thumb needs no reply. */
  readonly courtesyEndsTurn: boolean
  /** Those that differ from the catalogue's; absent = none. */
  readonly smallestDifferences?: SmallestDifferences | undefined
}

export interface WorkspaceSummary {
  readonly name: string
  readonly settings: WorkspaceSettings
  readonly isSample: boolean
  readonly counts: EntityCounts
  /** Hash over all imports and settings that results depend on. */
  readonly fingerprint: string
  /** First and last day with an event, in the workspace zone. */
  readonly firstDay: Day | null
  readonly lastDay: Day | null
}

export interface EntityCounts {
  readonly conversations: number
  readonly messages: number
  readonly contacts: number
  readonly agents: number
  readonly surveys: number
  readonly optOuts: number
}

/** Names that filters can choose from, each with the number of service conversations behind it. */
export interface Facets {
  readonly channels: readonly { readonly name: Channel; readonly conversations: number }[]
  readonly teams: readonly { readonly name: string; readonly conversations: number }[]
  readonly agents: readonly { readonly name: string; readonly conversations: number }[]
  readonly inboxes: readonly { readonly name: string; readonly conversations: number }[]
  readonly sources: readonly { readonly name: string; readonly conversations: number }[]
}

// ---- imports ---------------------------------------------------------------------------------------------------

/** Every input row ends in exactly one of these; `read` is their sum. */
export interface RowCounts {
  readonly read: number
  readonly new: number
  readonly changed: number
  readonly duplicate: number
  readonly rejected: number
  readonly ignored: number
}

export const rejectionCodes = [
  'time-missing',
  'time-unreadable',
  'time-implausible',
  'direction-missing',
  'direction-unknown',
  'channel-unknown',
  'author-kind-unknown',
  'contact-missing',
  'conversation-missing',
  'score-missing',
  'score-unreadable',
  'score-out-of-scale',
  'survey-kind-unknown',
  'state-unknown',
  'columns-mismatch',
  'field-too-long',
  'json-invalid',
  'not-an-object',
] as const
export type RejectionCode = (typeof rejectionCodes)[number]

export interface RejectedRow {
  /** 1-based line of the file where the row starts; for JSON documents the 1-based number of the record. */
  readonly line: number
  readonly code: RejectionCode
  /** The column or field that is at fault, as the file spells it; null where the whole row is. */
  readonly column: string | null
  /** The offending text, shortened to 200 characters. */
  readonly text: string
}

/** What the user can decide about an import before it is written. Absent means: as detected. */
export interface ImportChoices {
  readonly format?: string | undefined
  readonly channel?: Channel | undefined
  readonly zone?: ZoneName | undefined
  readonly country?: string | undefined
  readonly splitGapSeconds?: number | undefined
  readonly keepText?: boolean | undefined
  /** How 3/4/2026 is read where the file leaves it open. */
  readonly dayOrder?: 'day-first' | 'month-first' | undefined
  /** Names of the authors that are we, in exports that name authors and nothing else. */
  readonly us?: readonly string[] | undefined
  /** Which file of an archive or folder, as `imports.contents` lists it. */
  readonly entry?: string | undefined
  /** Which sheet of a spreadsheet; absent = the largest table. */
  readonly sheet?: string | undefined
  /** How the letters of a text are written; goes before the mapping's. Workbooks have none. */
  readonly encoding?: string | undefined
  /** What separates the columns of a table that is text; goes before the mapping's. Nothing else has one. */
  readonly delimiter?: string | undefined
  readonly mapping?: TableMapping | undefined
  /** Name of a saved mapping profile; also names the source. Null = none, even if one fits the columns. */
  readonly profile?: string | null | undefined
}

/** The four kinds of rows that a generic table can hold. */
export const tableRowKinds = ['message', 'conversation', 'survey', 'opt-out'] as const
export type TableRowKind = (typeof tableRowKinds)[number]

/** The mapping.json of the headless command: which column means what. */
export interface TableMapping {
  readonly row: TableRowKind
  readonly columns: Readonly<Record<string, string>>
  readonly values?: Readonly<Record<string, Readonly<Record<string, string>>>> | undefined
  readonly constants?: Readonly<Record<string, string>> | undefined
  readonly time?: { readonly format?: string | undefined; readonly zone?: ZoneName | undefined } | undefined
  readonly delimiter?: string | undefined
  readonly encoding?: string | undefined
  readonly skipLines?: number | undefined
}

/** Somebody who writes in an export that does not say which side that is. */
export interface AuthorGuess {
  readonly name: string
  readonly messages: number
  /** As guessed or as chosen (`ImportChoices.us`). */
  readonly isUs: boolean
}

/** Who replied to customers, for the user to say what no export tells. */
export interface AuthorList {
  readonly agents: readonly {
    readonly name: string
    /** As it counts now. */
    readonly kind: 'agent' | 'bot'
    readonly guess: 'agent' | 'bot'
    readonly isChosen: boolean
    readonly messages: number
  }[]
  /** Texts sent word for word within seconds of the customer's message in several conversations. */
  readonly automaticTexts: readonly {
    readonly text: string
    readonly conversations: number
    readonly isAutomatic: boolean
    readonly isChosen: boolean
  }[]
}

/** One file of an archive or a folder. */
export interface ContainedFile {
  /** Its place in there, as `ImportChoices.entry` takes it. */
  readonly entry: string
  readonly byteCount: number
  /** Why it is no export, one sentence; null = it may be one. */
  readonly leftOut: string | null
}

/** The choices of an import under a name, for the next file with the same columns. */
export interface MappingProfile {
  readonly name: string
  readonly headerFingerprint: string
  readonly choices: ImportChoices
  readonly savedAt: EpochMs
}

/** An unknown table as the mapping wizard shows it. */
export interface TableOutline {
  readonly names: readonly string[]
  /** The first rows as they stand in the file. */
  readonly rows: readonly (readonly string[])[]
  /** What the names and values suggest for each kind of row: column names by field. */
  readonly suggestions: Readonly<Record<TableRowKind, Readonly<Record<string, string>>>>
  /** The fields that each kind of row can have. */
  readonly fields: Readonly<Record<TableRowKind, readonly string[]>>
  /** Distinct values of the columns that have few of them, by column name. */
  readonly values: Readonly<Record<string, readonly string[]>>
  /** What those values are read as by fields that know a closed list of words: field, value as in the file, meaning. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** How the file is read; null where that is not asked of it (a workbook has no delimiter). */
  readonly delimiter: string | null
  readonly encoding: string | null
  /** The sheets of a workbook; empty elsewhere. */
  readonly sheets: readonly string[]
  /** The sheet that is read; null elsewhere. */
  readonly sheet: string | null
}

export interface ImportPreview {
  readonly previewId: string
  readonly file: string
  readonly byteCount: number
  readonly sha256: string
  readonly format: string
  readonly formatTitle: string
  /** Why the file was taken for this format, one sentence. */
  readonly recognisedBecause: string
  /** False: the counts below are those of the beginning of the file; `imports.count` counts the rest. */
  readonly isComplete: boolean
  readonly rows: RowCounts
  readonly ignoredKinds: Readonly<Record<string, number>>
  /** The first 100. */
  readonly rejected: readonly RejectedRow[]
  readonly entities: EntityCounts
  readonly assumptions: readonly string[]
  /** Null where the export has conversations of its own. */
  readonly splitCounts: SplitCounts | null
  /** Of a table: what a mapping profile is found by; null elsewhere. */
  readonly headerFingerprint: string | null
  /** The columns of a table and what each was taken for; null = kept out. */
  readonly columns: readonly { readonly name: string; readonly meaning: string | null; readonly example: string }[]
  /** Who writes, where the export does not say which of them are we. */
  readonly authors: readonly AuthorGuess[]
  /** The first rows as they will be stored. */
  readonly sample: readonly PreviewRow[]
  readonly choices: ImportChoices
  /** How the text is read; null where that is not asked: of a workbook, and of JSON, which is UTF-8, unless its bytes are not. */
  readonly encoding: string | null
  /** What separates the columns; null for what is no table of text. */
  readonly delimiter: string | null
  /** The zone that times without a zone were read in; null where every time carried its own. */
  readonly zone: ZoneName | null
}

/** Service conversations in the threads that this import touched, were they split at 24 h, 48 h and 5 days of silence. */
export interface SplitCounts {
  readonly h24: number
  readonly h48: number
  readonly d5: number
}

export interface PreviewRow {
  readonly line: number
  readonly kind: TableRowKind | 'person' | 'group'
  readonly at: EpochMs | null
  readonly channel: Channel | null
  readonly direction: Direction | null
  readonly author: string
  readonly contact: string
  readonly text: string
}

export interface ImportSummary {
  readonly id: number
  readonly file: string
  readonly format: string
  readonly source: string
  readonly sha256: string
  readonly zone: ZoneName
  readonly rows: RowCounts
  readonly ignoredKinds: Readonly<Record<string, number>>
  /** The first 100. */
  readonly rejected: readonly RejectedRow[]
  readonly entities: EntityCounts
  readonly assumptions: readonly string[]
  /** Null where the export has conversations of its own. */
  readonly splitCounts: SplitCounts | null
  readonly importedAt: EpochMs
  readonly seconds: number
}

export interface ImportProgress {
  readonly file: string
  /** Before the rows: `looking` reads all bytes for hash and encoding, `checking` finds what only all rows can tell. */
  readonly phase: 'looking' | 'checking' | 'reading' | 'conversations' | 'saving'
  readonly bytesRead: number
  readonly byteCount: number
  readonly rowsRead: number
  /** Rows per second since the start. */
  readonly rate: number
  /** Null until it can be said. */
  readonly secondsLeft: number | null
}

/** One export format as `plumbline formats` and the import screen list it. */
export interface FormatInfo {
  readonly id: string
  readonly title: string
  readonly files: string
  readonly howToGet: string
  readonly measures: string
}

// ---- conversations ---------------------------------------------------------------------------------------------

export interface ConversationRow {
  readonly id: number
  readonly channel: Channel
  readonly kind: ConversationKind
  readonly contact: string
  readonly team: string | null
  readonly agent: string | null
  readonly source: string
  readonly openedAt: EpochMs
  readonly firstReplyAt: EpochMs | null
  readonly closedAt: EpochMs | null
  readonly messages: number
  /** The KPI's own value for this conversation where the list was asked for one; null = not counted with a value. */
  readonly value: number | null
  /** The first words of the customer, if text was kept. */
  readonly excerpt: string
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** Of all pages together. */
  readonly total: number
  /** Pass as `after` to get the next page; null on the last one. */
  readonly next: number | null
}

export interface TimelineMessage {
  readonly id: number
  readonly at: EpochMs
  readonly direction: Direction
  readonly authorKind: KnownOrUnknownAuthor
  readonly author: string
  readonly kind: MessageKind
  readonly event: EventName | null
  readonly automatic: boolean
  readonly failed: boolean
  /** Null where the import kept no text. */
  readonly text: string | null
  /** What the KPIs make of it, such as `Human reply.` or `By a bot: no human reply.` */
  readonly why: string
}

/** One stretch of time that a KPI counted (or would have counted) in a conversation, and why. */
export interface TimelineInterval {
  readonly kpi: string
  readonly from: EpochMs
  /** Null = still running at the end of the data. */
  readonly to: EpochMs | null
  readonly seconds: number | null
  /** What the KPI makes of it, in its own unit: seconds, 1 or 0, a number, a score; null where it counts nothing. */
  readonly value: number | null
  readonly counted: boolean
  /** One sentence, such as `first customer message to the first human reply`. */
  readonly why: string
}

// ---- decisions about customers ---------------------------------------------------------------------------------

/** A message that may be an opt-out, and counts as one only where the user says so. */
export interface OptOutSuspicion {
  /** Of the message. */
  readonly id: number
  /** `wish`: it asks for it in more than one word; `answer`: it is the word that our message before it asked for. */
  readonly reason: 'wish' | 'answer'
  readonly state: 'waiting' | 'confirmed' | 'dismissed'
  readonly at: EpochMs
  readonly channel: Channel
  readonly contact: string
  /** Null where the import kept no text. */
  readonly text: string | null
  /** What we had asked, if it is an answer and the text was kept. */
  readonly asked: string | null
  /** Null where it belongs to none, as an opt-out does that opens nothing. */
  readonly conversation: number | null
}

export interface OptOutReview {
  readonly waiting: number
  readonly confirmed: number
  readonly dismissed: number
  /** Those that wait first, then the newest; at most 500. */
  readonly rows: readonly OptOutSuspicion[]
}

/** Who is the same customer as whom, as far as it is a decision or open to one. */
export interface ContactLinks {
  readonly choices: readonly {
    readonly address: string
    readonly other: string
    readonly isSame: boolean
    readonly decidedAt: EpochMs
    /** False while the workspace does not know both addresses, such as after an undo. */
    readonly isUsed: boolean
  }[]
  /** Addresses of several people: they join nobody until the user says so. */
  readonly shared: readonly {
    readonly address: string
    readonly people: readonly { readonly name: string; readonly addresses: readonly string[] }[]
  }[]
}

export interface Timeline {
  readonly conversation: ConversationRow
  readonly messages: readonly TimelineMessage[]
  /** Of every KPI of the catalogue, also those that count nothing of it, and why. */
  readonly intervals: readonly TimelineInterval[]
  /** Other addresses of the same customer. */
  readonly sameCustomer: readonly { readonly address: string; readonly isByUser: boolean }[]
}
