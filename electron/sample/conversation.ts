/** How one conversation goes, message by message. */
import type { EpochMs } from '../../shared/model.ts'
import { hour, minute, type Clock } from './clock.ts'
import type { KnownCustomer } from './customers.ts'
import type { SampleConversation, SampleConversationKind, SampleMessage } from './model.ts'
import type { Random } from './random.ts'
import { agentOn, answerTime, awake, firstDelaySeconds, isStaffed, laterDelayFactor, shiftAt } from './rota.ts'
import { botName, chatInbox, lineOf, mailInbox, type Agent, type TeamName } from './staff.ts'
import {
  asMail,
  chatClosedNotice,
  chatGreeting,
  fillSlots,
  pickExchange,
  stopWishReply,
  writeLine,
  type LineKind,
} from './texts.ts'

export type MessageChannel = SampleConversation['channel']

export interface World {
  readonly clock: Clock
  readonly random: Random
  /** 0 on the first day, 1 on the last. */
  readonly progressAt: (at: EpochMs) => number
  readonly newMessageId: (channel: MessageChannel) => string
}

interface Draft {
  readonly world: World
  readonly channel: MessageChannel
  readonly customer: KnownCustomer
  readonly messages: SampleMessage[]
  /** Time of the last message that was delivered or tried; the next one comes at least a second later. */
  lastAt: EpochMs
  agent: Agent | null
  team: TeamName
  /** Which exchanges were had already. */
  readonly asked: Set<number>
}

export interface Opening {
  readonly channel: MessageChannel
  readonly customer: KnownCustomer
  readonly team: TeamName
  readonly at: EpochMs
  readonly text: string
}

const teamsOf: readonly TeamName[] = ['Repairs Desk', 'Billing & Warranty', 'Emergency Line']
const failureCodes = [30003, 30005, 30006, 30008] as const
const unansweredShare = { sms: 0.045, web_chat: 0.05, email: 0.045 } as const
const furtherTurnShare = { sms: 0.58, web_chat: 0.66, email: 0.42 } as const
/** Every conversation of the same customer starts after more than a day of silence, as the splitting of logs needs. */
export const silenceBetween = 30 * hour

/** A customer's question and what came of it. */
export function holdConversation(world: World, opening: Opening, id: string): SampleConversation {
  const draft = startDraft(world, opening)
  return converse(draft, opening, id, 0)
}

/** A broadcast's message to one customer, and what they make of it. */
export function sendCampaign(
  world: World,
  customer: KnownCustomer,
  team: TeamName,
  at: EpochMs,
  text: string,
  id: string,
): SampleConversation {
  const { random } = world
  const draft = startDraft(world, { channel: 'sms', customer, team, at, text })
  if (customer.optedOutAt !== null) {
    addOutgoing(draft, at, text, { campaign: true, errorCode: 21610 })
    return finish(draft, id, 'outreach', null, 0)
  }
  const isLost = random.chance(0.02)
  addOutgoing(draft, at, text, { campaign: true, errorCode: isLost ? random.pick(failureCodes) : null })
  if (isLost) return finish(draft, id, 'outreach', null, 0)
  const outcome = random.weighted([0.095, 0.035, 0.008, 0.862])
  if (outcome === 1) {
    addStop(draft, at + random.between(1, 30) * minute)
    return finish(draft, id, 'outreach', null, 0)
  }
  if (outcome === 2) {
    addIncoming(draft, at + random.between(2, 40) * minute, line(draft, 'stopWish'), 'wish')
    answer(draft, draft.lastAt, 240, () => stopWishReply)
    customer.optedOutAt = draft.lastAt
    return finish(draft, id, 'service', null, 0)
  }
  if (outcome === 3) return finish(draft, id, 'outreach', null, 0)
  const answersAt = at + random.between(4, 240) * minute
  return converse(
    draft,
    { channel: 'sms', customer, team, at: answersAt, text: line(draft, 'campaignAnswer') },
    id,
    0.2,
  )
}

/** START, alone, after an earlier STOP. */
export function optBackIn(
  world: World,
  customer: KnownCustomer,
  team: TeamName,
  at: EpochMs,
  id: string,
): SampleConversation {
  const draft = startDraft(world, { channel: 'sms', customer, team, at, text: '' })
  addIncoming(draft, at, 'START', 'start')
  return finish(draft, id, 'keyword', null, 0)
}

function converse(draft: Draft, opening: Opening, id: string, lessUnanswered: number): SampleConversation {
  const { world, channel } = draft
  const { random, clock } = world
  addIncoming(draft, opening.at, inMail(draft, opening.text))
  const askedAt = draft.lastAt
  const isOpen = isStaffed(clock, channel, draft.team, askedAt)
  acknowledge(draft, isOpen)
  const extras = channel === 'email' ? 0 : random.weighted([0.68, 0.24, 0.08])
  for (let extra = 0; extra < extras; extra++) {
    addIncoming(draft, draft.lastAt + random.between(8, 75) * 1000, line(draft, 'customerExtra'))
  }
  const unanswered = unansweredShare[channel] * (isOpen ? 0.8 : 1.9) * (1 - lessUnanswered)
  if (random.chance(unanswered)) return abandon(draft, id)

  if (!answerInTurn(draft, askedAt, firstDelaySeconds(random, channel, world.progressAt(askedAt)), null)) {
    return finish(draft, id, 'service', null, 0)
  }
  while (random.chance(furtherTurnShare[channel]) && draft.messages.length < 24) {
    const asksAt = awake(clock, random, draft.lastAt + customerPause(random, channel))
    const reply = ask(draft, asksAt)
    const turnAt = draft.lastAt
    if (channel !== 'email' && random.chance(0.15)) {
      addIncoming(draft, turnAt + random.between(6, 50) * 1000, line(draft, 'customerExtra'))
    }
    if (random.chance(0.02)) return finish(draft, id, 'service', closeAfter(draft, 0.6), 0)
    if (random.chance(0.07)) handOver(draft)
    const delay = firstDelaySeconds(random, channel, world.progressAt(turnAt)) * laterDelayFactor[channel]
    if (!answerInTurn(draft, turnAt, delay, reply)) return finish(draft, id, 'service', null, 0)
  }
  if (random.chance(0.5)) {
    addIncoming(
      draft,
      awake(clock, random, draft.lastAt + customerPause(random, channel)),
      line(draft, 'customerCourtesy'),
    )
    if (random.chance(0.3)) answer(draft, draft.lastAt, 60, () => line(draft, 'agentEnding'))
  }
  if (channel === 'sms' && random.chance(0.012)) addStop(draft, draft.lastAt + random.between(1, 180) * minute)
  return close(draft, id)
}

/** Nobody answers; some customers ask again, some conversations are closed without a word. */
function abandon(draft: Draft, id: string): SampleConversation {
  const { random, clock } = draft.world
  if (random.chance(0.45)) {
    addIncoming(
      draft,
      awake(clock, random, draft.lastAt + random.between(20, 150) * minute),
      line(draft, 'customerChaser'),
    )
  }
  return finish(draft, id, 'service', closeAfter(draft, 0.65), 0)
}

function close(draft: Draft, id: string): SampleConversation {
  const { random, clock } = draft.world
  if (draft.channel !== 'sms' && random.chance(0.12)) addNote(draft, line(draft, 'note'))
  const closedAt = closeAfter(draft, 0.95)
  if (closedAt === null || !random.chance(0.05)) return finish(draft, id, 'service', closedAt, 0)
  const returnsAt = awake(clock, random, closedAt + random.between(1, 14) * hour)
  if (returnsAt >= clock.end) return finish(draft, id, 'service', closedAt, 0)
  const reply = ask(draft, returnsAt)
  const delay = firstDelaySeconds(random, draft.channel, draft.world.progressAt(draft.lastAt))
  answerInTurn(draft, draft.lastAt, delay, reply)
  return finish(draft, id, 'service', closeAfter(draft, 1), 1)
}

/** Null = stays open; texts know no close. */
function closeAfter(draft: Draft, probability: number): EpochMs | null {
  const { random } = draft.world
  if (draft.channel === 'sms' || !random.chance(probability)) return null
  const pause = draft.channel === 'email' ? random.logNormal(9 * hour, 0.7) : random.logNormal(6 * minute, 0.6)
  return draft.lastAt + Math.floor(Math.min(pause, 60 * hour) / 1000) * 1000 + 1000
}

/** Texts get no automatic answer: Twilio's exports could not tell it from a person's. */
function acknowledge(draft: Draft, isOpen: boolean): void {
  const { random } = draft.world
  const automatic = { authorKind: 'bot', automatic: true } as const
  if (draft.channel === 'web_chat') {
    const greeting = isOpen ? chatGreeting : chatClosedNotice
    addOutgoing(draft, draft.lastAt + random.between(1, 3) * 1000, greeting, automatic)
  }
  if (draft.channel === 'email') {
    const receipt = `We have received your message and will answer within one business day. Reference ${random.between(100_000, 999_999)}.`
    addOutgoing(draft, draft.lastAt + random.between(15, 90) * 1000, receipt, automatic)
  }
}

/** The customer asks something new. @returns the template of a fitting answer. */
function ask(draft: Draft, at: EpochMs): string {
  const { random } = draft.world
  const { question, answer } = pickExchange(random, draft.asked)
  addIncoming(draft, at, inMail(draft, fillSlots(random, question, namesOf(draft))))
  return answer
}

const firstLines = {
  'Repairs Desk': 'agentRepairs',
  'Billing & Warranty': 'agentBilling',
  'Emergency Line': 'agentUrgent',
} as const satisfies Record<TeamName, LineKind>

/**
 * @param template of the answer; null = the team's first words.
 * @returns false if the answer never reached the customer.
 */
function answerInTurn(draft: Draft, askedAt: EpochMs, delaySeconds: number, template: string | null): boolean {
  const { random } = draft.world
  const isLost = draft.channel === 'sms' && random.chance(0.015)
  const text = (): string =>
    template === null ? line(draft, firstLines[draft.team]) : fillSlots(random, template, namesOf(draft))
  answer(draft, askedAt, delaySeconds, text, isLost ? random.pick(failureCodes) : null)
  if (isLost) {
    if (random.chance(0.25)) return false
    addOutgoing(draft, draft.lastAt + random.between(60, 240) * 1000, draft.messages.at(-1)?.text ?? '', {})
  }
  if (draft.channel !== 'email' && random.chance(0.12)) {
    addOutgoing(draft, draft.lastAt + random.between(10, 60) * 1000, line(draft, 'agentExtra'), {})
  }
  return true
}

/** @param text is called once it is known who answers. */
function answer(
  draft: Draft,
  askedAt: EpochMs,
  delaySeconds: number,
  text: () => string,
  errorCode: number | null = null,
): void {
  const { clock, random } = draft.world
  if (draft.agent === null) {
    const shift = shiftAt(clock, draft.channel, draft.team, askedAt)
    draft.agent = agentOn(clock, random, shift.team, Math.max(askedAt, shift.from))
  }
  const due = answerTime(clock, random, draft.channel, draft.team, askedAt, delaySeconds * draft.agent.pace)
  const isPresent = draft.agent.team === due.team && !draft.agent.off.includes(clock.wall(due.at).weekday)
  if (!isPresent) draft.agent = agentOn(clock, random, due.team, due.at)
  const at = Math.max(due.at, draft.lastAt + random.between(4, 12) * 1000)
  addOutgoing(draft, at, inMail(draft, text(), true), { errorCode })
}

function handOver(draft: Draft): void {
  const { random } = draft.world
  const others = teamsOf.filter(
    (team) => team !== draft.team && (draft.channel !== 'email' || team !== 'Emergency Line'),
  )
  const next = random.pick(others)
  if (draft.channel !== 'sms') addNote(draft, writeLine(random, 'handOver', { ...namesOf(draft), team: next }))
  // A text thread stays on its line; who is asked for help answers there.
  draft.team = draft.channel === 'sms' ? draft.team : next
  draft.agent = null
}

/** How long customers take to write again: the median and the spread of its logarithm, and the longest. */
const customerPauses = {
  sms: { median: 4 * minute, sigma: 1.1, longest: 4 * hour },
  web_chat: { median: 55_000, sigma: 0.7, longest: 20 * minute },
  email: { median: 4 * hour, sigma: 0.9, longest: 30 * hour },
} as const

function customerPause(random: Random, channel: MessageChannel): number {
  const { median, sigma, longest } = customerPauses[channel]
  return Math.min(random.logNormal(median, sigma), longest)
}

// ---- the draft -------------------------------------------------------------------------------------------------

function startDraft(world: World, opening: Opening): Draft {
  const { channel, customer, team, at } = opening
  return { world, channel, customer, team, messages: [], lastAt: at - 1000, agent: null, asked: new Set() }
}

function addIncoming(draft: Draft, at: EpochMs, text: string, consent: SampleMessage['consent'] = null): void {
  push(draft, at, { direction: 'in', authorKind: 'customer', agent: null, text, consent })
}

function addStop(draft: Draft, at: EpochMs): void {
  addIncoming(draft, at, line(draft, 'stopWord'), 'stop')
  draft.customer.optedOutAt = draft.lastAt
}

function addNote(draft: Draft, text: string): void {
  const at = draft.lastAt + draft.world.random.between(10, 90) * 1000
  push(draft, at, { direction: 'out', authorKind: 'agent', agent: draft.agent?.name ?? null, text, kind: 'note' })
}

function addOutgoing(draft: Draft, at: EpochMs, text: string, detail: Partial<SampleMessage>): void {
  const agent = detail.authorKind === 'bot' ? botName : detail.campaign ? null : (draft.agent?.name ?? null)
  push(draft, at, { direction: 'out', authorKind: 'agent', agent, text, ...detail })
}

function push(
  draft: Draft,
  at: EpochMs,
  message: Partial<SampleMessage> & Pick<SampleMessage, 'direction' | 'authorKind' | 'agent' | 'text'>,
): void {
  draft.lastAt = Math.max(Math.floor(at / 1000) * 1000, draft.lastAt + 1000)
  draft.messages.push({
    id: draft.world.newMessageId(draft.channel),
    at: draft.lastAt,
    team: message.direction === 'out' && !message.automatic ? (draft.agent?.team ?? draft.team) : null,
    kind: 'message',
    automatic: false,
    errorCode: null,
    campaign: false,
    consent: null,
    ...message,
  })
}

function namesOf(draft: Draft): { customer: string; agent: string; team: string } {
  return { customer: draft.customer.name, agent: draft.agent?.name ?? 'the desk', team: draft.team }
}

function line(draft: Draft, kind: LineKind): string {
  return writeLine(draft.world.random, kind, namesOf(draft))
}

function inMail(draft: Draft, text: string, byAgent = false): string {
  if (draft.channel !== 'email') return text
  const names = namesOf(draft)
  return asMail(text, byAgent ? names.agent : names.customer)
}

/** Cuts what lies behind the end of the data, as an export made that night does. */
function finish(
  draft: Draft,
  id: string,
  kind: SampleConversationKind,
  closedAt: EpochMs | null,
  reopens: number,
): SampleConversation {
  const { channel, customer, world } = draft
  const { end } = world.clock
  customer.freeAt = Math.max(draft.lastAt, closedAt ?? 0) + silenceBetween
  customer.lastChannel = channel
  if (channel === 'sms') customer.hasTexted = true
  const messages = draft.messages.filter((message) => message.at < end)
  const isAnsweredOutreach = messages.some((message) => message.campaign) && kind === 'service'
  const isCut = isAnsweredOutreach && !messages.some((message) => message.direction === 'in')
  return {
    id,
    channel,
    kind: isCut ? 'outreach' : kind,
    customer,
    contact: channel === 'sms' ? customer.phone : channel === 'email' ? customer.email : customer.chatAddress,
    inbox: channel === 'sms' ? lineOf(draft.team) : channel === 'email' ? mailInbox : chatInbox,
    team: draft.team,
    messages,
    closedAt: closedAt !== null && closedAt < end ? closedAt : null,
    reopens: closedAt !== null && closedAt < end ? reopens : 0,
  }
}
