/**
 * As Intercom counts: the statistics of a conversation that its API and its reports share. Read in November 2026 from the
 * stored copies of the articles cited.
 */
import { firstResponse, replies, resolution } from './counting.ts'
import { asExported, creditedToAssignee } from './profile.ts'
import type { CountingRule, VendorProfile } from './profile.ts'

const metricsArticle = {
  title: 'Intercom help: Reporting metrics for REST API and CSV exports',
  url: 'https://www.intercom.com/help/en/articles/6762778-reporting-metrics-for-rest-api-and-csv-exports',
}
const statisticsReference = {
  title: 'Intercom API: Conversation statistics',
  url: 'https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/models/conversation_statistics',
}
const forumAnswer = {
  title: 'Intercom community: How is Median First Response Time calculated? (answer by staff, 2022)',
  url: 'https://forum.intercom.com/s/question/0D55c00006JfaAOCAZ/how-is-median-first-response-time-calculated',
}
const officeHoursArticle = {
  title: 'Intercom help: How to use office hours in reporting',
  url: 'https://www.intercom.com/help/en/articles/8425113-how-to-use-office-hours-in-reporting',
}

const assignee = creditedToAssignee(
  'Intercom',
  null,
  'Assumed: which of its many teammate filters was used is unknown.',
)

const datedByStart: CountingRule = {
  id: 'dated-by-creation',
  title: 'Dated by the conversation’s start',
  text: 'A response time belongs to the day on which the conversation was started, also where we started it; here to the day of the customer’s first message.',
  source: forumAnswer,
  change: { dated: 'creation' },
}

const wholeSeconds: CountingRule = {
  id: 'whole-seconds',
  title: 'Whole seconds',
  text: 'Durations are kept in whole seconds.',
  source: statisticsReference,
  change: { precision: 'seconds' },
}

const subtracted =
  'The durations of Intercom’s API and CSV exports leave out the time outside of office hours, if the workspace has any: what it reported is comparable in business hours only.'

export const intercom: VendorProfile = {
  id: 'intercom',
  metrics: [
    {
      id: 'first-response',
      kpi: 'first-response-time',
      title: 'First response time',
      spans: firstResponse,
      rules: [assignee, { ...asExported('Intercom'), source: metricsArticle }, datedByStart, wholeSeconds],
      reported: {
        calendar: ['time_to_admin_reply', 'First response time (seconds)'],
        business: ['time_to_admin_reply', 'First response time (seconds)'],
      },
      notFollowed: [
        'Intercom’s reports can leave out the time that a conversation spends with a bot before it reaches the team; exports do not hold that time.',
      ],
    },
    {
      id: 'resolution',
      kpi: 'resolution-time',
      title: 'Time to close',
      spans: resolution,
      rules: [
        {
          id: 'last-close',
          title: 'Reopened conversations keep their close',
          text: 'The last close counts also where the conversation was reopened after it and is open again; here only a close that stands ends it.',
          source: metricsArticle,
          change: { closes: 'last' },
        },
        wholeSeconds,
      ],
      reported: {
        calendar: ['time_to_last_close', 'Time to close (seconds)'],
        business: ['time_to_last_close', 'Time to close (seconds)'],
      },
      notFollowed: ['From which message Intercom counts is assumed to be the customer’s first one.'],
    },
    {
      id: 'reply',
      kpi: 'response-time',
      title: 'Median time to reply',
      spans: replies,
      rules: [
        assignee,
        {
          id: 'one-per-conversation',
          title: 'One value per conversation',
          text: 'Each conversation has one value, the median of its replies; here every reply counts.',
          source: statisticsReference,
          change: { repliesOf: 'conversation' },
        },
        datedByStart,
        wholeSeconds,
      ],
      reported: { calendar: ['median_time_to_reply'], business: ['median_time_to_reply'] },
      notFollowed: [
        'Where a customer writes several messages before the reply, Intercom does not say which of them starts the clock; here it is the first.',
      ],
    },
  ],
  notes: {
    calendar: [
      subtracted,
      `Intercom’s screens show all hours or office hours, chart by chart (${officeHoursArticle.url}).`,
    ],
    business: ['Intercom’s office hours are taken to be the opening hours set in this workspace.'],
  },
}
