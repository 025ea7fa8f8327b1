/**
 * A believable half year of an invented company, for "Try with sample data", for tests and for benchmarks. Nobody in it
 * exists: numbers and addresses come from the ranges set aside for fiction (see customers.ts; RFC 2606 for example.com).
 */
import type { Day, EpochMs, ZoneName } from '../../shared/model.ts'
import { createClock, hour, minute, type Clock } from './clock.ts'
import {
  holdConversation,
  optBackIn,
  sendCampaign,
  silenceBetween,
  type MessageChannel,
  type World,
} from './conversation.ts'
import { createCustomerPool, type CustomerPool, type KnownCustomer } from './customers.ts'
import type { Company, SampleCall, SampleConversation, SampleOptOut } from './model.ts'
import { createRandom, type Random } from './random.ts'
import { agentOn, isStaffed } from './rota.ts'
import { agents, companyName, teams, type SampleChannel } from './staff.ts'
import { offerEffortSurveys, offerSurveys } from './surveys.ts'
import { fillSlots, pickTopic, writeLine } from './texts.ts'
import { tally } from './truth.ts'

export interface CompanyOptions {
  readonly seed: number
  /** Customer-opened conversations before the answers to broadcasts, which come on top (some 2 %). */
  readonly conversations: number
  /** The last day of the data, in `zone`; the data covers the six calendar months that end with it. */
  readonly lastDay: Day
  readonly zone: ZoneName
}

export const sampleDefaults: CompanyOptions = {
  seed: 1,
  conversations: 2400,
  lastDay: '2026-09-30',
  zone: 'America/New_York',
}

/** Far from any seed that people give. */
const effortStream = 0x5eed_0000

// Monday first: the weekend is thin.
const weekdayWeights = [1.3, 1.12, 1.05, 1, 1.02, 0.48, 0.32]
// By local hour: lunch and late afternoon are the peaks; between one and four everybody sleeps.
const hourWeights = [
  0.1, 0, 0, 0, 0.04, 0.1, 0.3, 0.9, 2.6, 3.6, 3.8, 4.4, 5.4, 4.3, 3.5, 3.9, 5.1, 5.4, 3.4, 2, 1.1, 0.8, 0.5, 0.25,
]

/** Pure: the same options make the same company. Time and memory grow in proportion to `conversations`. */
export function generateCompany(options: CompanyOptions): Company {
  const { seed, zone, lastDay } = options
  const random = createRandom(seed)
  const clock = createClock(zone, lastDay)
  const firstDay = clock.days[0]
  if (firstDay === undefined) throw new RangeError(`no half year ends with ${lastDay}`)
  const accountSid = `AC${random.hex(32)}`
  const year = createHalfYear(random, clock, options.conversations)
  const broadcasts = planBroadcasts(clock)
  for (const at of planOpenings(random, clock, options.conversations)) {
    while ((broadcasts[0] ?? Infinity) <= at) year.broadcast(broadcasts.shift() ?? at)
    year.open(at)
  }
  for (const at of broadcasts) year.broadcast(at)

  const conversations = year.conversations
    .filter((conversation) => conversation.messages.length > 0)
    .toSorted((one, other) => openedAt(one) - openedAt(other) || (one.id < other.id ? -1 : 1))
  const surveys = [
    ...offerSurveys(random, clock, conversations, year.calls),
    ...offerEffortSurveys(createRandom(seed + effortStream), clock, conversations, year.calls),
  ]
  const customers = year.pool.known.map(({ name, phone, email }) => ({ name, phone, email }))
  const facts = { conversations, calls: year.calls, surveys, optOutList: listOptOuts(random, clock, conversations) }
  return {
    name: companyName,
    zone,
    seed,
    firstDay: firstDay.day,
    lastDay,
    end: clock.end,
    accountSid,
    teams,
    agents,
    customers,
    ...facts,
    truth: tally(facts),
  }
}

function openedAt(conversation: SampleConversation): EpochMs {
  return conversation.messages[0]?.at ?? 0
}

function planOpenings(random: Random, clock: Clock, count: number): EpochMs[] {
  const weights = clock.days.map((day, index) => {
    const growth = 1 + (0.15 * index) / clock.days.length
    return (weekdayWeights[day.weekday - 1] ?? 1) * growth
  })
  const openings: EpochMs[] = []
  for (let index = 0; index < count; index++) {
    const day = clock.days[random.weighted(weights)]
    const at = day === undefined ? 0 : clock.at(day, random.weighted(hourWeights) + random.unit())
    openings.push(Math.floor(at / 1000) * 1000)
  }
  return openings.toSorted((one, other) => one - other)
}

/** Every other Tuesday at half past ten. */
function planBroadcasts(clock: Clock): EpochMs[] {
  return clock.days
    .filter((day, index) => day.weekday === 2 && index >= 10 && index % 14 < 7)
    .map((day) => clock.at(day, 10.5))
}

interface HalfYear {
  readonly conversations: SampleConversation[]
  readonly calls: SampleCall[]
  readonly pool: CustomerPool
  readonly open: (at: EpochMs) => void
  readonly broadcast: (at: EpochMs) => void
}

function createHalfYear(random: Random, clock: Clock, planned: number): HalfYear {
  const conversations: SampleConversation[] = []
  const calls: SampleCall[] = []
  const pool = createCustomerPool(planned)
  const begin = clock.days[0]?.startsAt ?? 0
  const progressAt = (at: EpochMs): number => (at - begin) / (clock.end - begin)
  let chatMessages = 4_100_000
  const newMessageId = (channel: MessageChannel): string =>
    channel === 'sms' ? `SM${random.hex(32)}` : `msg-${(chatMessages += random.between(1, 3))}`
  const world: World = { clock, random, progressAt, newMessageId }
  const serials: Record<SampleChannel, number> = { sms: 0, web_chat: 20_400, email: 70_150, phone: 3_300 }
  const newId = (channel: SampleChannel): string => {
    const prefix = { sms: 'sms', web_chat: 'CHAT', email: 'MAIL', phone: 'CALL' }[channel]
    return `${prefix}-${++serials[channel]}`
  }

  const open = (at: EpochMs): void => {
    const progress = progressAt(at)
    const returning = random.chance(0.2 + 0.3 * progress) ? pickKnown(random, pool.known, at) : null
    const customer = returning ?? pool.add(random) ?? pickKnown(random, pool.known, at) ?? random.pick(pool.known)
    const channel = avoidBlocked(
      customer,
      returning === null ? newChannel(random, progress) : nextChannel(random, customer, progress),
      at,
    )
    const topic = pickTopic(random)
    if (channel === 'phone') {
      calls.push(call(world, customer, at, topic.team, newId(channel)))
      return
    }
    const names = { customer: customer.name, agent: random.pick(agents).name, team: topic.team }
    // The emergency crew writes no mail.
    const team = channel === 'email' && topic.team === 'Emergency Line' ? 'Repairs Desk' : topic.team
    const text = fillSlots(random, topic.opening, names)
    conversations.push(holdConversation(world, { channel, customer, team, at, text }, newId(channel)))
  }

  const broadcast = (at: EpochMs): void => {
    const size = Math.max(3, Math.round(planned * 0.011))
    const audience = pool.known.filter((customer) => customer.hasTexted && customer.freeAt < at)
    let sendAt = at
    for (const customer of audience) {
      if (!random.chance(size / Math.max(audience.length, size))) continue
      if (customer.optedInAt !== null || (customer.optedOutAt !== null && !random.chance(0.35))) continue
      sendAt += random.between(1, 3) * 1000
      // Some had opted out before the half year began; the carrier still knows.
      if (customer.optedOutAt === null && random.chance(0.006)) customer.optedOutAt = begin - hour
      const team = random.pick(teams).name
      const text = writeLine(random, 'campaign', { customer: customer.name, agent: '', team })
      conversations.push(sendCampaign(world, customer, team, sendAt, text, newId('sms')))
      if (hasStopped(customer, sendAt) && random.chance(0.2)) comeBack(customer, team)
    }
  }
  /** START, some days after STOP. */
  const comeBack = (customer: KnownCustomer, team: (typeof teams)[number]['name']): void => {
    const at = customer.freeAt + random.between(1, 30) * 24 * hour + random.between(0, 59) * minute
    if (at >= clock.end) return
    const { freeAt, lastChannel } = customer
    conversations.push(optBackIn(world, customer, team, at, newId('sms')))
    // Other channels stay open to the customer in the meantime.
    customer.freeAt = freeAt
    customer.lastChannel = lastChannel
    customer.optedInAt = at
  }
  return { conversations, calls, pool, open, broadcast }
}

function hasStopped(customer: KnownCustomer, since: EpochMs): boolean {
  return customer.optedOutAt !== null && customer.optedOutAt >= since
}

/** Somebody who was here before and has been silent long enough; half of the time somebody recent. */
function pickKnown(random: Random, known: readonly KnownCustomer[], at: EpochMs): KnownCustomer | null {
  if (known.length < 25) return null
  for (let attempt = 0; attempt < 8; attempt++) {
    const recent = Math.max(0, known.length - 80)
    const customer = known[random.between(random.chance(0.5) ? recent : 0, known.length - 1)]
    if (customer !== undefined && customer.freeAt < at) return customer
  }
  return null
}

const channelOrder = ['sms', 'web_chat', 'email', 'phone'] as const satisfies readonly SampleChannel[]

function newChannel(random: Random, progress: number): SampleChannel {
  const weights = [0.34 + 0.2 * progress, 0.35 - 0.1 * progress, 0.22 - 0.04 * progress, 0.09 - 0.06 * progress]
  return channelOrder[random.weighted(weights)] ?? 'sms'
}

/** Who has texted once mostly texts again; web chat loses customers to texting. */
function nextChannel(random: Random, customer: KnownCustomer, progress: number): SampleChannel {
  const weights = {
    sms: [0.85, 0.07, 0.05, 0.03],
    web_chat: [0.34 + 0.2 * progress, 0.44 - 0.2 * progress, 0.16, 0.06],
    email: [0.26, 0.17, 0.52, 0.05],
    phone: [0.5, 0.16, 0.1, 0.24],
  }[customer.lastChannel]
  return channelOrder[random.weighted(weights)] ?? 'sms'
}

/** Texts to somebody who opted out would be refused, so they use the web chat until well after opting in again. */
function avoidBlocked(customer: KnownCustomer, channel: SampleChannel, at: EpochMs): SampleChannel {
  if (channel !== 'sms' || customer.optedOutAt === null) return channel
  return customer.optedInAt !== null && at > customer.optedInAt + silenceBetween ? channel : 'web_chat'
}

function call(world: World, customer: KnownCustomer, at: EpochMs, team: SampleCall['team'], id: string): SampleCall {
  const { clock, random } = world
  const isAnswered = isStaffed(clock, 'phone', team, at) && random.chance(0.94)
  const firstReplyAt = isAnswered ? at + Math.ceil(Math.min(random.logNormal(26, 0.6), 180)) * 1000 : null
  const closedAt =
    firstReplyAt === null
      ? at + random.between(20, 60) * 1000
      : firstReplyAt + Math.ceil(Math.min(random.logNormal(240, 0.7), 2400)) * 1000
  customer.freeAt = closedAt + silenceBetween
  customer.lastChannel = 'phone'
  const onDuty = clock.wall(at).weekday > 5 && team !== 'Emergency Line' ? 'Emergency Line' : team
  const agent = isAnswered ? agentOn(clock, random, onDuty, at).name : null
  return { id, customer, openedAt: at, firstReplyAt, closedAt, agent, team: onDuty }
}

/** The texting tool's own list: what it heard as STOP or START, and those whom an agent took off. */
function listOptOuts(random: Random, clock: Clock, conversations: readonly SampleConversation[]): SampleOptOut[] {
  const list: SampleOptOut[] = []
  for (const { channel, contact, messages } of conversations) {
    if (channel !== 'sms') continue
    for (const message of messages) {
      if (message.consent === null) continue
      // An agent needs some minutes to act on a wish; the words act at once.
      const delay = message.consent === 'wish' ? random.between(3, 30) * minute : random.between(0, 2) * 1000
      list.push({ contact, at: message.at + delay, state: message.consent === 'start' ? 'in' : 'out' })
    }
  }
  return list.filter((one) => one.at < clock.end).toSorted((one, other) => one.at - other.at)
}
