/** Compares the engine's results with the oracle's, group by group. */
import { computeKpis } from '../../electron/kpi/engine.ts'
import type { Facts } from '../../shared/facts.ts'
import { kpiIds } from '../../shared/kpi.ts'
import type { Grouping, KpiResult } from '../../shared/kpi.ts'
import type { HoursMode, Selection, WorkspaceSettings } from '../../shared/model.ts'
import { measuredInBusinessHours } from './oracle-hours.ts'
import { withinSeconds } from './service-sql.ts'
import type { Oracle, OracleRow } from './oracle.ts'

export const allGroupings: readonly (readonly Grouping[])[] = [
  [],
  ['channel'],
  ['team'],
  ['agent'],
  ['inbox'],
  ['source'],
  ['day'],
  ['week'],
  ['month'],
  ['quarter'],
  ['channel', 'week'],
  ['agent', 'month'],
]

/** For the many filters of the many generated workspaces. */
export const someGroupings: readonly (readonly Grouping[])[] = [
  [],
  ['channel'],
  ['source'],
  ['week'],
  ['agent', 'month'],
]

export interface Agreement {
  /** One line for each difference. */
  readonly differences: readonly string[]
  /** Results with a value that both sides gave, so that a comparison of nothing shows. */
  readonly compared: number
}

interface Reading {
  /** In business hours, what the oracle was told to use must be the schedules of the settings. */
  readonly hours: HoursMode
  readonly inferredClose: boolean
}

export async function compareWithOracle(
  oracle: Oracle,
  facts: Facts,
  settings: WorkspaceSettings,
  selection: Selection,
  groupings: readonly (readonly Grouping[])[] = allGroupings,
  { hours, inferredClose }: Reading = { hours: 'calendar', inferredClose: false },
): Promise<Agreement> {
  const closes = inferredClose ? 'inferred' : 'told'
  const expected = await oracle.measure(selection, settings.zone, groupings, hours, closes)
  const kpis = hours === 'business' ? measuredInBusinessHours : kpiIds
  const differences: string[] = []
  let compared = 0
  for (const by of groupings) {
    const wanted = (expected.get(by.join('+')) ?? []).filter((row) => kpis.some((kpi) => kpi === row.kpi))
    const rows = new Map(wanted.map((row) => [`${row.kpi} ${row.group.join(' | ')}`, row]))
    for (const result of computeKpis(facts, { kpis, selection, by, hours, inferredClose, withinSeconds }, settings)) {
      const key = `${result.id} ${by.map((name) => result.group[name] ?? '?').join(' | ')}`
      const row = rows.get(key)
      rows.delete(key)
      if (row !== undefined && row.n > 0 && result.status === 'ok') compared++
      for (const difference of compareOne(result, row)) {
        differences.push(`${settings.zone} ${JSON.stringify(selection)} by ${by.join('+')}: ${key}: ${difference}`)
      }
    }
    for (const [key, row] of rows) {
      // It goes on for periods in which nothing happens.
      if (row.kpi === 'open-at-end') continue
      if (row.n > 0 || row.numerator > 0 || row.unanswered > 0)
        differences.push(
          `${JSON.stringify(selection)} by ${by.join('+')}: ${key}: only the oracle knows ${JSON.stringify(row)}`,
        )
    }
  }
  return { differences, compared }
}

function compareOne(result: KpiResult, row: OracleRow | undefined): string[] {
  const engine: Record<string, number | null | undefined> = { n: result.ledger.counted }
  const oracle: Record<string, number | null | undefined> = { n: row?.n ?? 0 }
  if (result.id === 'first-response-time' || result.id === 'response-time' || result.id === 'total-wait') {
    const { excluded } = result.ledger
    engine['unanswered'] =
      result.status === 'ok'
        ? result.unanswered
        : (excluded['unanswered'] ?? 0) + (excluded['waiting'] ?? 0) + (excluded['closed-without-reply'] ?? 0)
    oracle['unanswered'] = row?.unanswered ?? 0
  }
  if (result.status === 'ok') {
    engine['inferred'] = result.inferred ? 1 : 0
    oracle['inferred'] = row?.isInferred === true ? 1 : 0
    engine['n of the result'] = result.n
    oracle['n of the result'] = row?.n
    engine['value'] = result.value
    oracle['value'] = row?.value
    if (result.median !== undefined) {
      Object.assign(engine, { median: result.median, mean: result.mean, p90: result.p90 ?? null })
      Object.assign(oracle, { median: row?.median, mean: row?.mean, p90: row?.p90 })
    }
    if (result.numerator !== undefined) {
      engine['numerator'] = result.numerator
      oracle['numerator'] = row?.numerator
    }
  } else if (result.status === 'failed') {
    return [`failed with ${result.code}`]
  }
  return Object.keys(engine).flatMap((name) =>
    isSame(engine[name], oracle[name]) ? [] : [`${name} is ${engine[name]}, the oracle says ${oracle[name]}`],
  )
}

function isSame(a: number | null | undefined, b: number | null | undefined): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return a === b
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b))
}
