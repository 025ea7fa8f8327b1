/** What all tables of cells have in common: where they come from, how their times and channels are read. */
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import type { Channel, EpochMs, TableRowKind } from '../../../shared/model.ts'
import { decideOrder } from '../times/day-order.ts'
import type { TimeColumn } from '../times/day-order.ts'
import { reject, splitGapSeconds } from '../export-format.ts'
import type { ExportSample, FieldColumns, FormatPlan, PlanSettings, Rejection, RowMapper } from '../export-format.ts'
import { zoneOfHeader } from './header-name.ts'
import { columnTexts, headerFingerprint } from './table-columns.ts'
import { makeFieldReader } from './table-values.ts'
import type { FieldReader } from './table-values.ts'
import { timeOrRejection } from '../times/time-problem.ts'
import { describeZoneless, makeTimeReader } from '../times/time-reader.ts'
import type { TimeReader, TimeSettings } from '../times/time-reader.ts'
import { hasNumericDates, surveyTimes } from '../times/time-survey.ts'
import { isMissing } from '../times/time-text.ts'
import { readChannelWord } from './value-words.ts'
import { assertZone } from '../times/zone-offset.ts'

/** A table opened for one reading. */
export interface OpenedTable {
  readonly map: RowMapper['map']
  readonly times: TimeReader
  /** What turned out only while reading, besides of times. */
  readonly lateAssumptions?: RowMapper['lateAssumptions']
}

export interface TablePlan {
  readonly fields: FieldReader
  readonly openTimes: () => TimeReader
  /** The channel of rows that do not say. */
  readonly defaultChannel: Channel
  /** The channel that the user or the mapping named for the whole file; null = none. */
  readonly chosenChannel: Channel | null
  /** Completes the plan with what is particular to the row kind. */
  readonly finish: (particular: {
    /** Whose export it is, with the namespace of its ids; absent = anybody's. */
    readonly product?: { readonly key: string; readonly name: string }
    readonly isLog: boolean
    readonly assumptions: readonly string[]
    readonly meanings?: FieldColumns<string>
    readonly openMap: () => OpenedTable
  }) => FormatPlan
}

/** Throws `choice-needed`, `mapping-invalid` and `argument-invalid`. */
export function planTable(
  sample: ExportSample,
  settings: PlanSettings,
  row: TableRowKind,
  columns: FieldColumns<string>,
  timeFields: readonly string[],
  assumesChannel: boolean,
): TablePlan {
  const { choices } = settings
  const mapping = choices.mapping
  if (mapping !== undefined && mapping.row !== row) {
    throw new AppError(
      'mapping-invalid',
      `The mapping is for ${mapping.row} rows, but the format asked for holds ${row} rows.`,
      {
        row: mapping.row,
      },
    )
  }
  const fields = makeFieldReader(sample.names, columns, mapping, row)
  const timeColumns = timeFields.flatMap((field) => columns[field] ?? [])
  const times = decideTimes(sample, settings, timeColumns)
  const channel = decideChannel(sample, settings, columns, fields)
  const stem = path.parse(sample.fileName.replace(/\.gz$/i, '')).name
  const meaningOf = (all: FieldColumns<string>): (string | null)[] =>
    sample.names.map((_, column) => Object.entries(all).find(([, indexes]) => indexes?.includes(column))?.[0] ?? null)
  return {
    fields,
    openTimes: () => makeTimeReader(times.settings),
    defaultChannel: channel.channel,
    chosenChannel: channel.isChosen ? channel.channel : null,
    finish: (particular) => {
      const meanings = meaningOf(particular.meanings ?? columns)
      const read = sample.names.flatMap((name, column) =>
        meanings[column] === null ? [] : [`${meanings[column]} from “${name}”`],
      )
      return {
        sourceKey:
          particular.product?.key ??
          (typeof choices.profile === 'string'
            ? `profile:${choices.profile}`
            : `table:${headerFingerprint(sample.names)}`),
        sourceName: particular.product?.name ?? choices.profile ?? stem,
        zone: times.isZoneless ? times.settings.zone : null,
        assumptions: [
          ...(mapping === undefined ? [`read ${read.join(', ')}`] : []),
          ...times.assumptions,
          ...(assumesChannel ? channel.assumptions : []),
          ...particular.assumptions,
        ],
        meanings,
        isLog: particular.isLog,
        defaultSplitGapSeconds: splitGapSeconds(channel.channel === 'email'),
        openMapper: () => {
          const { map, times: reader, lateAssumptions } = particular.openMap()
          return {
            map,
            lateAssumptions: () => [
              ...(times.isZoneless ? [] : describeZoneless(times.settings.zone, reader.zonelessCount())),
              ...(lateAssumptions?.() ?? []),
            ],
          }
        },
      }
    },
  }
}

function decideTimes(
  sample: ExportSample,
  settings: PlanSettings,
  timeColumns: readonly number[],
): { settings: TimeSettings; isZoneless: boolean; assumptions: string[] } {
  const mapping = settings.choices.mapping
  const headerZone =
    timeColumns.map((column) => zoneOfHeader(sample.names[column] ?? '')).find((zone) => zone !== null) ?? null
  const chosenZone = settings.choices.zone ?? mapping?.time?.zone ?? null
  const zone = chosenZone ?? headerZone ?? settings.defaultZone
  assertZone(zone)
  const format = mapping?.time?.format ?? null
  const assumptions: string[] = []
  // A format with a zone token leaves nothing to assume.
  let isZoneless = format !== null && timeColumns.length > 0 && !/[ZzXx]/.test(format.replaceAll(/'[^']*'/g, ''))
  const numeric: TimeColumn[] = []
  for (const column of format === null ? timeColumns : []) {
    const survey = surveyTimes(columnTexts(sample, column))
    if (survey.zoneless > 0) isZoneless = true
    if (survey.isEpoch) {
      assumptions.push(`numbers in “${sample.names[column] ?? ''}” read as time since 1970 by their size`)
    }
    if (hasNumericDates(survey)) numeric.push({ column, survey })
  }
  const dayOrder = decideOrder(sample.names, numeric, settings)
  assumptions.push(
    ...numeric.map(
      ({ column }) =>
        `dates in “${sample.names[column] ?? ''}” read ${dayOrder === 'day-first' ? 'day first' : 'month first'}`,
    ),
  )
  if (isZoneless) {
    const why =
      chosenZone !== null ? '' : headerZone !== null ? ', as the column name says' : ', the zone of the workspace'
    assumptions.unshift(`times without a zone read as ${zone}${why}`)
  }
  return { settings: { zone, dayOrder, refusesAmbiguous: true, format }, isZoneless, assumptions }
}

function decideChannel(
  sample: ExportSample,
  settings: PlanSettings,
  columns: FieldColumns<string>,
  fields: FieldReader,
): { channel: Channel; isChosen: boolean; assumptions: string[] } {
  const chosen = settings.choices.channel ?? readChannelWord(settings.choices.mapping?.constants?.['channel'] ?? '')
  if (chosen !== null) return { channel: chosen, isChosen: true, assumptions: [] }
  const addresses = sample.rows.flatMap((row) =>
    ['contact', 'from', 'to'].map((field) => fields.value(row, field)).filter((text) => !isMissing(text)),
  )
  const arePhones =
    addresses.filter((text) => /^(?:\w+:)?\+?[\d\s().\-/]{5,20}$/.test(text)).length * 2 > addresses.length
  const channel = arePhones ? 'sms' : 'other'
  const why = arePhones ? 'since customers are phone numbers' : 'since the file does not say'
  const column = sample.names[columns['channel']?.[0] ?? -1]
  const isMissingSomewhere = column !== undefined && sample.rows.some((row) => fields.value(row, 'channel') === '')
  if (column !== undefined && !isMissingSomewhere) return { channel, isChosen: false, assumptions: [] }
  const where = column === undefined ? 'channel taken' : `channel, where “${column}” is empty, taken`
  return { channel, isChosen: false, assumptions: [`${where} as ${channel}, ${why}`] }
}

/** The channel of a conversation whose row does not say: null where nothing speaks for one and another table may know it. */
export function impliedChannelOf({ chosenChannel, defaultChannel }: TablePlan): Channel | null {
  return chosenChannel ?? (defaultChannel === 'other' ? null : defaultChannel)
}

/**
 * Reads the times of a row by field: null where the row has none, a rejection that names the column where it cannot be
 * read.
 */
export function openColumnTimes(
  fields: FieldReader,
  times: TimeReader,
): (cells: readonly string[], field: string) => EpochMs | null | Rejection {
  return (cells, field) => {
    const text = fields.value(cells, field)
    return timeOrRejection(times.read(text), fields.nameOf(field), text)
  }
}

/** The channel that a row names; `otherwise` where it names none. */
export function channelOfRow<Otherwise extends Channel | null>(
  fields: FieldReader,
  cells: readonly string[],
  otherwise: Otherwise,
): Channel | Otherwise | Rejection {
  const text = fields.value(cells, 'channel')
  if (text === '') return otherwise
  return readChannelWord(text) ?? reject('channel-unknown', fields.nameOf('channel'), text)
}
