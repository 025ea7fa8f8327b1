/** What an export format is: how it is recognised and how its rows become records. */
import type {
  AuthorGuess,
  FormatInfo,
  ImportChoices,
  RejectionCode,
  TableRowKind,
  ZoneName,
} from '../../shared/model.ts'
import type { Cut } from './file/export-layout.ts'
import type { JsonHead } from './file/json-head.ts'
import type { JsonContainer } from './file/json-rows.ts'
import type { RawRow } from './file/raw-row.ts'
import type { ImportRecord } from './record.ts'

/** The beginning of a file, cut into named cells. JSON records are rows too: their flat fields are the columns. */
export interface ExportSample {
  readonly fileName: string
  /** `table`: CSV and relatives. `document`: JSON. `lines`: one JSON object per line. `text`: anything else, XML too. */
  readonly shape: 'table' | 'document' | 'lines' | 'text'
  readonly names: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The fields around the records of a JSON document, such as `next_page_uri`; empty elsewhere. */
  readonly outerNames: readonly string[]
  /** The beginning of the file as text. */
  readonly text: string
  /** The beginning of a JSON file as values, nested ones too; null elsewhere. */
  readonly json: JsonHead | null
  /** Where the records behind `rows` stand in a JSON file; null elsewhere. */
  readonly container: JsonContainer | null
}

interface Detection {
  /** 0 to 100. The best format wins; from 90 on the format is named by marks that only one product writes. */
  readonly score: number
  /** One sentence. */
  readonly because: string
}

export interface PlanSettings {
  readonly choices: ImportChoices
  /** The workspace's zone, for times without one where the format does not define it. */
  readonly defaultZone: ZoneName
  /** Visits one column of the whole file, for what a few rows cannot decide. Only inside of `remember`. */
  readonly scanColumn: (column: number, visit: (text: string) => void) => FileScan<void>
  /** Visits every row of the whole file, cut as the plan will cut it (undefined = as the sample was). As above. */
  readonly scanRows: (cut: Cut | undefined, visit: (row: RawRow) => void) => FileScan<void>
  /**
   * Finds out something about the whole file once: asked again for the same `about`, the same file answers from memory, so
   * that a changed choice does not read it anew. The answer must follow from the file and `about` alone. The first time
   * the plan is left here by a throw that it must let through, and made again once the answer is there.
   */
  readonly remember: <Value>(about: string, findOut: () => FileScan<Value>) => Value
}

/** Yields how far the file is read. */
export type FileScan<Value> = Generator<number, Value, void>

export interface Rejection {
  readonly code: RejectionCode
  readonly column: string | null
  readonly text: string
}

/** Records, or why there are none, or the kind of row that is no data. */
export type MappedRow = readonly ImportRecord[] | Rejection | string

export interface RowMapper {
  /** `cells` are as many as the sample has names, in that order; `row.source` is the value that the plan's cut found. */
  readonly map: (cells: readonly string[], row: RawRow) => MappedRow
  /** What turned out only while reading. */
  readonly lateAssumptions: () => readonly string[]
}

export interface FormatPlan {
  readonly sourceKey: string
  readonly sourceName: string
  /** The zone of times without one; null where the sample has no such time. */
  readonly zone: ZoneName | null
  readonly assumptions: readonly string[]
  /** What each column was taken for, in the order of the sample's names. */
  readonly meanings: readonly (string | null)[]
  readonly isLog: boolean
  readonly defaultSplitGapSeconds: number
  /** How the file is cut into rows where its layout is not a table of cells; `cells` are empty then. */
  readonly cut?: Cut
  /** What the preview shows as columns, where the sample's names are not what the rows are made of. */
  readonly fields?: readonly { readonly name: string; readonly meaning: string | null; readonly example: string }[]
  /** Everybody who writes in a file that does not say which of them are we; absent where it says. */
  readonly authors?: readonly AuthorGuess[]
  /** A fresh mapper for each reading of the file. */
  readonly openMapper: () => RowMapper
}

/** Columns by field, best first. Most fields have one; a contact may be a phone number or else an e-mail address. */
export type FieldColumns<Field extends string> = Readonly<Partial<Record<Field, readonly number[] | undefined>>>

export interface ExportFormat extends FormatInfo {
  /** The generic table for this kind of rows, which a mapping can address; null = a product's own format. */
  readonly row: TableRowKind | null
  /** For a generic table: which columns look like which fields; what the mapping wizard starts from. */
  readonly suggest?: (sample: ExportSample) => FieldColumns<string>
  /** By content, never by the name of the file; null = not this format. */
  readonly detect: (sample: ExportSample) => Detection | null
  /** Throws `choice-needed`, `mapping-invalid`, `format-unknown` and `argument-invalid`. */
  readonly plan: (sample: ExportSample, settings: PlanSettings) => FormatPlan
}

export const daySeconds = 86_400
/** Product design, section 1: a log is split where nobody wrote for a day, e-mail for five. */
export const splitGapSeconds = (isEmail: boolean): number => (isEmail ? 5 * daySeconds : daySeconds)

/** At most this much of an offending text is kept. */
export const shortText = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text)

export const reject = (code: RejectionCode, column: string | null, text: string): Rejection => ({
  code,
  column,
  text: shortText(text),
})

/** A direction that is missing, or that nobody knows. */
export const rejectDirection = (column: string | null, text: string): Rejection =>
  reject(text === '' ? 'direction-missing' : 'direction-unknown', column, text)

export function isRejection(value: unknown): value is Rejection {
  return typeof value === 'object' && value !== null && 'code' in value
}

/** All records of one row, or the first rejection among them. */
export function joinRecords(
  parts: readonly (ImportRecord | readonly ImportRecord[] | Rejection | null)[],
): readonly ImportRecord[] | Rejection {
  const records: ImportRecord[] = []
  for (const part of parts) {
    if (part === null) continue
    if ('code' in part) return part
    if (isList(part)) records.push(...part)
    else records.push(part)
  }
  return records
}

/** `Array.isArray` does not tell read-only arrays from their items. */
function isList<Item>(value: Item | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value)
}
