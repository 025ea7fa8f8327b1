/** What customers say when they are asked afterwards; most do not answer. */
import type { EpochMs } from '../../shared/model.ts'
import { hour, minute, type Clock } from './clock.ts'
import type { SampleCall, SampleConversation, SampleSurvey } from './model.ts'
import type { Random } from './random.ts'
import { surveyComments } from './texts.ts'
import { firstHumanReply, isCustomerMessage } from './truth.ts'

/** What the survey tool knows of the conversation that it asks about. */
interface Occasion {
  readonly channel: SampleSurvey['channel']
  readonly contact: string
  readonly conversation: string | null
  readonly agent: string | null
  readonly team: SampleSurvey['team']
  readonly endedAt: EpochMs
  /** Null = nobody answered. */
  readonly waitMs: number | null
}

/** How long a customer of the channel waits before being annoyed. */
const patience = { sms: 4 * minute, web_chat: 5 * minute, email: 6 * hour, phone: minute } as const

const npsWeights = {
  delighted: [0.2, 0.1, 0.2, 0.2, 0.3, 1, 1, 2.6, 5, 9, 10],
  content: [0.6, 0.3, 0.5, 0.6, 0.8, 2.6, 2.2, 5, 7, 6, 4.5],
  annoyed: [3, 1.5, 2, 2, 1.6, 3, 2, 2, 1.6, 0.8, 0.6],
} as const
const csatWeights = {
  delighted: [0.3, 0.4, 1, 5, 9],
  content: [0.8, 1, 2, 5, 4],
  annoyed: [4, 3, 2, 1.5, 0.8],
} as const

const cesWeights = {
  delighted: [0.2, 0.3, 0.5, 1, 2.6, 6, 8],
  content: [0.6, 0.9, 1.6, 2.6, 5, 5, 3],
  annoyed: [4, 3, 2.4, 2, 1.6, 1, 0.6],
} as const

export function offerSurveys(
  random: Random,
  clock: Clock,
  conversations: readonly SampleConversation[],
  calls: readonly SampleCall[],
): SampleSurvey[] {
  const surveys: SampleSurvey[] = []
  let serial = 5000
  for (const occasion of [...conversations.flatMap(readConversation), ...calls.map(readCall)]) {
    // The web chat and the phone ask for a rating; who texts or writes mail is asked the longer question.
    const asksRating = occasion.channel === 'web_chat' || occasion.channel === 'phone' ? 0.75 : 0.15
    if (!random.chance(0.34)) continue
    const kind = random.chance(asksRating) ? 'csat' : 'nps'
    serial += random.between(1, 4)
    const answeredAt =
      Math.floor((occasion.endedAt + Math.min(random.logNormal(50 * minute, 1.2), 90 * hour)) / 1000) * 1000
    const isAnswered = random.chance(occasion.channel === 'sms' ? 0.42 : 0.3) && answeredAt < clock.end
    const weights = (kind === 'nps' ? npsWeights : csatWeights)[moodOf(random, occasion)]
    const score = random.weighted(weights) + (kind === 'nps' ? 0 : 1)
    surveys.push({
      id: `S${serial}`,
      kind,
      score: isAnswered ? score : null,
      answeredAt: isAnswered ? answeredAt : null,
      channel: occasion.channel,
      contact: occasion.contact,
      conversation: occasion.conversation,
      agent: occasion.agent,
      team: occasion.team,
      comment: isAnswered && random.chance(0.2) ? random.pick(surveyComments) : null,
    })
  }
  return surveys
}

/**
 * The help desk asks in every channel how easy it was, besides what the survey tool asks. A random stream of its own: it
 * came later, and the rest of the company is as it was before.
 */
export function offerEffortSurveys(
  random: Random,
  clock: Clock,
  conversations: readonly SampleConversation[],
  calls: readonly SampleCall[],
): SampleSurvey[] {
  const surveys: SampleSurvey[] = []
  for (const occasion of [...conversations.flatMap(readConversation), ...calls.map(readCall)]) {
    if (!random.chance(0.25)) continue
    const answeredAt =
      Math.floor((occasion.endedAt + Math.min(random.logNormal(20 * minute, 1), 48 * hour)) / 1000) * 1000
    const isAnswered = random.chance(occasion.channel === 'sms' ? 0.5 : 0.36) && answeredAt < clock.end
    const score = random.weighted(cesWeights[moodOf(random, occasion)]) + 1
    const { channel, contact, conversation, agent, team } = occasion
    surveys.push({
      id: `E${1000 + surveys.length}`,
      kind: 'ces',
      score: isAnswered ? score : null,
      answeredAt: isAnswered ? answeredAt : null,
      channel,
      contact,
      conversation,
      agent,
      team,
      comment: null,
    })
  }
  return surveys
}

function moodOf(random: Random, occasion: Occasion): 'delighted' | 'content' | 'annoyed' {
  if (occasion.waitMs === null) return 'annoyed'
  const impatience = occasion.waitMs / patience[occasion.channel]
  if (impatience < 0.6) return random.chance(0.8) ? 'delighted' : 'content'
  if (impatience < 2) return random.chance(0.3) ? 'delighted' : 'content'
  return random.chance(0.45) ? 'annoyed' : 'content'
}

function readConversation(conversation: SampleConversation): Occasion[] {
  const { channel, kind, contact, messages } = conversation
  const last = messages.at(-1)
  if (kind !== 'service' || last === undefined || messages.some((message) => message.consent !== null)) return []
  const opening = messages.find(isCustomerMessage)
  const reply = firstHumanReply(conversation)
  return [
    {
      channel,
      contact,
      conversation: channel === 'sms' ? null : conversation.id,
      agent: messages.findLast((message) => message.authorKind === 'agent' && message.agent !== null)?.agent ?? null,
      team: conversation.team,
      endedAt: conversation.closedAt ?? last.at,
      waitMs: reply === null || opening === undefined ? null : reply.at - opening.at,
    },
  ]
}

function readCall(call: SampleCall): Occasion {
  return {
    channel: 'phone',
    contact: call.customer.phone,
    conversation: call.id,
    agent: call.agent,
    team: call.team,
    endedAt: call.closedAt,
    waitMs: call.firstReplyAt === null ? null : call.firstReplyAt - call.openedAt,
  }
}
