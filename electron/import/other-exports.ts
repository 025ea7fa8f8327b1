import { chatwootAverages, chatwootCounts, chatwootSla } from './products/chatwoot-reports.ts'
import type { ExportSample } from './export-format.ts'
import { foldHeader } from './table/header-name.ts'

/** Exports that look like conversations and are not: each with the sentence that says so. */
interface OtherExport {
  /** Folded names that must all be there. */
  readonly all: readonly string[]
  /** Of these, at least one. */
  readonly any: readonly string[]
  readonly none: readonly string[]
  readonly sentence: string
}

const others: readonly OtherExport[] = [
  {
    // Twilio's call resource, https://www.twilio.com/docs/voice/api/call-resource
    all: ['duration', 'direction'],
    any: ['answeredby', 'parentcallsid', 'parentcallid', 'callername', 'queuetime', 'callsid'],
    none: ['body', 'text'],
    sentence: 'it is a list of phone calls, which Plumbline does not read yet; export the messages instead',
  },
  {
    all: ['phonenumber', 'friendlyname'],
    any: ['capabilitiessms', 'capabilities', 'smsurl', 'voiceurl'],
    none: ['body', 'text', 'direction'],
    sentence: 'it is a list of your own phone numbers; export the messages instead',
  },
  {
    // Tables of Zendesk's warehouse copy, https://fivetran.com/docs/connectors/applications/zendesk#schemainformation
    all: ['chatid', 'actorid'],
    any: ['chatindex', 'ishistorycontext', 'originalmessage'],
    none: ['ticketid'],
    sentence:
      'it is Zendesk’s table ticket_chat_event, whose chats do not say which ticket they belong to; export the tables ticket, ticket_comment and user instead',
  },
  {
    all: ['chatid', 'ticketid', 'visitorid'],
    any: ['backend', 'initiator', 'webpath'],
    none: ['body', 'message'],
    sentence:
      'it is Zendesk’s table ticket_chat, which lists chats without their messages; export the tables ticket, ticket_comment and user instead',
  },
  {
    all: ['actorid', 'changedescription', 'sourcetype'],
    any: ['sourcelabel', 'sourceid'],
    none: ['ticketid', 'body'],
    sentence:
      'it is Zendesk’s table audit_log, which lists changes of the account’s settings; export the tables ticket, ticket_comment and user instead',
  },
  {
    all: ['tag', 'ticketid'],
    any: ['fivetransynced'],
    none: ['body', 'createdat'],
    sentence:
      'it is Zendesk’s table ticket_tag, which lists the tags of tickets and nothing else; export the tables ticket, ticket_comment and user instead',
  },
  {
    // Fivetran's conversation_tag_history, contact_tag_history and company_tag_history of Intercom.
    all: ['tagid', 'fivetransynced'],
    any: ['conversationid', 'contactid', 'companyid'],
    none: ['body', 'parttype'],
    sentence:
      'it says who and what has which tag in Intercom, which nothing is measured by; export conversation_history and conversation_part_history instead',
  },
  {
    // Fivetran's team_admin of Intercom.
    all: ['adminid', 'teamid', 'fivetransynced'],
    any: ['adminid'],
    none: ['id', 'name', 'conversationid'],
    sentence:
      'it says which teammate of Intercom is in which team, which the conversations say themselves; export conversation_history, admin and team instead',
  },
  ...chatwootCounts.map((count) => ({
    all: [count],
    any: chatwootAverages,
    none: ['conversationid', 'messageid'],
    sentence:
      'it is one of Chatwoot’s reports of averages, from which nothing can be recomputed; fetch the conversations and their messages from Chatwoot’s API, and the answers under Reports > CSAT',
  })),
  ...chatwootSla.map(([policy, events]) => ({
    all: [policy],
    any: [events],
    none: ['body', 'text'],
    sentence:
      'it is Chatwoot’s list of missed service levels, which names conversations without their messages; fetch the conversations and their messages from Chatwoot’s API',
  })),
  {
    // Metrics of Front's analytics reports, https://dev.frontapp.com/reference/analytics, as table columns and as JSON.
    all: [],
    any: [
      'avgtotalreplytime',
      'averagetotalreplytime',
      'avghandletime',
      'averagehandletime',
      'avgreactiontime',
      'averagereactiontime',
      'numactivesegmentsfull',
      'newsegmentscount',
      'numarchivedsegments',
      'activesegments',
    ],
    none: ['conversationid', 'segmentid', 'messageid'],
    sentence:
      'it is a report of averages from Front, from which nothing can be recomputed; export Analytics > Export > Messages instead, and Events for closing times',
  },
  {
    // The answer of GET /analytics/reports/ID.
    all: ['metrics', 'progress'],
    any: ['status'],
    none: ['conversationid', 'messages', 'conversations'],
    sentence:
      'it is a report of averages from Front, from which nothing can be recomputed; export Analytics > Export > Messages instead, and Events for closing times',
  },
  {
    // https://help.front.com/t/h7h3y1l/teammate-activity-export
    all: ['activeduration', 'username', 'day'],
    any: ['license'],
    none: ['conversationid', 'segmentid', 'messageid'],
    sentence:
      'it is Front’s activity report of teammates, which holds no conversations; export Analytics > Export > Messages instead',
  },
  {
    // Reports of other products: averages cannot be recomputed or compared.
    all: [],
    any: [
      'avgfirstresponsetime',
      'averagefirstresponsetime',
      'avgresolutiontime',
      'averageresolutiontime',
      'avgcustomerwaitingtime',
    ],
    none: ['conversationid', 'ticketid', 'messageid'],
    sentence:
      'it is a report of averages, from which nothing can be recomputed; export the conversations or messages instead',
  },
]

/** Why a file that somebody could take for an export is none; null = nothing known against it. */
export function recogniseOtherExport(sample: ExportSample): string | null {
  const folded = new Set([...sample.names, ...sample.outerNames].map(foldHeader))
  const has = (name: string): boolean => folded.has(name)
  return others.find(({ all, any, none }) => all.every(has) && any.some(has) && !none.some(has))?.sentence ?? null
}
