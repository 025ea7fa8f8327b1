/** KPIs of a workspace by the oracle's own SQL. */
import { DuckDBInstance } from '@duckdb/node-api'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Database } from 'better-sqlite3'
import type { Grouping, KpiId } from '../../shared/kpi.ts'
import type { HoursMode, Schedule, Selection } from '../../shared/model.ts'
import { applyOpeningHours } from './oracle-hours.ts'
import { stockQuery } from './closes-sql.ts'
import type { Closes } from './closes-sql.ts'
import { caseStatements } from './oracle-sql.ts'
import type { OracleRules } from './oracle-sql.ts'
import { copyRawTables } from './raw-tables.ts'
import { returnsQuery } from './returns-sql.ts'
import { agentDayQuery } from './service-sql.ts'

/** Zero counts are rows too where any case of the group exists. */
export interface OracleRow {
  readonly kpi: KpiId
  /** Names of the group in the order of the grouping. */
  readonly group: readonly string[]
  readonly n: number
  readonly numerator: number
  readonly unanswered: number
  /** Null where nothing counts. */
  readonly value: number | null
  readonly mean: number | null
  readonly median: number | null
  readonly p90: number | null
  /** Rests on closes that were inferred from silence. */
  readonly isInferred: boolean
}

export interface Oracle {
  /** The hours that `business` counts from now on. */
  readonly useOpeningHours: (schedules: readonly Schedule[]) => Promise<void>
  /** The results of every grouping, by its names joined with `+`; `''` is the ungrouped one. */
  readonly measure: (
    selection: Selection,
    zone: string,
    groupings: readonly (readonly Grouping[])[],
    hours?: HoursMode,
    closes?: Closes,
  ) => Promise<ReadonlyMap<string, readonly OracleRow[]>>
  readonly rows: (sql: string) => Promise<readonly Record<string, unknown>[]>
  readonly close: () => void
}

const attributes = ['channel', 'team', 'agent', 'inbox', 'source'] as const
const periods = ['day', 'week', 'month', 'quarter'] as const

export async function openOracle(db: Database, rules: OracleRules): Promise<Oracle> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const duck = await instance.connect()
  await copyRawTables(db, duck)
  for (const statement of caseStatements(rules)) await duck.run(statement)
  return {
    useOpeningHours: (schedules) => applyOpeningHours(duck, schedules),
    measure: (selection, zone, groupings, hours = 'calendar', closes = 'told') =>
      measure(duck, selection, zone, groupings, hours, closes),
    rows: async (sql) => (await duck.runAndReadAll(sql)).getRowObjectsJson(),
    close: () => {
      duck.closeSync()
      instance.closeSync()
    },
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`

function conditions(selection: Selection): string[] {
  const lists = {
    channel: selection.channels,
    team: selection.teams,
    agent: selection.agents,
    inbox: selection.inboxes,
    source: selection.sources,
  }
  return [
    ...attributes.flatMap((name) => {
      const wanted = lists[name] ?? []
      return wanted.length === 0 ? [] : [`${name} IN (${wanted.map(quoted).join(', ')})`]
    }),
    ...(selection.from === undefined ? [] : [`day >= ${quoted(selection.from)}`]),
    ...(selection.to === undefined ? [] : [`day <= ${quoted(selection.to)}`]),
  ]
}

async function measure(
  duck: DuckDBConnection,
  selection: Selection,
  zone: string,
  groupings: readonly (readonly Grouping[])[],
  hours: HoursMode,
  closes: Closes,
): Promise<ReadonlyMap<string, readonly OracleRow[]>> {
  const results = new Map<string, OracleRow[]>(groupings.map((by) => [by.join('+'), []]))
  const namesChannels = (selection.channels ?? []).length > 0
  // The SMS list unsubscription rate is about SMS unless channels are asked for.
  const isAboutSms = (by: readonly Grouping[]): boolean => !namesChannels && !by.includes('channel')
  for (const smsOnly of [true, false]) {
    const sets = groupings.filter((by) => isAboutSms(by) === smsOnly)
    if (sets.length === 0) continue
    const columns = [...attributes, ...periods].filter((name) => sets.some((by) => by.includes(name)))
    const absent = columns.length === 0 ? '0' : `GROUPING(${columns.join(', ')})`
    const where = [
      ...conditions(selection),
      `coalesce(closes, '${closes}') = '${closes}'`,
      ...(smsOnly ? [`(kpi NOT IN ('opt-out-share', 'unsubscribe-after-service') OR channel = 'sms')`] : []),
    ]
    const reader = await duck.runAndReadAll(`
      WITH local AS (
        SELECT *, timezone(${quoted(zone)}, make_timestamptz(moment * 1000)) AS local_at
        FROM ${hours === 'business' ? 'business_case' : 'kpi_case'}),
      named AS (
        SELECT kpi, closes, is_inferred, value, is_counted, is_unanswered, is_numerator, contact_id,
          ${attributes.map((name) => `coalesce(${name}, '') AS ${name}`).join(', ')},
          ${periods.map((unit) => `CAST(CAST(date_trunc('${unit}', local_at) AS DATE) AS VARCHAR) AS ${unit}`).join(', ')}
        FROM local)
      SELECT ${['kpi', ...columns].join(', ')}, ${absent} AS absent,
        CASE WHEN kpi IN ('opt-out-share', 'returning-customer-share')
          THEN count(DISTINCT contact_id) FILTER (is_counted) ELSE count(*) FILTER (is_counted) END AS n,
        CASE WHEN kpi IN ('opt-out-share', 'returning-customer-share')
          THEN count(DISTINCT contact_id) FILTER (is_numerator) ELSE count(*) FILTER (is_numerator) END AS numerator,
        count(*) FILTER (is_unanswered) AS unanswered,
        coalesce(bool_or(is_inferred) FILTER (is_counted), false) AS is_inferred,
        avg(value) FILTER (is_counted) AS mean,
        quantile_cont(value, 0.5) FILTER (is_counted) AS median,
        quantile_cont(value, 0.9) FILTER (is_counted) AS p90
      FROM named WHERE ${where.join(' AND ')}
      GROUP BY GROUPING SETS (${sets.map((by) => `(${['kpi', ...by].join(', ')})`).join(', ')})`)
    for (const row of reader.getRowObjects()) {
      // Bit 8 is the first column: 1 where it is not part of the grouping.
      const by = columns.filter((_, bit) => (Number(row['absent']) & (1 << (columns.length - 1 - bit))) === 0)
      const set = sets.find((names) => names.length === by.length && by.every((name) => names.includes(name)))
      if (set === undefined) throw new Error(`a grouping that nobody asked for: ${by.join('+')}`)
      // Without a time a case is in no period.
      if (set.some((name) => row[name] === null)) continue
      results.get(set.join('+'))?.push(rowOf(row, set))
    }
  }
  for (const set of groupings) {
    // About SMS unless channels are asked for, as the unsubscription rate is.
    const smsOnly = isAboutSms(set) ? [`channel = 'sms'`] : []
    const all = conditions(selection)
    const days = all.filter((one) => one.startsWith('day '))
    const names = all.filter((one) => !one.startsWith('day '))
    const local = `timezone(${quoted(zone)}, make_timestamptz(moment * 1000))`
    const reader = await duck.runAndReadAll(returnsQuery(set, days, [...names, ...smsOnly], local))
    for (const row of reader.getRowObjects())
      results.get(set.join('+'))?.push(rowOf({ ...row, kpi: 'channel-return-rate', unanswered: 0 }, set))
    for (const [kpi, query] of [
      ['conversations-per-agent-day', agentDayQuery(set, all, local)],
      ['open-at-end', stockQuery(set, selection, names, zone, closes)],
    ] as const)
      for (const row of (await duck.runAndReadAll(query)).getRowObjects())
        results.get(set.join('+'))?.push(rowOf({ ...row, kpi, unanswered: 0 }, set))
  }
  return results
}

const means: ReadonlySet<KpiId> = new Set(['conversations-per-agent-day', 'replies-to-resolution', 'customer-effort'])

function rowOf(row: Record<string, unknown>, set: readonly Grouping[]): OracleRow {
  const number = (name: string): number | null => (row[name] === null ? null : Number(row[name]))
  const kpi = String(row['kpi']) as KpiId // the names that the statements write
  const n = Number(row['n'])
  const numerator = Number(row['numerator'])
  const isDuration = kpi.endsWith('-time') || kpi === 'total-wait'
  const isMean = means.has(kpi)
  const isStock = kpi === 'open-at-end'
  const value = isDuration
    ? number('median')
    : isMean || kpi === 'nps'
      ? number('mean')
      : isStock || kpi === 'conversations'
        ? n
        : numerator / n
  return {
    kpi,
    group: set.map((name) => String(row[name])),
    n,
    numerator,
    unanswered: Number(row['unanswered']),
    // Nothing open is a number, too.
    value: n === 0 && !isStock ? null : value,
    mean: isDuration || isMean ? number('mean') : null,
    median: isDuration || isMean ? number('median') : null,
    p90: isDuration ? number('p90') : null,
    isInferred: row['is_inferred'] === true,
  }
}
