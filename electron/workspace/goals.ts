/** The goals of a workspace; every new one starts with the ready goals. */
import type { Database } from 'better-sqlite3'
import { kpiIds, readyGoals } from '../../shared/kpi.ts'
import type { KpiId } from '../../shared/kpi.ts'

export interface StoredGoal {
  readonly id: string
  readonly title: string
  /** The primary one first. */
  readonly kpis: readonly KpiId[]
}

export function saveReadyGoals(db: Database): void {
  const insert = db.prepare('INSERT INTO goal (id, title, position, kpis) VALUES (?, ?, ?, ?)')
  db.transaction(() => {
    readyGoals.forEach((goal, position) => insert.run(goal.id, goal.title, position, JSON.stringify(goal.kpis)))
  })()
}

/** In the order of the screen. */
export function loadGoals(db: Database): StoredGoal[] {
  return db
    .prepare<[], { id: string; title: string; kpis: string }>('SELECT id, title, kpis FROM goal ORDER BY position, id')
    .all()
    .map(({ id, title, kpis }) => {
      const chosen = JSON.parse(kpis) as string[] // written by saveReadyGoals alone
      return {
        id,
        title,
        kpis: kpiIds.filter((kpi) => chosen.includes(kpi)).sort((a, b) => chosen.indexOf(a) - chosen.indexOf(b)),
      }
    })
}
