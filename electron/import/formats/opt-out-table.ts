/**
 * Any list of customers who opted out (or in again): CSV, TSV, semicolon or pipe separated, or JSON lines.
 *
 * Products: texting tools and carriers. Where a user gets it: the opt-out, blocklist or suppression export. Spellings as
 * documented for Dialpad's `smsoptout` (external_endpoint, opt_out_state, date), AWS End User Messaging (OptedOutNumber,
 * OptedOutTimestamp) and Telnyx (from, keyword, created_at).
 */
import { AppError } from '../../../shared/errors.ts'
import type { Channel } from '../../../shared/model.ts'
import { reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { foldHeader } from '../header-name.ts'
import type { OptOutRecord } from '../record.ts'
import { findFieldColumns, mappedColumns, mostly } from '../table-columns.ts'
import type { FieldColumns } from '../table-columns.ts'
import { optOutFields } from '../table-fields.ts'
import { planTable, timeProblem, timeProblemText } from '../table-plan.ts'
import type { TablePlan } from '../table-plan.ts'
import { readTimeParts, timeMissing } from '../time-text.ts'
import { readChannelWord, readStateWord } from '../value-words.ts'

const isTime = (text: string): boolean =>
  readTimeParts(text, null) !== null || readTimeParts(text, 'month-first') !== null
/** Names that say by themselves what the list is. */
const markedNames =
  /^(?:optoutstate|optoutstatus|optedout|optout|enduseroptedout|unsubscribed|opt(?:ed)?out(?:at|date|time|timestamp|number)|unsubscribe(?:d?at|d?on|date))$/

function findColumns(sample: ExportSample): FieldColumns<string> {
  return findFieldColumns(
    sample,
    { ...optOutFields, contact: `${optOutFields.contact} from` },
    {
      at: (texts) => mostly(texts, isTime),
      state: (texts) => mostly(texts, (text) => readStateWord(text) !== null),
      channel: (texts) => mostly(texts, (text) => readChannelWord(text) !== null),
    },
    ['at', 'state'],
  )
}

function plan(sample: ExportSample, settings: PlanSettings): FormatPlan {
  const columns = mappedColumns(sample, settings.choices.mapping, 'opt-out') ?? findColumns(sample)
  if (columns['contact'] === undefined) {
    throw new AppError(
      'format-unknown',
      `${sample.fileName} has no column with customer numbers or addresses, which an opt-out list needs.`,
    )
  }
  const table = planTable(sample, settings, 'opt-out', columns, ['at'], true)
  return table.finish({
    isLog: false,
    assumptions: table.fields.has('state') ? [] : ['every row read as an opt-out'],
    openMap: () => openMap(table),
  })
}

function openMap(table: TablePlan): ReturnType<Parameters<TablePlan['finish']>[0]['openMap']> {
  const { fields, defaultChannel } = table
  const times = table.openTimes()
  const map = (cells: readonly string[]): MappedRow => {
    const contact = fields.optional(cells, 'contact')
    if (contact === null) return reject('contact-missing', fields.nameOf('contact'), '')
    const atText = fields.value(cells, 'at')
    const at = times.readDay(atText)
    if (at < 0 && at !== timeMissing) return reject(timeProblem(at), fields.nameOf('at'), timeProblemText(at, atText))
    const stateText = fields.value(cells, 'state')
    const state = stateText === '' && !fields.has('state') ? 'out' : readStateWord(stateText)
    if (state === null) return reject('state-unknown', fields.nameOf('state'), stateText)
    const channelText = fields.value(cells, 'channel')
    const channel: Channel | null = channelText === '' ? defaultChannel : readChannelWord(channelText)
    if (channel === null) return reject('channel-unknown', fields.nameOf('channel'), channelText)
    const record: OptOutRecord = { type: 'opt-out', contact, channel, at: at < 0 ? null : at, state, evidence: 'list' }
    return [record]
  }
  return { map, times }
}

export const optOutTable: ExportFormat = {
  id: 'opt-out-table',
  row: 'opt-out',
  title: 'List of opt-outs (CSV, TSV, JSON lines)',
  files: 'one customer per row: number, date, opted out or in again',
  howToGet: 'the opt-out, unsubscribe or blocklist export of the texting tool',
  measures: 'opt-outs that no message shows',
  detect: (sample) => {
    const columns = findColumns(sample)
    if (columns['contact'] === undefined) return null
    const isMarked = sample.names.some((name) => markedNames.test(foldHeader(name)))
    const stateName = foldHeader(sample.names[columns['state']?.[0] ?? -1] ?? '')
    const hasState = stateName === 'state' || stateName === 'keyword' || stateName === 'consent'
    if (!isMarked && !(hasState && columns['at'] !== undefined)) return null
    return { score: isMarked ? 64 : 45, because: 'It lists customers with the state of their consent.' }
  },
  plan,
}
