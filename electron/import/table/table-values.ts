/** Reading the value of one field of a table row: its columns, the mapping's value translations, its constant. */
import { AppError } from '../../../shared/errors.ts'
import type { TableMapping, TableRowKind } from '../../../shared/model.ts'
import type { FieldColumns } from '../export-format.ts'
import { assertField } from './table-columns.ts'
import { isMissing } from '../times/time-text.ts'
import {
  readAuthorWord,
  readBoolean,
  readChannelWord,
  readDirectionWord,
  readStateWord,
  readSurveyWord,
} from './value-words.ts'
import type { WordReader } from './value-words.ts'

export interface FieldReader {
  /** The value, trimmed and translated by the mapping; the constant where the row has none; '' = missing. */
  readonly value: (cells: readonly string[], field: string) => string
  /** As `value`, null = missing. */
  readonly optional: (cells: readonly string[], field: string) => string | null
  /** The cell as it is; null = the table has no such column. */
  readonly raw: (cells: readonly string[], field: string) => string | null
  readonly has: (field: string) => boolean
  /** The name of the field's first column; null = none. */
  readonly nameOf: (field: string) => string | null
}

/** Fields that know a closed list of words, with the reading of each. */
export const closedLists: Readonly<Record<string, WordReader<string | boolean>>> = {
  direction: readDirectionWord,
  authorKind: readAuthorWord,
  channel: readChannelWord,
  state: readStateWord,
  kind: readSurveyWord,
  inbound: readBoolean,
  automatic: readBoolean,
  isNote: readBoolean,
}

/** Throws `mapping-invalid` for fields and values that do not exist. */
export function makeFieldReader(
  names: readonly string[],
  columns: FieldColumns<string>,
  mapping: TableMapping | undefined,
  row: TableRowKind,
): FieldReader {
  const translations = new Map<string, Map<string, string>>()
  for (const [field, values] of Object.entries(mapping?.values ?? {})) {
    assertField(field, row, 'values')
    for (const target of Object.values(values)) assertValue(field, target)
    translations.set(field, new Map(Object.entries(values)))
  }
  const constants = new Map<string, string>()
  for (const [field, value] of Object.entries(mapping?.constants ?? {})) {
    assertField(field, row, 'constants')
    assertValue(field, value)
    constants.set(field, value)
  }
  const columnsOf = new Map(Object.entries(columns).filter(([, indexes]) => indexes !== undefined))
  const value = (cells: readonly string[], field: string): string => {
    const indexes = columnsOf.get(field)
    if (indexes !== undefined) {
      for (const index of indexes) {
        const text = (cells[index] ?? '').trim()
        if (isMissing(text)) continue
        return translations.get(field)?.get(text) ?? text
      }
    }
    return constants.get(field) ?? ''
  }
  return {
    value,
    optional: (cells, field) => value(cells, field) || null,
    raw: (cells, field) => {
      const index = columnsOf.get(field)?.[0]
      return index === undefined ? null : (cells[index] ?? null)
    },
    has: (field) => columnsOf.has(field) || constants.has(field),
    nameOf: (field) => names[columnsOf.get(field)?.[0] ?? -1] ?? null,
  }
}

function assertValue(field: string, value: string): void {
  const reader = Object.hasOwn(closedLists, field) ? closedLists[field] : undefined
  if (reader === undefined || reader(value) !== null) return
  throw new AppError('mapping-invalid', `The mapping gives ${field} the value “${value}”, which does not exist.`, {
    field,
    value,
  })
}
