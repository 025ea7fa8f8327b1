/**
 * The first line of a WhatsApp message in an exported chat: `DATE, TIME - NAME: text` in the phone's own way of writing
 * dates, of which more than a dozen were seen.
 */

/** The numbers of a date and time as written. */
export interface WhatsappTime {
  readonly first: number
  readonly second: number
  readonly third: number
  readonly hour: number
  readonly minute: number
  readonly secondOfMinute: number
  readonly half: 'a' | 'p' | null
}

export interface WhatsappHead {
  /**
   * How the time is written; all messages of a file are written alike, so that a line written otherwise is a line of a
   * text, pasted or typed.
   */
  readonly layout: string
  readonly isYearFirst: boolean
  readonly hasSeconds: boolean
  /** What separates day, month and year. */
  readonly dateSeparator: string
  readonly time: WhatsappTime
  /** What follows the time: name and text, or a notice of WhatsApp. */
  readonly rest: string
}

// Invisible marks of writing direction, which iOS puts at the beginning of lines, names and notices.
const marks = String.raw`[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*`
// WhatsApp writes narrow and unbreakable spaces before AM and PM.
const space = String.raw`[ \u00a0\u2009\u202f]`
const headPattern = new RegExp(
  String.raw`^${marks}(\[)?${marks}(\d{1,4})([./-])${space}?(\d{1,2})\3${space}?(\d{4}|\d{1,2})\.?,?${space}` +
    String.raw`(klo${space}|um${space}|at${space})?(\d{1,2})([:.])(\d{2})(?:\8(\d{2}))?` +
    String.raw`(?:${space}?([ap])\.?${space}?m\.?)?(\]${space}?|${space}[-–]${space}|:${space}|${space})${marks}(.*)$`,
  'is',
)

/** Null: no line that starts a message. */
export function readWhatsappHead(line: string): WhatsappHead | null {
  // Most lines start with a letter; this is the quick way out.
  if (!/^[[\d\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/.test(line)) return null
  const match = headPattern.exec(line)
  if (match === null) return null
  const [, bracket = '', first = '', dateSeparator = '', second = '', third = '', word = '', hour = ''] = match
  const [clockSeparator = '', minute = '', seconds, half, end = '', rest = ''] = match.slice(8)
  if ((bracket === '') === end.startsWith(']')) return null
  const isYearFirst = first.length === 4
  // Exactly one year, in two or in four digits; `201/1/1` is none.
  if (first.length === 3 || (isYearFirst ? third.length > 2 : third.length < 2)) return null
  const ending = end.startsWith(']') ? ']' : end.replace(/[\s\u202f]/g, '') || ' '
  return {
    layout: [
      bracket,
      isYearFirst ? 'y' : `d${third.length}`,
      dateSeparator,
      word.trim().toLowerCase(),
      clockSeparator,
      seconds === undefined ? '' : 's',
      half === undefined ? '' : '12',
      ending,
    ].join(' '),
    isYearFirst,
    hasSeconds: seconds !== undefined,
    dateSeparator,
    time: {
      first: Number(first),
      second: Number(second),
      third: Number(third),
      hour: Number(hour),
      minute: Number(minute),
      secondOfMinute: Number(seconds ?? '0'),
      half: half === undefined ? null : half.toLowerCase() === 'a' ? 'a' : 'p',
    },
    rest,
  }
}

/** `YYYY-MM-DD hh:mm:ss`; null where hour and half of the day contradict each other. */
export function writeWhatsappTime(head: WhatsappHead, isDayFirst: boolean): string | null {
  const { first, second, third, half } = head.time
  const [year, month, day] = head.isYearFirst
    ? [first, second, third]
    : [third < 100 ? 2000 + third : third, isDayFirst ? second : first, isDayFirst ? first : second]
  let { hour } = head.time
  if (half !== null) {
    // 00:08 a. m. is written too, for 12:08 a. m.
    if (hour > 12) return null
    hour = (hour % 12) + (half === 'p' ? 12 : 0)
  }
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)} ${two(hour)}:${two(head.time.minute)}:${two(head.time.secondOfMinute)}`
}

export interface Signed {
  readonly author: string
  readonly text: string
}

/** Longer than any name of a phone's contact list. */
const maxNameLength = 120
const anyMark = /[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

/**
 * Name and text of `NAME: text`; null for a notice of WhatsApp (`You were added`), which has no name. A colon inside a
 * quotation (`changed the subject to "A: b`) separates nothing. `longNames` says which names have a colon inside.
 */
export function readSignature(rest: string, longNames?: ReadonlyMap<string, string>): Signed | null {
  // Only the first line of a message can hold the name.
  const colon = /:(?= |\n|$)/.exec(rest.slice(0, maxNameLength + 1))
  const lineEnd = rest.indexOf('\n')
  if (colon === null || (lineEnd !== -1 && lineEnd < colon.index)) return null
  const written = rest.slice(0, colon.index)
  if (hasOpenQuotation(written)) return null
  const author = cleanName(written)
  if (author === '') return null
  const text = rest.slice(colon.index + 2)
  const longName = longNames?.get(author)
  if (longName !== undefined) {
    const inner = readSignature(text)
    if (inner !== null && `${author}: ${inner.author}` === longName) return { author: longName, text: inner.text }
  }
  return { author, text }
}

function hasOpenQuotation(text: string): boolean {
  return /["“„«]/.test(text.replace(/"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»/g, ''))
}

/** Without marks and without the tilde that stands before names which are not in the phone's contact list. */
function cleanName(name: string): string {
  return name
    .replace(anyMark, '')
    .replace(/[\s\u202f]+/g, ' ')
    .trim()
    .replace(/^~ ?/, '')
}
