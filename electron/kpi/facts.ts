/**
 * Reads a workspace into columns: the only SQL of the KPI engine. Rows come one by one and go straight into typed
 * arrays, so that a large workspace costs its columns and nothing beside them.
 */
import type { Database } from 'better-sqlite3'
import type {
  ConversationFacts,
  Facts,
  OptOutFacts,
  SourceAbilities,
  SurveyFacts,
  TurnFacts,
} from '../../shared/facts.ts'
import { channels, optOutEvidences, surveyKinds, turnEnds } from '../../shared/model.ts'
import type { Channel } from '../../shared/model.ts'
import { unknownChannel } from './definition.ts'
import { countRows, eachRow, indexOfName, time, whole } from './fact-rows.ts'
import type { Cell, Lookups, Names } from './fact-rows.ts'
import { readOutgoing, repliesInMessages } from './outgoing-facts.ts'

/** Everything that KPIs need of the workspace, read in one transaction. */
export function loadFacts(db: Database): Facts {
  return db.transaction(() => readFacts(db))()
}

function readFacts(db: Database): Facts {
  const teams = readNames(db, 'team')
  const agents = readNames(db, 'agent')
  const inboxes = readNames(db, 'inbox')
  const sources = readNames(db, 'source')
  const lookups = { teams, agents, inboxes, sources, contactOf: readContacts(db) }
  const { conversations, threads, positionOfId } = readConversations(db, lookups)
  const outgoing = readOutgoing(db, lookups, threads, conversations.openedAt)
  markKnownReplies(db, conversations, threads, repliesInMessages(outgoing, conversations.count))
  const messages = summariseMessages(db, sources)
  return {
    conversations,
    turns: readTurns(db, lookups, positionOfId),
    surveys: readSurveys(db, lookups, conversationsOfSurveys(db, conversations, positionOfId)),
    outgoing,
    optOuts: readOptOuts(db, lookups, optedOut),
    optOutSuspicions: readOptOuts(db, lookups, suspected),
    names: { teams: teams.names, agents: agents.names, inboxes: inboxes.names, sources: sources.names },
    customers: countCustomers(db),
    abilities: readAbilities(db, sources, messages),
    ...dataRange(conversations, messages),
  }
}

function readContacts(db: Database): Lookups['contactOf'] {
  const behind = new Map(
    db
      .prepare<[], { id: number; sameAs: number }>('SELECT id, same_as sameAs FROM contact WHERE same_as IS NOT NULL')
      .all()
      .map(({ id, sameAs }) => [id, sameAs]),
  )
  return (cell) => {
    const id = whole(cell)
    return behind.get(id) ?? id
  }
}

function countCustomers(db: Database): Facts['customers'] {
  const count = db.prepare<[], Facts['customers']>(
    `SELECT count(*) FILTER (WHERE phone AND NOT email) numberOnly, count(*) FILTER (WHERE email AND NOT phone) emailOnly,
       count(*) FILTER (WHERE email AND phone) linked, count(*) FILTER (WHERE NOT email AND NOT phone) otherOnly
     FROM (SELECT max(kind = 'phone') phone, max(kind = 'email') email FROM contact GROUP BY coalesce(same_as, id))`,
  )
  return count.get() ?? { numberOnly: 0, emailOnly: 0, linked: 0, otherOnly: 0 }
}

function readNames(db: Database, table: 'team' | 'agent' | 'inbox' | 'source'): Names {
  // An id that another file of the export has a name for goes by that name.
  const sameAs = table === 'source' ? 'NULL' : 'same_as'
  const rows = db
    .prepare<[], { id: number; name: string; sameAs: number | null }>(
      `SELECT id, name, ${sameAs} sameAs FROM ${table} ORDER BY id`,
    )
    .all()
  const named = rows.filter((row) => row.sameAs === null)
  const positions = new Map(named.map(({ id }, position) => [id, position]))
  for (const { id, sameAs: target } of rows) {
    const position = target === null ? undefined : positions.get(target)
    if (position !== undefined) positions.set(id, position)
  }
  return {
    names: named.map(({ name }) => name),
    positionOf: (id) => (typeof id === 'number' ? (positions.get(id) ?? -1) : -1),
  }
}

const channelIndex = indexOfName(channels)

function readConversations(
  db: Database,
  { teams, agents, inboxes, sources, contactOf }: Lookups,
): { conversations: ConversationFacts; threads: Int32Array; positionOfId: ReadonlyMap<number, number> } {
  const count = countRows(db, 'conversation')
  const conversations = {
    count,
    id: new Float64Array(count),
    channel: new Uint8Array(count),
    contact: new Int32Array(count),
    team: new Int32Array(count),
    inbox: new Int32Array(count),
    source: new Int32Array(count),
    firstReplyAgent: new Int32Array(count),
    lastAgent: new Int32Array(count),
    isService: new Uint8Array(count),
    openedAt: new Float64Array(count),
    firstReplyAt: new Float64Array(count),
    closedAt: new Float64Array(count),
    lastEventAt: new Float64Array(count),
    humanReplies: new Int32Array(count),
    knowsReplies: new Uint8Array(count),
    reopens: new Int32Array(count),
    agentCount: new Int32Array(count),
  }
  const threads = new Int32Array(count)
  const positionOfId = new Map<number, number>()
  eachRow(
    db,
    `SELECT id, channel, contact_id, team_id, inbox_id, source_id, first_reply_agent_id, last_agent_id,
       kind = 'service', opened_at, first_reply_at, closed_at, last_event_at, human_reply_count, reopen_count, agent_count,
       thread_id, message_count > 0
     FROM conversation ORDER BY opened_at, id`,
    (row, position) => {
      positionOfId.set(whole(row[0]), position)
      conversations.id[position] = whole(row[0])
      conversations.channel[position] = channelIndex(row[1])
      conversations.contact[position] = contactOf(row[2])
      conversations.team[position] = teams.positionOf(row[3])
      conversations.inbox[position] = inboxes.positionOf(row[4])
      conversations.source[position] = sources.positionOf(row[5])
      conversations.firstReplyAgent[position] = agents.positionOf(row[6])
      conversations.lastAgent[position] = agents.positionOf(row[7])
      conversations.isService[position] = whole(row[8])
      conversations.openedAt[position] = time(row[9])
      conversations.firstReplyAt[position] = time(row[10])
      conversations.closedAt[position] = time(row[11])
      conversations.lastEventAt[position] = time(row[12])
      conversations.humanReplies[position] = whole(row[13])
      conversations.reopens[position] = whole(row[14])
      conversations.agentCount[position] = whole(row[15])
      threads[position] = whole(row[16])
      conversations.knowsReplies[position] = whole(row[17])
    },
  )
  return { conversations, threads, positionOfId }
}

/**
 * Of some conversations only the time of the first reply is known, and not whether others followed: those whose replies
 * are not among the messages, unless the export gives their number.
 */
function markKnownReplies(
  db: Database,
  { count, humanReplies, knowsReplies }: ConversationFacts,
  threads: Int32Array,
  inMessages: Int32Array,
): void {
  const isNumbered = new Set<number>()
  const sql = 'SELECT thread_id FROM conversation_record WHERE is_current = 1 AND reply_count IS NOT NULL'
  eachRow(db, sql, (row) => isNumbered.add(whole(row[0])))
  for (let position = 0; position < count; position++) {
    const isWritten = knowsReplies[position] === 1 && inMessages[position] === humanReplies[position]
    knowsReplies[position] = isWritten || isNumbered.has(threads[position] ?? -1) ? 1 : 0
  }
}

function readTurns(db: Database, { agents }: Lookups, positionOfId: ReadonlyMap<number, number>): TurnFacts {
  const count = countRows(db, 'turn')
  const turns = {
    count,
    conversation: new Int32Array(count),
    startedAt: new Float64Array(count),
    endedAt: new Float64Array(count),
    end: new Uint8Array(count),
    agent: new Int32Array(count),
  }
  const endIndex = indexOfName(turnEnds)
  eachRow(
    db,
    'SELECT conversation_id, started_at, ended_at, ended_by, agent_id FROM turn ORDER BY started_at, conversation_id',
    (row, position) => {
      turns.conversation[position] = positionOfId.get(whole(row[0])) ?? -1
      turns.startedAt[position] = time(row[1])
      turns.endedAt[position] = time(row[2])
      turns.end[position] = endIndex(row[3])
      turns.agent[position] = agents.positionOf(row[4])
    },
  )
  return turns
}

/**
 * The conversation of each survey, by survey id. It is the one that its export names: the latest service conversation of
 * that thread opened before the answer, else the first. A table of surveys is often a file of its own, so that a thread of
 * another source is taken where only one has the id.
 */
function conversationsOfSurveys(
  db: Database,
  conversations: ConversationFacts,
  positionOfId: ReadonlyMap<number, number>,
): ReadonlyMap<number, number> {
  const threads = new Map<number, { own: number | null; others: number[]; answeredAt: number }>()
  eachRow(
    db,
    `SELECT s.id, t.id, t.source_id = s.source_id, s.answered_at FROM survey_response s
     JOIN thread t ON t.external_id = s.conversation_external_id
     WHERE s.is_current = 1 AND s.conversation_external_id IS NOT NULL ORDER BY s.id, t.id`,
    (row) => {
      const survey = whole(row[0])
      const found = threads.get(survey) ?? { own: null, others: [], answeredAt: time(row[3]) }
      threads.set(survey, found)
      if (row[2] === 1) found.own ??= whole(row[1])
      else found.others.push(whole(row[1]))
    },
  )
  const found = new Map<number, number>()
  if (threads.size === 0) return found
  const positionsOfThread = new Map<number, number[]>()
  eachRow(db, 'SELECT thread_id, id FROM conversation ORDER BY opened_at, id', (row) => {
    const positions = positionsOfThread.get(whole(row[0])) ?? []
    positionsOfThread.set(whole(row[0]), positions)
    positions.push(positionOfId.get(whole(row[1])) ?? -1)
  })
  for (const [survey, { own, others, answeredAt }] of threads) {
    const thread = own ?? (others.length === 1 ? others[0] : undefined)
    const all = thread === undefined ? [] : (positionsOfThread.get(thread) ?? [])
    const service = all.filter((position) => conversations.isService[position] === 1)
    const before = service.findLast((position) => !((conversations.openedAt[position] ?? Number.NaN) > answeredAt))
    found.set(survey, before ?? service[0] ?? all[0] ?? -1)
  }
  return found
}

function readSurveys(
  db: Database,
  { teams, agents, sources, contactOf }: Lookups,
  conversationOfSurvey: ReadonlyMap<number, number>,
): SurveyFacts {
  const count = countRows(db, 'survey_response WHERE is_current = 1')
  const surveys = {
    count,
    id: new Float64Array(count),
    kind: new Uint8Array(count),
    channel: new Uint8Array(count),
    contact: new Int32Array(count),
    conversation: new Int32Array(count),
    team: new Int32Array(count),
    agent: new Int32Array(count),
    // Surveys name no inbox; that of their conversation counts.
    inbox: new Int32Array(count).fill(-1),
    source: new Int32Array(count),
    score: new Float64Array(count),
    scaleMin: new Float64Array(count),
    scaleMax: new Float64Array(count),
    answeredAt: new Float64Array(count),
  }
  const kindIndex = indexOfName(surveyKinds)
  const sql = `SELECT kind, channel, contact_id, team_id, agent_id, source_id, score, scale_min, scale_max, answered_at, id
    FROM survey_response WHERE is_current = 1 ORDER BY answered_at, id`
  eachRow(db, sql, (row, position) => {
    surveys.kind[position] = kindIndex(row[0])
    surveys.channel[position] = row[1] === null ? unknownChannel : channelIndex(row[1])
    surveys.contact[position] = contactOf(row[2])
    surveys.team[position] = teams.positionOf(row[3])
    surveys.agent[position] = agents.positionOf(row[4])
    surveys.source[position] = sources.positionOf(row[5])
    surveys.score[position] = time(row[6])
    surveys.scaleMin[position] = time(row[7])
    surveys.scaleMax[position] = time(row[8])
    surveys.answeredAt[position] = time(row[9])
    surveys.id[position] = whole(row[10])
    surveys.conversation[position] = conversationOfSurvey.get(whole(row[10])) ?? -1
  })
  return surveys
}

interface OptOutQuery {
  readonly columns: string
  readonly from: string
}

const optedOut: OptOutQuery = {
  columns: 'contact_id, channel, inbox_id, source_id, at, evidence',
  from: `opt_out WHERE state = 'out'`,
}

const suspected: OptOutQuery = {
  columns: `thread.contact_id, thread.channel, thread.inbox_id, thread.source_id, message.sent_at at,
    CASE suspicion.reason WHEN 'wish' THEN 'wish' ELSE 'keyword' END`,
  from: `opt_out_suspicion suspicion JOIN message ON message.id = suspicion.message_id
    JOIN thread ON thread.id = message.thread_id WHERE suspicion.state = 'waiting'`,
}

function readOptOuts(
  db: Database,
  { inboxes, sources, contactOf }: Lookups,
  { columns, from }: OptOutQuery,
): OptOutFacts {
  const count = countRows(db, from)
  const optOuts = {
    count,
    contact: new Int32Array(count),
    channel: new Uint8Array(count),
    inbox: new Int32Array(count),
    source: new Int32Array(count),
    at: new Float64Array(count),
    evidence: new Uint8Array(count),
  }
  const evidenceIndex = indexOfName(optOutEvidences)
  eachRow(db, `SELECT ${columns} FROM ${from} ORDER BY 5, 1`, (row, position) => {
    optOuts.contact[position] = contactOf(row[0])
    optOuts.channel[position] = channelIndex(row[1])
    optOuts.inbox[position] = inboxes.positionOf(row[2])
    optOuts.source[position] = sources.positionOf(row[3])
    optOuts.at[position] = time(row[4])
    optOuts.evidence[position] = evidenceIndex(row[5])
  })
  return optOuts
}

/** What the messages of one source on one channel hold, as one scan over all of them finds it. */
interface MessageSummary {
  readonly source: number
  readonly channel: Cell | undefined
  readonly hasMessages: boolean
  readonly hasClose: boolean
  readonly hasReopens: boolean
  readonly hasAgents: boolean
  readonly hasTeams: boolean
  readonly first: number
  readonly last: number
}

function summariseMessages(db: Database, sources: Names): MessageSummary[] {
  const found: MessageSummary[] = []
  eachRow(
    db,
    `SELECT t.source_id, t.channel, max(m.kind = 'message'), max(coalesce(m.event = 'closed', 0)),
       max(m.agent_id IS NOT NULL), max(m.team_id IS NOT NULL), min(m.sent_at), max(m.sent_at),
       max(coalesce(m.event = 'reopened' OR (m.event = 'closed' AND t.is_split = 0), 0))
     FROM message m JOIN thread t ON t.id = m.thread_id WHERE m.is_current = 1 AND m.author_kind <> 'unknown' GROUP BY t.source_id, t.channel`,
    (row) => {
      found.push({
        source: sources.positionOf(row[0]),
        channel: row[1],
        hasMessages: row[2] === 1,
        hasClose: row[3] === 1,
        hasAgents: row[4] === 1,
        hasTeams: row[5] === 1,
        first: time(row[6]),
        last: time(row[7]),
        hasReopens: row[8] === 1,
      })
    },
  )
  return found
}

function readAbilities(db: Database, sources: Names, messages: readonly MessageSummary[]): SourceAbilities[] {
  const abilities = sources.names.map((_, source) => {
    const own = messages.filter((summary) => summary.source === source)
    return {
      hasMessages: own.some((summary) => summary.hasMessages),
      hasFirstReply: false,
      hasClose: own.some((summary) => summary.hasClose),
      hasReopens: own.some((summary) => summary.hasReopens),
      hasAgents: own.some((summary) => summary.hasAgents),
      hasTeams: own.some((summary) => summary.hasTeams),
      hasContacts: false,
      // A day, as logs are split by default, for a source without threads: nothing is inferred from it anyway.
      splitGapSeconds: 86_400,
      splitGapSecondsOf: undefined as Partial<Record<Channel, number>> | undefined, // filled in below
    }
  })
  eachRow(
    db,
    `SELECT t.source_id, max(r.first_reply_at IS NOT NULL), max(r.closed_at IS NOT NULL), max(r.agent_id IS NOT NULL),
       max(r.team_id IS NOT NULL), max(r.reopen_count IS NOT NULL)
     FROM conversation_record r JOIN thread t ON t.id = r.thread_id WHERE r.is_current = 1 GROUP BY t.source_id`,
    (row) => {
      const ability = abilities[sources.positionOf(row[0])]
      if (ability === undefined) return
      ability.hasFirstReply = row[1] === 1
      ability.hasClose ||= row[2] === 1
      ability.hasAgents ||= row[3] === 1
      ability.hasTeams ||= row[4] === 1
      ability.hasReopens ||= row[5] === 1
    },
  )
  const gaps = sources.names.map((): Partial<Record<Channel, number>> => ({}))
  const threads = `SELECT source_id, channel, max(contact_id IS NOT NULL), max(split_gap_seconds) FROM thread
    GROUP BY source_id, channel`
  eachRow(db, threads, (row) => {
    const position = sources.positionOf(row[0])
    const ability = abilities[position]
    const channel = channels.find((known) => known === row[1])
    const gap = gaps[position]
    if (ability === undefined || channel === undefined || gap === undefined) return
    ability.hasContacts ||= row[2] === 1
    gap[channel] = whole(row[3])
    const all = Object.values(gap)
    ability.splitGapSeconds = Math.max(...all)
    ability.splitGapSecondsOf = new Set(all).size > 1 ? gap : undefined
  })
  return abilities
}

function noTimes(): Record<Channel, number> {
  const record: Partial<Record<Channel, number>> = {}
  for (const channel of channels) record[channel] = Number.NaN
  return record as Record<Channel, number> // every channel was just set
}

/**
 * Start: the first event of the channel. End: the last event of any source that has the channel, since an export of
 * several channels reaches as far for the quiet ones. Survey answers come later than service and are left out.
 */
function dataRange(
  conversations: ConversationFacts,
  messages: readonly MessageSummary[],
): Pick<Facts, 'dataStart' | 'dataEnd'> {
  const dataStart = noTimes()
  const dataEnd = noTimes()
  const sourceEnd = new Map<number, number>()
  const channelsOfSource = new Map<number, Set<Channel>>()
  const see = (channel: Channel | undefined, source: number, first: number, last: number): void => {
    if (channel === undefined) return
    if (!(dataStart[channel] <= first)) dataStart[channel] = first
    sourceEnd.set(source, Math.max(sourceEnd.get(source) ?? -Infinity, last))
    const known = channelsOfSource.get(source) ?? new Set()
    channelsOfSource.set(source, known.add(channel))
  }
  for (let position = 0; position < conversations.count; position++) {
    const opened = conversations.openedAt[position] ?? Number.NaN
    const last = conversations.lastEventAt[position] ?? Number.NaN
    see(channels[conversations.channel[position] ?? -1], conversations.source[position] ?? -1, opened, last)
  }
  for (const { channel, source, first, last } of messages) see(channels[channelIndex(channel)], source, first, last)
  for (const [source, own] of channelsOfSource) {
    const end = sourceEnd.get(source) ?? Number.NaN
    for (const channel of own) if (!(dataEnd[channel] >= end)) dataEnd[channel] = end
  }
  return { dataStart, dataEnd }
}
