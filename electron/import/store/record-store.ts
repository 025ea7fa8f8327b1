/** Stores the records of one import, in versions, and remembers which threads they touched. */
import type { Database } from 'better-sqlite3'
import type { ImportChoices, WorkspaceSettings } from '../../../shared/model.ts'
import { startBulkLoad } from './bulk-load.ts'
import { openConversationStore } from './conversation-store.ts'
import { openDirectoryStore } from './directory-store.ts'
import { splitGapSeconds } from '../export-format.ts'
import { idSet } from './id-set.ts'
import type { IdSet } from './id-set.ts'
import { openMessageStore } from './message-store.ts'
import { openNames } from './names.ts'
import { openOptOutStore } from './opt-out-store.ts'
import type { RecognisedExport } from '../read-export.ts'
import type { ImportRecord } from '../record.ts'
import { startRowsHash } from './rows-hash.ts'
import type { StoreContext } from './store-context.ts'
import { openSurveyStore } from './survey-store.ts'
import { openClaims } from './thread-claims.ts'
import { openVersions } from './versions.ts'
import type { PutOutcome } from './versions.ts'

export interface RecordStore {
  readonly put: (record: ImportRecord) => PutOutcome
  /** Call once after the last record. */
  readonly finish: () => void
  readonly touched: { readonly threads: IdSet; readonly contacts: IdSet }
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
  const touched = { threads: idSet(), contacts: idSet() }
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
  const context: StoreContext = {
    names,
    sourceId,
    sourceKey: recognised.sourceKey,
    country,
    keepText: options.choices.keepText !== false,
    settings: options.settings,
    touched,
    openVersions: (table, columns, lookup, retired) =>
      openVersions(db, table, columns, importId, rowsHash.add, lookup, retired),
  }
  const conversations = openConversationStore(context)
  const bulk = startBulkLoad(db)
  // A message can move to another conversation, such as one that its own was merged into: both change.
  const retired = (id: number): unknown => touched.threads.add(threadOf(id))
  const messages = openMessageStore(context, bulk?.lookup, retired, conversations.close)
  const surveys = openSurveyStore(context)
  const optOuts = openOptOutStore(context)
  const directory = openDirectoryStore(context, touchedAliases)
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
      touched.threads.addAll(settled.threads)
      touched.contacts.addAll(settled.contacts)
    },
    touched,
    touchedAliases,
    rowsHash: rowsHash.hex,
  }
}
