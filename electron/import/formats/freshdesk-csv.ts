/**
 * Freshdesk's ticket export, and Freshservice's, which has the same columns in title case.
 *
 * Where a user gets it: Tickets > Export, fields of one's own choice. Columns and what they hold as the export's own code
 * names them (`Initial response time` is the time of the first reply, `First response time (in hrs)` and `Resolution time
 * (in hrs)` are durations in business hours, written `HH:MM:SS`; `Agent interactions` counts outgoing messages); times are
 * `2025-12-03 16:29:08` in the zone of the account, which the file does not name. Spellings vary: `Last update time`,
 * `Last updated time`, `Created Time`, `Ticket Id`. Seen: headers of 2015 to 2025.
 */
import { AppError } from '../../../shared/errors.ts'
import type { ExportFormat, ExportSample, FormatPlan, PlanSettings } from '../export-format.ts'
import { openFreshdeskMap, reportedNames } from '../products/freshdesk-table.ts'
import { freshdeskKey, readRating } from '../products/freshdesk-words.ts'
import { foldHeader } from '../table/header-name.ts'
import { durationColumns } from '../products/reported-durations.ts'
import { findScale } from '../table/survey-score.ts'
import type { DecidedScale } from '../table/survey-score.ts'
import { findFieldColumns } from '../table/table-columns.ts'
import { planTable } from '../table/table-plan.ts'

const spellings = {
  conversation: 'ticketid',
  openedAt: 'createdtime',
  firstReplyAt: 'initialresponsetime',
  resolvedAt: 'resolvedtime',
  closedAt: 'closedtime',
  updatedAt: 'lastupdatetime lastupdatedtime',
  agent: 'agent',
  team: 'group',
  channel: 'source',
  email: 'email requesteremail contactemail',
  phone: 'mobilephone workphone phone mobile',
  contactId: 'contactid',
  status: 'status',
  replies: 'agentinteractions',
  csat: 'surveyresults surveyresult',
} as const
const timeFields = ['openedAt', 'firstReplyAt', 'resolvedAt', 'closedAt', 'updatedAt'] as const

// Columns that others do not have under these names.
const marks = new Set([
  'initialresponsetime',
  'resolvedtime',
  'duebytime',
  'lastupdatetime',
  'lastupdatedtime',
  'timetracked',
  'agentinteractions',
  'customerinteractions',
  'resolutionstatus',
  'firstresponsestatus',
  'surveyresults',
  'surveyresult',
  'associationtype',
])

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const columns = findFieldColumns(sample, spellings, {}, [], ['phone'])
  for (const [field, name] of [
    ['conversation', 'Ticket ID'],
    ['openedAt', 'Created time'],
  ] as const) {
    if (columns[field] !== undefined) continue
    throw new AppError(
      'format-unknown',
      `${sample.fileName} lacks the column “${name}”; export the tickets again with it.`,
      { missing: [name] },
    )
  }
  const table = planTable(sample, settings, 'conversation', columns, timeFields, false)
  const csat = columns.csat?.[0]
  const scale = csat === undefined ? null : findOwnScale(csat, sample.names[csat] ?? '', settings)
  const hasReported = durationColumns(sample.names, reportedNames).length > 0
  return table.finish({
    product: { key: freshdeskKey, name: 'Freshdesk' },
    isLog: false,
    assumptions: [
      ...(settings.choices.zone === undefined
        ? ['Freshdesk writes times in the zone of the account and does not name it']
        : []),
      ...(columns.channel === undefined
        ? [`channel taken as ${table.chosenChannel ?? 'other'}, since the file has no column “Source”`]
        : []),
      ...(hasReported ? ['durations as reported by Freshdesk, in business hours, are kept apart'] : []),
      ...(csat === undefined
        ? []
        : ['ratings are dated by the close of their ticket, since the export does not say when they were given']),
      ...(scale?.assumptions ?? []),
    ],
    openMap: () => openFreshdeskMap(table, sample.names, scale),
  })
}

/** The scale of the answers that are none of Freshdesk's own; null = they cannot be understood. */
function findOwnScale(column: number, name: string, settings: PlanSettings): DecidedScale | null {
  const scanColumn: PlanSettings['scanColumn'] = (at, visit) =>
    settings.scanColumn(at, (text) => {
      if (readRating(text) === null) visit(text)
    })
  const found = findScale(column, name, 'csat', {
    ...settings,
    scanColumn,
    remember: (about, findOut) => settings.remember(`${about}, without Freshdesk’s own`, findOut),
  })
  return found instanceof AppError ? null : found
}

export const freshdeskCsv: ExportFormat = {
  id: 'freshdesk-csv',
  row: null,
  title: 'Freshdesk or Freshservice tickets (CSV)',
  files: 'tickets….csv, one ticket per row, columns of one’s own choice',
  howToGet:
    'Freshdesk > Tickets > Export, with at least Ticket ID, Status, Source, Agent, Group, Created time, Resolved time, Closed time, Initial response time and Email',
  measures:
    'first response and resolution times, volumes, replies, agents, teams and ratings per ticket; no response times of later messages',
  detect: (sample) => {
    if (sample.shape !== 'table') return null
    const folded = new Set(sample.names.map(foldHeader))
    if (!folded.has('ticketid')) return null
    const found = [...marks].filter((mark) => folded.has(mark)).length
    if (found < (folded.has('createdtime') ? 2 : 4)) return null
    return { score: 93, because: 'The columns are those of a Freshdesk ticket export.' }
  },
  plan,
}
