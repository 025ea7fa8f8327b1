/**
 * The data model and the KPIs of the product design, sections 1 and 2, a second time: as DuckDB SQL over the raw tables
 * of `raw-tables.ts`, sharing no code with the app. Each statement names the rule that it follows; what the design leaves
 * open (whom a case is credited to, what orders events of the same instant) follows the comments of `shared/facts.ts`,
 * `conversations.ts` and the KPI definitions, and says so.
 */
import { closeEventStatements, closeMomentStatement, resolutionStatements } from './closes-sql.ts'
import { personStatement, returnStatements } from './returns-sql.ts'
import { serviceStatements } from './service-sql.ts'

const optOutWords = `('STOP', 'STOPALL', 'STOP ALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT', 'OPT OUT',
  'REMOVE', 'ARRET')`
const optInWords = `('START', 'UNSTOP', 'YES')`
/** Only thanks, ok or a thumb, as the texts of the tests and of the sample company say it. */
const courtesyWords = `('THANKS', 'THANK YOU', 'OK', 'OKAY', 'OK THANKS', 'OK THANK YOU', 'PERFECT THANKS', 'GREAT THANKS', 'GREAT THANK YOU',
  'DANKE', 'VIELEN DANK', 'OK DANKE', 'SUPER DANKE')`

/** Texts of ours in the tests with the opt-out words that they ask for; what offers a way out asks for none. */
const askedWords = `(('STOP', 'STOP'), ('REPLY END TO END YOUR RENTAL', 'END'), ('SHALL I CANCEL YOUR ORDER', 'CANCEL'),
  ('PLEASE STOP BY OUR SHOP', 'STOP'))`
/** Texts of customers in the tests that ask to be left alone in more than one word. */
const wishes = `('PLEASE STOP TEXTING ME', 'TAKE ME OFF YOUR LIST')`

export interface OracleRules {
  /** Gap chosen for the imports; null = a day, five for e-mail. */
  readonly splitGapSeconds: number | null
  readonly courtesyEndsTurn: boolean
}

/** The statements that make `kpi_case` out of the raw tables. */
export function caseStatements(rules: OracleRules): string[] {
  const gapMs =
    rules.splitGapSeconds === null
      ? `(CASE WHEN channel = 'email' THEN 432000000 ELSE 86400000 END)`
      : `${rules.splitGapSeconds * 1000}`
  return [
    // Where an export holds the customer's messages and none of ours, the time of the first reply stands for a reply.
    `INSERT INTO raw_message
      SELECT NULL, '', r.thread_id, r.first_reply_at, 'out', 'agent', r.agent, r.team, 'message', NULL, false, false, false, NULL
      FROM raw_record r JOIN raw_thread t USING (thread_id)
      WHERE NOT t.is_log AND r.first_reply_at IS NOT NULL
        AND thread_id IN (SELECT thread_id FROM raw_message WHERE kind = 'message')
        AND thread_id NOT IN (SELECT thread_id FROM raw_message WHERE kind = 'message' AND direction = 'out')`,

    // Words are compared after trimming, case folding and dropping punctuation. A human reply is an outgoing message of an
    // agent; never a bot's, an automatic one, a note or an event; a failed delivery is no reply.
    String.raw`CREATE TABLE reading AS
      SELECT m.*, t.source, t.channel, t.contact_id, t.inbox, t.is_log,
        m.kind = 'message' AS is_written,
        m.kind = 'message' AND m.direction = 'in' AS is_incoming,
        m.kind = 'message' AND m.direction = 'out' AS is_outgoing,
        m.kind = 'message' AND m.direction = 'out' AND m.author_kind = 'agent' AND NOT m.is_automatic AND NOT m.is_failed
          AS is_reply,
        upper(trim(regexp_replace(regexp_replace(coalesce(m.text, ''), '[^\p{L}\p{N}\s]', '', 'g'), '\s+', ' ', 'g'))) AS words
      FROM raw_message m JOIN raw_thread t USING (thread_id)`,

    personStatement,

    // What says out: a word that our last message before it did not ask for, unless the user judged otherwise; of what says
    // more than the word, what the user confirmed.
    `CREATE TABLE opt_word AS
      WITH said AS (
        SELECT *, words IN ${optOutWords} AS is_word FROM reading
        WHERE is_incoming AND (words IN ${optOutWords} OR words IN ${wishes})),
      asked AS (
        SELECT thread_id, sent_at, words FROM reading WHERE is_outgoing AND NOT is_failed AND id IS NOT NULL),
      before AS (
        SELECT said.id, max(asked.sent_at) AS sent_at FROM said JOIN asked USING (thread_id) WHERE asked.sent_at < said.sent_at
        GROUP BY said.id),
      answering AS (
        SELECT DISTINCT said.id FROM said JOIN before USING (id) JOIN asked ON asked.thread_id = said.thread_id AND asked.sent_at = before.sent_at
        WHERE (asked.words, said.words) IN ${askedWords})
      SELECT said.*, coalesce(d.is_opt_out, is_word AND said.id NOT IN (SELECT id FROM answering)) AS counts
      FROM said LEFT JOIN raw_decision d ON d.key = said.key`,

    // Everything that says out or in, of one contact on one channel in its order. What has no date comes first; of one
    // instant, in comes before out, so that an opt-in counts only after an opt-out.
    `CREATE TABLE opt_signal AS
      WITH said AS (
        SELECT contact_id, channel, source, inbox, sent_at AS moment, 'out' AS state,
          CASE WHEN is_word THEN 'keyword' ELSE 'wish' END AS evidence, id, key
        FROM opt_word WHERE counts AND contact_id IS NOT NULL
        UNION ALL
        SELECT contact_id, channel, source, inbox, sent_at, 'in', 'keyword', id, key
        FROM reading WHERE is_incoming AND words IN ${optInWords} AND contact_id IS NOT NULL
        UNION ALL
        SELECT contact_id, channel, source, inbox, sent_at, 'out', 'error-21610', id, key
        FROM reading WHERE has_21610 AND contact_id IS NOT NULL
        UNION ALL
        SELECT contact_id, channel, source, NULL, moment, state, evidence, NULL, key FROM raw_opt_out)
      SELECT *, lag(state) OVER (PARTITION BY contact_id, channel ORDER BY moment NULLS FIRST, state, evidence, key) AS state_before
      FROM said
      -- An opt-in word counts only after an opt-out: YES may answer anything else.
      QUALIFY evidence <> 'keyword' OR state = 'out' OR state_before = 'out'`,

    // Of one instant: the customer first, then what is nothing but an opt-out, then our side.
    `CREATE TABLE ordered AS
      WITH judged AS (
        SELECT *, is_incoming AND (id IN (SELECT id FROM opt_word WHERE counts) OR id IN (SELECT id FROM opt_signal WHERE state = 'in' AND id IS NOT NULL)) AS is_opt
        FROM reading)
      SELECT *, is_incoming AND NOT is_opt AS is_customer,
        words IN ${courtesyWords} OR (words = '' AND text <> '') AS is_courtesy,
        row_number() OVER (PARTITION BY thread_id ORDER BY sent_at, direction, kind = 'event', is_opt, key) AS ord
      FROM judged`,

    // A log is split where nobody wrote for the gap, and where the customer writes again after a close.
    `CREATE TABLE placed AS
      WITH silent AS (
        SELECT *, is_log AND is_written AND sent_at - last_value(CASE WHEN is_written THEN sent_at END IGNORE NULLS) OVER (
            PARTITION BY thread_id ORDER BY ord ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) >= ${gapMs} AS is_after_gap
        FROM ordered),
      stretched AS (
        SELECT *, count(*) FILTER (is_after_gap) OVER (PARTITION BY thread_id ORDER BY ord ROWS UNBOUNDED PRECEDING) AS stretch
        FROM silent),
      closed AS (
        SELECT *, is_log AND is_customer AND last_value(coalesce(event, CASE WHEN is_customer THEN 'written' END) IGNORE NULLS) OVER (
            PARTITION BY thread_id, stretch ORDER BY ord ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) = 'closed' AS is_after_close
        FROM stretched)
      SELECT *, stretch + count(*) FILTER (is_after_close) OVER (
        PARTITION BY thread_id ORDER BY ord ROWS UNBOUNDED PRECEDING) AS part
      FROM closed`,

    // The service conversation starts at the customer's first message. In a log what we wrote before it is outreach, a
    // conversation of its own; in a conversation of the export it stays with it.
    `CREATE TABLE opening AS
      SELECT thread_id, part, is_log, min(ord) FILTER (is_customer) AS opening_ord,
        coalesce(min(ord) FILTER (is_outgoing) < min(ord) FILTER (is_customer), false) AS has_outreach
      FROM placed GROUP BY thread_id, part, is_log HAVING opening_ord IS NOT NULL`,
    `CREATE TABLE belonging AS
      SELECT p.*, o.opening_ord FROM placed p JOIN opening o USING (thread_id, part)
      WHERE NOT (p.is_log AND o.has_outreach AND p.ord < o.opening_ord)`,

    ...closeEventStatements,

    // Opened: the first customer message, or the creation time of the export if there are no messages. First reply: the
    // first human reply after it. Closed: as its events say, or the export as a whole where it has none. Credited to whom
    // it was assigned, else to who closed it, else to who replied last.
    `CREATE TABLE service AS
      WITH written AS (
        SELECT thread_id, part, is_log,
          first(sent_at ORDER BY ord) FILTER (ord = opening_ord) AS opened_at,
          first(sent_at ORDER BY ord) FILTER (is_reply AND ord > opening_ord) AS first_reply_at,
          first(agent ORDER BY ord) FILTER (is_reply AND ord > opening_ord) AS first_reply_agent,
          last(agent ORDER BY ord) FILTER (is_reply AND ord > opening_ord) AS last_reply_agent,
          last(team ORDER BY ord) FILTER (team IS NOT NULL) AS team
        FROM belonging GROUP BY thread_id, part, is_log),
      -- Of a log no record speaks.
      record AS (SELECT * FROM raw_record WHERE thread_id NOT IN (SELECT thread_id FROM raw_thread WHERE is_log))
      SELECT w.thread_id, w.part, false AS is_record_only, w.opened_at, w.first_reply_at, w.first_reply_agent,
        CASE WHEN e.thread_id IS NULL THEN r.closed_at ELSE e.closed_at END AS closed_at,
        coalesce(r.agent, e.closed_by, w.last_reply_agent) AS last_agent, coalesce(r.team, w.team) AS team,
        coalesce(r.reopen_count, e.reopens, 0) AS reopens
      FROM written w LEFT JOIN record r USING (thread_id) LEFT JOIN close_event e USING (thread_id, part)
      UNION ALL
      SELECT thread_id, 0, true, opened_at, first_reply_at, CASE WHEN first_reply_at IS NULL THEN NULL ELSE agent END,
        CASE WHEN e.thread_id IS NULL THEN r.closed_at ELSE e.closed_at END, coalesce(agent, e.closed_by), team,
        coalesce(r.reopen_count, e.reopens, 0)
      FROM record r LEFT JOIN close_event e USING (thread_id)
      WHERE opened_at IS NOT NULL AND thread_id NOT IN (SELECT thread_id FROM reading WHERE is_written)`,
    `CREATE TABLE conversation AS
      SELECT s.*, t.source_id, t.source, t.channel, coalesce(p.person_id, t.contact_id) AS contact_id, t.inbox
      FROM service s JOIN raw_thread t USING (thread_id) LEFT JOIN person p USING (contact_id)`,

    closeMomentStatement,

    // A turn collects customer messages until it ends: by a human reply, by an opt-out, by a close that no reply follows
    // before the customer writes again, or, still waiting, not at all.
    `CREATE TABLE turn AS
      WITH happening AS (
        SELECT thread_id, part, sent_at AS moment, false AS is_close, ord, agent, is_courtesy,
          CASE WHEN is_customer THEN 'customer' WHEN is_reply THEN 'answered' ELSE 'opt-out' END AS what
        FROM belonging WHERE is_customer OR is_opt OR (is_reply AND ord > opening_ord)
        UNION ALL
        SELECT thread_id, part, moment, true, NULL, NULL, NULL, 'closed-without-reply' FROM close_moment),
      sequenced AS (
        SELECT *, first_value(CASE WHEN NOT is_close THEN what END IGNORE NULLS) OVER (
          PARTITION BY thread_id, part ORDER BY moment, is_close, ord ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS next
        FROM happening),
      bounded AS (
        SELECT *, what <> 'customer' AND NOT (is_close AND coalesce(next, '') = 'answered') AS is_end FROM sequenced),
      numbered AS (
        SELECT *, count(*) FILTER (is_end) OVER (
          PARTITION BY thread_id, part ORDER BY moment, is_close, ord ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS number
        FROM bounded),
      gathered AS (
        SELECT thread_id, part, number, min(moment) FILTER (what = 'customer') AS started_at,
          bool_and(is_courtesy) FILTER (what = 'customer') AS is_courtesy,
          coalesce(any_value(what) FILTER (is_end), 'waiting') AS ended_by,
          any_value(moment) FILTER (is_end) AS ended_at, any_value(agent) FILTER (is_end) AS agent
        FROM numbered GROUP BY thread_id, part, number HAVING started_at IS NOT NULL)
      SELECT thread_id, part, started_at, ended_at, agent,
        -- Only thanks, ok or a thumb needs no reply, but may get one.
        CASE WHEN ${rules.courtesyEndsTurn} AND is_courtesy AND ended_by IN ('waiting', 'closed-without-reply')
          THEN 'courtesy' ELSE ended_by END AS ended_by
      FROM gathered`,

    // A KPI is measurable only where the source says what it needs.
    `CREATE TABLE ability AS
      SELECT t.source_id, bool_or(coalesce(m.is_written, false)) AS has_messages,
        bool_or(r.first_reply_at IS NOT NULL) AS has_first_reply,
        bool_or(r.closed_at IS NOT NULL OR coalesce(m.has_close, false)) AS has_close
      FROM raw_thread t LEFT JOIN raw_record r USING (thread_id)
      LEFT JOIN (
        SELECT thread_id, bool_or(is_written) AS is_written, coalesce(bool_or(event = 'closed'), false) AS has_close
        FROM reading GROUP BY thread_id) m USING (thread_id)
      GROUP BY t.source_id`,

    // Which conversation a survey is about: the one that its export names, from its own source, else from the only
    // other one that has the id.
    `CREATE TABLE survey AS
      WITH candidate AS (
        SELECT s.id, t.thread_id, t.source_id = s.source_id AS is_own, count(*) OVER (PARTITION BY s.id) AS n,
          bool_or(t.source_id = s.source_id) OVER (PARTITION BY s.id) AS has_own
        FROM raw_survey s JOIN raw_thread t ON t.external_id = s.conversation_external_id),
      chosen AS (SELECT id, thread_id FROM candidate WHERE is_own OR (NOT has_own AND n = 1)),
      described AS (
        -- Also a conversation that we opened and nobody answered has a team, and may have been closed.
        SELECT t.thread_id, t.channel, t.inbox,
          coalesce(c.last_agent, r.agent, CASE WHEN c.thread_id IS NULL THEN m.closed_by END) AS agent,
          coalesce(c.team, r.team, m.team) AS team
        FROM raw_thread t LEFT JOIN conversation c USING (thread_id) LEFT JOIN raw_record r USING (thread_id)
        LEFT JOIN (
          SELECT thread_id, last(team ORDER BY ord) FILTER (team IS NOT NULL) AS team,
            CASE WHEN last(event ORDER BY ord) FILTER (event IS NOT NULL) = 'closed'
              THEN last(agent ORDER BY ord) FILTER (event IS NOT NULL) END AS closed_by
          FROM placed GROUP BY thread_id HAVING bool_or(is_customer OR is_outgoing)) m USING (thread_id)
        WHERE NOT t.is_log AND (c.thread_id IS NOT NULL OR m.thread_id IS NOT NULL))
      SELECT s.kind, s.score, s.scale_min, s.scale_max, s.answered_at, s.source, coalesce(s.channel, d.channel) AS channel,
        coalesce(s.agent, d.agent) AS agent, coalesce(s.team, d.team) AS team, d.inbox
      FROM raw_survey s LEFT JOIN chosen USING (id) LEFT JOIN described d USING (thread_id)`,

    // Who was written to: any message of ours that was not a failed delivery.
    `CREATE TABLE sending AS
      SELECT coalesce(p.person_id, contact_id) AS contact_id, channel, source, inbox, sent_at AS moment, agent, team
      FROM reading LEFT JOIN person p USING (contact_id)
      WHERE is_outgoing AND NOT is_failed AND contact_id IS NOT NULL AND id IS NOT NULL`,
    // An opt-out names no agent: it is credited to who wrote to the contact last before it.
    `CREATE TABLE opting_out AS
      SELECT o.contact_id, o.channel, o.source, coalesce(o.inbox, s.inbox) AS inbox, o.moment, s.agent, s.team
      FROM (
        SELECT * REPLACE (coalesce(p.person_id, contact_id) AS contact_id), row_number() OVER () AS number
        FROM opt_signal LEFT JOIN person p USING (contact_id) WHERE state = 'out') o
      LEFT JOIN sending s ON s.contact_id = o.contact_id AND s.channel = o.channel AND (o.moment IS NULL OR s.moment <= o.moment)
      QUALIFY row_number() OVER (PARTITION BY o.number ORDER BY s.moment DESC NULLS LAST, coalesce(s.agent, '') DESC,
        coalesce(s.team, '') DESC, coalesce(s.inbox, '') DESC) = 1`,

    ...returnStatements,

    // One row per case: when it belongs to a period, whom it is credited to, its value, and in which counts it is.
    `CREATE TABLE kpi_case AS
      SELECT 'first-response-time' AS kpi, opened_at AS moment, channel, team, coalesce(first_reply_agent, last_agent) AS agent,
        inbox, source, NULL AS contact_id, (first_reply_at - opened_at) / 1000.0 AS value,
        coalesce(first_reply_at >= opened_at, false) AS is_counted, first_reply_at IS NULL AS is_unanswered,
        false AS is_numerator
      FROM conversation JOIN ability USING (source_id) WHERE has_messages OR has_first_reply
      UNION ALL
      SELECT 'response-time', started_at, channel, team,
        CASE WHEN t.ended_by = 'answered' THEN t.agent ELSE last_agent END, inbox, source, NULL,
        (t.ended_at - t.started_at) / 1000.0, t.ended_by = 'answered', t.ended_by IN ('waiting', 'closed-without-reply'),
        false
      FROM turn t JOIN conversation USING (thread_id, part)
      UNION ALL
      SELECT 'unanswered-share', opened_at, channel, team, coalesce(first_reply_agent, last_agent), inbox, source, NULL, NULL,
        true, false, first_reply_at IS NULL
      FROM conversation JOIN ability USING (source_id) WHERE has_messages OR has_first_reply
      UNION ALL
      SELECT 'conversations', opened_at, channel, team, last_agent, inbox, source, NULL, NULL, true, false, false
      FROM conversation
      UNION ALL
      SELECT 'returning-customer-share', opened_at, channel, team, last_agent, inbox, source, contact_id, NULL, true, false,
        opened_at > min(opened_at) OVER (PARTITION BY contact_id)
      FROM conversation WHERE contact_id IS NOT NULL
      UNION ALL
      SELECT 'opt-out-share', moment, channel, team, agent, inbox, source, contact_id, NULL, true, false, false FROM sending
      UNION ALL
      SELECT 'opt-out-share', moment, channel, team, agent, inbox, source, contact_id, NULL, false, false, true FROM opting_out
      UNION ALL
      SELECT 'nps', answered_at, channel, team, agent, inbox, source, NULL,
        CASE WHEN score >= 9 THEN 100.0 WHEN score <= 6 THEN -100.0 ELSE 0.0 END, true, false, false
      FROM survey WHERE kind = 'nps' AND score IS NOT NULL AND scale_min = 0 AND scale_max = 10
      UNION ALL
      SELECT 'csat', answered_at, channel, team, agent, inbox, source, NULL, NULL, true, false,
        score >= CASE scale_max WHEN 5 THEN 4 WHEN 7 THEN 6 ELSE 1 END
      FROM survey WHERE kind = 'csat' AND score IS NOT NULL
        AND (scale_min, scale_max) IN ((1.0, 5.0), (1.0, 7.0), (0.0, 1.0))`,

    ...serviceStatements,
    ...resolutionStatements(gapMs),
  ]
}
