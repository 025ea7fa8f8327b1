import { AppError } from '../../../shared/errors.ts'
import type { Chunk } from './byte-source.ts'
import { cellText } from './cell-format.ts'
import type { CellFormat } from './cell-format.ts'
import { maxColumns, maxFieldLength, maxRowLength, maxSheetRows } from './limits.ts'
import { unescapeText } from './shared-texts.ts'
import type { SharedTexts } from './shared-texts.ts'
import { readXml } from './xml-stream.ts'
import type { XmlAttributes } from './xml-stream.ts'

export interface SheetRow {
  /** As the sheet numbers it. */
  readonly line: number
  /** Up to the last cell that holds something; empty for a row without any. */
  readonly cells: readonly string[]
}

export interface SheetBatch {
  readonly rows: readonly SheetRow[]
  /** Packed bytes that were read so far. */
  readonly end: number
}

interface CellContext {
  readonly texts: SharedTexts
  readonly formats: readonly CellFormat[]
  readonly is1904: boolean
}

const plainNumber: CellFormat = { kind: 'number', isFine: false }

/**
 * The rows of a sheet's XML (ECMA-376, part 1, 18.3.1), in rising order. Formulas count with the value that was last
 * computed. `place` is how messages call the sheet.
 *
 * Throws `format-malformed` and `file-too-large`.
 */
export function* readSheetRows(
  chunks: Iterable<Chunk>,
  context: CellContext,
  place: string,
): Generator<SheetBatch, void, void> {
  const sheet = new SheetReader(context, place)
  for (const end of readXml(chunks, place, sheet)) {
    if (sheet.rows.length > 0) yield { rows: sheet.rows.splice(0), end }
  }
}

class SheetReader {
  readonly rows: SheetRow[] = []
  private readonly context: CellContext
  private readonly place: string
  private line = 0
  private cells: string[] = []
  private rowLength = 0
  private column = -1
  private cell: XmlAttributes | null = null
  private value = ''
  private isValue = false
  private isPhonetic = false

  constructor(context: CellContext, place: string) {
    this.context = context
    this.place = place
  }

  readonly open = (name: string, attributes: XmlAttributes): void => {
    if (name === 'c') this.openCell(attributes)
    else if (name === 'row') this.openRow(attributes)
    else if (name === 'rPh') this.isPhonetic = true
    else if (name === 'v' || name === 't') this.isValue = this.cell !== null && !this.isPhonetic
  }

  readonly text = (text: string): void => {
    if (!this.isValue) return
    // One character too many is kept, so that the row is rejected by its length.
    if (this.value.length <= maxFieldLength) this.value += text.slice(0, maxFieldLength + 1 - this.value.length)
  }

  readonly close = (name: string): void => {
    if (name === 'v' || name === 't') this.isValue = false
    else if (name === 'rPh') this.isPhonetic = false
    else if (name === 'c') this.closeCell()
    else if (name === 'row') this.rows.push({ line: this.line, cells: this.cells })
  }

  private openRow(attributes: XmlAttributes): void {
    const line = attributes['r'] === undefined ? this.line + 1 : Number(attributes['r'])
    if (!Number.isInteger(line) || line <= this.line) {
      throw this.malformed(`row ${attributes['r'] ?? ''} follows row ${this.line}`)
    }
    if (line > maxSheetRows) throw this.tooLarge(`more than ${maxSheetRows.toLocaleString('en-US')} rows`)
    this.line = line
    this.cells = []
    this.rowLength = 0
    this.column = -1
  }

  private openCell(attributes: XmlAttributes): void {
    const reference = attributes['r']
    this.column = reference === undefined ? this.column + 1 : columnOf(reference)
    if (this.column < 0) throw this.malformed(`there is no cell ${reference ?? ''}`)
    this.cell = attributes
    this.value = ''
  }

  private closeCell(): void {
    const { cell } = this
    this.cell = null
    if (cell === null) return
    const text = this.textOf(cell)
    if (text === '') return
    if (this.column >= maxColumns) throw this.tooLarge(`more than ${maxColumns} columns`)
    this.rowLength += text.length
    if (this.rowLength > maxRowLength) throw this.tooLarge(`a row longer than 8 MB (row ${this.line})`)
    while (this.cells.length < this.column) this.cells.push('')
    this.cells[this.column] = text
  }

  /** 18.18.11 (ST_CellType). */
  private textOf(cell: XmlAttributes): string {
    const { value } = this
    if (value === '') return ''
    switch (cell['t'] ?? 'n') {
      case 's': {
        const text = this.context.texts.get(Number(value))
        if (text === null) throw this.malformed(`the cell ${cell['r'] ?? ''} refers to a text that is not there`)
        return text
      }
      case 'b':
        return value === '1' || value === 'true' ? 'TRUE' : 'FALSE'
      case 'n':
        return cellText(value, this.context.formats[Number(cell['s'] ?? 0)] ?? plainNumber, this.context.is1904)
      // Texts, errors such as #N/A, and dates in ISO 8601.
      default:
        return unescapeText(value)
    }
  }

  private malformed(why: string): AppError {
    return new AppError('format-malformed', `${capitalised(this.place)} is damaged: ${why}.`, { line: this.line })
  }

  private tooLarge(what: string): AppError {
    return new AppError('file-too-large', `${capitalised(this.place)} has ${what}.`, { line: this.line })
  }
}

/** 0 for A1, 27 for AB12; -1 for what is no reference. */
function columnOf(reference: string): number {
  let column = 0
  let at = 0
  for (; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return at > 0 && at <= 3 ? column - 1 : -1
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
