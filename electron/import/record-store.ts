/** Stores the records of one import, in versions, and remembers which threads they touched. */
import type { Database } from 'better-sqlite3'
import type { ImportChoices, WorkspaceSettings } from '../../shared/model.ts'
import { startBulkLoad } from './bulk-load.ts'
import { normaliseContact } from './contact-address.ts'
import { splitGapSeconds } from './export-format.ts'
import {
  conversationContentHash,
  conversationKey,
  conversationVersionAt,
  directoryContentHash,
  groupKey,
  messageContentHash,
  messageKey,
  optOutContentHash,
  optOutKey,
  personKey,
  surveyContentHash,
  surveyKey,
} from './identity.ts'
import { openNames } from './names.ts'
import type { Names, Thread } from './names.ts'
import type { RecognisedExport } from './read-export.ts'
import type {
  ConversationRecord,
  GroupRecord,
  ImportRecord,
  MessageRecord,
  OptOutRecord,
  PersonRecord,
  SurveyRecord,
} from './record.ts'
import { startRowsHash } from './rows-hash.ts'
import { noMarks, readTextMarks } from './text-marks.ts'
import { openClaims } from './thread-claims.ts'
import { unknownSide } from './sides.ts'
import { openVersions } from './versions.ts'
import type { TouchedRows } from './stored-facts.ts'
import type { PutOutcome, VersionWriter } from './versions.ts'

export interface RecordStore {
  readonly put: (record: ImportRecord) => PutOutcome
  /** Call once after the last record. */
  readonly finish: () => void
  readonly touched: TouchedRows
  /** Of whom this import's rows say who they are. */
  readonly touchedAliases: ReadonlySet<string>
  readonly rowsHash: () => string
}

export interface StoreOptions {
  readonly choices: ImportChoices
  readonly settings: WorkspaceSettings
}

export function openRecordStore(
  db: Database,
  importId: number,
  recognised: RecognisedExport,
  options: StoreOptions,
): RecordStore {
  const sourceId = Number(db.prepare('SELECT id FROM source WHERE key = ?').pluck().get(recognised.sourceKey))
  const touched = { threads: new Set<number>(), contacts: new Set<number>() }
  const touchedAliases = new Set<string>()
  const claims = openClaims(db, importId)
  const country = options.choices.country ?? options.settings.country
  const names = openNames(db, {
    importId,
    sourceId,
    sourceKey: recognised.sourceKey,
    country,
    // A log may hold several channels, and e-mail is slower than all others.
    splitGapSeconds: (channel) => options.choices.splitGapSeconds ?? splitGapSeconds(channel === 'email'),
    claims,
  })
  const rowsHash = startRowsHash()
  const findThread = db.prepare<[number], number>('SELECT thread_id FROM message WHERE id = ?').pluck()
  const threadOf = (id: number): number => findThread.get(id) ?? -1
  const versions = (table: Parameters<typeof openVersions>[1], columns: readonly string[]): VersionWriter =>
    openVersions(db, table, columns, importId, rowsHash.add)
  const context: Context = {
    names,
    sourceId,
    sourceKey: recognised.sourceKey,
    country,
    keepText: options.choices.keepText !== false,
    settings: options.settings,
    touched,
  }
  const conversations = conversationStore(context, versions('conversation_record', conversationColumns))
  const bulk = startBulkLoad(db)
  const messages = messageStore(
    context,
    openVersions(db, 'message', messageColumns, importId, rowsHash.add, bulk?.lookup, (id) =>
      // A message can move to another conversation, such as one that its own was merged into: both change.
      touched.threads.add(threadOf(id)),
    ),
    conversations.close,
  )
  const surveys = surveyStore(context, versions('survey_response', surveyColumns))
  const optOuts = optOutStore(context, versions('opt_out_record', optOutColumns))
  const directory = directoryStore(context, versions('directory_entry', directoryColumns), touchedAliases)
  return {
    put: (record) => {
      switch (record.type) {
        case 'message':
          return messages(record)
        case 'conversation':
          return conversations.put(record)
        case 'survey':
          return surveys(record)
        case 'opt-out':
          return optOuts(record)
        case 'person':
        case 'group':
          return directory(record)
      }
    },
    finish: () => {
      conversations.finish()
      bulk?.finish()
      const settled = claims.finish()
      for (const id of settled.threads) touched.threads.add(id)
      for (const id of settled.contacts) touched.contacts.add(id)
    },
    touched,
    touchedAliases,
    rowsHash: rowsHash.hex,
  }
}

interface Context {
  readonly names: Names
  readonly sourceId: number
  readonly sourceKey: string
  readonly country: string
  readonly keepText: boolean
  readonly settings: WorkspaceSettings
  readonly touched: { readonly threads: Set<number>; readonly contacts: Set<number> }
}

const messageColumns = [
  'thread_id',
  'sent_at',
  'direction',
  'author_kind',
  'author_alias',
  'agent_id',
  'team_id',
  'kind',
  'event',
  'is_automatic',
  'is_failed',
  'keyword',
  'has_21610',
  'text',
  'opt_out_wish',
  'opt_out_words',
] as const

function messageStore(
  context: Context,
  versions: VersionWriter,
  close: (thread: Thread, closedAt: number) => PutOutcome,
): (message: MessageRecord) => PutOutcome {
  const { names, settings } = context
  const store = (message: MessageRecord, thread: Thread): PutOutcome => {
    const agent = names.agent(message.agent, message.authorKind === 'bot' ? 'bot' : 'agent')
    const team = names.team(message.team)
    const isWritten = message.kind === 'message' && message.text !== null
    const marks = isWritten ? readTextMarks(message.text, message.direction, settings) : noMarks
    const text = context.keepText ? message.text : null
    const isAutomatic = message.automatic ? 1 : 0
    const isFailed = message.failed ? 1 : 0
    const has21610 = message.has21610 ? 1 : 0
    const versionAt = message.versionAt ?? 0
    const direction = message.direction ?? unknownSide.direction
    const authorKind = message.authorKind ?? unknownSide.authorKind
    const contentHash = messageContentHash({
      versionAt,
      threadKey: thread.key,
      sentAt: message.sentAt,
      direction,
      authorKind,
      author: message.author,
      agent: message.agent?.trim() || null,
      team: message.team?.trim() || null,
      kind: message.kind,
      event: message.event,
      isAutomatic,
      isFailed,
      has21610,
      text,
    })
    const outcome = versions.put(messageKey(context.sourceKey, thread.key, message), contentHash, versionAt, [
      thread.id,
      message.sentAt,
      direction,
      authorKind,
      message.author,
      agent,
      team,
      message.kind,
      message.event,
      isAutomatic,
      isFailed,
      marks.keyword,
      has21610,
      text,
      marks.optOutWish,
      marks.optOutWords,
    ])
    if (outcome !== 'duplicate') context.touched.threads.add(thread.id)
    return outcome
  }
  return (message) => {
    const thread = names.thread(message, 1)
    const outcome = store(message, thread)
    const closedAt = message.conversationClosedAt
    if (closedAt === null) return outcome
    // A log has no conversation to close: the close is an event in it, which then splits the log.
    const closing =
      message.conversation === null ? store(closeEvent(message, closedAt), thread) : close(thread, closedAt)
    if (outcome !== 'duplicate') return outcome
    return closing === 'duplicate' ? 'duplicate' : 'changed'
  }
}

function closeEvent(message: MessageRecord, closedAt: number): MessageRecord {
  return {
    ...message,
    id: null,
    sentAt: closedAt,
    direction: 'out',
    authorKind: 'system',
    author: null,
    agent: null,
    kind: 'event',
    event: 'closed',
    automatic: false,
    failed: false,
    has21610: false,
    text: null,
    versionAt: null,
    conversationClosedAt: null,
  }
}

const conversationColumns = [
  'thread_id',
  'part',
  'opened_at',
  'first_reply_at',
  'closed_at',
  'status',
  'reopen_count',
  'reply_count',
  'agent_id',
  'team_id',
  'left_out',
  'reported',
] as const

interface ConversationStore {
  readonly put: (record: ConversationRecord) => PutOutcome
  /** A closing time that the rows of a message table repeat. `changed` if it is news for a known conversation. */
  readonly close: (thread: Thread, closedAt: number) => PutOutcome
  readonly finish: () => void
}

function conversationStore(context: Context, versions: VersionWriter): ConversationStore {
  const { names } = context
  const closes = new Map<number, { thread: Thread; closedAt: number }>()
  const store = (
    thread: Thread,
    record: Omit<ConversationRecord, 'type' | 'channel' | 'contact' | 'inbox'>,
  ): PutOutcome => {
    const versionAt = conversationVersionAt(record)
    const agent = record.agent?.trim() || null
    const team = record.team?.trim() || null
    const reported = record.reported === null ? null : JSON.stringify(record.reported)
    const outcome = versions.put(
      conversationKey(thread.key, record.part),
      conversationContentHash({ ...record, versionAt, agent, team, reported }),
      versionAt,
      [
        thread.id,
        record.part,
        record.openedAt,
        record.firstReplyAt,
        record.closedAt,
        record.status,
        record.reopens,
        record.replies,
        names.agent(record.agent, 'agent'),
        names.team(record.team),
        record.leftOut,
        reported,
      ],
    )
    if (outcome !== 'duplicate') context.touched.threads.add(thread.id)
    return outcome
  }
  return {
    put: (record) => store(names.thread(record, 0), record),
    close: (thread, closedAt) => {
      const known = closes.get(thread.id)
      if (known === undefined) closes.set(thread.id, { thread, closedAt })
      else known.closedAt = Math.max(known.closedAt, closedAt)
      // The rows of a conversation that was closed twice may each tell their own close; only the last one counts.
      return thread.knownClosedAt !== null && closedAt <= thread.knownClosedAt ? 'duplicate' : 'changed'
    },
    finish: () => {
      for (const { thread, closedAt } of closes.values()) {
        store(thread, {
          conversation: thread.key,
          part: '',
          openedAt: null,
          firstReplyAt: null,
          closedAt,
          status: null,
          reopens: null,
          replies: null,
          agent: null,
          team: null,
          leftOut: null,
          reported: null,
          versionAt: null,
        })
      }
    },
  }
}

const surveyColumns = [
  'source_id',
  'kind',
  'score',
  'scale_min',
  'scale_max',
  'answered_at',
  'channel',
  'contact_id',
  'conversation_external_id',
  'agent_id',
  'team_id',
  'comment',
] as const

function surveyStore(context: Context, versions: VersionWriter): (survey: SurveyRecord) => PutOutcome {
  const { names } = context
  return (survey) => {
    const contact = names.contact(survey.contact)
    const comment = context.keepText ? survey.comment : null
    const content = {
      ...survey,
      contact: contact?.address ?? null,
      agent: survey.agent?.trim() || null,
      team: survey.team?.trim() || null,
      comment,
    }
    return versions.put(
      surveyKey(context.sourceKey, survey, contact?.address ?? null),
      surveyContentHash(content),
      survey.answeredAt ?? 0,
      [
        context.sourceId,
        survey.kind,
        survey.score,
        survey.scaleMin,
        survey.scaleMax,
        survey.answeredAt,
        survey.channel,
        contact?.id ?? null,
        survey.conversation,
        names.agent(survey.agent, 'agent'),
        names.team(survey.team),
        comment,
      ],
    )
  }
}

const optOutColumns = ['source_id', 'contact_id', 'channel', 'at', 'state', 'evidence'] as const

function optOutStore(context: Context, versions: VersionWriter): (record: OptOutRecord) => PutOutcome {
  const { names } = context
  return (record) => {
    const contact = names.contact(record.contact)
    if (contact === null) throw new Error('an opt-out record without a contact passed its format')
    const outcome = versions.put(
      optOutKey(context.sourceKey, record, contact.address),
      optOutContentHash({ ...record, contact: contact.address }),
      record.at ?? 0,
      [context.sourceId, contact.id, record.channel, record.at, record.state, record.evidence],
    )
    if (outcome !== 'duplicate') context.touched.contacts.add(contact.id)
    return outcome
  }
}

const directoryColumns = ['source_id', 'kind', 'alias', 'role', 'name', 'address', 'address_kind', 'also'] as const

/** JSON: see schema-003. In one order, so that equal addresses are equal entries; null = none but the first. */
function furtherAddresses(person: PersonRecord, first: string | null, country: string): string | null {
  const further = new Map<string, string>()
  for (const written of person.also ?? []) {
    const { address, kind } = normaliseContact(written, country)
    // A text that is neither number nor e-mail address is known under that one product only, if at all.
    if (kind !== 'other' && address !== first) further.set(address, kind)
  }
  return further.size === 0 ? null : JSON.stringify([...further].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function directoryStore(
  context: Context,
  versions: VersionWriter,
  touchedAliases: Set<string>,
): (record: PersonRecord | GroupRecord) => PutOutcome {
  return (record) => {
    const isPerson = record.type === 'person'
    const written = isPerson ? record.address?.trim() || null : null
    const address = written === null ? null : normaliseContact(written, context.country)
    const entry = {
      versionAt: record.versionAt ?? 0,
      kind: isPerson ? 'person' : record.of,
      alias: record.alias,
      role: isPerson ? record.role : null,
      name: record.name?.trim() || null,
      address: address?.address ?? null,
      also: isPerson ? furtherAddresses(record, address?.address ?? null, context.country) : null,
    }
    const { kind, alias, role, name, also } = entry
    const outcome = versions.put(
      isPerson ? personKey(record, also !== null) : groupKey(record),
      directoryContentHash(entry),
      entry.versionAt,
      [context.sourceId, kind, alias, role, name, entry.address, address?.kind ?? null, also],
    )
    if (outcome !== 'duplicate') touchedAliases.add(record.alias)
    return outcome
  }
}
