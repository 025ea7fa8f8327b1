import { describe, expect, it } from 'vitest'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { classifyText, defaultOptInWords, defaultOptOutWords } from '../../../electron/import/store/keywords.ts'
import { generateCompany, sampleDefaults } from '../../../electron/sample/company.ts'
import { fictionalPhone, fictionalPhoneCount } from '../../../electron/sample/customers.ts'
import type { SampleConversation } from '../../../electron/sample/model.ts'
import { firstHumanReply, isCustomerMessage } from '../../../electron/sample/truth.ts'

const company = generateCompany(sampleDefaults)
const hour = 3_600_000
const service = company.conversations.filter((conversation) => conversation.kind === 'service')

function openingOf(conversation: SampleConversation): number {
  return conversation.messages.find(isCustomerMessage)?.at ?? Number.NaN
}

function medianFirstResponseSeconds(channel: string, quarter: 1 | 2): number {
  const july = Date.parse('2026-07-01T00:00:00-04:00')
  const seconds = service
    .filter((one) => one.channel === channel && openingOf(one) < july === (quarter === 1))
    .flatMap((one) => {
      const reply = firstHumanReply(one)
      return reply === null ? [] : [(reply.at - openingOf(one)) / 1000]
    })
    .toSorted((one, other) => one - other)
  return seconds[Math.floor(seconds.length / 2)] ?? Number.NaN
}

describe('the sample company', () => {
  it('is the same for the same seed and another for another', () => {
    const small = { ...sampleDefaults, conversations: 150 }
    expect(generateCompany(small)).toEqual(generateCompany(small))
    expect(generateCompany({ ...small, seed: 2 }).conversations[0]).not.toEqual(generateCompany(small).conversations[0])
  })

  it('covers two quarters and no event later', () => {
    expect([company.firstDay, company.lastDay]).toEqual(['2026-04-01', '2026-09-30'])
    const times = company.conversations.flatMap(({ messages, closedAt }) => [
      ...messages.map((message) => message.at),
      ...(closedAt === null ? [] : [closedAt]),
    ])
    expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse('2026-04-01T00:00:00-04:00'))
    expect(Math.max(...times)).toBeLessThan(company.end)
    expect(company.end).toBe(Date.parse('2026-10-01T00:00:00-04:00'))
  })

  it('has the conversations that were asked for, and the answers to broadcasts on top', () => {
    const opened = Object.values(company.truth.channels).reduce((sum, channel) => sum + channel.conversations, 0)
    expect(opened).toBe(sampleDefaults.conversations + company.truth.outreach.answered)
    expect(service.length + company.calls.length).toBe(opened)
  })

  it('leaves a believable share unanswered on every channel with messages', () => {
    for (const channel of ['sms', 'web_chat', 'email'] as const) {
      const { conversations, unanswered } = company.truth.channels[channel]
      expect(unanswered / conversations).toBeGreaterThan(0.02)
      expect(unanswered / conversations).toBeLessThan(0.09)
    }
  })

  it('answers texts faster in the second quarter, web chats as before, mail within hours', () => {
    const [before, after] = [medianFirstResponseSeconds('sms', 1), medianFirstResponseSeconds('sms', 2)]
    expect(before).toBeGreaterThan(120)
    expect(after).toBeLessThan(150)
    expect(after / before).toBeLessThan(0.8)
    for (const quarter of [1, 2] as const) {
      expect(medianFirstResponseSeconds('web_chat', quarter)).toBeGreaterThan(180)
      expect(medianFirstResponseSeconds('web_chat', quarter)).toBeLessThan(330)
      expect(medianFirstResponseSeconds('email', quarter)).toBeGreaterThan(3600)
    }
  })

  it('keeps whole seconds that grow within a conversation', () => {
    for (const { messages } of company.conversations) {
      for (const [index, message] of messages.entries()) {
        expect(message.at % 1000).toBe(0)
        expect(message.at).toBeGreaterThan(messages[index - 1]?.at ?? 0)
      }
    }
  })

  it('lets a log be split at 24 hours into exactly its conversations', () => {
    const threads = Map.groupBy(
      company.conversations.filter((one) => one.channel === 'sms'),
      (one) => `${one.contact} ${one.inbox}`,
    )
    for (const conversations of threads.values()) {
      let endedAt = Number.NEGATIVE_INFINITY
      for (const { messages } of conversations) {
        for (const [index, message] of messages.entries()) {
          const silence = message.at - (messages[index - 1]?.at ?? endedAt)
          if (index === 0) expect(silence).toBeGreaterThan(24 * hour)
          else expect(silence).toBeLessThan(24 * hour)
        }
        endedAt = messages.at(-1)?.at ?? endedAt
      }
    }
  })

  it('writes opt-out words only where it means them', () => {
    const texts = company.conversations.flatMap((conversation) => conversation.messages)
    for (const message of texts.filter((one) => one.direction === 'in')) {
      const found = classifyText(message.text, defaultOptOutWords, defaultOptInWords)
      const meant = message.consent === 'stop' ? 'opt-out' : message.consent === 'start' ? 'opt-in' : null
      expect(found === 'courtesy' ? null : found).toBe(meant)
    }
    expect(company.truth.optOuts.keyword).toBeGreaterThan(10)
    expect(company.truth.optOuts.refused).toBeGreaterThan(0)
    expect(company.truth.optOuts.any).toBeGreaterThan(company.truth.optOuts.keyword)
  })

  it('has what a review has to cope with', () => {
    const { truth } = company
    expect(truth.outreach.sent).toBeGreaterThan(100)
    expect(truth.outreach.answered).toBeGreaterThan(10)
    expect(truth.outreach.answered).toBeLessThan(truth.outreach.sent / 4)
    expect(truth.channels.sms.failed).toBeGreaterThan(10)
    expect(truth.channels.sms.closed).toBe(0)
    expect(truth.channels.web_chat.reopened).toBeGreaterThan(5)
    expect(truth.channels.web_chat.notes).toBeGreaterThan(20)
    expect(truth.surveys.nps.answered).toBeGreaterThan(50)
    expect(truth.surveys.nps.offered).toBeGreaterThan(truth.surveys.nps.answered)
    expect(truth.surveys.csat.answered).toBeGreaterThan(50)
    expect(truth.surveys.ces.answered).toBeGreaterThan(50)
    expect(truth.surveys.ces.offered).toBeGreaterThan(truth.surveys.ces.answered)
    // Easier than not: between the middle of the scale and its end.
    expect(truth.surveys.ces.sum / truth.surveys.ces.answered).toBeGreaterThan(4)
    expect(truth.surveys.ces.sum / truth.surveys.ces.answered).toBeLessThan(6.5)
    expect(truth.returningContacts / truth.openingContacts).toBeGreaterThan(0.2)
    expect(truth.movedFromChatToSms).toBeGreaterThan(20)
    const transfers = service.filter((one) => {
      const replies = one.messages.filter((message) => message.authorKind === 'agent' && message.kind === 'message')
      return new Set(replies.map((reply) => reply.agent).filter((agent) => agent !== null)).size > 1
    })
    expect(transfers.length).toBeGreaterThan(50)
  })

  it('is busiest around noon and in the late afternoon, and thin at weekends', () => {
    const hours = Array.from({ length: 24 }, () => 0)
    let weekend = 0
    for (const conversation of service) {
      const at = new Date(openingOf(conversation) - 4 * hour)
      hours[at.getUTCHours()] = (hours[at.getUTCHours()] ?? 0) + 1
      if (at.getUTCDay() % 6 === 0) weekend++
    }
    expect(hours[12]).toBeGreaterThan((hours[9] ?? 0) * 1.1)
    expect(hours[17]).toBeGreaterThan((hours[14] ?? 0) * 1.1)
    expect(hours[2]).toBe(0)
    expect(weekend / service.length).toBeLessThan(0.2)
  })

  it('knows only customers that nobody can call or write to', () => {
    const phones = new Set<string>()
    for (let serial = 0; serial < fictionalPhoneCount; serial++) phones.add(fictionalPhone(serial))
    expect(phones.size).toBe(fictionalPhoneCount)
    for (const phone of phones) expect(phone).toMatch(/^\+1[2-9]\d\d55501\d\d$/)
    const oneOfEachCode = new Map([...phones].map((phone) => [phone.slice(2, 5), phone]))
    for (const phone of oneOfEachCode.values())
      expect([phone, parsePhoneNumberFromString(phone)?.country]).toEqual([phone, 'US'])
    for (const { email } of company.customers) expect(email).toMatch(/^[a-z]+\.[a-z]+\d+@example\.(com|net|org)$/)
    expect(new Set(company.customers.map((customer) => customer.email)).size).toBe(company.customers.length)
  })

  it('works in another zone and across the end of summer time', () => {
    const other = generateCompany({ seed: 7, conversations: 400, lastDay: '2026-11-30', zone: 'Europe/Berlin' })
    expect([other.firstDay, other.end]).toEqual(['2026-06-01', Date.parse('2026-12-01T00:00:00+01:00')])
    expect(other.truth.channels.sms.conversations).toBeGreaterThan(100)
  })
})
