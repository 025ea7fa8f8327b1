/** Targets that the user set, each with its baseline as it was measured, and the history of their changes. */
import type { Database } from 'better-sqlite3'
import type { BaselineRecord, TargetChange, TargetRule, TargetSnapshot } from '../../shared/goals.ts'
import { kpiIds } from '../../shared/kpi.ts'
import type { KpiId, MeasuredKpi } from '../../shared/kpi.ts'
import type { EpochMs, HoursMode, Selection } from '../../shared/model.ts'

export interface StoredTarget {
  readonly goal: string
  readonly kpi: KpiId
  readonly subject: Selection
  readonly baseline: Selection
  readonly hours: HoursMode
  readonly inferredClose: boolean
  readonly rule: TargetRule
  /** The baseline as it was measured. */
  readonly result: MeasuredKpi
  /** All that it rests on; null for a target of an earlier version of the app. */
  readonly record: BaselineRecord | null
  /** In the unit of the KPI; null where the data gave none. */
  readonly value: number | null
  readonly derivation: string
  readonly setAt: EpochMs
}

/** Version 2 kept the result alone, under `measured`. */
type WrittenTarget = Omit<StoredTarget, 'result' | 'record' | 'inferredClose'> &
  (
    | Pick<StoredTarget, 'result' | 'record' | 'inferredClose'>
    | { readonly measured: { readonly result: MeasuredKpi }; readonly record?: undefined }
  )

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
    .map((row) => {
      const written = JSON.parse(row.measured) as WrittenTarget // written by saveTarget alone, of this version or before
      if (written.record !== undefined) return written
      const { measured, ...rest } = written
      return { ...rest, result: measured.result, record: null, inferredClose: false }
    })
}

/** What a first response is expected within: the target of the first goal that has one; null = none has. */
export function firstResponseTarget(db: Database): number | null {
  const row = db
    .prepare<[], { value: number }>(
      `SELECT target.value FROM target JOIN goal ON goal.id = target.goal
       WHERE target.kpi = 'first-response-time' AND target.value IS NOT NULL ORDER BY goal.id <> 'fast-service', goal.position, goal.id LIMIT 1`,
    )
    .get()
  return row?.value ?? null
}

/** Sets or changes a target; what it was before goes into its history. */
export function saveTarget(db: Database, target: StoredTarget): void {
  db.transaction(() => {
    const before = loadTargets(db).find(({ goal, kpi }) => goal === target.goal && kpi === target.kpi)
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
    const what = before === undefined ? 'set' : isSameQuestion(before, target) ? 'measured-again' : 'changed'
    recordChange(db, target, what, before, target, target.setAt)
  })()
}

export function clearTarget(db: Database, goal: string, kpi: KpiId, at: EpochMs): void {
  db.transaction(() => {
    const before = loadTargets(db).find((one) => one.goal === goal && one.kpi === kpi)
    if (before === undefined) return
    db.prepare('DELETE FROM target WHERE goal = ? AND kpi = ?').run(goal, kpi)
    recordChange(db, before, 'removed', before, undefined, at)
  })()
}

function isSameQuestion(a: StoredTarget, b: StoredTarget): boolean {
  const question = ({ rule, subject, baseline, hours, inferredClose }: StoredTarget): string =>
    JSON.stringify([rule, subject, baseline, hours, inferredClose])
  return question(a) === question(b)
}

function recordChange(
  db: Database,
  { goal, kpi }: Pick<StoredTarget, 'goal' | 'kpi'>,
  what: TargetChange['what'],
  before: StoredTarget | undefined,
  after: StoredTarget | undefined,
  at: EpochMs,
): void {
  const text = (target: StoredTarget | undefined): string | null =>
    target === undefined ? null : JSON.stringify(snapshotOf(target))
  db.prepare('INSERT INTO target_change (goal, kpi, what, before, after, changed_at) VALUES (?, ?, ?, ?, ?, ?)').run(
    goal,
    kpi,
    what,
    text(before),
    text(after),
    at,
  )
}

function snapshotOf({ rule, value, subject, baseline, result, hours }: StoredTarget): TargetSnapshot {
  return { rule, value, subject, baseline, baselineValue: result.value, baselineN: result.n, hours }
}

export interface StoredChange extends Omit<TargetChange, 'sentence'> {
  readonly goal: string
  readonly kpi: KpiId
}

interface ChangeRow {
  readonly goal: string
  readonly kpi: string
  readonly what: TargetChange['what']
  readonly before: string | null
  readonly after: string | null
  readonly changed_at: number
}

/** Newest first. */
export function loadTargetChanges(db: Database): StoredChange[] {
  const snapshot = (text: string | null): TargetSnapshot | null =>
    text === null ? null : (JSON.parse(text) as TargetSnapshot) // written by recordChange alone
  return db
    .prepare<[], ChangeRow>('SELECT goal, kpi, what, before, after, changed_at FROM target_change ORDER BY id DESC')
    .all()
    .flatMap((row) => {
      const kpi = kpiIds.find((id) => id === row.kpi)
      if (kpi === undefined) return []
      const { goal, what, before, after, changed_at: at } = row
      return [{ goal, kpi, what, from: snapshot(before), to: snapshot(after), at }]
    })
}
