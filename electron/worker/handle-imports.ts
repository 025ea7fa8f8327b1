/** Previewing, importing, listing and undoing. */
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type {
  ContainedFile,
  ImportChoices,
  ImportPreview,
  ImportSummary,
  WorkspaceSummary,
} from '../../shared/model.ts'
import { listContents } from '../import/file/contents.ts'
import { formatInfos } from '../import/formats.ts'
import { importFile, reportLook } from '../import/import-file.ts'
import type { ImportOutcome } from '../import/import-file.ts'
import { listImports } from '../import/store/list-imports.ts'
import { writeRejectedRows } from '../import/store/rejected-rows.ts'
import { outlineTable, tableFingerprints } from '../import/table-outline.ts'
import { undoImport } from '../import/store/undo-import.ts'
import { listProfiles, profileForHeaders, saveProfile } from '../workspace/profiles.ts'
import type { Handlers, Job } from './job.ts'
import { reportShare } from './report-share.ts'
import type { Session } from './session.ts'
import { shownPreview } from './shown-preview.ts'

export const importHandlers: Handlers<
  | 'imports.formats'
  | 'imports.contents'
  | 'imports.outline'
  | 'imports.count'
  | 'imports.preview'
  | 'imports.commit'
  | 'imports.list'
  | 'imports.undo'
  | 'imports.saveRejected'
  | 'node.import'
> = {
  'imports.formats': () => formatInfos,
  'imports.contents': (_session, _input, path) => contentsOf(requirePath(path)),
  'imports.outline': (session, input, path) => outlineTable(requirePath(path), input.choices, session.scans),
  'imports.preview': (session, input, path) => preview(session, requirePath(path), input.choices),
  'imports.count': (session, input) => count(session, input.previewId),
  'imports.commit': (session, input) => commit(session, input.previewId),
  'imports.list': (session) => listImports(session.workspace().reader),
  'imports.undo': (session, input) => undo(session, input.importId),
  'imports.saveRejected': (session, input, path) => ({
    rows: writeRejectedRows(session.workspace().reader, input.importId, requirePath(path)),
  }),
  'node.import': function* (session, input, path) {
    const { summary, preview: seen } = yield* run(session, requirePath(path), input.choices, input.dryRun)
    if (!input.dryRun) keepProfile(session, input.choices, seen.headerFingerprint)
    return summary
  },
}

function requirePath(path: string | null): string {
  if (path === null) throw new AppError('file-missing', 'The file is no longer known; choose it again.')
  return path
}

export function* run(session: Session, path: string, choices: ImportChoices, dryRun: boolean): Job<ImportOutcome> {
  const { db } = session.workspace()
  const known = yield* withProfile(session, path, choices)
  const { settings, now, scans } = session
  return yield* importFile(db, { path, choices: known, settings: settings(), now, dryRun, scans })
}

/** Enough to see what a choice does, and few enough to be seen at once. */
const previewRows = 1500

function* preview(session: Session, path: string, choices: ImportChoices): Job<ImportPreview> {
  const known = yield* withProfile(session, path, choices)
  const { preview: seen } = yield* importFile(session.workspace().db, {
    path,
    choices: known,
    settings: session.settings(),
    now: session.now,
    dryRun: true,
    maxRows: previewRows,
    scans: session.scans,
  })
  const previewId = randomUUID()
  const { sha256, headerFingerprint, isComplete, rows } = seen
  session.previews.set(previewId, { path, choices: known, sha256, headerFingerprint, rows: isComplete ? rows : null })
  return { previewId, ...seen }
}

/** A saved profile for these columns is taken, unless the user chose another way to read them. */
function* withProfile(session: Session, path: string, choices: ImportChoices): Job<ImportChoices> {
  const { reader } = session.workspace()
  if (choices.profile === null || choices.mapping !== undefined || choices.format !== undefined) return choices
  if (choices.profile !== undefined) {
    const named = listProfiles(reader).find(({ name }) => name === choices.profile)
    return named === undefined ? choices : { ...named.choices, ...defined(choices) }
  }
  if (listProfiles(reader).length === 0) return choices
  const fingerprints = yield* reportLook(tableFingerprints(path, choices, session.scans), session.now)
  const found = profileForHeaders(reader, fingerprints)
  return found === null ? choices : { ...found.choices, ...defined(choices), profile: found.name }
}

/** Absent and undefined mean the same; a spread would tell them apart. */
function defined(choices: ImportChoices): ImportChoices {
  return Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined))
}

function* count(session: Session, previewId: string): Job<ImportPreview> {
  const shown = shownPreview(session, previewId)
  const { preview: seen } = yield* importFile(session.workspace().db, {
    path: shown.path,
    choices: shown.choices,
    settings: session.settings(),
    now: session.now,
    dryRun: true,
    scans: session.scans,
    expected: { sha256: shown.sha256, rows: shown.rows, file: basename(shown.path) },
  })
  session.previews.set(previewId, { ...shown, rows: seen.rows })
  return { previewId, ...seen }
}

/** Executes the preview: the same file with the same choices must give the same rows, or nothing is written. */
function* commit(session: Session, previewId: string): Job<ImportSummary> {
  const shown = shownPreview(session, previewId)
  const outcome = yield* importFile(session.workspace().db, {
    path: shown.path,
    choices: shown.choices,
    settings: session.settings(),
    now: session.now,
    dryRun: false,
    expected: { sha256: shown.sha256, rows: shown.rows, file: basename(shown.path) },
  })
  session.previews.delete(previewId)
  return outcome.summary
}

/** A mapping that comes with the name of a profile is that profile from now on. */
function keepProfile(session: Session, choices: ImportChoices, headerFingerprint: string | null): void {
  const { profile: name, entry: _entry, ...kept } = choices
  if (typeof name !== 'string' || choices.mapping === undefined || headerFingerprint === null) return
  saveProfile(session.workspace().db, { name, headerFingerprint, choices: kept, savedAt: session.now() })
}

function contentsOf(path: string): ContainedFile[] {
  const { entries, leftOut } = listContents(path)
  return [
    ...entries.map(({ id, byteCount }) => ({ entry: id, byteCount, leftOut: null })),
    ...leftOut.map(({ id, reason }) => ({ entry: id, byteCount: 0, leftOut: reason })),
  ]
}

function* undo(session: Session, importId: number): Job<WorkspaceSummary> {
  const { db } = session.workspace()
  yield* reportShare('facts', undoImport(db, importId, session.settings()), session.now)
  session.changed()
  return session.summary()
}
