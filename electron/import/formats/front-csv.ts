/**
 * Front's analytics exports of messages and of events (activities) as CSV.
 *
 * Where a user gets it: Front > Analytics > Export, or `POST /analytics/exports` with `"type":"messages"` or `"events"`;
 * files named `export-messages-COMPANY-2023-07-19-….csv`, columns of one's own choice. Columns as in the API's
 * specification (github.com/frontapp/front-api-specs, core-api.json, AnalyticsMessagesColumns and
 * AnalyticsActivitiesColumns). Times are in the zone that the export was asked for, Etc/UTC unless another was, and the
 * file does not name it. Front's own reports count segments, not threads: a thread that somebody takes up again after its
 * inbox's time of inactivity goes on as a new segment (help.front.com/t/x2hz4vd), so a segment is a conversation here. Its
 * end is that inactivity and no close; closes are the events archive and reopen. Seen: specification of 2025.
 */
import { AppError } from '../../../shared/errors.ts'
import type { ExportFormat, ExportSample, FormatPlan, PlanSettings } from '../export-format.ts'
import { openFrontMap } from '../products/front-table.ts'
import { frontKey } from '../products/front-words.ts'
import { foldHeader } from '../table/header-name.ts'
import { findScale } from '../table/survey-score.ts'
import { findFieldColumns } from '../table/table-columns.ts'
import { planTable } from '../table/table-plan.ts'

const spellings = {
  segment: 'segmentid',
  conversation: 'conversationapiid conversationid',
  time: 'messagedate activitydate eventdate date',
  type: 'type',
  direction: 'direction',
  message: 'messageapiid messageid',
  comment: 'commentapiid',
  activity: 'activityapiid activityid',
  automatic: 'autoreply',
  author: 'author',
  attributedTo: 'attributedto',
  assignee: 'assignee',
  inbox: 'inbox',
  contact: 'contacthandle',
  from: 'from',
  to: 'to',
  text: 'extract',
  status: 'status',
  isFirstResponse: 'firstresponse',
  responseTime: 'responsetime',
  totalReplyTime: 'totalreplytime',
  csat: 'surveyrating',
  csatComment: 'surveycomment',
} as const

// Names that are Front's alone, and some that it shares.
const ownMarks =
  'segmentid conversationapiid messageapiid activityapiid inboxapiid inboxatactivitytime inboxapiidsatactivitytime attributedto segmentstart segmentend segmentclosed lastsegmentactivity segmentcumulativeteammates segmentcontainsmessages'.split(
    ' ',
  )
const marks = [...ownMarks, ...'autoreply reactiontime totalreplytime handletime newconversation extract'.split(' ')]

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const columns = findFieldColumns(sample, spellings, {}, [], [])
  const missing = [
    ...(columns.time === undefined ? ['Message date'] : []),
    ...(columns.direction === undefined && columns.type === undefined ? ['Direction'] : []),
  ]
  if (missing.length > 0) {
    throw new AppError(
      'format-unknown',
      `${sample.fileName} lacks the column “${missing.join('” and the column “')}”; export it again from Front with that.`,
      { missing },
    )
  }
  const table = planTable(sample, settings, 'message', columns, ['time'], false)
  const csat = columns.csat?.[0]
  const scale = csat === undefined ? null : findScale(csat, sample.names[csat] ?? '', 'csat', settings)
  const hasTimes = columns.responseTime !== undefined || columns.totalReplyTime !== undefined
  return table.finish({
    product: { key: frontKey, name: 'Front' },
    isLog: false,
    assumptions: [
      ...(settings.choices.zone === undefined
        ? ['Front writes times in the zone of the export, Etc/UTC unless another was chosen, and does not name it']
        : []),
      ...(columns.segment === undefined ? [] : ['each of Front’s segments counted as a conversation, as Front does']),
      ...(table.chosenChannel === null
        ? ['channel by the customer’s address, a number as sms, since the file does not name it']
        : []),
      ...(columns.text === undefined ? [] : ['texts are Front’s extracts, so longer ones are cut off']),
      ...(columns.type === undefined ? ['no closing times: those are in the export of events'] : []),
      ...(hasTimes ? ['response times as reported by Front, taken as seconds, are kept apart'] : []),
      ...(scale instanceof AppError ? [`ratings left out: ${scale.message}`] : (scale?.assumptions ?? [])),
    ],
    openMap: () => openFrontMap(table, scale instanceof AppError || scale === null ? null : { scale: scale.scale }),
  })
}

export const frontCsv: ExportFormat = {
  id: 'front-csv',
  row: null,
  title: 'Front messages or events (CSV)',
  files: 'export-messages-….csv or export-events-….csv, columns of one’s own choice',
  howToGet: 'Front > Analytics > Export > Messages, and > Events for closing times and ratings',
  measures:
    'response times, volumes, replies, agents, inboxes, opt-outs and returning customers; closing times and ratings from the export of events',
  detect: (sample) => {
    if (sample.shape !== 'table') return null
    const folded = new Set(sample.names.map(foldHeader))
    if (!['segmentid', 'conversationid', 'conversationapiid'].some((name) => folded.has(name))) return null
    const count = (names: readonly string[]): number => names.filter((name) => folded.has(name)).length
    if (count(ownMarks) < 1 || count(marks) < 2) return null
    return { score: 93, because: 'The columns are those of an analytics export from Front.' }
  },
  plan,
}
