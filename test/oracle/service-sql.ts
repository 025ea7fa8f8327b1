/**
 * KPIs about waits, closes, agents and what customers do afterwards, as DuckDB SQL over the tables of `oracle-sql.ts` and
 * `returns-sql.ts`. What the product design leaves open (which events a follow-up reaches over, whom a case is credited
 * to) follows the comments of the KPI definitions.
 */
import type { Grouping } from '../../shared/kpi.ts'

const hourMs = 3_600_000

/** The target of the first response time in all comparisons. */
export const withinSeconds = 1800

/** After `kpi_case`, which they fill up. */
export const serviceStatements: readonly string[] = [
  // Replies of a conversation as its messages show them, and what only its record tells of them.
  `CREATE TABLE told AS
    WITH written AS (
      SELECT thread_id, part, max(sent_at) AS last_sent,
        count(*) FILTER (is_reply AND ord > opening_ord AND id IS NOT NULL) AS replies,
        count(*) FILTER (is_reply AND ord > opening_ord AND id IS NULL) AS recorded,
        count(DISTINCT agent) FILTER (is_reply AND ord > opening_ord AND id IS NOT NULL) AS agents,
        count(*) FILTER (is_reply AND ord > opening_ord AND id IS NOT NULL AND agent IS NULL) AS unnamed
      FROM belonging GROUP BY thread_id, part
      UNION ALL
      -- Notes and events of a conversation whose messages the export does not have.
      SELECT thread_id, 0, max(sent_at), 0, 0, 0, 0 FROM placed
      WHERE thread_id NOT IN (SELECT thread_id FROM reading WHERE is_written) GROUP BY thread_id)
    SELECT c.*, thread_id || '/' || part AS case_key, coalesce(w.replies, 0) AS written, w.agents, w.unnamed,
      -- Where the record has a first reply for the messages, there was one, whatever it counts.
      CASE WHEN is_record_only THEN r.reply_count WHEN w.recorded > 0 THEN CASE WHEN r.reply_count = 0 THEN 1 ELSE r.reply_count END
        ELSE w.replies END AS human_replies,
      greatest(coalesce(w.last_sent, c.opened_at), c.opened_at, CASE WHEN is_record_only THEN coalesce(c.first_reply_at, 0) ELSE 0 END,
        coalesce(c.closed_at, 0)) AS last_event_at
    FROM conversation c LEFT JOIN raw_record r USING (thread_id)
    LEFT JOIN written w USING (thread_id, part)`,
  `CREATE TABLE names_authors AS
    SELECT DISTINCT t.source_id FROM reading JOIN raw_thread t USING (thread_id)
    WHERE is_reply AND agent IS NOT NULL AND id IS NOT NULL`,
  // Of which channels each source has conversations, also ones that we opened, and with whom.
  `CREATE TABLE presence AS
    SELECT source_id, channel, contact_id FROM conversation
    UNION SELECT source_id, channel, coalesce(p.person_id, t.contact_id) FROM raw_thread t LEFT JOIN person p USING (contact_id)
      WHERE thread_id IN (SELECT thread_id FROM reading WHERE is_outgoing)`,
  `CREATE TABLE reach_of_contact AS
    SELECT p.contact_id, min(ends_at) AS ends_at
    FROM (SELECT DISTINCT source_id, contact_id FROM presence WHERE contact_id IS NOT NULL) p
    JOIN (SELECT DISTINCT source_id, channel FROM presence) USING (source_id) JOIN reach_of_channel USING (channel)
    GROUP BY p.contact_id`,
  // Answered turns wait to the reply, those closed without one to the close, nobody waits after thanks or an opt-out.
  `CREATE TABLE turn_wait AS
    SELECT thread_id || '/' || part AS case_key, started_at, ended_by = 'waiting' AS is_waiting,
      CASE WHEN ended_by = 'waiting' THEN greatest(started_at, ends_at) WHEN ended_by IN ('courtesy', 'opt-out') THEN started_at
        ELSE ended_at END AS ended_at
    FROM turn JOIN conversation USING (thread_id, part) JOIN reach_of_channel USING (channel)`,
  `CREATE TABLE first_wait AS
    SELECT case_key, opened_at AS started_at, coalesce(first_reply_at, greatest(opened_at, ends_at)) AS ended_at,
      first_reply_at IS NOT NULL AS is_answered, closed_at IS NOT NULL AS is_closed
    FROM told JOIN reach_of_channel USING (channel)`,
  `CREATE TABLE agent_reply AS
    SELECT b.sent_at AS moment, b.agent, c.channel, c.team, c.inbox, c.source, thread_id || '/' || part AS conversation
    FROM belonging b JOIN conversation c USING (thread_id, part)
    WHERE b.is_reply AND b.ord > b.opening_ord AND b.id IS NOT NULL AND b.agent IS NOT NULL`,
  'ALTER TABLE kpi_case ADD COLUMN case_key VARCHAR',
  // Replies that name nobody leave open whether there was a second agent.
  `INSERT INTO kpi_case BY NAME
    SELECT 'transfer-share' AS kpi, case_key, opened_at AS moment, channel, team, first_reply_agent AS agent, inbox, source,
      agents >= 2 OR unnamed = 0 AS is_counted, false AS is_unanswered, agents >= 2 AS is_numerator
    FROM told JOIN names_authors USING (source_id) WHERE written > 0`,
  `INSERT INTO kpi_case BY NAME
    SELECT 'total-wait' AS kpi, t.case_key, t.opened_at AS moment, channel, team, last_agent AS agent, inbox, source,
      sum((w.ended_at - w.started_at) / 1000.0) AS value, NOT bool_or(w.is_waiting) AS is_counted,
      bool_or(w.is_waiting) AS is_unanswered, false AS is_numerator
    FROM told t JOIN turn_wait w USING (case_key) GROUP BY ALL`,
  `INSERT INTO kpi_case BY NAME
    SELECT 'within-target-share' AS kpi, case_key, opened_at AS moment, channel, team,
      coalesce(first_reply_agent, last_agent) AS agent, inbox, source,
      CASE WHEN is_answered THEN first_reply_at >= opened_at
        ELSE is_closed OR (ended_at - started_at) / 1000.0 >= ${withinSeconds} END AS is_counted, false AS is_unanswered,
      is_answered AND ended_at >= started_at AND (ended_at - started_at) / 1000.0 <= ${withinSeconds} AS is_numerator
    FROM told JOIN first_wait USING (case_key) JOIN ability USING (source_id) WHERE has_messages OR has_first_reply`,
  `INSERT INTO kpi_case BY NAME
    SELECT 'unsubscribe-after-service' AS kpi, case_key, opened_at AS moment, channel, team, last_agent AS agent, inbox, source,
      last_event_at + ${72 * hourMs} <= ends_at AS is_counted, false AS is_unanswered,
      last_event_at + ${72 * hourMs} <= ends_at AND EXISTS (SELECT 1 FROM opting_out o WHERE o.contact_id = told.contact_id
        AND o.moment BETWEEN told.opened_at AND told.last_event_at + ${72 * hourMs}) AS is_numerator
    FROM told JOIN ability USING (source_id) JOIN reach_of_channel USING (channel)
    WHERE contact_id IS NOT NULL AND (has_messages OR EXISTS (SELECT 1 FROM opting_out WHERE moment IS NOT NULL))`,
  `INSERT INTO kpi_case BY NAME
    SELECT 'customer-effort' AS kpi, answered_at AS moment, channel, team, agent, inbox, source, score AS value,
      true AS is_counted, false AS is_unanswered, score >= 5 AS is_numerator
    FROM survey WHERE kind = 'ces' AND score IS NOT NULL AND scale_min = 1 AND scale_max = 7`,
]

export const periodUnits = ['day', 'week', 'month', 'quarter'] as const

export const listed = (names: readonly string[]): string => names.map((name) => `, ${name}`).join('')

/** Conversations per agent and day; only then is a day or an agent one case. */
export function agentDayQuery(by: readonly Grouping[], where: readonly string[], localTime: string): string {
  const periods = periodUnits.map((unit) => `CAST(CAST(date_trunc('${unit}', local_at) AS DATE) AS VARCHAR) AS ${unit}`)
  return `
    WITH named AS (
      SELECT channel, coalesce(team, '') AS team, agent, coalesce(inbox, '') AS inbox, source, conversation, local_at,
        ${periods.join(', ')}
      FROM (SELECT *, ${localTime} AS local_at FROM agent_reply)),
    agent_day AS (
      SELECT agent AS who, CAST(local_at AS DATE) AS worked_on, count(DISTINCT conversation) AS value${listed(by)}
      FROM named ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`} GROUP BY ALL)
    SELECT count(*) AS n, 0 AS numerator, avg(value) AS mean, quantile_cont(value, 0.5) AS median, NULL AS p90${listed(by)}
    FROM agent_day GROUP BY ALL HAVING count(*) > 0`
}
