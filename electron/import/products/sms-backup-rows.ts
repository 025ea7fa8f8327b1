/** The XML files of SMS Backup & Restore as rows: one for each element inside the outermost one. */
import { SaxesParser } from 'saxes'
import { AppError } from '../../../shared/errors.ts'
import type { Cut } from '../file/export-layout.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { maxRowLength, maxXmlDepth } from '../file/limits.ts'
import type { RawBatch, RawRow, TextChunk } from '../file/raw-row.ts'
import { openXmlTagFilter } from '../file/xml-tags.ts'

/** One element with its attributes, and the attributes of the `part` and `addr` elements inside it. */
export type SmsBackupElement = JsonObject & {
  readonly parts: readonly JsonObject[]
  readonly addrs: readonly JsonObject[]
}

/**
 * `path` of a row is the name of its element, `source` a `SmsBackupElement`, `line` the number of the element. What XML
 * does not allow and the file holds nevertheless is told to `onDropped`, as a number of characters.
 *
 * The cut throws `format-malformed`, `file-truncated` and `file-too-large`.
 */
export function makeSmsBackupCut(onDropped: (count: number) => void): Cut {
  return (chunks, fileName) => cutSmsBackup(chunks, fileName, onDropped)
}

function* cutSmsBackup(
  chunks: Iterable<TextChunk>,
  fileName: string,
  onDropped: (count: number) => void,
): Generator<RawBatch, void, void> {
  const filter = openXmlTagFilter(fileName)
  const parser = new SaxesParser({ xmlns: false, position: false })
  let rows: RawRow[] = []
  let count = 0
  let depth = 0
  let length = 0
  let open: { parts: JsonObject[]; addrs: JsonObject[]; attributes: JsonObject } | null = null
  const tooLarge = (what: string): AppError =>
    new AppError('file-too-large', `Element ${count} in ${fileName} ${what}.`, { file: fileName, record: count })

  parser.on('opentag', ({ name, attributes }) => {
    depth++
    if (depth > maxXmlDepth) throw tooLarge(`is nested more than ${maxXmlDepth} deep`)
    if (depth === 1) return
    // Own fields, whatever they are called.
    const own: JsonObject = Object.fromEntries(Object.entries(attributes))
    if (depth === 2) {
      count++
      length = 0
      open = { attributes: own, parts: [], addrs: [] }
    } else if (name === 'part') open?.parts.push(own)
    else if (name === 'addr') open?.addrs.push(own)
    for (const value of Object.values(own)) length += typeof value === 'string' ? value.length : 0
    if (length > maxRowLength) throw tooLarge('is longer than 8 MB')
  })
  parser.on('closetag', ({ name }) => {
    depth--
    if (depth !== 1 || open === null) return
    const { attributes, parts, addrs } = open
    const source: SmsBackupElement = { ...attributes, parts, addrs }
    rows.push({ line: count, path: name, cells: [], source, problem: null, ignored: null })
    open = null
  })
  const parse = (step: () => unknown): void => {
    try {
      step()
    } catch (error) {
      if (error instanceof AppError) throw error
      throw new AppError('format-malformed', `${fileName} is not well-formed XML after element ${count}.`, {
        file: fileName,
        record: count,
      })
    }
  }
  let end = 0
  for (const chunk of chunks) {
    end = chunk.end
    parse(() => parser.write(filter.write(chunk.text)))
    onDropped(filter.takeDropped())
    if (rows.length > 0) {
      yield { rows, end }
      rows = []
    }
  }
  if (!filter.isBetweenTags() || depth > 0) {
    throw new AppError('file-truncated', `${fileName} ends in the middle of its XML, after element ${count}.`, {
      file: fileName,
      record: count,
    })
  }
  parse(() => parser.close())
}
