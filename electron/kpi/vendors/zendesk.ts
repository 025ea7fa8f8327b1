/**
 * As Zendesk counts: the native metrics of Support, which its reports read. Read in November 2026 from the stored copies of
 * the articles cited.
 */
import { firstResponse, resolution } from './counting.ts'
import { asExported, creditedToAssignee } from './profile.ts'
import type { CountingRule, VendorProfile } from './profile.ts'

const firstReplyArticle = {
  title: 'Zendesk help: Calculating first reply time',
  url: 'https://support.zendesk.com/hc/en-us/articles/4408821871642',
}
const durationsArticle = {
  title: 'Zendesk help: About native Support time duration metrics',
  url: 'https://support.zendesk.com/hc/en-us/articles/4408834848154',
}
const businessHoursArticle = {
  title: 'Zendesk help: How does Zendesk record its business hour metrics?',
  url: 'https://support.zendesk.com/hc/en-us/articles/5654110765338',
}
const metricsReference = {
  title: 'Zendesk API: Ticket metrics',
  url: 'https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_metrics',
}

const assignee = creditedToAssignee('Zendesk', null, 'Assumed: its reports filter by the assignee of the ticket.')

const openedByAgents: CountingRule = {
  id: 'opened-by-agents',
  title: 'Tickets that agents opened count',
  text: 'A ticket that an agent opened with a public comment counts as well: from its creation to the next public comment of an agent. Here a conversation begins with the customer’s first message, and what nobody answered is outreach.',
  source: durationsArticle,
  change: { openedByUs: 'next-reply' },
}

const fromCreation: CountingRule = {
  id: 'from-creation',
  title: 'The clock starts with the ticket',
  text: 'The time begins when the ticket was created, which may be before the customer’s first message.',
  source: firstReplyArticle,
  change: { start: 'creation' },
}

const wholeMinutes: CountingRule = {
  id: 'whole-minutes',
  title: 'Whole minutes',
  text: 'Durations are kept in whole minutes. That they are cut and not rounded is assumed: the reference does not say.',
  source: metricsReference,
  change: { precision: 'minutes' },
}

export const zendesk: VendorProfile = {
  id: 'zendesk',
  metrics: [
    {
      id: 'first-response',
      kpi: 'first-response-time',
      title: 'First reply time',
      spans: firstResponse,
      rules: [assignee, asExported('Zendesk'), openedByAgents, fromCreation, wholeMinutes],
      reported: { calendar: ['reply_time.calendar'], business: ['reply_time.business'] },
      notFollowed: [
        'A ticket shared from another account ends its first reply time with the first private note; exports do not say which tickets are shared.',
        'In live chats a reply stops the clock only where a reply-time target is set in Zendesk.',
      ],
    },
    {
      id: 'resolution',
      kpi: 'resolution-time',
      title: 'Full resolution time',
      spans: resolution,
      rules: [
        {
          ...openedByAgents,
          text: 'A ticket that an agent opened counts as well, from its creation to its last solution. Here what the customer did not write is outreach.',
        },
        { ...fromCreation, source: durationsArticle },
        wholeMinutes,
      ],
      reported: {
        calendar: ['full_resolution_time.calendar', 'resolution_time'],
        business: ['full_resolution_time.business'],
      },
      notFollowed: [
        'Tickets merged into others are left out here; Zendesk closes them and keeps their times.',
        'The first resolution time cannot be followed: exports tell when a ticket was solved last, not first.',
      ],
    },
  ],
  notes: {
    calendar: [
      'Zendesk’s ready-made dashboards show medians; charts of your own may show averages. Assumed, not verified.',
    ],
    business: [
      'Zendesk’s ready-made dashboards show medians; charts of your own may show averages. Assumed, not verified.',
      `Zendesk takes one schedule for a whole ticket, the one in force when the metric was recorded (${businessHoursArticle.url}); here each second is counted by the opening hours in force then, as set in this workspace.`,
    ],
  },
}
