/**
 * Business hours a second time, as DuckDB SQL that shares no code with the app: every minute of the data is looked up on the
 * clock of each schedule's zone, by DuckDB's own time zones, and open minutes are added up. Rules of the product design:
 * a team's own schedule, else the workspace's; each from the beginning of its day until the next; an interval may run past
 * midnight and belongs to the day on which it begins; a holiday closes what begins on it.
 */
import type { DuckDBConnection } from '@duckdb/node-api'
import type { KpiId } from '../../shared/kpi.ts'
import type { Schedule } from '../../shared/model.ts'
import { withinSeconds } from './service-sql.ts'

/** KPIs whose value is one stretch of time, so that a case gives both its ends. */
const stretches = ['first-response-time', 'response-time', 'resolution-time'] as const satisfies readonly KpiId[]

export const measuredInBusinessHours = [
  ...stretches,
  'total-wait',
  'within-target-share',
] as const satisfies readonly KpiId[]

const quoted = (text: string | null): string => (text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`)

const rows = (values: readonly (readonly (string | number | null)[])[], columns: string): string =>
  // A first row without meaning keeps an empty list a list.
  `(SELECT * FROM (VALUES ${[columns.split(', ').map(() => null), ...values]
    .map((row) => `(${row.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(cell))).join(', ')})`)
    .join(', ')}) AS given(${columns}) WHERE version IS NOT NULL)`

/** Makes `business_case` out of `kpi_case`. */
export async function applyOpeningHours(duck: DuckDBConnection, schedules: readonly Schedule[]): Promise<void> {
  const intervals = schedules.flatMap(({ weekly }, version) =>
    weekly.map(({ weekday, start, end }) => [version, weekday, start, end]),
  )
  const holidays = schedules.flatMap((one, version) => one.holidays.map((day) => [version, day]))
  const versions = schedules.map(({ team, from, zone }, version) => [version, team, from, zone])
  const kpis = measuredInBusinessHours.map(quoted).join(', ')
  for (const statement of [
    `CREATE OR REPLACE TABLE version AS SELECT CAST(version AS INTEGER) AS version, CAST(team AS VARCHAR) AS team,
      CAST(from_day AS DATE) AS from_day, CAST(zone AS VARCHAR) AS zone
      FROM ${rows(versions, 'version, team, from_day, zone')}`,
    // Where each minute of a week is open: 0 = by an interval of its own day, 1 = by one of the day before.
    `CREATE OR REPLACE TABLE open_in_week AS
      SELECT DISTINCT version, CAST((weekday - 1 + minute // 1440) % 7 + 1 AS INTEGER) AS weekday, CAST(minute % 1440 AS INTEGER) AS minute_of_day,
        CAST(minute // 1440 AS INTEGER) AS days_ago
      FROM (SELECT CAST(version AS INTEGER) AS version, CAST(weekday AS INTEGER) AS weekday,
          unnest(range(CAST("start" AS INTEGER), CAST("end" AS INTEGER))) AS minute
        FROM ${rows(intervals, 'version, weekday, "start", "end"')})`,
    `CREATE OR REPLACE TABLE holiday AS SELECT CAST(version AS INTEGER) AS version, CAST(day AS DATE) AS day
      FROM ${rows(holidays, 'version, day')}`,
    `CREATE OR REPLACE TABLE stretch AS
      SELECT rowid AS id, kpi, coalesce(team, '') AS team,
        CASE WHEN kpi = 'resolution-time' THEN moment - CAST(round(value * 1000) AS BIGINT) ELSE moment END AS started_at,
        CASE WHEN kpi = 'resolution-time' THEN moment ELSE moment + CAST(round(value * 1000) AS BIGINT) END AS ended_at
      FROM kpi_case WHERE kpi IN (${stretches.map(quoted).join(', ')}) AND moment IS NOT NULL
      UNION ALL
      SELECT c.rowid, kpi, coalesce(team, ''), started_at, ended_at FROM kpi_case c JOIN turn_wait USING (case_key)
      WHERE kpi = 'total-wait'
      UNION ALL
      SELECT c.rowid, kpi, coalesce(team, ''), started_at, ended_at FROM kpi_case c JOIN first_wait USING (case_key)
      WHERE kpi = 'within-target-share'`,
    `CREATE OR REPLACE TABLE minute AS
      SELECT unnest(range(min(least(started_at, coalesce(ended_at, started_at))) // 60000,
        max(greatest(started_at, coalesce(ended_at, started_at))) // 60000 + 1)) AS minute FROM stretch`,
    `CREATE OR REPLACE TABLE version_minute AS
      WITH local AS (
        SELECT version, team, from_day, minute, timezone(zone, make_timestamptz(minute * 60000000)) AS local_at
        FROM version, minute),
      begun AS (
        SELECT version, team, from_day, minute, CAST(local_at AS DATE) AS day,
          CAST(isodow(local_at) AS INTEGER) AS weekday, CAST(hour(local_at) * 60 + minute(local_at) AS INTEGER) AS minute_of_day
        FROM local WHERE from_day IS NULL OR CAST(local_at AS DATE) >= from_day)
      SELECT b.version, any_value(b.team) AS team, any_value(b.from_day) AS from_day, b.minute,
        coalesce(bool_or(w.days_ago IS NOT NULL AND h.day IS NULL), false) AS is_open
      FROM begun b
      LEFT JOIN open_in_week w USING (version, weekday, minute_of_day)
      LEFT JOIN holiday h ON h.version = b.version AND h.day = b.day - w.days_ago
      GROUP BY b.version, b.minute`,
    // A line for each team with a schedule of its own, and '' for all others.
    `CREATE OR REPLACE TABLE open_minute AS
      WITH line AS (SELECT DISTINCT coalesce(team, '') AS line FROM version UNION SELECT ''),
      in_force AS (
        SELECT line, minute, is_open FROM line JOIN version_minute v ON v.team = line OR v.team IS NULL
        QUALIFY row_number() OVER (PARTITION BY line, minute ORDER BY v.team IS NULL, from_day DESC NULLS LAST) = 1)
      SELECT line, minute, is_open, sum(CASE WHEN is_open THEN 60000 ELSE 0 END) OVER (
        PARTITION BY line ORDER BY minute ROWS UNBOUNDED PRECEDING) - CASE WHEN is_open THEN 60000 ELSE 0 END AS open_before
      FROM in_force`,
    `CREATE OR REPLACE TABLE open_stretch AS
      SELECT s.id, s.started_at, a.minute IS NOT NULL AS is_in_force,
        (b.open_before + CASE WHEN b.is_open THEN s.ended_at % 60000 ELSE 0 END
          - a.open_before - CASE WHEN a.is_open THEN s.started_at % 60000 ELSE 0 END) / 1000.0 AS seconds
      FROM (SELECT *, CASE WHEN team IN (SELECT team FROM version) THEN team ELSE '' END AS line FROM stretch) s
      LEFT JOIN open_minute a ON a.line = s.line AND a.minute = s.started_at // 60000
      LEFT JOIN open_minute b ON b.line = s.line AND b.minute = s.ended_at // 60000`,
    `CREATE OR REPLACE TABLE open_case AS
      SELECT id, arg_min(is_in_force, started_at) AS is_in_force, sum(seconds) AS seconds FROM open_stretch GROUP BY id`,
    // What begins where no schedule holds is measured neither as answered nor as unanswered.
    `CREATE OR REPLACE TABLE business_case AS
      SELECT c.* REPLACE (
        CASE WHEN c.kpi IN (${kpis}) THEN o.seconds ELSE c.value END AS value,
        CASE WHEN c.kpi = 'within-target-share' AND NOT w.is_answered THEN w.is_closed OR o.seconds >= ${withinSeconds}
          ELSE c.is_counted END AND (c.kpi NOT IN (${kpis}) OR coalesce(o.is_in_force, false)) AS is_counted,
        CASE WHEN c.kpi = 'within-target-share'
          THEN w.is_answered AND c.is_counted AND o.seconds <= ${withinSeconds} AND coalesce(o.is_in_force, false)
          ELSE c.is_numerator END AS is_numerator,
        c.is_unanswered AND (c.kpi NOT IN (${kpis}) OR coalesce(o.is_in_force, false)) AS is_unanswered)
      FROM kpi_case c LEFT JOIN open_case o ON o.id = c.rowid LEFT JOIN first_wait w USING (case_key)`,
  ])
    await duck.run(statement)
}
