/**
 * Returns to a channel, as DuckDB SQL over the tables of `oracle-sql.ts`: who is the same customer, how far the data of each
 * channel reach, and whose next conversation within 24 hours to 90 days was on which channel.
 */
import type { Grouping } from '../../shared/kpi.ts'

const dayMs = 86_400_000
/** Of one instant: the order of the channels in the product design. */
const channelOrder = `list_position(['sms', 'whatsapp', 'messenger', 'web_chat', 'email', 'phone', 'social', 'other'], channel)`

/** Customers linked by the user, however long the chain; nobody else is in these workspaces. */
export const personStatement = `CREATE TABLE person AS
  WITH RECURSIVE edge AS (
    SELECT contact_id AS a, other_id AS b FROM raw_contact_link UNION SELECT other_id, contact_id FROM raw_contact_link),
  reach AS (
    SELECT a AS contact_id, a AS other_id FROM edge UNION SELECT reach.contact_id, edge.b FROM reach JOIN edge ON edge.a = reach.other_id)
  SELECT contact_id, min(other_id) AS person_id FROM reach GROUP BY contact_id`

/** After `conversation` and `reading`. */
export const returnStatements: readonly string[] = [
  // The data of a channel begin with its first event and reach as far as any source that has it.
  `CREATE TABLE happening_of_source AS
    SELECT t.source_id, t.channel, sent_at AS moment, id IS NOT NULL AS may_be_first FROM reading JOIN raw_thread t USING (thread_id)
    UNION ALL SELECT source_id, channel, opened_at, true FROM conversation
    UNION ALL SELECT source_id, channel, closed_at, false FROM conversation WHERE closed_at IS NOT NULL
    UNION ALL SELECT source_id, channel, first_reply_at, false FROM conversation WHERE first_reply_at IS NOT NULL
    -- Also a conversation that we opened and nobody answered is closed some time.
    UNION ALL SELECT t.source_id, t.channel, r.closed_at, false FROM raw_record r JOIN raw_thread t USING (thread_id)
      WHERE r.closed_at IS NOT NULL AND NOT t.is_log
        AND thread_id IN (SELECT thread_id FROM reading WHERE is_outgoing)`,
  `CREATE TABLE reach_of_channel AS
    WITH source_end AS (SELECT source_id, max(moment) AS ends_at FROM happening_of_source GROUP BY source_id)
    SELECT channel, min(moment) FILTER (may_be_first) AS starts_at, max(ends_at) AS ends_at
    FROM happening_of_source JOIN source_end USING (source_id) GROUP BY channel`,
  `CREATE TABLE compared AS
    SELECT max(starts_at) AS starts_at, min(ends_at) - ${90 * dayMs} AS ends_at
    FROM reach_of_channel WHERE channel IN (SELECT channel FROM conversation WHERE contact_id IS NOT NULL)`,
  `CREATE TABLE return_case AS
    WITH linked AS (
      SELECT count(*) AS n FROM (SELECT contact_id FROM conversation WHERE contact_id IS NOT NULL GROUP BY contact_id
        HAVING count(DISTINCT channel) > 1)),
    next AS (
      SELECT a.thread_id, a.part, first(b.channel ORDER BY b.opened_at, ${channelOrder.replace('channel)', 'b.channel)')}) AS next_channel
      FROM conversation a JOIN conversation b ON b.contact_id = a.contact_id
        AND b.opened_at >= a.opened_at + ${dayMs} AND b.opened_at <= a.opened_at + ${90 * dayMs}
      GROUP BY a.thread_id, a.part)
    SELECT opened_at AS moment, channel, coalesce(team, '') AS team, coalesce(last_agent, '') AS agent, coalesce(inbox, '') AS inbox,
      source, contact_id, next_channel = channel AS is_numerator,
      next_channel IS NOT NULL AND linked.n > 0 AND opened_at BETWEEN compared.starts_at AND compared.ends_at AS is_counted
    FROM conversation LEFT JOIN next USING (thread_id, part), linked, compared WHERE contact_id IS NOT NULL`,
]

/** One row per group with its counts; of a customer's conversations in a period only the first is a case. */
export function returnsQuery(
  by: readonly Grouping[],
  days: readonly string[],
  attributes: readonly string[],
  localTime: string,
): string {
  const periods = ['day', 'week', 'month', 'quarter'] as const
  const period = periods.find((unit) => by.includes(unit))
  const columns = by.join(', ')
  const keep = (conditions: readonly string[]): string =>
    conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  return `
    WITH local AS (SELECT *, ${localTime} AS local_at FROM return_case),
    named AS (
      SELECT *, ${periods.map((unit) => `CAST(CAST(date_trunc('${unit}', local_at) AS DATE) AS VARCHAR) AS ${unit}`).join(', ')}
      FROM local),
    first AS (
      SELECT * FROM named ${keep(days)}
      QUALIFY row_number() OVER (PARTITION BY contact_id${period === undefined ? '' : `, ${period}`}
        ORDER BY moment, ${channelOrder}, source, agent, team, inbox) = 1)
    SELECT ${columns === '' ? '' : `${columns},`} count(*) FILTER (is_counted) AS n,
      count(*) FILTER (is_counted AND is_numerator) AS numerator
    FROM first ${keep(attributes)} ${columns === '' ? '' : `GROUP BY ${columns}`}`
}
