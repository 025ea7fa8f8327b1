/**
 * Any list of customers who opted out (or in again): CSV, TSV, semicolon or pipe separated, or JSON lines.
 *
 * Products: texting tools and carriers. Where a user gets it: the opt-out, blocklist or suppression export. Spellings as
 * documented for Dialpad's `smsoptout` (external_endpoint, opt_out_state, date), AWS End User Messaging (OptedOutNumber,
 * OptedOutTimestamp) and Telnyx (from, keyword, created_at), whose answers as JSON are read by opt-out-list-json.ts.
 */
import { AppError } from '../../../shared/errors.ts'
import { isRejection, reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, FieldColumns, FormatPlan, MappedRow, PlanSettings } from '../export-format.ts'
import { foldHeader } from '../table/header-name.ts'
import type { OptOutRecord } from '../record.ts'
import { columnTexts, findFieldColumns, isUsed, mappedColumns, mostly } from '../table/table-columns.ts'
import { optOutFields } from '../table/table-fields.ts'
import { channelOfRow, planTable } from '../table/table-plan.ts'
import type { OpenedTable, TablePlan } from '../table/table-plan.ts'
import { timeOrRejection } from '../times/time-problem.ts'
import { isMissing, isTimeText } from '../times/time-text.ts'
import { readBoolean, readChannelWord, readStateWord } from '../table/value-words.ts'

/** Names that say by themselves what the list is. */
const markedNames =
  /^(?:opt(?:out|status|outstate|outstatus|edout)|unsubscribed|dnc|donotcontact|smsconsent|optedin|abgemeldet(?:am)?|desabonnele|desabonne|descadastrado|abmeldedatum|datededesinscription|fechadebaja|datadedescadastro|opt(?:ed)?out(?:at|date|time|timestamp|number)|dateoptedout|dateunsubscribed|unsubscribe(?:d?at|d?on|date))$/
/** Here `yes` says that the customer wants messages. */
const consentNames = new Set(['consent', 'smsconsent', 'optedin', 'optin', 'subscribed'])
/** Dates that only those have who opted out. */
const optOutDateNames =
  /^(?:opt(?:ed)?out|dateoptedout|unsubscribe|dateunsubscribed|stoppedat|blockedat|abmelde|abgemeldet|datededesinscription|desabonne|fechadebaja|dadodebaja|datadedescadastro|descadastrado)/

function findColumns(sample: ExportSample): FieldColumns<string> {
  const found = findFieldColumns(
    sample,
    { ...optOutFields, contact: `${optOutFields.contact} from`, to: 'to' },
    {
      at: (texts) => mostly(texts, isTimeText),
      state: (texts) => isUsed(texts) && mostly(texts, (text) => readStateWord(text) !== null),
      channel: (texts) => mostly(texts, (text) => readChannelWord(text) !== null),
    },
    ['at', 'state'],
  )
  const { to, ...columns } = found
  const contact = columns.contact?.[0]
  const isFrom = contact !== undefined && foldHeader(sample.names[contact] ?? '') === 'from'
  if (to === undefined || (contact !== undefined && !isFrom)) return columns
  // Of the two numbers of an opt-out, ours is the one that comes again and again.
  return countValues(sample, to[0] ?? -1) > countValues(sample, contact ?? -1) ? { ...columns, contact: to } : columns
}

function countValues(sample: ExportSample, column: number): number {
  return new Set(columnTexts(sample, column)).size
}

/** Whether most rows lack the date that opted-out customers have: then it is a table of all customers, not a list of those. */
function namesAllCustomers(columns: FieldColumns<string>, sample: ExportSample, settings: PlanSettings): boolean {
  const at = columns['at']?.[0]
  if (columns['state'] !== undefined || at === undefined) return false
  if (!optOutDateNames.test(foldHeader(sample.names[at] ?? ''))) return false
  return settings.remember(`dates of column ${at}`, function* () {
    let dated = 0
    let undated = 0
    yield* settings.scanColumn(at, (text) => (isMissing(text.trim()) ? undated++ : dated++))
    return dated > 0 && undated > dated
  })
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
  const needsDate = namesAllCustomers(columns, sample, settings)
  const date = table.fields.nameOf('at')
  return table.finish({
    isLog: false,
    assumptions: table.fields.has('state')
      ? []
      : needsDate
        ? [`rows without a date in “${date}” read as customers who did not opt out`]
        : ['every row read as an opt-out'],
    openMap: () => openMap(table, needsDate),
  })
}

function openMap(table: TablePlan, needsDate: boolean): OpenedTable {
  const { fields, defaultChannel } = table
  const times = table.openTimes()
  const isConsent = consentNames.has(foldHeader(fields.nameOf('state') ?? ''))
  const readState = (text: string, hasDate: boolean): 'out' | 'in' | null => {
    // A date of opting out says it where the state is empty.
    if (text === '') return !fields.has('state') || hasDate ? 'out' : null
    const isYes = isConsent ? readBoolean(text) : null
    return isYes === null ? readStateWord(text) : isYes ? 'in' : 'out'
  }
  const map = (cells: readonly string[]): MappedRow => {
    const contact = fields.optional(cells, 'contact')
    if (contact === null) return reject('contact-missing', fields.nameOf('contact'), '')
    const atText = fields.value(cells, 'at')
    const at = timeOrRejection(times.readDay(atText), fields.nameOf('at'), atText)
    if (isRejection(at)) return at
    const stateText = fields.value(cells, 'state')
    if (at === null && (needsDate || (stateText === '' && fields.has('state')))) return 'not opted out'
    const state = readState(stateText, at !== null)
    if (state === null) return reject('state-unknown', fields.nameOf('state'), stateText)
    const channel = channelOfRow(fields, cells, defaultChannel)
    if (isRejection(channel)) return channel
    const record: OptOutRecord = { type: 'opt-out', contact, channel, at, state, evidence: 'list' }
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
    const hasState = ['state', 'keyword', 'consent', 'optin', 'subscriptionstatus'].includes(stateName)
    if (!isMarked && !(hasState && columns['at'] !== undefined)) return null
    // Messages have a direction or a text besides.
    const isMessages = sample.names.some((name) => /^(?:direction|body|text)$/.test(foldHeader(name)))
    if (isMessages) return null
    return { score: isMarked ? 64 : 45, because: 'It lists customers with the state of their consent.' }
  },
  plan,
}
