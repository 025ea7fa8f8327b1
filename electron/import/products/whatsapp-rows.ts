import { AppError } from '../../../shared/errors.ts'
import type { Cut } from '../file/export-layout.ts'
import { maxRowLength } from '../file/limits.ts'
import type { RawRow } from '../file/raw-row.ts'
import { readWhatsappHead } from './whatsapp-line.ts'
import { cutLines } from './whatsapp-survey.ts'

/**
 * One row per message: its first line, written in the file's `layout`, and all lines up to the next one. What stands before
 * the first message is ignored. `source` is the text of the row.
 *
 * The cut throws `file-too-large` (a line or a message longer than 8 MB).
 */
export function cutWhatsapp(layout: string): Cut {
  return function* (chunks, fileName) {
    let lines: string[] = []
    let firstLine = 1
    let length = 0
    let isMessage = false
    let end = 0
    const takeRow = (): RawRow[] => {
      const source = lines.join('\n')
      // A blank line at the end of the file belongs to nothing.
      if (source === '') return []
      const ignored = isMessage ? null : 'text before the first message'
      return [{ line: firstLine, path: '', cells: [], source, problem: null, ignored }]
    }
    for (const batch of cutLines(chunks, fileName)) {
      end = batch.end
      const rows: RawRow[] = []
      for (const { line, source } of batch.rows) {
        const text = typeof source === 'string' ? source : ''
        if (readWhatsappHead(text)?.layout === layout) {
          rows.push(...takeRow())
          lines = []
          length = 0
          firstLine = line
          isMessage = true
        }
        lines.push(text)
        length += text.length + 1
        if (length > maxRowLength) {
          throw new AppError('file-too-large', `The message in line ${firstLine} of ${fileName} is longer than 8 MB.`, {
            file: fileName,
            line: firstLine,
          })
        }
      }
      if (rows.length > 0) yield { rows, end }
    }
    const rows = takeRow()
    if (rows.length > 0) yield { rows, end }
  }
}
