/** Previewing, importing, listing and undoing. */
import { randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import type { ImportChoices, ImportPreview, ImportSummary, WorkspaceSummary } from '../../shared/model.ts'
import { formatInfos } from '../import/formats.ts'
import { importFile } from '../import/import-file.ts'
import type { ImportOutcome } from '../import/import-file.ts'
import { listImports } from '../import/list-imports.ts'
import { writeRejectedRows } from '../import/rejected-rows.ts'
import { undoImport } from '../import/undo-import.ts'
import type { Handlers, Job } from './job.ts'
import type { Session } from './session.ts'

export const importHandlers: Handlers<
  | 'imports.formats'
  | 'imports.preview'
  | 'imports.commit'
  | 'imports.list'
  | 'imports.undo'
  | 'imports.saveRejected'
  | 'node.import'
> = {
  'imports.formats': () => formatInfos,
  'imports.preview': (session, input, path) => preview(session, requirePath(path), input.choices),
  'imports.commit': (session, input) => commit(session, input.previewId),
  'imports.list': (session) => listImports(session.workspace().reader),
  'imports.undo': (session, input) => undo(session, input.importId),
  'imports.saveRejected': (session, input, path) => ({
    rows: writeRejectedRows(session.workspace().reader, input.importId, requirePath(path)),
  }),
  'node.import': function* (session, input, path) {
    return (yield* run(session, requirePath(path), input.choices, input.dryRun)).summary
  },
}

function requirePath(path: string | null): string {
  if (path === null) throw new AppError('file-missing', 'The file is no longer known; choose it again.')
  return path
}

export function run(session: Session, path: string, choices: ImportChoices, dryRun: boolean): Job<ImportOutcome> {
  const { db } = session.workspace()
  return importFile(db, { path, choices, settings: session.settings(), now: session.now, dryRun })
}

function* preview(session: Session, path: string, choices: ImportChoices): Job<ImportPreview> {
  const outcome = yield* run(session, path, choices, true)
  const previewId = randomUUID()
  session.previews.set(previewId, { path, choices, sha256: outcome.preview.sha256, rows: outcome.preview.rows })
  return { previewId, ...outcome.preview }
}

/** Executes the preview: the same file with the same choices must give the same rows, or nothing is written. */
function* commit(session: Session, previewId: string): Job<ImportSummary> {
  const shown = session.previews.get(previewId)
  if (shown === undefined) throw new AppError('preview-outdated', 'This preview is no longer known.')
  const { db } = session.workspace()
  const outcome = yield* importFile(db, {
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

function* undo(session: Session, importId: number): Job<WorkspaceSummary> {
  const { db } = session.workspace()
  for (const _step of undoImport(db, importId, session.settings())) yield null
  session.changed()
  return session.summary()
}
