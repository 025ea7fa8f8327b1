/** What is in an archive or a folder: the files that can be exports, and why the others cannot. */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { openFileSource, readExactly, reading } from './byte-source.ts'
import { maxContents, maxFolderDepth } from './limits.ts'
import { officeDocumentOf } from './office-document.ts'
import { isZip, readZipDirectory } from './zip-directory.ts'
import type { ZipEntry } from './zip-directory.ts'

export interface ContentEntry {
  /** Its path inside, with `/`: what `ImportChoices.entry` names. Archives in a folder count as folders. */
  readonly id: string
  readonly byteCount: number
}

export interface Contents {
  /** `file`: it is the export itself, or no export at all; nothing is listed then. */
  readonly kind: 'file' | 'archive' | 'folder'
  readonly entries: readonly ContentEntry[]
  /** The rest, each with the reason in a few words. */
  readonly leftOut: readonly { readonly id: string; readonly reason: string }[]
}

// Names decide here: nothing in a folder of a thousand photos is opened to be listed.
const reasons: readonly (readonly [string, string])[] = [
  ['an image', 'jpg jpeg png gif webp heic heif bmp tif tiff svg ico'],
  ['a video', 'mp4 mov m4v avi mkv 3gp webm mpg mpeg tgs'],
  ['audio', 'opus mp3 m4a aac ogg oga wav amr caf flac'],
  ['a document', 'pdf doc docx ppt pptx odt rtf pages key md'],
  ['a contact card', 'vcf'],
  ['a part of a web page', 'css js woff woff2 ttf'],
  ['a program', 'exe dll msi app dmg apk'],
  ['another archive, which has to be unpacked first', 'tar tgz bz2 xz zst 7z rar cab'],
]
const reasonByEnding = new Map(reasons.flatMap(([reason, endings]) => endings.split(' ').map((end) => [end, reason])))

/** Throws `file-missing`, `file-unreadable`, `file-too-large`, and for a damaged archive what reading its directory throws. */
export function listContents(filePath: string): Contents {
  const name = path.basename(filePath)
  const stat = reading(name, () => fs.statSync(filePath))
  if (stat.isDirectory()) {
    const items: Item[] = []
    for (const item of listFolder(filePath, name, '', 0)) {
      items.push(item)
      // One file more than allowed is enough to say so, however large the folder is.
      if (items.length > maxContents) break
    }
    return sortOut('folder', items, name)
  }
  const entries = stat.isFile() ? readArchive(filePath, name) : null
  return entries === null
    ? { kind: 'file', entries: [], leftOut: [] }
    : sortOut('archive', entries.map(archiveItem), name)
}

/** The entries of a ZIP file that is an archive of exports; null for anything else. */
function readArchive(filePath: string, name: string): ZipEntry[] | null {
  const source = openFileSource(filePath, name)
  try {
    if (source.byteCount < 4 || !isZip(readExactly(source, 0, 4, name))) return null
    const entries = readZipDirectory(source, name)
    return officeDocumentOf(entries) === null ? entries : null
  } finally {
    source.close()
  }
}

/** The entry that is read where none was chosen. Throws `choice-needed`, `file-is-folder`, `file-empty` and `format-unknown`. */
export function onlyEntry(contents: Contents, name: string): { readonly id: string; readonly assumption: string } {
  const { entries, leftOut } = contents
  const [first] = entries
  if (first === undefined) throw nothingInside(contents, name)
  if (entries.length > 1) {
    const ids = entries.map(({ id }) => id)
    const shown = ids.slice(0, 5).join(', ') + (ids.length > 5 ? ' and others' : '')
    throw new AppError(
      'choice-needed',
      `${name} holds ${ids.length} files that can be exports: ${shown}. Choose one of them, for example --entry "${first.id}".`,
      { file: name, option: 'entry', entries: ids },
    )
  }
  const others = leftOut.length === 0 ? '' : `; ${countFiles(leftOut.length)} left out (${listReasons(contents)})`
  return { id: first.id, assumption: `read “${first.id}”, the only export in ${name}${others}` }
}

interface Item {
  readonly id: string
  readonly byteCount: number
  readonly refusal: string | null
}

function archiveItem({ name, byteCount, refusal }: ZipEntry): Item {
  return { id: name, byteCount, refusal: refusal ?? (/\.zip$/i.test(name) ? 'an archive in an archive' : null) }
}

function* listFolder(folder: string, name: string, prefix: string, depth: number): Generator<Item, void, void> {
  if (depth > maxFolderDepth) {
    throw new AppError('file-too-large', `${name} holds folders that are nested too deeply.`, { file: name })
  }
  for (const child of reading(name, () => fs.readdirSync(folder, { withFileTypes: true }))) {
    const childPath = path.join(folder, child.name)
    const id = prefix + child.name
    if (child.isDirectory()) {
      yield* listFolder(childPath, name, `${id}/`, depth + 1)
      continue
    }
    // A link may lead anywhere, in circles too.
    if (!child.isFile()) yield { id, byteCount: 0, refusal: child.isSymbolicLink() ? 'a link' : 'no regular file' }
    else if (/\.zip$/i.test(child.name) && !isSystemFile(id)) yield* listFolderArchive(childPath, id)
    else yield { id, byteCount: reading(child.name, () => fs.statSync(childPath).size), refusal: null }
  }
}

/** One bad archive does not hide the other files of the folder. */
function* listFolderArchive(archivePath: string, id: string): Generator<Item, void, void> {
  let entries: ZipEntry[] | null
  try {
    entries = readArchive(archivePath, path.basename(id))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    yield { id, byteCount: 0, refusal: error.message.replace(/\.$/, '') }
    return
  }
  for (const entry of entries?.map(archiveItem) ?? []) yield { ...entry, id: `${id}/${entry.id}` }
}

function sortOut(kind: Contents['kind'], items: readonly Item[], name: string): Contents {
  if (items.length > maxContents) {
    throw new AppError('file-too-large', `${name} holds more than ${maxContents.toLocaleString('en-US')} files.`, {
      file: name,
    })
  }
  const entries: ContentEntry[] = []
  const leftOut: { id: string; reason: string }[] = []
  for (const item of items.toSorted((left, right) => (left.id < right.id ? -1 : 1))) {
    const reason = isSystemFile(item.id) ? 'a system file' : (item.refusal ?? reasonByName(item))
    if (reason === null) entries.push({ id: item.id, byteCount: item.byteCount })
    else leftOut.push({ id: item.id, reason })
  }
  return { kind, entries, leftOut }
}

function isSystemFile(id: string): boolean {
  return id.split('/').some((part) => part.startsWith('.') || /^(?:__macosx|thumbs\.db|desktop\.ini)$/i.test(part))
}

function reasonByName({ id, byteCount }: Item): string | null {
  if (byteCount === 0) return 'empty'
  const ending = /\.(?<ending>\w+)$/.exec(id.replace(/\.tar\.\w+$/i, '.tar').toLowerCase())?.groups?.['ending']
  return reasonByEnding.get(ending ?? '') ?? null
}

function nothingInside(contents: Contents, name: string): AppError {
  const { kind, leftOut } = contents
  const what = kind === 'folder' ? 'a folder' : 'a ZIP archive'
  if (leftOut.length === 0) {
    return new AppError(kind === 'folder' ? 'file-is-folder' : 'file-empty', `${name} is ${what} without any file.`, {
      file: name,
    })
  }
  return new AppError(
    kind === 'folder' ? 'file-is-folder' : 'format-unknown',
    `${name} is ${what} without an export: ${countFiles(leftOut.length)} in it cannot be one (${listReasons(contents)}).`,
    { file: name },
  )
}

function countFiles(count: number): string {
  return count === 1 ? '1 other file' : `${count} other files`
}

/** Such as `an image, a video`; the commonest first. */
function listReasons({ leftOut }: Contents): string {
  const counts = new Map<string, number>()
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const sorted = [...counts].toSorted(([, left], [, right]) => right - left).map(([reason]) => reason)
  return sorted.slice(0, 4).join(', ') + (sorted.length > 4 ? ' …' : '')
}
