/**
 * What exports cannot tell and the user can: which of the agents is a bot, and which texts were sent by a machine. Choices
 * belong to the workspace; facts are made with them, messages stay as the export says.
 */
import type { Database } from 'better-sqlite3'
import type { AuthorList } from '../../../shared/model.ts'
import { idSet } from './id-set.ts'
import type { TouchedRows } from './touched-rows.ts'

export interface AuthorChoices {
  /** What the user made of the agent behind this id; undefined = nothing. */
  readonly kindOf: (agentId: number) => 'agent' | 'bot' | undefined
  /** Ids of the messages of some threads (a JSON list) whose text the user takes for an automatic one. */
  readonly automaticMessages: (threads: string) => ReadonlySet<number>
}

const none: ReadonlySet<number> = new Set()

export function readAuthorChoices(db: Database): AuthorChoices {
  const kinds = new Map(
    db
      .prepare<[], { id: number; kind: 'agent' | 'bot' }>(
        `SELECT agent.id, author_choice.kind FROM agent LEFT JOIN agent named ON named.id = agent.same_as
         JOIN author_choice ON author_choice.agent = coalesce(named.name, agent.name)`,
      )
      .all()
      .map(({ id, kind }) => [id, kind]),
  )
  const hasTexts = db.prepare('SELECT 1 FROM automatic_text_choice WHERE is_automatic = 1 LIMIT 1').get() !== undefined
  const find = db
    .prepare<[string], number>(
      `SELECT message.id FROM message JOIN automatic_text_choice choice ON choice.text = message.text
       WHERE message.thread_id IN (SELECT value FROM json_each(?)) AND message.direction = 'out' AND choice.is_automatic = 1`,
    )
    .pluck()
  return {
    kindOf: (id) => kinds.get(id),
    automaticMessages: (threads) => (hasTexts ? new Set(find.all(threads)) : none),
  }
}

/** Names that are machines' more often than not. A guess for the user to confirm, never applied by itself. */
const botName =
  /\b(?:bot|chatbot|robot|assistant|autoresponder|auto[- ]?reply|no[- ]?reply|workflow|automation)\b|bot$/i

/** Product design, section 1: the same text within 10 s of the customer's message, in at least 5 conversations. */
const quickSeconds = 10
const leastConversations = 5

/** Everybody who replied, and the texts that look automatic. Largest first. */
export function listAuthors(db: Database): AuthorList {
  const agents = db
    .prepare<[], { name: string; kind: 'agent' | 'bot'; chosen: 'agent' | 'bot' | null; messages: number }>(
      `SELECT coalesce(named.name, agent.name) name, max(message.author_kind) kind, author_choice.kind chosen,
         count(*) messages
       FROM message JOIN agent ON agent.id = message.agent_id LEFT JOIN agent named ON named.id = agent.same_as
       LEFT JOIN author_choice ON author_choice.agent = coalesce(named.name, agent.name)
       WHERE message.is_current = 1 AND message.kind = 'message' AND message.author_kind IN ('agent', 'bot')
       GROUP BY 1 ORDER BY messages DESC, name LIMIT 1000`,
    )
    .all()
  const texts = db
    .prepare<[number, number], { text: string; conversations: number; isAutomatic: number | null }>(
      `WITH ordered AS (
         SELECT thread_id, sent_at, direction, author_kind, is_automatic, text,
           lag(direction) OVER near AS before, lag(sent_at) OVER near AS before_at
         FROM message WHERE is_current = 1 AND kind = 'message' AND author_kind <> 'unknown'
         WINDOW near AS (PARTITION BY thread_id ORDER BY sent_at, direction, key)),
       quick AS (
         SELECT text, count(DISTINCT thread_id) conversations FROM ordered
         WHERE direction = 'out' AND author_kind = 'agent' AND is_automatic = 0 AND before = 'in'
           AND sent_at - before_at <= ? * 1000 AND text <> ''
         GROUP BY text HAVING conversations >= ?)
       SELECT quick.text, conversations, choice.is_automatic isAutomatic FROM quick
       LEFT JOIN automatic_text_choice choice ON choice.text = quick.text
       UNION SELECT choice.text, 0, choice.is_automatic FROM automatic_text_choice choice
         WHERE choice.text NOT IN (SELECT text FROM quick)
       ORDER BY conversations DESC, 1 LIMIT 200`,
    )
    .all(quickSeconds, leastConversations)
  return {
    agents: agents.map(({ name, kind, chosen, messages }) => ({
      name,
      kind: chosen ?? kind,
      guess: kind === 'bot' || botName.test(name) ? 'bot' : 'agent',
      isChosen: chosen !== null,
      messages,
    })),
    automaticTexts: texts.map(({ text, conversations, isAutomatic }) => ({
      text,
      conversations,
      isAutomatic: isAutomatic === 1,
      isChosen: isAutomatic !== null,
    })),
  }
}

/** `kind` null takes the choice back. Inside the caller's transaction; @returns whose facts have to be made anew. */
export function chooseAuthor(db: Database, agent: string, kind: 'agent' | 'bot' | null, now: number): TouchedRows {
  if (kind === null) db.prepare('DELETE FROM author_choice WHERE agent = ?').run(agent)
  else
    db.prepare('INSERT OR REPLACE INTO author_choice (agent, kind, chosen_at) VALUES (?, ?, ?)').run(agent, kind, now)
  return threadsWhere(
    db,
    `agent_id IN (SELECT agent.id FROM agent LEFT JOIN agent named ON named.id = agent.same_as
     WHERE coalesce(named.name, agent.name) = ?)`,
    agent,
  )
}

/** As `chooseAuthor`, for a text that was sent by a machine. */
export function chooseAutomaticText(db: Database, text: string, isAutomatic: boolean | null, now: number): TouchedRows {
  if (isAutomatic === null) db.prepare('DELETE FROM automatic_text_choice WHERE text = ?').run(text)
  else {
    db.prepare('INSERT OR REPLACE INTO automatic_text_choice (text, is_automatic, chosen_at) VALUES (?, ?, ?)').run(
      text,
      isAutomatic ? 1 : 0,
      now,
    )
  }
  return threadsWhere(db, `text = ? AND direction = 'out'`, text)
}

function threadsWhere(db: Database, condition: string, value: string): TouchedRows {
  const threads = db
    .prepare<[string], number>(`SELECT DISTINCT thread_id FROM message WHERE ${condition}`)
    .pluck()
    .iterate(value)
  return { threads: idSet(threads), contacts: idSet() }
}
