import { describe, expect, it } from 'vitest'
import { recordsOf, rowsOf } from './read-text.ts'

const conversation = {
  id: 41,
  account_id: 1,
  inbox_id: 2,
  status: 'resolved',
  created_at: 1_772_442_000,
  agent_last_seen_at: 0,
  contact_last_seen_at: 0,
  last_activity_at: 1_772_445_600,
  meta: { sender: { id: 5, name: 'Ida', phone_number: '+15550100001' }, channel: 'Channel::Sms' },
  messages: [] as object[],
}

const message = {
  id: 1,
  content: 'Hi',
  conversation_id: 41,
  inbox_id: 2,
  message_type: 0,
  content_type: 'text',
  private: false,
  created_at: 1_772_442_000,
}

describe('Chatwoot conversations', () => {
  it('closes a resolved conversation at no time where nothing tells it', () => {
    const [record] = recordsOf([conversation])
    expect(record).toMatchObject({ type: 'conversation', status: 'resolved', closedAt: null })
  })

  it('leaves a reopened conversation open, whatever its status says', () => {
    const at = 1_772_445_600
    const messages = [
      { ...message, id: 2, message_type: 2, content: 'System reopened the conversation', created_at: at + 60 },
      { ...message, id: 3, message_type: 2, content: 'Conversation was marked resolved by Ana', created_at: at },
    ]
    const [record, ...events] = recordsOf([{ ...conversation, messages }])
    expect(record).toMatchObject({ closedAt: null })
    expect(events.filter(({ type }) => type === 'message')).toMatchObject([{ event: 'reopened' }, { event: 'closed' }])
  })

  it('takes the last message of a list for the only one where it is the first too', () => {
    const first = recordsOf([{ ...conversation, messages: [message] }])
    const later = recordsOf([{ ...conversation, messages: [{ ...message, created_at: 1_772_443_000 }] }])
    expect(first.filter(({ type }) => type === 'message')).toHaveLength(1)
    expect(later.filter(({ type }) => type === 'message')).toHaveLength(0)
  })

  it.each([
    ['Channel::TwilioSms', 'sms'],
    ['Channel::Whatsapp', 'whatsapp'],
    ['Channel::WebWidget', 'web_chat'],
    ['Channel::Email', 'email'],
    ['Channel::FacebookPage', 'messenger'],
    ['Channel::Instagram', 'social'],
    ['Channel::Api', 'other'],
    ['Channel::Unheard', 'other'],
  ])('reads %s as %s', (channel, expected) => {
    const [record] = recordsOf([{ ...conversation, meta: { ...conversation.meta, channel } }])
    expect(record).toMatchObject({ channel: expected })
  })

  it('takes the chosen channel for inboxes that can be anything, and for no other', () => {
    const api = { ...conversation, meta: { ...conversation.meta, channel: 'Channel::Api' } }
    expect(recordsOf([api, { ...conversation, id: 42 }], { channel: 'sms' })).toMatchObject([
      { channel: 'sms' },
      { type: 'person' },
      { channel: 'sms' },
    ])
    expect(recordsOf([conversation], { channel: 'email' })[0]).toMatchObject({ channel: 'sms' })
  })

  it('rejects a conversation without a number and one with an unreadable time', () => {
    const { id: _, ...nameless } = conversation
    expect(rowsOf([conversation, { ...nameless, id: null }, { ...conversation, created_at: 'x' }])).toMatchObject([
      { verdict: 'records' },
      { verdict: 'rejected', code: 'conversation-missing', column: 'id' },
      { verdict: 'rejected', code: 'time-unreadable', column: 'created_at' },
    ])
  })

  it('knows an empty page', () => {
    expect(rowsOf({ data: { meta: { mine_count: 0, all_count: 0 }, payload: [] } })).toEqual([])
  })
})

describe('Chatwoot messages', () => {
  it('reads the same message alike from the API and from a webhook', () => {
    const api = recordsOf([
      { ...message, sender: { id: 5, name: 'Ida', phone_number: '+15550100001', type: 'contact' } },
    ])
    const { conversation_id: _, ...webhook } = message
    const sent = {
      ...webhook,
      event: 'message_created',
      message_type: 'incoming',
      created_at: '2026-03-02T09:00:00.515Z',
    }
    const hooked = recordsOf([{ ...sent, sender: { id: 5, name: 'Ida' }, conversation }])
    expect(hooked[0]).toEqual({ ...api[0], channel: 'sms' })
  })

  it('counts what was written in the channel’s own app as a person’s reply', () => {
    const outgoing = { ...message, message_type: 1 }
    expect(recordsOf([{ ...outgoing, content_attributes: { external_echo: true } }])[0]).toMatchObject({
      authorKind: 'agent',
      automatic: false,
    })
    expect(
      recordsOf([{ ...outgoing, sender_type: 'User', sender_id: 7, additional_attributes: { campaign_id: 3 } }])[0],
    ).toMatchObject({
      authorKind: 'bot',
      automatic: true,
    })
    expect(recordsOf([{ ...outgoing, sender_type: 'Captain::Assistant', sender_id: 7 }])[0]).toMatchObject({
      authorKind: 'bot',
      agent: null,
    })
  })

  it('tells an unanswered survey from an answered one, and drops an impossible rating', () => {
    const survey = (attributes: object): unknown =>
      recordsOf([{ ...message, message_type: 3, content_type: 'input_csat', content_attributes: attributes }])[1]
    expect(survey({})).toMatchObject({ type: 'survey', id: 'csat/41', score: null })
    expect(survey({ submitted_values: { csat_survey_response: { rating: 5 } } })).toMatchObject({ score: 5 })
    expect(survey({ submitted_values: { csat_survey_response: { rating: 50 } } })).toMatchObject({ score: null })
  })

  it('rejects a message that names no conversation or no type', () => {
    const { conversation_id: _, ...lost } = message
    expect(rowsOf([message, lost, { ...message, message_type: null }])).toMatchObject([
      { verdict: 'records' },
      { verdict: 'rejected', code: 'conversation-missing', column: 'conversation_id' },
      { verdict: 'rejected', code: 'direction-missing', column: 'message_type' },
    ])
  })
})
