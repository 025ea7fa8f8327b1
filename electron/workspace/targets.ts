/** Targets that the user set, each with what was measured when it was set. */
import type { Database } from 'better-sqlite3'
import { kpiIds } from '../../shared/kpi.ts'
import type { KpiId, MeasuredKpi, TargetRule } from '../../shared/kpi.ts'
import type { EpochMs, HoursMode, Schedule, Selection } from '../../shared/model.ts'

export interface StoredTarget {
  readonly goal: string
  readonly kpi: KpiId
  readonly subject: Selection
  readonly baseline: Selection
  readonly hours: HoursMode
  readonly rule: TargetRule
  /** The baseline as it was measured, the fingerprint of the data it was measured on, and the opening hours it used. */
  readonly measured: {
    readonly result: MeasuredKpi
    readonly fingerprint: string
    /** Empty in calendar hours; absent in targets of earlier versions. */
    readonly schedules?: readonly Schedule[] | undefined
  }
  /** In the unit of the KPI; null where the data gave none. */
  readonly value: number | null
  readonly derivation: string
  readonly evidence: string
  readonly setAt: EpochMs
}

interface TargetRow {
  readonly goal: string
  readonly kpi: string
  readonly measured: string
}

/** Everything but the key is one JSON text in `measured`; the other columns serve readers with other tools. */
export function loadTargets(db: Database): StoredTarget[] {
  return db
    .prepare<[], TargetRow>('SELECT goal, kpi, measured FROM target ORDER BY goal, kpi')
    .all()
    .filter((row) => kpiIds.some((id) => id === row.kpi))
    .map((row) => JSON.parse(row.measured) as StoredTarget) // written by saveTarget alone
}

export function saveTarget(db: Database, target: StoredTarget): void {
  db.prepare(
    `INSERT OR REPLACE INTO target (goal, kpi, subject, baseline, hours, rule, measured, value, set_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    target.goal,
    target.kpi,
    JSON.stringify(target.subject),
    JSON.stringify(target.baseline),
    target.hours,
    JSON.stringify(target.rule),
    JSON.stringify(target),
    target.value,
    target.setAt,
  )
}

export function clearTarget(db: Database, goal: string, kpi: KpiId): void {
  db.prepare('DELETE FROM target WHERE goal = ? AND kpi = ?').run(goal, kpi)
}
