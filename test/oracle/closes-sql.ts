/**
 * Closes and reopenings, told by an export or inferred from silence, and the KPIs that rest on them, as DuckDB SQL over the
 * tables of `oracle-sql.ts` and `service-sql.ts`.
 */
import type { Grouping } from '../../shared/kpi.ts'
import type { Selection } from '../../shared/model.ts'
import { listed, periodUnits } from './service-sql.ts'

/** The closes that a result rests on: those that the exports tell, or with the inferred ones of exports that tell none. */
export type Closes = 'told' | 'inferred'

const hourMs = 3_600_000

/** After `belonging`. */
export const closeEventStatements: readonly string[] = [
  // What comes before the customer's first message belongs to our outreach. Without any message the record opens it.
  `CREATE TABLE state_event AS
    SELECT thread_id, part, ord, sent_at, event, agent FROM belonging WHERE event IS NOT NULL AND ord > opening_ord
    UNION ALL
    SELECT thread_id, 0, ord, sent_at, event, agent FROM placed
    WHERE event IS NOT NULL AND NOT is_log AND thread_id NOT IN (SELECT thread_id FROM reading WHERE is_written)`,
  // Closed: the last close that was not followed by a reopening. Reopened: by an event after a close or, where the export
  // does not write them down, by a customer who wrote between two closes. A conversation with events has no other closes.
  `CREATE TABLE close_event AS
    WITH told AS (
      SELECT thread_id, part FROM belonging WHERE event IS NOT NULL UNION SELECT thread_id, part FROM state_event),
    followed AS (
      SELECT *, lag(event) OVER own AS event_before, lag(ord) OVER own AS ord_before FROM state_event
      WINDOW own AS (PARTITION BY thread_id, part ORDER BY ord)),
    judged AS (
      SELECT *, event_before = 'closed' AND (event = 'reopened' OR EXISTS (
          SELECT 1 FROM belonging b WHERE b.thread_id = followed.thread_id AND b.part = followed.part AND b.is_customer
            AND b.ord > followed.ord_before AND b.ord < followed.ord)) AS is_reopening
      FROM followed),
    summed AS (
      SELECT thread_id, part, last(event ORDER BY ord) = 'closed' AS is_closed, last(sent_at ORDER BY ord) AS last_at,
        last(agent ORDER BY ord) AS last_agent, count(*) FILTER (is_reopening) AS reopens
      FROM judged GROUP BY thread_id, part)
    SELECT thread_id, part, CASE WHEN is_closed THEN last_at END AS closed_at,
      CASE WHEN is_closed THEN last_agent END AS closed_by, coalesce(reopens, 0) AS reopens
    FROM told LEFT JOIN summed USING (thread_id, part)`,
]

/** After `service`: every close that can end a turn, also one that was followed by a reopening. */
export const closeMomentStatement = `CREATE TABLE close_moment AS
  SELECT thread_id, part, sent_at AS moment FROM state_event WHERE event = 'closed'
  UNION ALL
  SELECT thread_id, part, closed_at FROM service
  WHERE closed_at IS NOT NULL AND NOT is_record_only AND (thread_id, part) NOT IN (SELECT (thread_id, part) FROM close_event)`

/** After `kpi_case` and the tables of `service-sql.ts`. */
export function resolutionStatements(logGapMs: string): string[] {
  return [
    // Where an export has no closing times, a conversation counts as closed after the gap that splits logs, once the data
    // of its channel reach beyond it. Conversations of an export are not split; of them the usual gap counts.
    `CREATE TABLE resolution AS
      WITH silent AS (
        SELECT case_key, has_close, ends_at,
          last_event_at + CASE WHEN t.is_log THEN ${logGapMs} WHEN channel = 'email' THEN 432000000 ELSE 86400000 END AS over_at
        FROM told JOIN ability USING (source_id) JOIN reach_of_channel USING (channel)
        JOIN (SELECT thread_id, is_log FROM raw_thread) t USING (thread_id))
      SELECT 'told' AS closes, false AS is_inferred, told.* FROM told JOIN silent USING (case_key) WHERE has_close
      UNION ALL
      SELECT 'inferred', NOT has_close, told.* REPLACE (
        CASE WHEN has_close THEN closed_at WHEN over_at < ends_at THEN over_at END AS closed_at)
      FROM told JOIN silent USING (case_key)`,
    `CREATE TABLE stock AS
      SELECT closes, is_inferred, opened_at, closed_at, channel, coalesce(team, '') AS team, coalesce(last_agent, '') AS agent,
        coalesce(inbox, '') AS inbox, source
      FROM resolution`,
    'ALTER TABLE kpi_case ADD COLUMN closes VARCHAR',
    'ALTER TABLE kpi_case ADD COLUMN is_inferred BOOLEAN',
    `INSERT INTO kpi_case BY NAME
      WITH closed AS (
        SELECT closes, is_inferred, case_key, closed_at AS moment, channel, team, last_agent AS agent, inbox, source,
          true AS is_counted, false AS is_unanswered, human_replies, opened_at, contact_id, reopens
        FROM resolution WHERE closed_at >= opened_at),
      named AS (SELECT * EXCLUDE (human_replies, opened_at, contact_id, reopens) FROM closed)
      SELECT 'resolution-time' AS kpi, named.*, (c.moment - c.opened_at) / 1000.0 AS value, false AS is_numerator
      FROM named JOIN closed c USING (closes, case_key)
      UNION ALL BY NAME
      SELECT 'replies-to-resolution' AS kpi, named.*, human_replies AS value, false AS is_numerator
      FROM named JOIN closed c USING (closes, case_key) WHERE human_replies IS NOT NULL
      UNION ALL BY NAME
      SELECT 'one-touch-share' AS kpi, named.*, NULL AS value, human_replies = 1 AS is_numerator
      FROM named JOIN closed c USING (closes, case_key) WHERE human_replies > 0
      UNION ALL BY NAME
      SELECT 'first-contact-resolution' AS kpi, named.*, NULL AS value,
        reopens = 0 AND NOT EXISTS (SELECT 1 FROM conversation o WHERE o.contact_id = c.contact_id
          AND o.opened_at > c.opened_at AND o.opened_at <= c.moment + ${7 * 24 * hourMs}) AS is_numerator
      FROM named JOIN closed c USING (closes, case_key) JOIN reach_of_contact r USING (contact_id)
      WHERE c.moment + ${7 * 24 * hourMs} <= r.ends_at`,

    // Reopenings are told by their number, by events, or by listing every close; a log is split at its closes instead.
    `CREATE TABLE tells_reopens AS
      SELECT source_id FROM raw_record JOIN raw_thread USING (thread_id) WHERE reopen_count IS NOT NULL
      UNION
      SELECT source_id FROM raw_message JOIN raw_thread USING (thread_id)
      WHERE event = 'reopened' OR (event = 'closed' AND NOT is_log)`,
    // What is open again was closed before, and belongs to its last event.
    `INSERT INTO kpi_case BY NAME
      SELECT 'reopen-share' AS kpi, case_key, coalesce(closed_at, last_event_at) AS moment, channel, team, last_agent AS agent, inbox,
        source, true AS is_counted, false AS is_unanswered, reopens > 0 AS is_numerator
      FROM told JOIN tells_reopens USING (source_id) WHERE closed_at IS NOT NULL OR reopens > 0`,
  ]
}

/** Open conversations at the end of the selection, or of each of its periods as far as it reaches. */
export function stockQuery(
  by: readonly Grouping[],
  selection: Selection,
  attributes: readonly string[],
  zone: string,
  closes: Closes,
): string {
  const unit = periodUnits.find((period) => by.includes(period))
  const instant = (day: string): string => `epoch_ms(timezone('${zone}', CAST(${day} AS TIMESTAMP)))`
  const dayOf = (moment: string): string => `CAST(timezone('${zone}', make_timestamptz(${moment} * 1000)) AS DATE)`
  const lastDay =
    selection.to === undefined
      ? `greatest((SELECT max(${dayOf('ends_at')}) FROM reach_of_channel), (SELECT max(${dayOf('closed_at')}) FROM own))`
      : `DATE '${selection.to}'`
  const firstDay =
    selection.from === undefined ? `(SELECT min(${dayOf('opened_at')}) FROM own)` : `DATE '${selection.from}'`
  const moments =
    unit === undefined
      ? `SELECT ${selection.to === undefined ? '9e15' : instant(`${lastDay} + 1`)} AS ends_at`
      : `SELECT CAST(CAST(start AS DATE) AS VARCHAR) AS ${unit},
          ${instant(`least(CAST(start + INTERVAL 1 ${unit} AS DATE), ${lastDay} + 1)`)} AS ends_at
        FROM (SELECT unnest(generate_series(date_trunc('${unit}', ${firstDay}), CAST(${lastDay} AS TIMESTAMP),
          INTERVAL 1 ${unit})) AS start)`
  return `
    WITH own AS (SELECT * FROM stock WHERE closes = '${closes}'), moment AS (${moments})
    SELECT count(*) FILTER (closed_at IS NULL OR closed_at >= ends_at) AS n, 0 AS numerator, NULL AS mean, NULL AS median,
      NULL AS p90, bool_or(is_inferred) AS is_inferred${listed(by)}
    FROM own JOIN moment ON opened_at < ends_at ${attributes.length === 0 ? '' : `WHERE ${attributes.join(' AND ')}`}
    GROUP BY ALL HAVING count(*) > 0`
}
