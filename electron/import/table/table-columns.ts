/** Which column of a table means what: as the user's mapping says, or by the names and values of the columns. */
import { hash } from 'node:crypto'
import { AppError } from '../../../shared/errors.ts'
import type { TableMapping, TableRowKind } from '../../../shared/model.ts'
import type { ExportSample, FieldColumns } from '../export-format.ts'
import { foldHeader } from './header-name.ts'
import { mappingKeys } from './table-fields.ts'
import { isMissing } from '../times/time-text.ts'

type Check = (texts: readonly string[]) => boolean

/** Whether most of the values that are there pass; an empty sample passes. */
export function mostly(texts: readonly string[], passes: (text: string) => boolean): boolean {
  let present = 0
  let passed = 0
  for (const text of texts) {
    const trimmed = text.trim()
    if (isMissing(trimmed)) continue
    present++
    if (passes(trimmed)) passed++
  }
  return passed * 2 >= present
}

/**
 * Finds columns by name. `spellings` holds folded names per field, best first; a name with `?` counts only if the values
 * pass the field's check. Fields in `alwaysChecked` are checked under any name; those in `takenAnyway` fall back to the
 * best name whose values fail, so that the rows can say what is wrong with them. Each column is taken once.
 */
export function findFieldColumns<Field extends string>(
  sample: ExportSample,
  spellings: Readonly<Record<Field, string>>,
  checks: Readonly<Partial<Record<NoInfer<Field>, Check>>>,
  alwaysChecked: readonly NoInfer<Field>[],
  severalColumns: readonly string[] = ['contact'],
  takenAnyway: readonly NoInfer<Field>[] = [],
): FieldColumns<Field> {
  const folded = sample.names.map(foldHeader)
  const taken = new Set<number>()
  const found: Partial<Record<Field, number[]>> = {}
  // Object.keys of a record are its keys.
  for (const field of Object.keys(spellings) as Field[]) {
    const check = checks[field]
    let fallback = -1
    for (const spelling of spellings[field].split(' ')) {
      const isWeak = spelling.endsWith('?')
      const column = folded.indexOf(isWeak ? spelling.slice(0, -1) : spelling)
      if (column === -1 || taken.has(column)) continue
      if (check !== undefined && (isWeak || alwaysChecked.includes(field)) && !check(columnTexts(sample, column))) {
        if (fallback === -1 && !isWeak) fallback = column
        continue
      }
      taken.add(column)
      const columns = (found[field] ??= [])
      columns.push(column)
      if (!severalColumns.includes(field)) break
    }
    if (found[field] === undefined && fallback !== -1 && takenAnyway.includes(field)) {
      taken.add(fallback)
      found[field] = [fallback]
    }
  }
  return found
}

/** Whether a column holds anything at all, as far as the sample shows. */
export function isUsed(texts: readonly string[]): boolean {
  return texts.length === 0 || texts.some((text) => !isMissing(text.trim()))
}

export function columnTexts(sample: Pick<ExportSample, 'rows'>, column: number): string[] {
  return sample.rows.map((row) => row[column] ?? '')
}

/**
 * The columns that the mapping names; null where it names none and the columns are to be recognised.
 *
 * Throws `mapping-invalid` for a column that the file does not have and for a field that does not exist.
 */
export function mappedColumns(
  sample: ExportSample,
  mapping: TableMapping | undefined,
  row: TableRowKind,
): FieldColumns<string> | null {
  if (mapping === undefined || Object.keys(mapping.columns).length === 0) return null
  const found: Record<string, number[]> = {}
  for (const [field, name] of Object.entries(mapping.columns)) {
    assertField(field, row, 'columns')
    const column = sample.names.indexOf(name)
    if (column === -1) {
      throw new AppError(
        'mapping-invalid',
        `The mapping reads ${field} from the column “${name}”, but ${sample.fileName} has no such column; it has ${listNames(sample.names)}.`,
        { field, column: name, columns: sample.names.slice(0, 100) },
      )
    }
    found[field] = [column]
  }
  return found
}

/** Throws `mapping-invalid`. */
export function assertField(field: string, row: TableRowKind, part: string): void {
  if (mappingKeys[row].includes(field)) return
  throw new AppError(
    'mapping-invalid',
    `A mapping for ${row} rows has no field called “${field}” in its ${part}; it knows ${mappingKeys[row].join(', ')}.`,
    { field },
  )
}

/** Equal for tables of the same column names in whatever order. */
export function headerFingerprint(names: readonly string[]): string {
  return hash('sha256', JSON.stringify(names.toSorted())).slice(0, 12)
}

export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, 30).map((name) => `“${name.length > 40 ? `${name.slice(0, 39)}…` : name}”`)
  return shown.join(', ') + (names.length > shown.length ? ` and ${names.length - shown.length} more` : '')
}
