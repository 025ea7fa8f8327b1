/** Rows of a table that are no data: second and third header rows, repeated headers, totals and notes below. */
import type { ExportSample } from '../export-format.ts'
import { isMissing } from '../times/time-text.ts'

const maxExtraHeaders = 2
const comparedRows = 200
/** With fewer data rows than this nobody can tell a header from a bad row. */
const leastRows = 2

const startsLikeValue = (text: string): boolean => /^[+(]?\d/.test(text)

/**
 * How many of the first rows below the header name the columns again, as survey tools do: words where the rows below hold
 * numbers, dates or telephone numbers, and nothing that comes again further down.
 */
export function countExtraHeaders(sample: Pick<ExportSample, 'names' | 'rows'>): number {
  let count = 0
  while (count < maxExtraHeaders && isHeaderRow(sample.rows[count], sample.rows.slice(count + 1, comparedRows))) count++
  return count
}

function isHeaderRow(row: readonly string[] | undefined, below: readonly (readonly string[])[]): boolean {
  if (row === undefined || below.length < leastRows) return false
  let evidence = 0
  for (const [column, cell] of row.entries()) {
    const text = cell.trim()
    if (isMissing(text)) continue
    const values = below.map((cells) => (cells[column] ?? '').trim()).filter((value) => !isMissing(value))
    if (values.includes(text)) return false
    const valueLike = values.filter(startsLikeValue).length
    // One of them may be a header too.
    if (valueLike === 0 || valueLike < values.length - 1) continue
    if (startsLikeValue(text)) return false
    evidence++
  }
  return evidence > 0
}

/** A header in the middle: exports that were put one after the other. */
export function isRepeatedHeader(cells: readonly string[], names: readonly string[]): boolean {
  return cells.length >= names.length && names.every((name, column) => cells[column] === name)
}

const things =
  '(?: (?:messages?|conversations?|tickets?|chats?|rows?|records?|results?|responses?|contacts?|nachrichten|zeilen|datensatze|lignes|messages|filas|registros|mensajes|linhas|mensagens))?'
const trailerStarts = [
  `(?:grand |sub-?)?total(?:s|e|en|es)?${things}(?: ?[:=].*| [\\d.,]+)?$`,
  `(?:gesamt|gesamtsumme|summe|insgesamt|somme|suma|soma|sum|anzahl|count|nombre)${things}(?: ?[:=].*| [\\d.,]+)?$`,
  '(?:report(?:ing)? period|date range|period|berichtszeitraum|zeitraum|periode|periodo)\\b.*\\d',
  '(?:(?:report|data|daten|bericht) )?(?:was )?(?:generated|exported|created|printed|erstellt|exportiert|genere|exporte|generado|exportado|gerado)\\b',
  `\\(?\\d+${things.slice(0, -1)}\\)?\\.?$`,
  '(?:page|seite|pagina) \\d',
  '-* ?(?:end of (?:report|file|export|data)|ende|fin|fim)\\b',
  '(?:rows?|records?|filters?|notes?|timezone|time zone|zeitzone|filter|hinweis)s? ?:',
]
const trailer = new RegExp(`^(?:${trailerStarts.map((start) => `(?:${start})`).join('|')})`)
const numberLike = /^[\d.,:%+\-\s]+[hms%]?$/

/**
 * A line of totals, of the reporting period or of who made the report. To be asked only for rows that hold no readable
 * data.
 */
export function isTrailer(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
  const [first = '', ...others] = filled
  if (first === '' || first.length > 160 || (cells[0]?.trim() ?? '') + (cells[1]?.trim() ?? '') === '') return false
  if (others.length > 1 && !others.every((cell) => numberLike.test(cell))) return false
  return trailer.test(
    first
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase(),
  )
}
