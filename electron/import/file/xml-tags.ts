/**
 * Makes the text of an attributes-only XML file legal and small before a strict parser sees it, streaming: memory holds no
 * more than one attribute, and what comes out does not depend on where the chunks are cut.
 *
 * Only tags pass. Dropped are comments, processing instructions, CDATA, text between tags, and the content of attributes
 * called `data` (base64 of pictures and films, up to hundreds of MB). References to UTF-16 surrogates, which Android apps
 * write for emoji (`&#55357;&#56832;`) and XML forbids, become their character where two make a pair. All other
 * references and characters that XML 1.0 forbids (https://www.w3.org/TR/xml/#charsets) are dropped and counted.
 *
 * Document types and entity declarations are refused: no phone writes them, and attacks are made of them.
 */
import { AppError } from '../../../shared/errors.ts'
import { maxFieldLength, maxRowLength, maxXmlAttributes } from './limits.ts'

export interface XmlTagFilter {
  /** Throws `format-malformed` (document types) and `file-too-large` (attributes of a tag, length of a tag). */
  readonly write: (text: string) => string
  /** Whether the text written so far ends between two tags. */
  readonly isBetweenTags: () => boolean
  /** How many characters and references were dropped since the last call. */
  readonly takeDropped: () => number
}

type State = 'between' | 'comment' | 'instruction' | 'cdata' | 'tag' | 'value' | 'skipped'

// What ends a part that is dropped.
const endMarks = { comment: '-->', instruction: '?>', cdata: ']]>' } as const

const forbidden = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Cs}`
const notableInTag = new RegExp(`["'>${forbidden}]`, 'gu')
const notableIn = {
  '"': new RegExp(`["&${forbidden}]`, 'gu'),
  "'": new RegExp(`['&${forbidden}]`, 'gu'),
} as const
const isDataAttribute = /(?:^|\s)data\s*=\s*$/
const xmlNames = new Set(['&amp;', '&lt;', '&gt;', '&quot;', '&apos;'])
/** No reference is longer: `&#x0010FFFF;`. */
const maxReferenceLength = 12

/** Values longer than any field may be are cut just above the limit, so that whoever reads them sees that they are. */
const keptValueLength = maxFieldLength + 2

export function openXmlTagFilter(fileName: string): XmlTagFilter {
  let state: State = 'between'
  let quote: '"' | "'" = '"'
  /** What the next chunk has to complete before it can be judged. */
  let pending = ''
  /** The end of the tag so far, which tells an attribute's name. */
  let tail = ''
  let attributes = 0
  let tagLength = 0
  let valueLength = 0
  /** A first half of a pair of surrogates that waits for the second; 0 = none. */
  let highSurrogate = 0
  let dropped = 0
  let out = ''

  const dropHighSurrogate = (): void => {
    if (highSurrogate !== 0) dropped++
    highSurrogate = 0
  }
  const grow = (length: number): void => {
    tagLength += length
    if (tagLength > maxRowLength) {
      throw new AppError('file-too-large', `An XML element in ${fileName} is longer than 8 MB.`, { file: fileName })
    }
  }
  const appendToTag = (piece: string): void => {
    grow(piece.length)
    out += piece
    tail = (tail + piece).slice(-64)
  }
  /** `units`: how long the piece is once its references are read. */
  const appendToValue = (piece: string, units: number): void => {
    if (piece === '') return
    dropHighSurrogate()
    const room = keptValueLength - valueLength
    if (room <= 0) return
    // A reference is never cut; a pair of surrogates that is cut in the middle loses its first half.
    const kept = units <= room ? piece : piece.startsWith('&') ? '' : piece.slice(0, room).replace(/\p{Cs}$/u, '')
    grow(kept.length)
    valueLength += Math.min(units, room)
    out += kept
  }
  const readReference = (reference: string): void => {
    if (xmlNames.has(reference)) {
      appendToValue(reference, 1)
      return
    }
    const code = reference.startsWith('&#x') ? Number.parseInt(reference.slice(3), 16) : Number(reference.slice(2, -1))
    if (!reference.startsWith('&#')) {
      // A name that XML does not know is what somebody typed.
      appendToValue('&amp;', 1)
      appendToValue(reference.slice(1), reference.length - 1)
    } else if (code >= 0xd800 && code <= 0xdbff) {
      dropHighSurrogate()
      highSurrogate = code
    } else if (code >= 0xdc00 && code <= 0xdfff && highSurrogate !== 0) {
      const pair = String.fromCharCode(highSurrogate, code)
      highSurrogate = 0
      appendToValue(pair, 2)
    } else if (isXmlCharacter(code)) {
      appendToValue(reference, code > 0xffff ? 2 : 1)
    } else {
      dropHighSurrogate()
      dropped++
    }
  }

  /** Each step reads `text` from `at` on and returns where the next goes on; -1 = the rest is pending or used up. */
  const stepBetween = (text: string, at: number): number => {
    const open = text.indexOf('<', at)
    if (open === -1) return -1
    const start = text.slice(open, open + 9)
    if (start.startsWith('<!')) {
      if (start.startsWith('<!--')) state = 'comment'
      else if (start === '<![CDATA[') state = 'cdata'
      else if ('<!--'.startsWith(start) || '<![CDATA['.startsWith(start)) {
        pending = text.slice(open)
        return -1
      } else {
        throw new AppError(
          'format-malformed',
          `${fileName} holds a document type or entity declaration, which is refused: backups of messages have none.`,
          { file: fileName },
        )
      }
      return open + (state === 'comment' ? 4 : 9)
    }
    if (start === '<') {
      pending = start
      return -1
    }
    if (start.startsWith('<?')) {
      state = 'instruction'
      return open + 2
    }
    state = 'tag'
    out += '<'
    tail = ''
    attributes = 0
    tagLength = 1
    return open + 1
  }
  const stepDropped = (text: string, at: number, mark: string): number => {
    const end = text.indexOf(mark, at)
    if (end === -1) {
      pending = text.slice(Math.max(at, text.length - mark.length + 1))
      return -1
    }
    state = 'between'
    return end + mark.length
  }
  const stepTag = (text: string, at: number): number => {
    const end = findFrom(notableInTag, text, at)
    appendToTag(text.slice(at, end === -1 ? text.length : end))
    if (end === -1) return -1
    const mark = text[end]
    if (mark === '>') {
      state = 'between'
      out += '>'
    } else if (mark === '"' || mark === "'") {
      if (++attributes > maxXmlAttributes) {
        throw new AppError(
          'file-too-large',
          `An XML element in ${fileName} has more than ${maxXmlAttributes} attributes.`,
          { file: fileName },
        )
      }
      quote = mark
      state = isDataAttribute.test(tail) ? 'skipped' : 'value'
      valueLength = 0
      out += mark
    } else {
      dropped++
    }
    return end + 1
  }
  const endValue = (at: number): number => {
    dropHighSurrogate()
    state = 'tag'
    tail = ''
    out += quote
    return at + 1
  }
  const stepSkipped = (text: string, at: number): number => {
    const end = text.indexOf(quote, at)
    return end === -1 ? -1 : endValue(end)
  }
  const stepValue = (text: string, at: number): number => {
    const end = findFrom(notableIn[quote], text, at)
    // A raw line end is a space to XML, however it is written; a carriage return of the text itself is a reference.
    const plain = text.slice(at, end === -1 ? text.length : end).replaceAll('\r', '')
    appendToValue(plain, plain.length)
    if (end === -1) return -1
    if (text[end] === quote) return endValue(end)
    if (text[end] !== '&') {
      dropHighSurrogate()
      dropped++
      return end + 1
    }
    const start = text.slice(end, end + maxReferenceLength)
    const reference = /^&(?:#\d+|#x[\da-f]+|[a-z]\w*);/i.exec(start)?.[0]
    if (reference === undefined) {
      if (start.length < maxReferenceLength && /^&#?\w*$/.test(start)) {
        pending = start
        return -1
      }
      appendToValue('&amp;', 1)
      return end + 1
    }
    readReference(reference)
    return end + reference.length
  }
  const step = (text: string, at: number): number => {
    switch (state) {
      case 'between':
        return stepBetween(text, at)
      case 'comment':
      case 'instruction':
      case 'cdata':
        return stepDropped(text, at, endMarks[state])
      case 'tag':
        return stepTag(text, at)
      case 'value':
        return stepValue(text, at)
      case 'skipped':
        return stepSkipped(text, at)
    }
  }
  return {
    write: (chunk) => {
      const text = pending + chunk
      pending = ''
      out = ''
      for (let at = 0; at !== -1 && at < text.length;) at = step(text, at)
      return out
    },
    isBetweenTags: () => state === 'between' && pending === '',
    takeDropped: () => {
      const count = dropped
      dropped = 0
      return count
    },
  }
}

function findFrom(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.index ?? -1
}

function isXmlCharacter(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  )
}
