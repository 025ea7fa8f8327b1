/**
 * Intercom's dataset export as CSV: one conversation or one rating per row.
 *
 * Product: Intercom. Where a user gets it: the dataset export of its reports, for conversations, tickets or ratings; the
 * user picks the columns. Their meanings are documented at https://www.intercom.com/help/en/articles/7022438, their
 * spelling in the file is that of several programs that read it, in English. The zone of times stands in the names of
 * their columns: `Conversation started at (Europe/Berlin)`. Columns in seconds are durations that Intercom computed.
 * Ratings of the AI agent Fin stand beside those of teammates. Seen: headers, no file of an account.
 */
import { AppError } from '../../../shared/errors.ts'
import type { ExportFormat, ExportSample, FormatPlan, PlanSettings } from '../export-format.ts'
import { foldHeader } from '../table/header-name.ts'
import { intercom } from '../products/intercom-author.ts'
import { openDatasetRows } from '../products/intercom-dataset-row.ts'
import { findFieldColumns } from '../table/table-columns.ts'
import { planTable } from '../table/table-plan.ts'

// Folded names, best first.
const spellings = {
  conversation: 'conversationid',
  openedAt: 'conversationstartedat conversationcreatedat ticketcreated',
  firstReplyAt: 'conversationfirstrepliedat',
  closedAt: 'conversationlastclosedat conversationfirstclosedat ticketlastresolved',
  updatedAt: 'conversationupdatedat updatedat',
  status: 'currentconversationstate currentticketstatecategory currentticketcustomstate',
  channel: 'channel',
  agent: 'teammatecurrentlyassigned',
  agentId: 'teammatecurrentlyassignedid',
  team: 'teamcurrentlyassigned',
  teamId: 'teamcurrentlyassignedid',
  // Names are no addresses: two customers may have the same.
  contact: 'useremail userphone userid',
  startedBy: 'startedby',
  teammateRating: 'lastteammaterating',
  rating: 'conversationrating',
  ratedType: 'agentratedtype',
  ratedAgent: 'lastteammaterated',
  comment: 'lastteammateratingremark conversationratingremark',
  finInvolved: 'finaiagentinvolved',
} as const

// Names that nobody but Intercom has.
const marks = new Set([
  'teammatecurrentlyassigned',
  'teamcurrentlyassigned',
  'currentconversationstate',
  'currentticketstatecategory',
  'agentratedtype',
  'lastteammaterated',
  'conversationratingremark',
  'finaiagentinvolved',
  'finaiagentdeflected',
  'finaiagentresolutionstate',
])

function findColumns(sample: ExportSample): ReturnType<typeof findFieldColumns<keyof typeof spellings>> {
  return findFieldColumns(sample, spellings, {}, [])
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const columns = findColumns(sample)
  if (columns.conversation === undefined) {
    throw new AppError('format-unknown', `${sample.fileName} has no column “Conversation ID”.`)
  }
  const timeFields = ['openedAt', 'firstReplyAt', 'closedAt', 'updatedAt']
  const hasConversations = columns.openedAt !== undefined
  const table = planTable(sample, settings, 'conversation', columns, timeFields, hasConversations)
  const seconds = sample.names.flatMap((name, column) => (/\(seconds\)\s*$/i.test(name) ? [{ name, column }] : []))
  const isFirstClose = foldHeader(sample.names[columns.closedAt?.[0] ?? -1] ?? '') === 'conversationfirstclosedat'
  return table.finish({
    product: { key: intercom, name: 'Intercom' },
    isLog: false,
    assumptions: [
      ...(isFirstClose ? ['closed when first closed: the file does not have the last close'] : []),
      ...(hasConversations && (columns.rating ?? columns.teammateRating) !== undefined
        ? ['ratings dated by the opening of their conversation: the file does not say when they were given']
        : []),
      ...(seconds.length > 0 ? ['durations that Intercom computed are kept apart'] : []),
    ],
    openMap: () => openDatasetRows(table, seconds, hasConversations),
  })
}

export const intercomCsv: ExportFormat = {
  id: 'intercom-csv',
  row: null,
  title: 'Intercom dataset export (CSV)',
  files: 'one conversation, ticket or rating per row, in columns of your choice',
  howToGet: 'Intercom’s reports: export the dataset of conversations, and that of ratings, as CSV with all columns',
  measures:
    'first response and resolution from its times, volumes, agents, teams, CSAT of teammates; no response times of single messages',
  detect: (sample) => {
    if (sample.shape !== 'table') return null
    const columns = findColumns(sample)
    const isKnown = columns.openedAt !== undefined || columns.rating !== undefined
    if (columns.conversation === undefined || !isKnown) return null
    return sample.names.some((name) => marks.has(foldHeader(name)))
      ? { score: 94, because: 'The columns are those of an Intercom dataset export.' }
      : null
  },
  plan,
}
