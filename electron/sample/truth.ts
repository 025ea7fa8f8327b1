/** The generator's own tally, straight from what it made, for tests to hold the pipeline's counts against. */
import type {
  ChannelTruth,
  SampleCall,
  SampleConversation,
  SampleMessage,
  SampleOptOut,
  SampleSurvey,
  Truth,
} from './model.ts'

interface Made {
  readonly conversations: readonly SampleConversation[]
  readonly calls: readonly SampleCall[]
  readonly surveys: readonly SampleSurvey[]
  readonly optOutList: readonly SampleOptOut[]
}

/** A message of the customer that can open a conversation: not STOP or START alone. */
export function isCustomerMessage(message: SampleMessage): boolean {
  return message.direction === 'in' && message.consent !== 'stop' && message.consent !== 'start'
}

/** A reply by a person that reached the customer. */
export function isHumanReply(message: SampleMessage): boolean {
  return (
    message.direction === 'out' &&
    message.kind === 'message' &&
    !message.automatic &&
    !message.campaign &&
    message.errorCode === null
  )
}

/** Null = unanswered. */
export function firstHumanReply(conversation: SampleConversation): SampleMessage | null {
  return conversation.messages.find(isHumanReply) ?? null
}

export function tally(made: Made): Truth {
  const { conversations, calls, surveys, optOutList } = made
  const messages = conversations.flatMap((conversation) =>
    conversation.messages.map((message) => ({ contact: conversation.contact, message })),
  )
  const contactsOf = (matches: (message: SampleMessage) => boolean): Set<string> =>
    new Set(messages.filter((one) => matches(one.message)).map((one) => one.contact))
  const keyword = contactsOf((message) => message.consent === 'stop')
  const refused = contactsOf((message) => message.errorCode === 21610)
  const list = new Set(optOutList.filter((one) => one.state === 'out').map((one) => one.contact))
  const campaigns = conversations.filter((conversation) => conversation.messages.some((message) => message.campaign))
  return {
    channels: {
      sms: tallyChannel(conversations.filter((one) => one.channel === 'sms')),
      web_chat: tallyChannel(conversations.filter((one) => one.channel === 'web_chat')),
      email: tallyChannel(conversations.filter((one) => one.channel === 'email')),
      phone: tallyCalls(calls),
    },
    outreach: {
      sent: campaigns.length,
      answered: campaigns.filter((one) => one.kind === 'service').length,
      stopped: campaigns.filter(
        (one) => one.kind === 'outreach' && one.messages.some((message) => message.consent === 'stop'),
      ).length,
      refused: campaigns.filter((one) => one.messages.some((message) => message.errorCode === 21610)).length,
    },
    optOuts: {
      keyword: keyword.size,
      refused: refused.size,
      list: list.size,
      any: new Set([...keyword, ...refused, ...list]).size,
    },
    surveys: {
      nps: tallyNps(scoresOf(surveys, 'nps')),
      csat: tallyCsat(scoresOf(surveys, 'csat')),
      ces: tallyCes(scoresOf(surveys, 'ces')),
    },
    ...tallyReturns(conversations, calls),
  }
}

function tallyChannel(conversations: readonly SampleConversation[]): ChannelTruth {
  const service = conversations.filter((one) => one.kind === 'service')
  const answered = service.filter((one) => firstHumanReply(one) !== null).length
  const messages = conversations.flatMap((one) => one.messages)
  const written = messages.filter((message) => message.kind === 'message')
  return {
    conversations: service.length,
    answered,
    unanswered: service.length - answered,
    closed: service.filter((one) => one.closedAt !== null).length,
    reopened: service.filter((one) => one.reopens > 0).length,
    messages: written.length,
    notes: messages.length - written.length,
    automatic: written.filter((message) => message.automatic).length,
    failed: written.filter((message) => message.errorCode !== null).length,
    humanReplies: service.flatMap((one) => one.messages).filter(isHumanReply).length,
  }
}

function tallyCalls(calls: readonly SampleCall[]): ChannelTruth {
  const answered = calls.filter((call) => call.firstReplyAt !== null).length
  return {
    conversations: calls.length,
    answered,
    unanswered: calls.length - answered,
    closed: calls.length,
    reopened: 0,
    messages: 0,
    notes: 0,
    automatic: 0,
    failed: 0,
    humanReplies: answered,
  }
}

function scoresOf(surveys: readonly SampleSurvey[], kind: SampleSurvey['kind']): (number | null)[] {
  return surveys.filter((survey) => survey.kind === kind).map((survey) => survey.score)
}

function tallyNps(scores: readonly (number | null)[]): Truth['surveys']['nps'] {
  const answers = scores.filter((score) => score !== null)
  return {
    offered: scores.length,
    answered: answers.length,
    promoters: answers.filter((score) => score >= 9).length,
    detractors: answers.filter((score) => score <= 6).length,
  }
}

function tallyCsat(scores: readonly (number | null)[]): Truth['surveys']['csat'] {
  const answers = scores.filter((score) => score !== null)
  return { offered: scores.length, answered: answers.length, positive: answers.filter((score) => score >= 4).length }
}

function tallyCes(scores: readonly (number | null)[]): Truth['surveys']['ces'] {
  const answers = scores.filter((score) => score !== null)
  return {
    offered: scores.length,
    answered: answers.length,
    easy: answers.filter((score) => score >= 5).length,
    sum: answers.reduce((sum, score) => sum + score, 0),
  }
}

function tallyReturns(
  conversations: readonly SampleConversation[],
  calls: readonly SampleCall[],
): Pick<Truth, 'openingContacts' | 'returningContacts' | 'movedFromChatToSms'> {
  const opened = [
    ...conversations.flatMap(({ kind, contact, channel, messages }) => {
      const opening = messages.find(isCustomerMessage)
      return kind === 'service' && opening !== undefined ? [{ contact, channel, at: opening.at }] : []
    }),
    ...calls.map((call) => ({ contact: call.customer.phone, channel: 'phone' as const, at: call.openedAt })),
  ].toSorted((one, other) => one.at - other.at)
  const channelsOf = new Map<string, string[]>()
  for (const { contact, channel } of opened) {
    const channels = channelsOf.get(contact)
    if (channels === undefined) channelsOf.set(contact, [channel])
    else channels.push(channel)
  }
  const histories = [...channelsOf.values()]
  return {
    openingContacts: histories.length,
    returningContacts: histories.filter((channels) => channels.length > 1).length,
    movedFromChatToSms: histories.filter((channels) =>
      channels.some((channel, index) => channel === 'sms' && channels[index - 1] === 'web_chat'),
    ).length,
  }
}
