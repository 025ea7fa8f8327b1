/** Facts of any size with the proportions of a real year: 1.8 turns and 2 outgoing messages per conversation. */
import type { Facts } from '../../shared/facts.ts'
import { channels, turnEnds } from '../../shared/model.ts'
import { buildFacts } from '../electron/kpi/build-facts.ts'

const start = Date.UTC(2025, 6, 1)
const yearSeconds = 365 * 86_400

/** Numerical Recipes' linear congruential generator: the same facts on every machine. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

function ints(length: number, value: () => number): Int32Array {
  return Int32Array.from({ length }, value)
}

export function largeFacts(count: number): Facts {
  const random = generator(7)
  const whole = (below: number): number => Math.floor(random() * below)
  const wait = (): number => Math.round(Math.exp(random() * 9) * 1000)
  const used = [channels.indexOf('sms'), channels.indexOf('web_chat'), channels.indexOf('email')]
  const channelOf = (): number => used[whole(used.length)] ?? 0
  const turnCount = Math.round(count * 1.8)
  const sendCount = count * 2
  const surveyCount = Math.round(count / 5)
  const sorted = (length: number): Float64Array =>
    Float64Array.from({ length }, () => start + whole(yearSeconds) * 1000).sort()
  const openedAt = sorted(count)
  const turnStart = sorted(turnCount)
  const channel = Uint8Array.from({ length: count }, channelOf)
  const names = buildFacts({
    conversations: Array.from({ length: 50 }, (_, index) => ({
      opened: start,
      team: `Team ${index % 6}`,
      inbox: `Line ${index % 4}`,
      source: `source-${index % 3}.csv`,
      lastAgent: `Agent ${index}`,
    })),
  })
  const end = start + yearSeconds * 1000
  return {
    ...names,
    dataStart: { ...names.dataStart, sms: start, web_chat: start, email: start },
    dataEnd: { ...names.dataEnd, sms: end, web_chat: end, email: end },
    conversations: {
      count,
      id: Float64Array.from(openedAt, (_, index) => index + 1),
      channel,
      contact: ints(count, () => whole(count / 3)),
      team: ints(count, () => whole(6)),
      inbox: ints(count, () => whole(4)),
      source: ints(count, () => whole(3)),
      firstReplyAgent: ints(count, () => whole(50)),
      lastAgent: ints(count, () => whole(50)),
      isService: Uint8Array.from(openedAt, () => (random() < 0.9 ? 1 : 0)),
      openedAt,
      firstReplyAt: openedAt.map((at) => (random() < 0.95 ? at + wait() : Number.NaN)),
      closedAt: openedAt.map((at) => (random() < 0.9 ? at + wait() * 3 : Number.NaN)),
      lastEventAt: openedAt.map((at) => at + wait() * 3),
      humanReplies: ints(count, () => 1 + whole(4)),
      knowsReplies: new Uint8Array(count).fill(1),
      reopens: ints(count, () => (random() < 0.1 ? 1 : 0)),
      agentCount: ints(count, () => 1 + whole(2)),
    },
    turns: {
      count: turnCount,
      conversation: ints(turnCount, () => whole(count)),
      startedAt: turnStart,
      endedAt: turnStart.map((at) => at + wait()),
      end: Uint8Array.from(turnStart, () =>
        turnEnds.indexOf(random() < 0.9 ? 'answered' : random() < 0.5 ? 'waiting' : 'courtesy'),
      ),
      agent: ints(turnCount, () => whole(50)),
    },
    outgoing: {
      count: sendCount,
      contact: ints(sendCount, () => whole(count / 3)),
      channel: Uint8Array.from({ length: sendCount }, channelOf),
      team: ints(sendCount, () => whole(6)),
      agent: ints(sendCount, () => whole(50)),
      inbox: ints(sendCount, () => whole(4)),
      source: ints(sendCount, () => whole(3)),
      sentAt: sorted(sendCount),
      conversation: ints(sendCount, () => whole(count)),
      isHumanReply: Uint8Array.from({ length: sendCount }, () => (random() < 0.8 ? 1 : 0)),
    },
    optOuts: {
      count: Math.round(count / 100),
      contact: ints(Math.round(count / 100), () => whole(count / 3)),
      channel: new Uint8Array(Math.round(count / 100)),
      inbox: ints(Math.round(count / 100), () => whole(4)),
      source: ints(Math.round(count / 100), () => whole(3)),
      at: sorted(Math.round(count / 100)),
      evidence: new Uint8Array(Math.round(count / 100)),
    },
    surveys: {
      count: surveyCount,
      id: Float64Array.from({ length: surveyCount }, (_, index) => index + 1),
      kind: Uint8Array.from({ length: surveyCount }, () => whole(3)),
      channel: Uint8Array.from({ length: surveyCount }, channelOf),
      contact: ints(surveyCount, () => -1),
      conversation: ints(surveyCount, () => whole(count)),
      team: ints(surveyCount, () => -1),
      agent: ints(surveyCount, () => -1),
      inbox: ints(surveyCount, () => -1),
      source: ints(surveyCount, () => whole(3)),
      score: Float64Array.from({ length: surveyCount }, () => whole(11)),
      scaleMin: new Float64Array(surveyCount),
      scaleMax: new Float64Array(surveyCount).fill(10),
      answeredAt: sorted(surveyCount),
    },
  }
}
