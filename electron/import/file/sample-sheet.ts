/** Which sheet of a workbook is read, and its first rows. */
import { AppError } from '../../../shared/errors.ts'
import type { ExportFile } from './file-bytes.ts'
import { sampleRows } from './limits.ts'
import type { SheetRow } from './sheet-rows.ts'
import { countRows, openWorkbook, readSheet } from './xlsx.ts'
import type { Sheet, Workbook } from './xlsx.ts'

export interface SheetSample {
  readonly workbook: Workbook
  readonly sheet: Sheet
  readonly rows: readonly SheetRow[]
  /** How the sheet was chosen, where there were several and nobody chose. */
  readonly assumptions: readonly string[]
}

/** Enough to see whether a sheet looks like a table. */
const judgedRows = 50
/** Characters of all cells in the sample: a sheet of long texts is judged by fewer rows. */
const sampleLength = 4_000_000
const preambleRows = 10

/** Throws what opening a workbook throws, `argument-invalid` (no such sheet) and `file-empty`. */
export function sampleSheet(file: ExportFile, wanted: string | undefined): SheetSample {
  const workbook = openWorkbook(file)
  const { sheet, assumptions } = chooseSheet(workbook, wanted)
  const rows = firstRows(workbook, sheet, sampleRows + preambleRows)
  if (!rows.some(({ cells }) => cells.length > 0)) {
    throw new AppError('file-empty', `The sheet “${sheet.name}” of ${file.name} has no filled cell.`, {
      file: file.name,
    })
  }
  return { workbook, sheet, rows, assumptions }
}

function chooseSheet(
  workbook: Workbook,
  wanted: string | undefined,
): { readonly sheet: Sheet; readonly assumptions: readonly string[] } {
  const { sheets, file } = workbook
  if (wanted !== undefined) {
    const sheet = sheets.find(({ name }) => name === wanted)
    if (sheet !== undefined) return { sheet, assumptions: [] }
    const names = sheets.map(({ name }) => name)
    throw new AppError('argument-invalid', `${file.name} has no sheet “${wanted}”; it has ${quoteAll(names)}.`, {
      file: file.name,
      sheets: names,
    })
  }
  const [only] = sheets
  if (only !== undefined && sheets.length === 1) return { sheet: only, assumptions: [] }
  const judged = sheets
    .map((sheet) => ({ sheet, isTable: looksLikeTable(workbook, sheet), rowCount: countRows(workbook, sheet) }))
    .toSorted(
      (left, right) =>
        Number(right.isTable) - Number(left.isTable) ||
        Number(left.sheet.isHidden) - Number(right.sheet.isHidden) ||
        right.rowCount - left.rowCount,
    )
  const [best, ...others] = judged.map(({ sheet }) => sheet)
  if (best === undefined) throw new AppError('file-empty', `${file.name} has no sheet.`, { file: file.name })
  return {
    sheet: best,
    assumptions: [
      `sheet “${best.name}” read, the largest table of the workbook; not read: ${quoteAll(others.map(({ name }) => name))}`,
    ],
  }
}

/** At least two rows with at least two filled cells. */
function looksLikeTable(workbook: Workbook, sheet: Sheet): boolean {
  const rows = firstRows(workbook, sheet, judgedRows)
  return rows.filter(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1).length > 1
}

function firstRows(workbook: Workbook, sheet: Sheet, count: number): readonly SheetRow[] {
  const rows: SheetRow[] = []
  let length = 0
  for (const batch of readSheet(workbook, sheet)) {
    for (const row of batch.rows) {
      rows.push(row)
      for (const cell of row.cells) length += cell.length
      if (rows.length >= count || length > sampleLength) return rows
    }
  }
  return rows
}

function quoteAll(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => `“${name}”`)
  return shown.join(', ') + (names.length > 10 ? ` and ${names.length - 10} more` : '')
}
