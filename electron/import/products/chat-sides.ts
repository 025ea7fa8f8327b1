/** Which authors of a chat export are we, where the export names authors and nothing else. */
import { AppError } from '../../../shared/errors.ts'
import type { AuthorGuess } from '../../../shared/model.ts'

/** Far more than any chat has members; a file that goes beyond is no chat. */
export const maxAuthors = 50_000

const shownAuthors = 20

/** Names as people type them: case, blanks and the Unicode form do not matter. */
export function foldName(name: string): string {
  return name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
}

/**
 * The authors that are we: as chosen, else as guessed. A chosen name that nobody here has is fine as long as another is
 * known, since one list of names serves many chats.
 *
 * @param authors number of messages by name
 * @param guess null = nothing to go by
 * Throws `choice-needed`.
 */
export function decideUs(
  authors: ReadonlyMap<string, number>,
  chosen: readonly string[] | undefined,
  guess: () => ReadonlySet<string> | null,
  fileName: string,
): ReadonlySet<string> {
  if (chosen !== undefined && chosen.length > 0) {
    const wanted = new Set(chosen.map(foldName))
    const us = new Set([...authors.keys()].filter((name) => wanted.has(foldName(name))))
    // One author who is not one of us: a customer whom nobody has answered.
    if (us.size > 0 || authors.size <= 1) return us
    throw openSides(authors, fileName, `None of the authors of ${fileName} is called ${chosen.join(' or ')}.`)
  }
  const guessed = guess()
  if (guessed !== null) return guessed
  throw openSides(authors, fileName, `${fileName} does not say which of its authors are you.`)
}

function openSides(authors: ReadonlyMap<string, number>, fileName: string, problem: string): AppError {
  const sorted = byMessages(authors)
  const asked = sorted.slice(0, 1000)
  const shown = sorted.slice(0, shownAuthors).map(([name, count]) => `${name} (${count})`)
  const more = sorted.length > shown.length ? ` and ${sorted.length - shown.length} more` : ''
  const example = sorted[0]?.[0] ?? 'NAME'
  return new AppError(
    'choice-needed',
    `${problem} Say it with --us NAME, once for each of you, such as --us "${example}". Authors and their messages: ${shown.join(', ')}${more}.`,
    {
      option: 'us',
      file: fileName,
      authors: asked.map(([name]) => name),
      // Of each of them; details hold texts only.
      messages: asked.map(([, count]) => String(count)),
    },
  )
}

/** All authors for the preview, who writes most first. */
export function listAuthors(authors: ReadonlyMap<string, number>, us: ReadonlySet<string>): AuthorGuess[] {
  return byMessages(authors).map(([name, messages]) => ({ name, messages, isUs: us.has(name) }))
}

function byMessages(authors: ReadonlyMap<string, number>): [string, number][] {
  return [...authors].toSorted(([leftName, left], [rightName, right]) =>
    left === right ? (leftName < rightName ? -1 : 1) : right - left,
  )
}

/** A few names for a sentence. */
export function someNames(names: Iterable<string>): string {
  const all = [...names]
  return all.slice(0, 5).join(', ') + (all.length > 5 ? ` and ${all.length - 5} more` : '')
}
