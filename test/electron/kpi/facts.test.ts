import { describe, expect, it } from 'vitest'
import { unknownChannel } from '../../../electron/kpi/definition.ts'
import { loadFacts } from '../../../electron/kpi/facts.ts'
import { channels, surveyKinds, turnEnds } from '../../../shared/model.ts'
import { buildWorkspace } from './build-workspace.ts'

const about = (id: string, answered: number | null, more = {}): Record<string, string | number | null> => ({
  conversation_external_id: id,
  answered_at: answered,
  score: 9,
  ...more,
})

describe('loadFacts', () => {
  it('reads an empty workspace', () => {
    const facts = loadFacts(buildWorkspace().db)
    expect(facts.conversations.count).toBe(0)
    expect(facts.dataEnd.sms).toBeNaN()
    expect(facts.names.sources).toEqual(['log.csv', 'desk.csv'])
    expect(facts.abilities).toMatchObject([{ hasMessages: false, hasContacts: false }, { hasMessages: false }])
  })

  it('orders conversations by opening, and lets turns and names point into them', () => {
    const { db, insert } = buildWorkspace()
    insert('contact', { id: 7, address: '+15550100' })
    insert('agent', { id: 3, name: 'Ada' }, { id: 9, name: 'Ben' })
    insert('team', { id: 4, name: 'Care' })
    insert('inbox', { id: 5, name: 'Line' })
    insert('thread', { id: 1, key: 'a', contact_id: 7, inbox_id: 5 })
    insert(
      'conversation',
      { id: 20, opened_at: 2000, last_event_at: 2500, closed_at: 2400, team_id: 4, last_agent_id: 9, contact_id: 7 },
      { id: 10, opened_at: 3000, last_event_at: 3000, kind: 'outreach' },
      { id: 30, opened_at: 1000, last_event_at: 1500, first_reply_at: 1200, first_reply_agent_id: 3, inbox_id: 5 },
    )
    insert(
      'turn',
      { conversation_id: 20, started_at: 2000, ended_by: 'waiting' },
      { conversation_id: 30, started_at: 1000, ended_at: 1200, agent_id: 3 },
    )
    const { conversations, turns, names } = loadFacts(db)
    expect([...conversations.id]).toEqual([30, 20, 10])
    expect([...conversations.isService]).toEqual([1, 1, 0])
    expect([...conversations.firstReplyAt]).toEqual([1200, Number.NaN, Number.NaN])
    expect([...conversations.closedAt]).toEqual([Number.NaN, 2400, Number.NaN])
    expect([...conversations.contact]).toEqual([-1, 7, -1])
    expect(names.agents[conversations.lastAgent[1] ?? -1]).toBe('Ben')
    expect(names.agents[conversations.firstReplyAgent[0] ?? -1]).toBe('Ada')
    expect(names.teams[conversations.team[1] ?? -1]).toBe('Care')
    expect(names.inboxes[conversations.inbox[0] ?? -1]).toBe('Line')
    expect([...turns.conversation]).toEqual([0, 1])
    expect([...turns.endedAt]).toEqual([1200, Number.NaN])
    expect([...turns.end].map((end) => turnEnds[end])).toEqual(['answered', 'waiting'])
  })

  it('counts as sent only current messages of ours that were not refused', () => {
    const { db, insert } = buildWorkspace()
    insert('contact', { id: 7, address: '+15550100' })
    insert('thread', { id: 1, key: 'a', contact_id: 7, channel: 'whatsapp' })
    const out = { direction: 'out', author_kind: 'agent' }
    insert(
      'message',
      { sent_at: 1, ...out },
      { sent_at: 2, ...out, author_kind: 'bot' },
      { sent_at: 3, ...out, author_kind: 'system', is_automatic: 1 },
      { sent_at: 4, ...out, is_failed: 1 },
      { sent_at: 5, ...out, is_current: 0 },
      { sent_at: 6, ...out, kind: 'note' },
      { sent_at: 7, ...out, kind: 'event' },
      { sent_at: 8 },
    )
    const { outgoing } = loadFacts(db)
    expect(outgoing.sentAt.toSorted()).toEqual(Float64Array.of(1, 2, 3))
    expect([...outgoing.channel]).toEqual([1, 1, 1])
    expect([...outgoing.contact]).toEqual([7, 7, 7])
  })

  it('places what was sent in the conversation open then, and knows human replies as the user corrected them', () => {
    const { db, insert } = buildWorkspace()
    insert('agent', { id: 1, name: 'Ada' }, { id: 2, name: 'Robo' }, { id: 3, name: 'desk:3' })
    db.exec('UPDATE agent SET same_as = 2 WHERE id = 3')
    insert('thread', { id: 4, key: 'a' }, { id: 9, key: 'b' })
    insert(
      'conversation',
      { id: 1, thread_id: 4, opened_at: 100, last_event_at: 200, human_reply_count: 1 },
      { id: 2, thread_id: 4, opened_at: 500, last_event_at: 900, human_reply_count: 2 },
      { id: 3, thread_id: 9, opened_at: 150, last_event_at: 160, human_reply_count: 0 },
    )
    const out = { thread_id: 4, direction: 'out', author_kind: 'agent' }
    insert(
      'message',
      { sent_at: 99, agent_id: 1, ...out },
      { sent_at: 100, agent_id: 1, ...out },
      { sent_at: 499, agent_id: 2, ...out },
      { sent_at: 500, agent_id: 3, ...out },
      { sent_at: 700, text: 'We are closed.', ...out },
      { sent_at: 800, text: 'We are here.', ...out },
      { sent_at: 900, is_automatic: 1, ...out },
      { sent_at: 155, ...out, thread_id: 9, author_kind: 'bot' },
    )
    const read = () => {
      const { outgoing, conversations } = loadFacts(db)
      const rows = [...outgoing.sentAt].map((at, row) => ({
        at,
        id: conversations.id[outgoing.conversation[row] ?? -1] ?? null,
        human: outgoing.isHumanReply[row],
      }))
      return { rows: rows.toSorted((a, b) => a.at - b.at), known: [...conversations.knowsReplies] }
    }
    // By opening: 1, 3, 2. Their messages hold 2, 0 and 3 human replies, their rows say 1, 0 and 2.
    expect(read()).toEqual({
      rows: [
        { at: 99, id: null, human: 1 },
        { at: 100, id: 1, human: 1 },
        { at: 155, id: 3, human: 0 },
        { at: 499, id: 1, human: 1 },
        { at: 500, id: 2, human: 1 },
        { at: 700, id: 2, human: 1 },
        { at: 800, id: 2, human: 1 },
        { at: 900, id: 2, human: 0 },
      ],
      known: [0, 1, 0],
    })
    // Who goes by the name of Robo is a bot, and one text is sent by a machine: 1, 0 and 1 replies.
    db.exec(`INSERT INTO author_choice (agent, kind, chosen_at) VALUES ('Robo', 'bot', 0)`)
    db.exec(`INSERT INTO automatic_text_choice (text, is_automatic, chosen_at) VALUES ('We are closed.', 1, 0)`)
    const corrected = read()
    expect(corrected.rows.filter(({ human }) => human === 1).map(({ at }) => at)).toEqual([99, 100, 800])
    expect(corrected.known).toEqual([1, 1, 0])
    db.exec(`UPDATE author_choice SET kind = 'agent'`)
    db.exec('UPDATE automatic_text_choice SET is_automatic = 0')
    expect(read().rows.filter(({ human }) => human === 1)).toHaveLength(6)
  })

  it('knows the number of replies from the messages or from the export, and not from a first reply alone', () => {
    const { db, insert } = buildWorkspace()
    insert('thread', { id: 1, key: 'a' }, { id: 2, key: 'b' }, { id: 3, key: 'c' }, { id: 4, key: 'd' })
    insert('message', { sent_at: 1 })
    insert(
      'conversation_record',
      { thread_id: 2, first_reply_at: 5 },
      { thread_id: 3, first_reply_at: 5, reply_count: 4 },
      { thread_id: 4, first_reply_at: 5, reply_count: 4, is_current: 0 },
    )
    const replied = { human_reply_count: 1, first_reply_at: 5, last_event_at: 5, message_count: 0 }
    insert(
      'conversation',
      { thread_id: 1, opened_at: 1, last_event_at: 1 },
      { thread_id: 2, opened_at: 2, ...replied },
      { thread_id: 3, opened_at: 3, ...replied, human_reply_count: 4 },
      { thread_id: 4, opened_at: 4, ...replied },
    )
    expect([...loadFacts(db).conversations.knowsReplies]).toEqual([1, 0, 1, 0])
  })

  it('can tell reopenings from their number, from events, and from every close of a conversation', () => {
    const tells = (fill: (insert: ReturnType<typeof buildWorkspace>['insert']) => void): boolean | undefined => {
      const { db, insert } = buildWorkspace()
      insert('thread', { id: 1, key: 'log' }, { id: 2, key: 'desk', is_split: 0 })
      fill(insert)
      return loadFacts(db).abilities[0]?.hasReopens
    }
    const event = { sent_at: 1, kind: 'event', author_kind: 'system', direction: 'out' }
    expect(tells((insert) => insert('conversation_record', { closed_at: 9, reopen_count: 0 }))).toBe(true)
    expect(tells((insert) => insert('conversation_record', { closed_at: 9 }))).toBe(false)
    expect(tells((insert) => insert('message', { ...event, event: 'reopened' }))).toBe(true)
    expect(tells((insert) => insert('message', { ...event, event: 'closed', thread_id: 2 }))).toBe(true)
    // In a log, who writes after a close opens a new conversation.
    expect(tells((insert) => insert('message', { ...event, event: 'closed' }))).toBe(false)
    expect(tells((insert) => insert('message', { ...event, event: 'reopened', is_current: 0 }))).toBe(false)
  })

  it('keeps opt-outs, also undated ones, and no opt-ins', () => {
    const { db, insert } = buildWorkspace()
    insert('contact', { id: 7, address: '+15550100' })
    insert(
      'opt_out',
      { contact_id: 7, at: 5 },
      { contact_id: 7, at: 6, state: 'in' },
      { contact_id: 7, evidence: 'contact-flag' },
    )
    const { optOuts } = loadFacts(db)
    expect(optOuts.at.toSorted()).toEqual(Float64Array.of(5, Number.NaN))
  })

  it('says what each source can tell, from what it holds', () => {
    const { db, insert } = buildWorkspace()
    insert('contact', { id: 7, address: '+15550100' })
    insert('agent', { id: 1, name: 'Ada' })
    insert('team', { id: 1, name: 'Care' })
    insert('thread', { id: 1, key: 'a', contact_id: 7 }, { id: 2, key: 'b', source_id: 2, split_gap_seconds: 432_000 })
    insert('message', { sent_at: 1 }, { sent_at: 2, thread_id: 1, kind: 'event', event: 'closed', is_current: 0 })
    insert('conversation_record', { thread_id: 2, first_reply_at: 5, closed_at: 9, agent_id: 1, team_id: 1 })
    expect(loadFacts(db).abilities).toEqual([
      {
        hasMessages: true,
        hasFirstReply: false,
        hasClose: false,
        hasReopens: false,
        hasAgents: false,
        hasTeams: false,
        hasContacts: true,
        splitGapSeconds: 86_400,
      },
      {
        hasMessages: false,
        hasFirstReply: true,
        hasClose: true,
        hasReopens: false,
        hasAgents: true,
        hasTeams: true,
        hasContacts: false,
        splitGapSeconds: 432_000,
      },
    ])
  })

  it('ends a channel with the last event of its sources, surveys left out', () => {
    const { db, insert } = buildWorkspace()
    insert(
      'thread',
      { id: 1, key: 'a' },
      { id: 2, key: 'b', channel: 'email' },
      { id: 3, key: 'c', source_id: 2, channel: 'phone' },
    )
    insert('message', { sent_at: 100 }, { sent_at: 900, thread_id: 2 }, { sent_at: 950, thread_id: 2, is_current: 0 })
    insert(
      'conversation',
      { opened_at: 50, last_event_at: 200 },
      { opened_at: 900, last_event_at: 900, thread_id: 2, channel: 'email' },
      { opened_at: 10, last_event_at: 20, thread_id: 3, source_id: 2, channel: 'phone' },
    )
    insert('survey_response', { score: 9, answered_at: 5000, channel: 'sms' })
    const { dataStart, dataEnd } = loadFacts(db)
    // SMS and email come from the same export, which reaches to 900.
    expect(dataEnd).toMatchObject({ sms: 900, email: 900, phone: 20 })
    expect(dataStart).toMatchObject({ sms: 50, email: 900, phone: 10 })
    expect(dataEnd.web_chat).toBeNaN()
  })

  it('finds the conversation that a survey is about', () => {
    const { db, insert } = buildWorkspace()
    insert(
      'thread',
      { id: 1, key: 'a', external_id: 'T-1' },
      { id: 2, key: 'b', external_id: 'T-1', source_id: 2 },
      { id: 3, key: 'c', external_id: 'T-3', source_id: 2 },
      { id: 4, key: 'd', external_id: 'T-4' },
      { id: 5, key: 'e', external_id: 'T-4', source_id: 2 },
    )
    insert('source', { id: 3, key: 'survey', name: 'survey.csv' })
    insert(
      'conversation',
      { id: 1, opened_at: 100, last_event_at: 100 },
      { id: 2, opened_at: 200, last_event_at: 200 },
      { id: 3, opened_at: 300, last_event_at: 300, kind: 'outreach' },
      { id: 4, opened_at: 100, last_event_at: 100, thread_id: 2, source_id: 2 },
      { id: 5, opened_at: 100, last_event_at: 100, thread_id: 3, source_id: 2 },
      { id: 6, opened_at: 100, last_event_at: 100, thread_id: 4 },
    )
    insert(
      'survey_response',
      // the latest service conversation before the answer; the only thread of another source; two other threads: none
      about('T-1', 150),
      about('T-1', 900),
      about('T-3', 900, { source_id: 3, kind: 'csat', channel: 'email' }),
      about('T-4', 900, { source_id: 3 }),
      about('T-1', null, { score: null }),
      about('T-9', 900),
    )
    const { conversations, surveys } = loadFacts(db)
    const byId = [...surveys.id].map((id, index) => [id, conversations.id[surveys.conversation[index] ?? -1] ?? null])
    expect(Object.fromEntries(byId)).toEqual({ 1: 1, 2: 2, 3: 5, 4: null, 5: 2, 6: null })
    const third = surveys.id.indexOf(3)
    expect(surveyKinds[surveys.kind[third] ?? -1]).toBe('csat')
    expect(channels[surveys.channel[third] ?? -1]).toBe('email')
    expect(surveys.channel[surveys.id.indexOf(1)]).toBe(unknownChannel)
    expect(surveys.score[surveys.id.indexOf(5)]).toBeNaN()
  })
})
