/** Returns to a channel by hand: who is a case, whose next conversation counts, and the matrix that it is a part of. */
import { describe, expect, it } from 'vitest'
import { channelReturnsOf } from '../../../electron/kpi/channel-returns.ts'
import { casesOf, computeKpis, conversationsBehind } from '../../../electron/kpi/engine.ts'
import type { Grouping, KpiResult } from '../../../shared/kpi.ts'
import type { Channel, Selection } from '../../../shared/model.ts'
import { buildFacts, settings } from './build-facts.ts'
import type { ConversationInput, FactsInput } from './build-facts.ts'

const kpi = 'channel-return-rate'

const opened = (
  contact: number,
  channel: Channel,
  at: string,
  more: Partial<ConversationInput> = {},
): ConversationInput => ({
  contact,
  channel,
  opened: at,
  ...more,
})

/**
 * Both channels have data from 1 January to 31 December: first conversations up to 2 October have their 90 days. Somebody
 * is known on both.
 */
const bounds = [
  opened(900, 'sms', '2026-01-01T00:00:00Z'),
  opened(900, 'email', '2026-01-01T00:00:00Z'),
  opened(902, 'sms', '2026-12-31T00:00:00Z'),
  opened(903, 'email', '2026-12-31T00:00:00Z'),
]

function measure(
  conversations: readonly ConversationInput[],
  selection: Selection,
  by: readonly Grouping[] = [],
): readonly KpiResult[] {
  return computeKpis(buildFacts({ conversations }), { kpis: [kpi], selection, by, hours: 'calendar' }, settings)
}

function measureOne(conversations: readonly ConversationInput[], selection: Selection): KpiResult {
  const [result] = measure(conversations, selection)
  if (result === undefined) throw new Error('no result')
  return result
}

/** With ordinary spaces. */
const plain = (text: string): string => text.replaceAll(/\s/g, ' ')

const february = { from: '2026-02-01', to: '2026-02-28' }

// All but 5 wrote first in February.
const customers = [
  // 1 comes back by SMS after 10 days: 1.
  opened(1, 'sms', '2026-02-02T10:00:00Z'),
  opened(1, 'sms', '2026-02-12T10:00:00Z'),
  // 2 comes back by e-mail after 20 days, and only then by SMS: 0.
  opened(2, 'sms', '2026-02-03T10:00:00Z'),
  opened(2, 'email', '2026-02-23T10:00:00Z'),
  opened(2, 'sms', '2026-02-24T10:00:00Z'),
  // 3 writes again within the day, which is no return, and by e-mail after exactly 24 hours, which is one: 0.
  opened(3, 'sms', '2026-02-04T10:00:00Z'),
  opened(3, 'sms', '2026-02-05T09:59:59Z'),
  opened(3, 'email', '2026-02-05T10:00:00Z'),
  // 4 comes back after exactly 90 days: 1. 6 comes a second too late: did not return.
  opened(4, 'sms', '2026-02-06T10:00:00Z'),
  opened(4, 'sms', '2026-05-07T10:00:00Z'),
  opened(6, 'sms', '2026-02-06T10:00:00Z'),
  opened(6, 'sms', '2026-05-07T10:00:01Z'),
  // 5 wrote first in January; in February the e-mail is the first conversation, and so no case of SMS.
  opened(5, 'sms', '2026-01-20T10:00:00Z'),
  opened(5, 'email', '2026-02-07T10:00:00Z'),
  opened(5, 'sms', '2026-02-17T10:00:00Z'),
  // 7 was written to and did not answer before the own first conversation; nobody comes back.
  opened(7, 'sms', '2026-02-01T10:00:00Z', { isOutreach: true }),
  opened(7, 'sms', '2026-02-08T10:00:00Z'),
  // 8 was only written to. One conversation has no contact.
  opened(8, 'sms', '2026-02-09T10:00:00Z', { isOutreach: true }),
  opened(-1, 'sms', '2026-02-10T10:00:00Z'),
]
const year = [...bounds, ...customers]

describe('returns to a channel', () => {
  it('are of those who came back, who came back on the channel of their first conversation in the period', () => {
    // SMS by default: 1 and 4 of 1, 2, 3, 4.
    expect(measureOne(year, february)).toMatchObject({
      status: 'ok',
      n: 4,
      numerator: 2,
      value: 0.5,
      ledger: { counted: 4, excluded: { 'did-not-return': 2, outreach: 1, 'no-contact': 1 } },
    })
    // Of e-mail: 5, who came back by SMS.
    expect(measureOne(year, { ...february, channels: ['email'] })).toMatchObject({ n: 1, value: 0 })
    // On two channels: each on the own one.
    expect(measureOne(year, { ...february, channels: ['sms', 'email'] })).toMatchObject({ n: 5, numerator: 2 })
  })

  it('make each period anew, and take of a customer the first conversation in each', () => {
    // January: 5 by SMS, back by e-mail. March: nobody. May: 4 and 6 by SMS did not come back.
    const months = measure(year, { from: '2026-01-02', to: '2026-05-31', channels: ['sms'] }, ['month'])
    expect(months.map((one) => [one.group.month, one.ledger])).toEqual([
      ['2026-01-01', { counted: 1, excluded: {} }],
      ['2026-02-01', { counted: 4, excluded: { outreach: 1, 'no-contact': 1, 'did-not-return': 2 } }],
      ['2026-03-01', { counted: 0, excluded: {} }],
      ['2026-04-01', { counted: 0, excluded: {} }],
      ['2026-05-01', { counted: 0, excluded: { 'did-not-return': 2 } }],
    ])
  })

  it('credit the case to the first conversation', () => {
    const named = [
      ...bounds,
      opened(1, 'sms', '2026-02-02T10:00:00Z', { lastAgent: 'Ada', team: 'Blue' }),
      opened(1, 'sms', '2026-02-12T10:00:00Z', { lastAgent: 'Ben', team: 'Green' }),
    ]
    const agents = measure(named, february, ['agent'])
    expect(agents.map((one) => [one.group.agent, one.ledger.counted])).toEqual([['Ada', 1]])
    // Ben's conversation was not the first: no case of the selection is his.
    expect(measureOne(named, { ...february, agents: ['Ben'] })).toMatchObject({ ledger: { counted: 0, excluded: {} } })
  })

  it('need 90 days of data on every channel, from the first conversation on', () => {
    const late = [
      ...bounds,
      // 90 days before the end of both channels, to the millisecond, and one later.
      opened(1, 'sms', '2026-10-02T00:00:00.000Z'),
      opened(1, 'sms', '2026-10-12T00:00:00Z'),
      opened(2, 'sms', '2026-10-02T00:00:00.001Z'),
      opened(2, 'email', '2026-10-12T00:00:00Z'),
    ]
    expect(measureOne(late, { from: '2026-10-01', to: '2026-10-05' })).toMatchObject({
      n: 1,
      value: 1,
      ledger: { counted: 1, excluded: { 'follow-up-too-short': 1 } },
    })
    // A third channel whose data begin in June: nobody knows of February.
    const young = [
      ...year,
      opened(904, 'web_chat', '2026-06-01T00:00:00Z'),
      opened(905, 'web_chat', '2026-12-31T00:00:00Z'),
    ]
    expect(measureOne(young, february)).toMatchObject({
      status: 'no-data',
      ledger: { counted: 0, excluded: { 'follow-up-too-short': 6 } },
    })
  })

  it('are not measurable where nobody is known on two channels, and say how customers are known', () => {
    const apart = [opened(1, 'sms', '2026-02-02T10:00:00Z'), opened(2, 'email', '2026-02-02T10:00:00Z')]
    const facts = buildFacts({ conversations: apart, customers: { numberOnly: 1, emailOnly: 1 } })
    const [result] = computeKpis(facts, { kpis: [kpi], selection: {}, hours: 'calendar' }, settings)
    expect(result).toMatchObject({
      status: 'not-measurable',
      reason: 'customers-not-linked',
      message:
        'Not measurable: no customer is known on two channels in log.csv. Of the customers, 1 is known by number only, 1 by e-mail only and 0 by both. Import contacts with number and e-mail, or link customers by hand.',
    })
    const returns = channelReturnsOf(facts, {}, settings)
    expect(returns).toMatchObject({
      status: 'not-measurable',
      linking: { numberOnly: 1, emailOnly: 1, onSeveralChannels: 0 },
    })
    const [unknown] = computeKpis(
      buildFacts({
        conversations: [{ opened: '2026-02-02T10:00:00Z' }],
        abilities: { 'log.csv': { hasContacts: false } },
      }),
      { kpis: [kpi], selection: {}, hours: 'calendar' },
      settings,
    )
    expect(unknown).toMatchObject({ status: 'not-measurable', reason: 'no-contacts' })
  })

  it('do not depend on the order of conversations of one instant', () => {
    const tied = [
      ...bounds,
      opened(1, 'email', '2026-02-02T10:00:00Z', { lastAgent: 'Ada' }),
      opened(1, 'sms', '2026-02-02T10:00:00Z', { lastAgent: 'Ben' }),
      opened(1, 'email', '2026-02-12T10:00:00Z'),
      opened(1, 'sms', '2026-02-12T10:00:00Z'),
    ]
    const all = { ...february, channels: ['sms', 'email'] as const }
    for (const order of [tied, tied.toReversed()])
      expect(measure(order, all, ['agent']).map(({ group, ledger }) => [group.agent, ledger.counted])).toEqual([
        ['Ben', 1],
      ])
  })

  it('open into the first conversations behind them', () => {
    const facts = buildFacts({ conversations: year })
    const { positions, values } = conversationsBehind(facts, kpi, february, settings, 'calendar', false)
    const contacts = [...positions].map((position) => facts.conversations.contact[position])
    expect(contacts).toEqual([1, 2, 3, 4])
    expect([...values]).toEqual([1, 0, 0, 1])
    const { cases, result } = casesOf(facts, kpi, february, settings, 'calendar', false)
    expect([cases.numerator, cases.denominator]).toEqual([2, 4])
    expect(result.status === 'ok' && result.value).toBe(0.5)
  })
})

describe('the matrix', () => {
  const facts = (input: FactsInput): ReturnType<typeof buildFacts> => buildFacts(input)

  it('has a row for each channel of the first conversations, with shares of those who came back', () => {
    const returns = channelReturnsOf(facts({ conversations: year }), february, settings)
    expect(returns.channels).toEqual(['sms', 'email'])
    expect(returns.rows).toEqual([
      { from: 'sms', returned: 4, didNotReturn: 2, tooLittleFollowUp: 0 },
      { from: 'email', returned: 1, didNotReturn: 0, tooLittleFollowUp: 0 },
    ])
    expect(returns.cells.map(({ from, to, count, share }) => [from, to, count, share])).toEqual([
      ['sms', 'sms', 2, 0.5],
      ['sms', 'email', 2, 0.5],
      ['email', 'sms', 1, 1],
      ['email', 'email', 0, 0],
    ])
    // Wilson of 2 of 4: (0.5 + 0.4802 ± 1.96 √(0.0625 + 0.06003)) / 1.96036 = 0.15004 … 0.84996.
    expect(returns.cells[0]?.interval?.low).toBeCloseTo(0.15004, 4)
    expect(returns.cells[0]?.interval?.high).toBeCloseTo(0.84996, 4)
    // From SMS to e-mail 2, back 1.
    expect(returns.switching).toEqual([{ from: 'sms', to: 'email', there: 2, back: 1, net: 1, isClear: false }])
    expect(returns.coverage).toEqual([
      { channel: 'sms', from: '2026-01-01', to: '2026-12-31' },
      { channel: 'email', from: '2026-01-01', to: '2026-12-31' },
    ])
    expect(returns.window).toEqual({ from: '2026-01-01', to: '2026-10-02' })
    expect(returns.followUp).toEqual({ enough: 7, tooLittle: 0 })
    expect(plain(returns.message)).toBe(
      'Of 5 customers who came back within 90 days, 2 (40 %) came back on the channel of their first conversation; net, 1 went from SMS to email (2 there, 1 back), which may be chance.',
    )
  })

  it('keeps the rows of the channels that are filtered, and the switching of all', () => {
    const returns = channelReturnsOf(facts({ conversations: year }), { ...february, channels: ['sms'] }, settings)
    expect(returns.rows.map(({ from }) => from)).toEqual(['sms'])
    expect(returns.switching[0]?.net).toBe(1)
    expect(plain(returns.message)).toContain(
      'Of 4 customers who came back within 90 days, 2 (50 %) came back on SMS again',
    )
    expect(returns.ledger).toEqual({ counted: 4, excluded: { 'did-not-return': 2, outreach: 1, 'no-contact': 1 } })
  })

  it('is the KPI on its diagonal', () => {
    const returns = channelReturnsOf(facts({ conversations: year }), february, settings)
    for (const result of measure(year, february, ['channel'])) {
      if (result.status !== 'ok') continue
      const cell = returns.cells.find(({ from, to }) => from === result.group.channel && to === from)
      expect([cell?.count, cell?.share, cell?.interval]).toEqual([result.numerator, result.value, result.interval])
    }
  })

  it('calls net switching clear where one half is out of question', () => {
    // Ten from e-mail to SMS, none back: Wilson of 10 of 10 begins at 10 / (10 + 3.8415) = 0.7225.
    const moved = Array.from({ length: 10 }, (_, index) => [
      opened(index, 'email', '2026-02-02T10:00:00Z'),
      opened(index, 'sms', '2026-02-12T10:00:00Z'),
    ]).flat()
    const returns = channelReturnsOf(facts({ conversations: [...bounds, ...moved] }), february, settings)
    expect(returns.switching).toEqual([{ from: 'email', to: 'sms', there: 10, back: 0, net: 10, isClear: true }])
  })

  it('says nothing of an empty workspace', () => {
    const returns = channelReturnsOf(facts({}), {}, settings)
    expect(returns).toMatchObject({ status: 'no-data', channels: [], cells: [], window: null })
  })
})

describe('opt-outs that wait for the user', () => {
  const sent = (contact: number) => ({ contact, at: '2026-03-01T10:00:00Z' })
  it('count beside, each customer once, and never one who has opted out for certain', () => {
    const result = computeKpis(
      buildFacts({
        sends: [1, 2, 3, 4, 5, 6].map(sent),
        optOuts: [{ contact: 1, at: '2026-03-02T10:00:00Z' }],
        suspicions: [
          { contact: 1, at: '2026-03-03T10:00:00Z' },
          { contact: 2, at: '2026-03-03T10:00:00Z' },
          { contact: 2, at: '2026-03-04T10:00:00Z' },
          // Not written to in the period.
          { contact: 9, at: '2026-03-04T10:00:00Z' },
        ],
      }),
      { kpis: ['opt-out-share'], selection: { from: '2026-03-01', to: '2026-03-31' }, hours: 'calendar' },
      settings,
    )
    // 1 of 6 for certain; 2 and 9 wait.
    expect(result[0]).toMatchObject({
      status: 'ok',
      n: 6,
      numerator: 1,
      waitingForReview: 2,
      ledger: { counted: 6, excluded: { 'waiting-for-review': 1 } },
    })
  })

  it('leave zero opt-outs with their upper bound', () => {
    const [result] = computeKpis(
      buildFacts({ sends: Array.from({ length: 300 }, (_, contact) => sent(contact)), optOuts: [] }),
      { kpis: ['opt-out-share'], selection: {}, hours: 'calendar' },
      settings,
    )
    // Wilson of 0 of 300: 3.8415 / 303.8415 = 0.0126 (statistics.md).
    if (result?.status !== 'ok') throw new Error('not measured')
    expect(result.interval?.low).toBe(0)
    expect(result.interval?.high).toBeCloseTo(0.0126, 4)
  })
})
