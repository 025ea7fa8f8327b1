/** A workspace of a test, worked on through the same handlers as the app's: real files, real SQLite. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { customerHandlers } from '../../electron/worker/handle-customers.ts'
import { importHandlers } from '../../electron/worker/handle-imports.ts'
import { maintenanceHandlers } from '../../electron/worker/handle-maintenance.ts'
import { workspaceHandlers } from '../../electron/worker/handle-workspaces.ts'
import { startSession } from '../../electron/worker/session.ts'
import type { Session } from '../../electron/worker/session.ts'
import type { ImportChoices, ImportSummary, OptOutReview, WorkspaceSettings } from '../../shared/model.ts'

/** One export file of a test. */
export interface ExportFile {
  readonly name: string
  readonly content: string
  readonly choices: ImportChoices
}

export interface WorkspaceSession {
  readonly session: Session
  readonly db: () => Database
  readonly import: (file: ExportFile) => ImportSummary
  readonly importPath: (path: string, choices: ImportChoices) => ImportSummary
  readonly undo: (importId: number) => void
  readonly change: (settings: Partial<WorkspaceSettings>) => void
  readonly link: (address: string, other: string) => void
  readonly unlink: (address: string, other: string) => void
  /** Of the message on the review list with this text. */
  readonly decide: (text: string, isOptOut: boolean | null) => void
  readonly decideById: (id: number, isOptOut: boolean | null) => void
  readonly review: () => OptOutReview
  readonly problems: () => readonly string[]
  readonly close: () => void
}

// Any fixed instant: what is imported and measured must not depend on it.
const now = Date.UTC(2026, 6, 1)

/** Runs long work to its end. */
export function finish<Value>(job: Value | Generator<unknown, Value>): Value {
  if (!isJob(job)) return job
  for (let step = job.next(); ; step = job.next()) if (step.done === true) return step.value
}

function isJob<Value>(job: Value | Generator<unknown, Value>): job is Generator<unknown, Value> {
  return typeof job === 'object' && job !== null && Symbol.iterator in job && 'next' in job
}

/** A folder of the machine's temporary place, with the way to remove it. */
export function temporaryFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'plumbline-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

export function openSession(folder: string, name: string, zone = 'UTC', country = 'US'): WorkspaceSession {
  const session = startSession(() => now)
  finish(workspaceHandlers['node.open'](session, { create: { zone, country } }, join(folder, `${name}.plumbline`)))
  return driveSession(session, folder)
}

/** @param folder where the files of `import` are written */
export function driveSession(session: Session, folder: string): WorkspaceSession {
  const importPath = (path: string, choices: ImportChoices): ImportSummary => {
    const summary = finish(importHandlers['node.import'](session, { choices, dryRun: false }, path))
    session.changed()
    return summary
  }
  return {
    session,
    db: () => session.workspace().db,
    import: ({ name, content, choices }) => {
      const path = join(folder, name)
      writeFileSync(path, content)
      return importPath(path, choices)
    },
    importPath,
    undo: (importId) => {
      finish(importHandlers['imports.undo'](session, { importId }, null))
    },
    change: (settings) => {
      finish(workspaceHandlers['settings.save'](session, { ...session.summary().settings, ...settings }, null))
    },
    link: (address, other) => {
      finish(customerHandlers['contacts.link'](session, { address, other }, null))
    },
    unlink: (address, other) => {
      finish(customerHandlers['contacts.unlink'](session, { address, other }, null))
    },
    decideById: (id, isOptOut) => {
      finish(customerHandlers['optOuts.decide'](session, { id, isOptOut }, null))
    },
    review: () => finish(customerHandlers['optOuts.review'](session, undefined, null)),
    decide: (text, isOptOut) => {
      const id = finish(customerHandlers['optOuts.review'](session, undefined, null)).rows.find(
        (row) => row.text === text,
      )?.id
      finish(customerHandlers['optOuts.decide'](session, { id: id ?? -1, isOptOut }, null))
    },
    problems: () => finish(maintenanceHandlers['node.verify'](session, undefined, null)).problems,
    close: session.close,
  }
}

/** One row of a CSV file, quoted where needed. */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (/[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : cell)).join(',')}\n`
}
