/** The goals of a workspace, in the order of the screen; every new one starts with the ready goals. */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { readyGoals } from '../../shared/goals.ts'
import type { GoalDraft } from '../../shared/goals.ts'
import { kpiIds } from '../../shared/kpi.ts'
import type { KpiId } from '../../shared/kpi.ts'
import type { EpochMs } from '../../shared/model.ts'
import { clearTarget } from './targets.ts'

export interface StoredGoal {
  readonly id: string
  readonly title: string
  /** The primary one first. */
  readonly kpis: readonly KpiId[]
}

/** In place of the KPIs of a ready goal that the user has left as it came: whatever the app has for it. */
const asReady = 'ready'

function readyKpis(id: string): readonly KpiId[] | undefined {
  return readyGoals.find((ready) => ready.id === id)?.kpis
}

export function saveReadyGoals(db: Database): void {
  db.transaction(() => writeGoals(db, readyGoals))()
}

export function loadGoals(db: Database): StoredGoal[] {
  return db
    .prepare<[], { id: string; title: string; kpis: string }>('SELECT id, title, kpis FROM goal ORDER BY position, id')
    .all()
    .map(({ id, title, kpis }) => {
      const stored = JSON.parse(kpis) as string[] | typeof asReady // written by writeGoals alone
      const chosen: readonly string[] = stored === asReady ? (readyKpis(id) ?? []) : stored
      return {
        id,
        title,
        kpis: kpiIds.filter((kpi) => chosen.includes(kpi)).sort((a, b) => chosen.indexOf(a) - chosen.indexOf(b)),
      }
    })
}

/**
 * Makes a goal, or changes title, KPIs or place of one. Targets of KPIs that no longer serve it are removed.
 *
 * @returns its id
 */
export function saveGoal(db: Database, draft: GoalDraft, at: EpochMs): string {
  return db.transaction(() => {
    const goals = loadGoals(db)
    const title = draft.title.trim()
    if (title === '') throw new AppError('argument-invalid', 'A goal needs a name.')
    if (draft.kpis.length === 0) throw new AppError('argument-invalid', `“${title}” needs at least one KPI.`)
    const twin = goals.find((goal) => goal.id !== draft.id && goal.title.toLowerCase() === title.toLowerCase())
    if (twin !== undefined)
      throw new AppError('argument-invalid', `There is a goal named “${twin.title}” already.`, { goal: twin.id })
    const place = goals.findIndex((goal) => goal.id === draft.id)
    if (place === -1 && draft.id !== null && !readyGoals.some((ready) => ready.id === draft.id))
      throw new AppError('not-found', `There is no goal “${draft.id}”.`, { goal: draft.id })
    const id = draft.id ?? freeId(title, goals)
    const others = goals.filter((goal) => goal.id !== id)
    const position = draft.position ?? (place === -1 ? others.length : place)
    const saved = { id, title, kpis: [...new Set(draft.kpis)] }
    for (const kpi of goals[place]?.kpis ?? []) if (!saved.kpis.includes(kpi)) clearTarget(db, id, kpi, at)
    writeGoals(db, others.toSpliced(position, 0, saved))
    return id
  })()
}

/** Takes a goal away, with its targets and their history. */
export function removeGoal(db: Database, id: string): void {
  const removed = db.prepare('DELETE FROM goal WHERE id = ?').run(id)
  if (removed.changes === 0) throw new AppError('not-found', `There is no goal “${id}”.`, { goal: id })
}

function writeGoals(db: Database, goals: readonly StoredGoal[]): void {
  const write = db.prepare(
    `INSERT INTO goal (id, title, position, kpis) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET title = excluded.title, position = excluded.position, kpis = excluded.kpis`,
  )
  goals.forEach(({ id, title, kpis }, position) => {
    const isAsReady = JSON.stringify(kpis) === JSON.stringify(readyKpis(id))
    write.run(id, title, position, JSON.stringify(isAsReady ? asReady : kpis))
  })
}

/** Readable in commands: `calm-nights`, `calm-nights-2`. */
function freeId(title: string, goals: readonly StoredGoal[]): string {
  const plain = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
  const stem = plain === '' ? 'goal' : plain
  const isTaken = (id: string): boolean =>
    goals.some((goal) => goal.id === id) || readyGoals.some((ready) => ready.id === id)
  if (!isTaken(stem)) return stem
  let number = 2
  while (isTaken(`${stem}-${number}`)) number++
  return `${stem}-${number}`
}
