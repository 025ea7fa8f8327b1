/** What all lines of an exported WhatsApp chat say together: how its times are written, and who writes. */
import { AppError } from '../../../shared/errors.ts'
import { foldName, maxAuthors } from './chat-sides.ts'
import type { FileScan } from '../export-format.ts'
import type { Cut } from '../file/export-layout.ts'
import { maxRowLength } from '../file/limits.ts'
import type { RawRow } from '../file/raw-row.ts'
import type { DayOrder } from '../times/time-text.ts'
import { readSignature, readWhatsappHead } from './whatsapp-line.ts'
import type { WhatsappHead } from './whatsapp-line.ts'
import { isWhatsappNotice } from './whatsapp-words.ts'

export interface WhatsappSurvey {
  readonly layout: string
  readonly hasSeconds: boolean
  /** How day and month stand; null where a number above 12 never occurs; not asked where the year stands first. */
  readonly dayOrder: DayOrder | null
  readonly isYearFirst: boolean
  readonly dateSeparator: string
  /** Lines that look like the start of a message but are written otherwise: text. */
  readonly otherLines: number
  /** Messages by author, by names as they are in full. */
  readonly authors: ReadonlyMap<string, number>
  /** From what stands before the first colon to the full name, for names with a colon inside. */
  readonly longNames: ReadonlyMap<string, string>
}

interface Collected {
  readonly head: WhatsappHead
  count: number
  dayFirst: number
  monthFirst: number
  readonly authors: Map<string, { count: number; inner: string | null }>
}

/** Everybody writes something else sooner or later; what always stands behind a name belongs to it. */
const alwaysSeen = 5

/**
 * The layout that most lines have. Null: no line starts a message.
 *
 * @param scan calls back with every line of the file
 */
export function* surveyWhatsapp(
  scan: (visit: (line: string) => void) => FileScan<void>,
  fileName: string,
): FileScan<WhatsappSurvey | null> {
  const layouts = new Map<string, Collected>()
  yield* scan((line) => {
    const head = readWhatsappHead(line)
    if (head !== null) collect(layouts, head, fileName)
  })
  const [most] = [...layouts.values()].toSorted((left, right) => right.count - left.count)
  if (most === undefined) return null
  let otherLines = 0
  for (const { count } of layouts.values()) otherLines += count
  const longNames = new Map<string, string>()
  const authors = new Map<string, number>()
  for (const [name, { count, inner }] of most.authors) {
    const isLong = inner !== null && (count >= alwaysSeen || isInFileName(`${name}: ${inner}`, fileName))
    if (isLong) longNames.set(name, `${name}: ${inner}`)
    authors.set(isLong ? `${name}: ${inner}` : name, count)
  }
  return {
    layout: most.head.layout,
    hasSeconds: most.head.hasSeconds,
    dayOrder:
      most.dayFirst + most.monthFirst === 0 ? null : most.dayFirst >= most.monthFirst ? 'day-first' : 'month-first',
    isYearFirst: most.head.isYearFirst,
    dateSeparator: most.head.dateSeparator,
    otherLines: otherLines - most.count,
    authors,
    longNames,
  }
}

function collect(layouts: Map<string, Collected>, head: WhatsappHead, fileName: string): void {
  let found = layouts.get(head.layout)
  if (found === undefined) {
    found = { head, count: 0, dayFirst: 0, monthFirst: 0, authors: new Map() }
    layouts.set(head.layout, found)
  }
  found.count++
  if (head.time.first > 12) found.dayFirst++
  if (head.time.second > 12) found.monthFirst++
  const signed = readSignature(head.rest)
  if (signed === null || isWhatsappNotice(signed.text, found.count === 1)) return
  const inner = readSignature(signed.text)?.author ?? null
  const known = found.authors.get(signed.author)
  if (known !== undefined) {
    known.count++
    if (known.inner !== inner) known.inner = null
  } else if (found.authors.size < maxAuthors) {
    // A copy: the name must not keep the whole line alive.
    found.authors.set(Buffer.from(signed.author).toString(), { count: 1, inner })
  } else {
    throw new AppError('file-too-large', `${fileName} has more than ${maxAuthors} authors; no chat has as many.`, {
      file: fileName,
    })
  }
}

/** What file names cannot hold is left out of them, or written as something else. */
export function isInFileName(name: string, fileName: string): boolean {
  const plain = (text: string): string => foldName(text.replace(/[\\/:*?"<>|_]/g, ' '))
  const whole = plain(chatTitle(fileName))
  const part = plain(name)
  return part !== '' && (whole === part || whole.endsWith(` ${part}`))
}

/** `WhatsApp Chat with Dana.txt`, `WhatsApp Chat - Dana.zip/_chat.txt`, `WhatsApp-Chat mit Dana (2).txt` without the rest. */
export function chatTitle(fileName: string): string {
  return fileName
    .replace(/[\\/]_chat\.txt$/i, '')
    .replace(/^.*[\\/]/, '')
    .replace(/(?:\.(?:txt|zip|gz))+$/i, '')
    .replace(/ ?\(\d+\)$/, '')
}

/** The chat's own name in the name of the file, as the languages of WhatsApp write it; null = it is not there. */
export function chatNameOf(fileName: string): string | null {
  const title = chatTitle(fileName)
  const match =
    /^.*?whatsapp.*?(?: - |[ _](?:with|mit|con|avec|com|met|med|z|s)[ _])(.+)$/i.exec(title) ??
    /^whatsapp[ -]chat[ _](.+)$/i.exec(title)
  return match?.[1]?.trim() ?? null
}

/** Lines without their ends, for the survey. */
export const cutLines: Cut = function* (chunks, fileName) {
  let rest = ''
  let line = 0
  let end = 0
  const toRow = (text: string): RawRow => ({
    line: ++line,
    path: '',
    cells: [],
    source: text.endsWith('\r') ? text.slice(0, -1) : text,
    problem: null,
    ignored: null,
  })
  for (const chunk of chunks) {
    end = chunk.end
    const lines = (rest + chunk.text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxRowLength) {
      throw new AppError('file-too-large', `Line ${line + 1} of ${fileName} is longer than 8 MB.`, {
        file: fileName,
        line: line + 1,
      })
    }
    if (lines.length > 0) yield { rows: lines.map(toRow), end }
  }
  if (rest !== '') yield { rows: [toRow(rest)], end }
}
