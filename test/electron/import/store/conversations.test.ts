import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countServiceConversations, deriveConversations } from '../../../../electron/import/store/conversations.ts'
import type {
  DerivedConversation,
  SplitOptions,
  ThreadMessage,
  ThreadRecord,
} from '../../../../electron/import/store/conversations.ts'

const minute = 60_000
const hour = 60 * minute
const log: SplitOptions = { isSplit: true, splitGapSeconds: 86_400, courtesyEndsTurn: true }
const whole: SplitOptions = { ...log, isSplit: false }

const emptyRecord: ThreadRecord = {
  openedAt: null,
  firstReplyAt: null,
  closedAt: null,
  reopenCount: null,
  replyCount: null,
  agentId: null,
  teamId: null,
  leftOut: null,
}

let nextId = 1
function message(sentAt: number, parts: Partial<ThreadMessage>): ThreadMessage {
  return {
    id: nextId++,
    sentAt,
    direction: 'in',
    authorKind: 'customer',
    agentId: null,
    teamId: null,
    kind: 'message',
    event: null,
    isAutomatic: false,
    isFailed: false,
    isOptEvent: false,
    isCourtesy: false,
    ...parts,
  }
}
const customer = (at: number, parts: Partial<ThreadMessage> = {}): ThreadMessage => message(at, parts)
const agent = (at: number, agentId: number | null = 7, parts: Partial<ThreadMessage> = {}): ThreadMessage =>
  message(at, { direction: 'out', authorKind: 'agent', agentId, ...parts })
const event = (at: number, name: 'closed' | 'reopened', agentId: number | null = null): ThreadMessage =>
  message(at, { kind: 'event', event: name, direction: 'out', authorKind: 'system', agentId })

function only(conversations: readonly DerivedConversation[]): DerivedConversation {
  expect(conversations).toHaveLength(1)
  const [one] = conversations
  if (one === undefined) throw new Error('no conversation')
  return one
}

describe('turns', () => {
  it('counts from the first unanswered customer message to the next human reply', () => {
    // statistics.md: customer 1:00, 1:10, 1:15, agent 1:20; customer 1:21, agent 1:22 → 20 min; 1 min
    const one = only(
      deriveConversations(
        [
          customer(60 * minute),
          customer(70 * minute),
          customer(75 * minute),
          agent(80 * minute),
          customer(81 * minute),
          agent(82 * minute),
        ],
        null,
        log,
      ),
    )
    expect(one.turns.map((turn) => ((turn.endedAt ?? 0) - turn.startedAt) / minute)).toEqual([20, 1])
    expect(one.firstReplyAt).toBe(80 * minute)
    expect(one.humanReplyCount).toBe(2)
  })

  it('is not ended by bots, automatic replies, notes and failed deliveries', () => {
    const one = only(
      deriveConversations(
        [
          customer(0),
          agent(1000, null, { authorKind: 'bot' }),
          agent(2000, 7, { isAutomatic: true }),
          agent(3000, 7, { kind: 'note' }),
          agent(4000, 7, { isFailed: true }),
          agent(90_000, 8),
        ],
        null,
        log,
      ),
    )
    expect(one.turns).toEqual([{ startedAt: 0, endedAt: 90_000, endedBy: 'answered', agentId: 8 }])
    expect(one).toMatchObject({ firstReplyAt: 90_000, firstReplyAgentId: 8, humanReplyCount: 1, agentCount: 1 })
  })

  it('waits at the end, ends as courtesy, by a close or by an opt-out', () => {
    const ends = (messages: ThreadMessage[], options = whole): unknown =>
      only(deriveConversations(messages, null, options)).turns.map((turn) => turn.endedBy)
    expect(ends([customer(0), agent(10), customer(20)])).toEqual(['answered', 'waiting'])
    expect(ends([customer(0), agent(10), customer(20, { isCourtesy: true })])).toEqual(['answered', 'courtesy'])
    expect(
      ends([customer(0), agent(10), customer(20, { isCourtesy: true })], { ...whole, courtesyEndsTurn: false }),
    ).toEqual(['answered', 'waiting'])
    expect(ends([customer(0), agent(10), customer(20), event(30, 'closed')])).toEqual([
      'answered',
      'closed-without-reply',
    ])
    expect(ends([customer(0), customer(20, { isOptEvent: true })])).toEqual(['opt-out'])
    // Thanks that gets an answer is a turn like any other.
    expect(ends([customer(0, { isCourtesy: true }), agent(10)])).toEqual(['answered'])
    // A question after the thanks is no courtesy any more.
    expect(ends([customer(0, { isCourtesy: true }), customer(5)])).toEqual(['waiting'])
  })

  it('is answered by a reply after the close, if the customer did not write again before it', () => {
    const turns = (...messages: ThreadMessage[]): unknown =>
      only(deriveConversations(messages, null, whole)).turns.map(({ endedBy, endedAt }) => [endedBy, endedAt])
    // Agents close first, and what they wrote goes out a second later.
    expect(turns(customer(0), event(60_000, 'closed'), agent(61_000))).toEqual([['answered', 61_000]])
    expect(turns(customer(0), event(5000, 'closed'), event(6000, 'reopened'), agent(9000))).toEqual([
      ['answered', 9000],
    ])
    // The first question was closed at 5 s, the second one waited from 7 s to 9 s.
    expect(turns(customer(0), event(5000, 'closed'), customer(7000), agent(9000))).toEqual([
      ['closed-without-reply', 5000],
      ['answered', 9000],
    ])
    // The customer stopped waiting at the first close.
    expect(turns(customer(0), event(5000, 'closed'), event(6000, 'closed'))).toEqual([['closed-without-reply', 5000]])
    expect(turns(customer(0), event(5000, 'closed'), customer(6000, { isOptEvent: true }))).toEqual([
      ['closed-without-reply', 5000],
    ])
  })
})

describe('splitting a log', () => {
  it('splits where nobody wrote for the gap, to the second', () => {
    const at = (last: number): number =>
      deriveConversations([customer(0), agent(minute), customer(minute + last)], null, log).length
    expect(at(24 * hour - 1000)).toBe(1)
    expect(at(24 * hour)).toBe(2)
  })

  it('splits at a close that the export marks, once the customer writes again', () => {
    const two = deriveConversations(
      [customer(0), agent(10), event(20, 'closed', 7), agent(25), customer(30), agent(40)],
      null,
      log,
    )
    expect(two.map(({ openedAt, closedAt, firstReplyAt }) => ({ openedAt, closedAt, firstReplyAt }))).toEqual([
      { openedAt: 0, closedAt: 20, firstReplyAt: 10 },
      { openedAt: 30, closedAt: null, firstReplyAt: 40 },
    ])
  })

  it('keeps outreach apart from the service conversation that answers it', () => {
    const both = deriveConversations([agent(0), customer(hour), agent(hour + 10_000)], null, log)
    expect(both.map(({ kind, openedAt, firstReplyAt }) => ({ kind, openedAt, firstReplyAt }))).toEqual([
      { kind: 'outreach', openedAt: 0, firstReplyAt: null },
      { kind: 'service', openedAt: hour, firstReplyAt: hour + 10_000 },
    ])
    expect(only(deriveConversations([agent(0), agent(10)], null, log)).kind).toBe('outreach')
  })

  it('opens nothing for a lone opt-out', () => {
    expect(deriveConversations([customer(0, { isOptEvent: true })], null, log)).toEqual([])
    expect(only(deriveConversations([agent(0), customer(10, { isOptEvent: true })], null, log)).kind).toBe('outreach')
  })

  it('is not ended by a note', () => {
    expect(
      countServiceConversations([customer(0), agent(20 * hour, 7, { kind: 'note' }), customer(30 * hour)], 86_400),
    ).toBe(2)
  })
})

describe('conversations of the export', () => {
  it('stay whole over any silence, with the record closing them', () => {
    const one = only(
      deriveConversations(
        [customer(0), agent(hour), customer(100 * hour), agent(101 * hour, 9)],
        {
          openedAt: null,
          firstReplyAt: null,
          closedAt: 102 * hour,
          reopenCount: null,
          replyCount: null,
          agentId: null,
          teamId: 3,
          leftOut: null,
        },
        whole,
      ),
    )
    expect(one).toMatchObject({ closedAt: 102 * hour, teamId: 3, lastAgentId: 9, agentCount: 2, reopenCount: 0 })
  })

  it('reads several closes: the last one that no reopening followed', () => {
    const closed = (...events: ThreadMessage[]): unknown => {
      const { closedAt, reopenCount } = only(deriveConversations([customer(0), agent(1), ...events], null, whole))
      return [closedAt, reopenCount]
    }
    expect(closed(event(2, 'closed'))).toEqual([2, 0])
    expect(closed(event(2, 'closed'), event(3, 'reopened'))).toEqual([null, 1])
    expect(closed(event(2, 'closed'), event(3, 'reopened'), event(4, 'closed'))).toEqual([4, 1])
    // The export writes no reopening down, but the customer wrote and it was closed again.
    expect(closed(event(2, 'closed'), customer(3), event(4, 'closed'))).toEqual([4, 1])
  })

  it('are not closed or reopened by what happened to our outreach before the customer wrote', () => {
    const one = (...events: ThreadMessage[]): unknown => {
      const { openedAt, closedAt, reopenCount, lastAgentId } = only(deriveConversations(events, null, whole))
      return [openedAt, closedAt, reopenCount, lastAgentId]
    }
    // Agent 7 reminds a customer and closes; the answer at 50 opens a conversation, and the product says it reopened ours.
    expect(one(agent(0), event(10, 'closed', 7), customer(50), event(51, 'reopened'))).toEqual([50, null, 0, null])
    expect(one(agent(0), event(10, 'closed', 7), customer(50), agent(60, 8), event(70, 'closed', 9))).toEqual([
      50, 70, 0, 9,
    ])
    // Nor by a closing time of the record, which the events tell better.
    const record = { ...emptyRecord, closedAt: 10 }
    expect(only(deriveConversations([agent(0), event(10, 'closed'), customer(50)], record, whole)).closedAt).toBeNull()
    // What nobody answered was closed by agent 7.
    expect(only(deriveConversations([agent(0, 8), event(10, 'closed', 7)], null, whole))).toMatchObject({
      kind: 'outreach',
      lastAgentId: 7,
    })
  })

  it('come from the record alone where there are no messages', () => {
    const record = {
      openedAt: 100,
      firstReplyAt: null,
      closedAt: 900,
      reopenCount: 2,
      replyCount: null,
      agentId: 4,
      teamId: null,
      leftOut: null,
    }
    expect(only(deriveConversations([], record, whole))).toMatchObject({
      kind: 'service',
      openedAt: 100,
      firstReplyAt: null,
      closedAt: 900,
      reopenCount: 2,
      humanReplyCount: 0,
      firstReplyAgentId: null,
      lastAgentId: 4,
    })
    expect(deriveConversations([], { ...record, openedAt: null }, whole)).toEqual([])
  })

  it('are closed and reopened by events also where the messages are not there', () => {
    const record = { ...emptyRecord, openedAt: 100 }
    const events = [event(200, 'closed', 7), event(300, 'reopened'), event(500, 'closed', 8)]
    const note = agent(600, 9, { kind: 'note' })
    expect(only(deriveConversations([...events, note], record, whole))).toMatchObject({
      openedAt: 100,
      closedAt: 500,
      reopenCount: 1,
      lastAgentId: 8,
      lastEventAt: 600,
      messageCount: 0,
      turns: [],
    })
    expect(only(deriveConversations(events.slice(0, 2), record, whole))).toMatchObject({
      closedAt: null,
      reopenCount: 1,
      lastAgentId: null,
      lastEventAt: 300,
    })
  })

  it('are left out where the record says so', () => {
    const spam = { ...emptyRecord, leftOut: 'spam' }
    expect(deriveConversations([customer(0), agent(10)], spam, whole)).toEqual([])
  })

  it('take the first reply from the record where no message of ours is there', () => {
    const record = { ...emptyRecord, firstReplyAt: 2000, agentId: 4, replyCount: 3 }
    const one = only(deriveConversations([customer(0), customer(1000), customer(5000)], record, whole))
    expect(one).toMatchObject({
      firstReplyAt: 2000,
      firstReplyAgentId: 4,
      humanReplyCount: 3,
      messageCount: 3,
      turns: [
        { startedAt: 0, endedAt: 2000, endedBy: 'answered', agentId: 4 },
        { startedAt: 5000, endedAt: null, endedBy: 'waiting' },
      ],
    })
    // Messages know better.
    expect(only(deriveConversations([customer(0), agent(700)], record, whole))).toMatchObject({
      firstReplyAt: 700,
      humanReplyCount: 1,
    })
  })
})

describe('always', () => {
  const step = fc.record({
    wait: fc.integer({ min: 0, max: 30 * 3600 }),
    who: fc.constantFrom('customer', 'agent', 'bot'),
  })
  const thread = fc.array(step, { maxLength: 30 }).map((steps) => {
    let at = 0
    return steps.map(({ wait, who }) => {
      at += wait * 1000
      return who === 'customer' ? customer(at) : agent(at, 7, who === 'bot' ? { authorKind: 'bot', agentId: null } : {})
    })
  })

  it('every customer message is in exactly one service conversation, and turns never overlap', () => {
    fc.assert(
      fc.property(thread, fc.boolean(), (messages, isSplit) => {
        const conversations = deriveConversations(messages, null, { ...log, isSplit })
        const service = conversations.filter((one) => one.kind === 'service')
        const total = conversations.reduce((sum, one) => sum + one.messageCount, 0)
        expect(total).toBe(messages.length)
        if (messages.some((one) => one.direction === 'in')) expect(service.length).toBeGreaterThan(0)
        for (const one of service) {
          expect(one.turns.length).toBeGreaterThan(0)
          expect(one.turns[0]?.startedAt).toBe(one.openedAt)
          let end = -Infinity
          for (const turn of one.turns) {
            expect(turn.startedAt).toBeGreaterThanOrEqual(end)
            end = turn.endedAt ?? Infinity
            expect(turn.endedBy === 'answered').toBe(turn.endedAt !== null)
          }
          expect(one.firstReplyAt === null).toBe(one.turns.every((turn) => turn.endedBy !== 'answered'))
        }
      }),
    )
  })
})
