/** The synthetic company, through the same imports as anybody's files. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TargetRequest } from '../../shared/goals.ts'
import type { RowCounts } from '../../shared/model.ts'
import { importFile } from '../import/import-file.ts'
import { generateCompany } from '../sample/company.ts'
import type { CompanyOptions } from '../sample/company.ts'
import { writeSampleExports } from '../sample/write-exports.ts'
import { saveReadyGoals } from '../workspace/goals.ts'
import { saveSettings } from '../workspace/settings.ts'
import { createWorkspace, discardWorkspace } from '../workspace/workspace.ts'
import type { Job } from './job.ts'
import { newSettings } from './new-settings.ts'
import type { Session } from './session.ts'
import { previewTarget, setTarget } from './target-now.ts'

/** Writes the export files of a synthetic company into a folder, making it if needed. */
export function writeSampleFiles(folder: string, options: CompanyOptions): readonly string[] {
  mkdirSync(folder, { recursive: true })
  return writeSampleExports(folder, generateCompany(options)).map((file) => file.path)
}

/** Makes a new workspace, fills it and opens it. Stopped half-way, it leaves nothing behind. */
export function* createSampleWorkspace(session: Session, path: string, options: CompanyOptions): Job<RowCounts> {
  const workspace = createWorkspace(path)
  const settings = newSettings(options.zone, 'US')
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-sample-'))
  const total = { read: 0, new: 0, changed: 0, duplicate: 0, rejected: 0, ignored: 0 }
  let isComplete = false
  try {
    saveSettings(workspace.db, settings, true)
    saveReadyGoals(workspace.db)
    for (const file of writeSampleExports(folder, generateCompany(options))) {
      const request = { path: file.path, choices: file.choices, settings, now: session.now, dryRun: false }
      const { rows } = (yield* importFile(workspace.db, request)).summary
      total.read += rows.read
      total.new += rows.new
      total.changed += rows.changed
      total.duplicate += rows.duplicate
      total.rejected += rows.rejected
      total.ignored += rows.ignored
    }
    isComplete = true
  } finally {
    rmSync(folder, { recursive: true, force: true })
    // Half a company would look like a real one.
    if (!isComplete) discardWorkspace(workspace)
  }
  session.use(workspace)
  // A company of a few days has no baseline yet.
  for (const target of sampleTargets) if (previewTarget(session, target).refusal === null) setTarget(session, target)
  return total
}

const sides = { subject: { channels: ['sms'] }, baseline: { channels: ['web_chat'] }, hours: 'calendar' } as const

/** What the company, which answers texts instead of chats more and more, might have set itself. */
const sampleTargets: readonly TargetRequest[] = [
  { ...sides, goal: 'fast-service', kpi: 'first-response-time', rule: { kind: 'beat', by: 0.1 } },
  { ...sides, goal: 'fast-service', kpi: 'response-time', rule: { kind: 'best-quarter' } },
  { ...sides, goal: 'satisfaction', kpi: 'csat', rule: { kind: 'match' } },
  { ...sides, goal: 'come-back', kpi: 'returning-customer-share', rule: { kind: 'match' } },
]
