/** Small facts for tests, written the way people write them down. Times are ISO texts in UTC or epoch milliseconds. */
import { unknownChannel } from '../../../electron/kpi/definition.ts'
import type { Facts, SourceAbilities } from '../../../shared/facts.ts'
import { channels, optOutEvidences, surveyKinds, turnEnds } from '../../../shared/model.ts'
import type { Channel, SurveyKind, TurnEnd, WorkspaceSettings } from '../../../shared/model.ts'

type Time = string | number

interface TurnInput {
  readonly from: Time
  readonly to?: Time
  /** Answered if it has an end, else waiting. */
  readonly end?: TurnEnd
  readonly agent?: string
}

export interface ConversationInput {
  readonly id?: number
  readonly channel?: Channel
  readonly contact?: number
  readonly team?: string
  readonly inbox?: string
  readonly source?: string
  readonly firstAgent?: string
  readonly lastAgent?: string
  readonly isOutreach?: boolean
  readonly opened: Time
  readonly replied?: Time
  readonly closed?: Time
  /** The latest of the other times. */
  readonly lastEvent?: Time
  /** One if it was replied to; null: nobody knows how many. */
  readonly replies?: number | null
  readonly reopens?: number
  /** Distinct agents that replied; one if the first is named. */
  readonly agentCount?: number
  readonly turns?: readonly TurnInput[]
}

export interface SurveyInput {
  readonly kind: SurveyKind
  readonly score?: number
  /** NPS: 0–10, CSAT: 1–5. */
  readonly scale?: readonly [number, number]
  readonly answered?: Time
  readonly channel?: Channel
  readonly team?: string
  readonly agent?: string
  readonly source?: string
  /** Position in the list of conversations given. */
  readonly conversation?: number
}

interface SendInput {
  readonly at: Time
  /** Position in the list of conversations given; a human reply there unless said otherwise. */
  readonly conversation?: number
  readonly isHuman?: boolean
  readonly contact?: number
  readonly channel?: Channel
  readonly team?: string
  readonly agent?: string
  readonly inbox?: string
  readonly source?: string
}

interface OptOutInput {
  readonly at?: Time
  readonly contact: number
  readonly channel?: Channel
  readonly inbox?: string
  readonly source?: string
}

export interface FactsInput {
  readonly conversations?: readonly ConversationInput[]
  readonly surveys?: readonly SurveyInput[]
  readonly sends?: readonly SendInput[]
  readonly optOuts?: readonly OptOutInput[]
  /** What waits for the user's word. */
  readonly suspicions?: readonly OptOutInput[]
  readonly customers?: Partial<Facts['customers']>
  /** What a source cannot do, by name; everything else it can. */
  readonly abilities?: Readonly<Record<string, Partial<SourceAbilities>>>
  /** The latest time of the channel unless given. */
  readonly dataEnd?: Partial<Record<Channel, Time>>
}

const ms = (time: Time | undefined): number =>
  time === undefined ? Number.NaN : typeof time === 'number' ? time : Date.parse(time)

export const settings: WorkspaceSettings = {
  zone: 'UTC',
  country: 'US',
  schedules: [],
  optOutWords: ['STOP'],
  optInWords: ['START'],
  courtesyEndsTurn: true,
}

const defaultSource = 'log.csv'

function positionsIn(names: string[]): (name: string | undefined) => number {
  return (name) => {
    if (name === undefined) return -1
    const known = names.indexOf(name)
    return known === -1 ? names.push(name) - 1 : known
  }
}

function channel(name: Channel | undefined): number {
  return channels.indexOf(name ?? 'sms')
}

function ints<Row>(rows: readonly Row[], pick: (row: Row) => number): Int32Array {
  return Int32Array.from(rows, pick)
}

function floats<Row>(rows: readonly Row[], pick: (row: Row) => number): Float64Array {
  return Float64Array.from(rows, pick)
}

function bytes<Row>(rows: readonly Row[], pick: (row: Row) => number): Uint8Array {
  return Uint8Array.from(rows, pick)
}

function lastEvent(row: ConversationInput): number {
  if (row.lastEvent !== undefined) return ms(row.lastEvent)
  return Math.max(...[row.opened, row.replied, row.closed].map(ms).filter((at) => !Number.isNaN(at)))
}

/** What a source can do unless a test says otherwise: everything. */
const able: SourceAbilities = {
  hasMessages: true,
  hasFirstReply: true,
  hasClose: true,
  hasReopens: true,
  hasAgents: true,
  hasTeams: true,
  hasContacts: true,
  splitGapSeconds: 86_400,
}

/** Positions of conversations in the facts are by opening; those in the input may be in any order. */
export function buildFacts(input: FactsInput): Facts {
  const names = { teams: [] as string[], agents: [] as string[], inboxes: [] as string[], sources: [] as string[] }
  const team = positionsIn(names.teams)
  const agent = positionsIn(names.agents)
  const inbox = positionsIn(names.inboxes)
  const source = positionsIn(names.sources)
  const given = input.conversations ?? []
  const order = given.map((_, index) => index).sort((a, b) => ms(given[a]?.opened) - ms(given[b]?.opened) || a - b)
  const sorted = order.flatMap((index) => given[index] ?? [])
  const turns = sorted
    .flatMap((row, position) => (row.turns ?? []).map((turn) => Object.assign({ position }, turn)))
    .sort((a, b) => ms(a.from) - ms(b.from))
  const surveys = input.surveys ?? []
  const sends = input.sends ?? []
  const optOutFacts = (rows: readonly OptOutInput[]): Facts['optOuts'] => ({
    count: rows.length,
    contact: ints(rows, (row) => row.contact),
    channel: bytes(rows, (row) => channel(row.channel)),
    inbox: ints(rows, (row) => inbox(row.inbox)),
    source: ints(rows, (row) => source(row.source ?? defaultSource)),
    at: floats(rows, (row) => ms(row.at)),
    evidence: bytes(rows, () => optOutEvidences.indexOf('keyword')),
  })
  const conversations = {
    count: sorted.length,
    id: floats(order, (index) => given[index]?.id ?? index + 1),
    channel: bytes(sorted, (row) => channel(row.channel)),
    contact: ints(sorted, (row) => row.contact ?? -1),
    team: ints(sorted, (row) => team(row.team)),
    inbox: ints(sorted, (row) => inbox(row.inbox)),
    source: ints(sorted, (row) => source(row.source ?? defaultSource)),
    firstReplyAgent: ints(sorted, (row) => agent(row.firstAgent)),
    lastAgent: ints(sorted, (row) => agent(row.lastAgent)),
    isService: bytes(sorted, (row) => (row.isOutreach === true ? 0 : 1)),
    openedAt: floats(sorted, (row) => ms(row.opened)),
    firstReplyAt: floats(sorted, (row) => ms(row.replied)),
    closedAt: floats(sorted, (row) => ms(row.closed)),
    lastEventAt: floats(sorted, lastEvent),
    humanReplies: ints(sorted, (row) => row.replies ?? (row.replied === undefined ? 0 : 1)),
    knowsReplies: bytes(sorted, (row) => (row.replies === null ? 0 : 1)),
    reopens: ints(sorted, (row) => row.reopens ?? 0),
    agentCount: ints(sorted, (row) => row.agentCount ?? (row.firstAgent === undefined ? 0 : 1)),
  }
  const dataStart = perChannel(() => Number.NaN)
  const dataEnd = perChannel((name) => ms(input.dataEnd?.[name]))
  const see = (index: number, at: number): void => {
    const name = channels[index]
    if (name === undefined || Number.isNaN(at)) return
    if (!(dataStart[name] <= at)) dataStart[name] = at
    if (input.dataEnd?.[name] === undefined && !(dataEnd[name] >= at)) dataEnd[name] = at
  }
  sorted.forEach((row) => {
    see(channel(row.channel), ms(row.opened))
    see(channel(row.channel), lastEvent(row))
  })
  sends.forEach((row) => see(channel(row.channel), ms(row.at)))
  return {
    conversations,
    turns: {
      count: turns.length,
      conversation: ints(turns, (turn) => turn.position),
      startedAt: floats(turns, (turn) => ms(turn.from)),
      endedAt: floats(turns, (turn) => ms(turn.to)),
      end: bytes(turns, (turn) => turnEnds.indexOf(turn.end ?? (turn.to === undefined ? 'waiting' : 'answered'))),
      agent: ints(turns, (turn) => agent(turn.agent)),
    },
    surveys: {
      count: surveys.length,
      id: floats(surveys, (row) => surveys.indexOf(row) + 1),
      kind: bytes(surveys, (row) => surveyKinds.indexOf(row.kind)),
      channel: bytes(surveys, (row) => (row.channel === undefined ? unknownChannel : channel(row.channel))),
      contact: ints(surveys, () => -1),
      conversation: ints(surveys, (row) => (row.conversation === undefined ? -1 : order.indexOf(row.conversation))),
      team: ints(surveys, (row) => team(row.team)),
      agent: ints(surveys, (row) => agent(row.agent)),
      inbox: ints(surveys, () => -1),
      source: ints(surveys, (row) => source(row.source ?? defaultSource)),
      score: floats(surveys, (row) => row.score ?? Number.NaN),
      scaleMin: floats(surveys, (row) => row.scale?.[0] ?? (row.kind === 'nps' ? 0 : 1)),
      scaleMax: floats(surveys, (row) => row.scale?.[1] ?? (row.kind === 'nps' ? 10 : 5)),
      answeredAt: floats(surveys, (row) => ms(row.answered)),
    },
    outgoing: {
      count: sends.length,
      contact: ints(sends, (row) => row.contact ?? -1),
      channel: bytes(sends, (row) => channel(row.channel)),
      team: ints(sends, (row) => team(row.team)),
      agent: ints(sends, (row) => agent(row.agent)),
      inbox: ints(sends, (row) => inbox(row.inbox)),
      source: ints(sends, (row) => source(row.source ?? defaultSource)),
      sentAt: floats(sends, (row) => ms(row.at)),
      conversation: ints(sends, (row) => (row.conversation === undefined ? -1 : order.indexOf(row.conversation))),
      isHumanReply: bytes(sends, (row) => ((row.isHuman ?? row.conversation !== undefined) ? 1 : 0)),
    },
    optOuts: optOutFacts(input.optOuts ?? []),
    optOutSuspicions: optOutFacts(input.suspicions ?? []),
    customers: { numberOnly: 0, emailOnly: 0, linked: 0, otherOnly: 0, ...input.customers },
    names,
    abilities: names.sources.map((name) => Object.assign({}, able, input.abilities?.[name])),
    dataStart,
    dataEnd,
  }
}

function perChannel(time: (channel: Channel) => number): Record<Channel, number> {
  const [sms, whatsapp, messenger, web_chat, email, phone, social, other] = channels
  return {
    [sms]: time(sms),
    [whatsapp]: time(whatsapp),
    [messenger]: time(messenger),
    [web_chat]: time(web_chat),
    [email]: time(email),
    [phone]: time(phone),
    [social]: time(social),
    [other]: time(other),
  }
}
