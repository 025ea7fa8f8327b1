/** What an export format is: how it is recognised and how its rows become records. */
import type { FormatInfo, ImportChoices, RejectionCode, TableRowKind, ZoneName } from '../../shared/model.ts'
import type { ImportRecord } from './record.ts'

/** The beginning of a file, cut into named cells. JSON records are rows too: their fields are the columns. */
export interface ExportSample {
  readonly fileName: string
  /** `table`: CSV and relatives. `document`: one JSON document. `lines`: one JSON object per line. */
  readonly shape: 'table' | 'document' | 'lines'
  readonly names: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** The fields around the records of a JSON document, such as `next_page_uri`; empty elsewhere. */
  readonly outerNames: readonly string[]
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
  /** Visits one column of the whole file, for what a few rows cannot decide. */
  readonly scanColumn: (column: number, visit: (text: string) => void) => void
}

export interface Rejection {
  readonly code: RejectionCode
  readonly column: string | null
  readonly text: string
}

/** Records, or why there are none, or the kind of row that is no data. */
export type MappedRow = readonly ImportRecord[] | Rejection | string

export interface RowMapper {
  /** `cells` are as many as the sample has names, in that order. */
  readonly map: (cells: readonly string[]) => MappedRow
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
  /** A fresh mapper for each reading of the file. */
  readonly openMapper: () => RowMapper
}

export interface ExportFormat extends FormatInfo {
  /** The generic table for this kind of rows, which a mapping can address; null = a product's own format. */
  readonly row: TableRowKind | null
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
