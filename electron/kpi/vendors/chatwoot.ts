/**
 * As Chatwoot counts: the reporting events that it writes when something happens, averaged. Read in November 2026 from the
 * source, app/listeners/reporting_event_listener.rb, app/helpers/reporting_event_helper.rb, app/models/message.rb and
 * app/builders/v2/reports/timeseries/average_report_builder.rb of chatwoot/chatwoot, in stored copies of several versions.
 */
import { firstResponse, replies, resolution } from './counting.ts'
import { asExported, creditedToAssignee } from './profile.ts'
import type { CountingRule, VendorProfile } from './profile.ts'

const repository = 'https://github.com/chatwoot/chatwoot/blob/develop'
const listener = {
  title: 'Chatwoot source: reporting_event_listener.rb',
  url: `${repository}/app/listeners/reporting_event_listener.rb`,
}
const helper = {
  title: 'Chatwoot source: reporting_event_helper.rb',
  url: `${repository}/app/helpers/reporting_event_helper.rb`,
}
const message = { title: 'Chatwoot source: message.rb', url: `${repository}/app/models/message.rb` }
const averages = {
  title: 'Chatwoot source: average_report_builder.rb',
  url: `${repository}/app/builders/v2/reports/timeseries/average_report_builder.rb`,
}

const openedByAgents: CountingRule = {
  id: 'opened-by-agents',
  title: 'Conversations that agents opened count',
  text: 'Where an agent opens a conversation, the opening message is its first reply, after no time at all. Here a conversation begins with the customer’s first message.',
  source: message,
  change: { openedByUs: 'opening-is-reply' },
}

const datedByReply: CountingRule = {
  id: 'dated-by-reply',
  title: 'Dated by the reply',
  text: 'A time belongs to the day on which the reply was sent; here to the day on which the customer wrote.',
  source: averages,
  change: { dated: 'end' },
}

const wholeSeconds: CountingRule = {
  id: 'whole-seconds',
  title: 'Whole seconds',
  text: 'Both instants are cut to whole seconds before they are subtracted.',
  source: listener,
  change: { precision: 'seconds' },
}

const average: CountingRule = {
  id: 'average',
  title: 'Average instead of median',
  text: 'The screens show the average, which a few long waits pull up; here the median is the headline.',
  source: averages,
  change: { statistic: 'mean' },
}

const assignee = creditedToAssignee(
  'Chatwoot',
  listener,
  'That is so for reply times; first responses go to who wrote them.',
)

export const chatwoot: VendorProfile = {
  id: 'chatwoot',
  metrics: [
    {
      id: 'first-response',
      kpi: 'first-response-time',
      title: 'First response time',
      spans: firstResponse,
      rules: [
        asExported('Chatwoot'),
        {
          id: 'failed-replies',
          title: 'Failed deliveries count',
          text: 'A reply counts from the moment it is written, also if it never reached the customer.',
          source: message,
          change: { failedReplies: 'counted' },
        },
        openedByAgents,
        {
          id: 'from-creation-or-reopening',
          title: 'From creation or reopening',
          text: 'The clock starts when the conversation was created or, if it was reopened before the reply, with the last reopening.',
          source: helper,
          change: { start: 'reopening' },
        },
        datedByReply,
        wholeSeconds,
        average,
      ],
      reported: { calendar: ['first_response'], business: ['first_response in business hours'] },
      notFollowed: [
        'A bot that hands over to a person starts the clock anew; exports do not say when that was.',
        'In older versions a reopening did not move the start.',
      ],
    },
    {
      id: 'resolution',
      kpi: 'resolution-time',
      title: 'Resolution time',
      spans: resolution,
      rules: [
        {
          ...openedByAgents,
          text: 'Conversations that an agent opened count as well, from their creation. Here what the customer did not write is outreach.',
          source: listener,
        },
        {
          id: 'from-creation',
          title: 'From creation',
          text: 'The time begins when the conversation was created, which may be before the customer’s first message.',
          source: listener,
          change: { start: 'creation' },
        },
        {
          id: 'every-close',
          title: 'Every close counts',
          text: 'A conversation that was reopened and resolved again counts each time, always from its creation; here once, at the close that stands.',
          source: listener,
          change: { closes: 'every' },
        },
        wholeSeconds,
        average,
      ],
      reported: {
        calendar: ['conversation_resolved', 'resolution'],
        business: ['conversation_resolved in business hours', 'resolution in business hours'],
      },
      notFollowed: [
        'In older versions the end was the last change of the conversation, which may lie after the close.',
      ],
    },
    {
      id: 'reply',
      kpi: 'response-time',
      title: 'Customer waiting time',
      spans: replies,
      rules: [
        assignee,
        {
          id: 'without-first-replies',
          title: 'First replies are left out',
          text: 'The first reply of a conversation is a first response and no reply time; here every reply counts.',
          source: message,
          change: { firstReplies: 'left-out' },
        },
        {
          id: 'bot-ends-the-wait',
          title: 'A bot’s answer ends the wait',
          text: 'After an answer of a bot the customer waits again only from the next message on; here only a person ends the wait.',
          source: { title: 'Chatwoot pull request 13417', url: 'https://github.com/chatwoot/chatwoot/pull/13417' },
          change: { botAnswers: 'end-the-wait' },
        },
        datedByReply,
        wholeSeconds,
        average,
      ],
      reported: { calendar: [], business: [] },
      notFollowed: [],
    },
  ],
  notes: {
    calendar: [],
    business: [
      'Chatwoot counts the opening hours of the inbox; here those of the team are counted, as set in this workspace.',
    ],
  },
}
