/** From a path, and an entry inside where it is an archive or a folder, to the bytes of one export. */
import fs from 'node:fs'
import path from 'node:path'
import { AppError } from '../../../shared/errors.ts'
import { chunksOf, openFileSource, openMemorySource, reading } from './byte-source.ts'
import type { ByteSource, Chunk } from './byte-source.ts'
import { listContents, onlyEntry } from './contents.ts'
import { gunzip } from './gunzip.ts'
import { maxPackedWorkbookBytes, readChunkBytes } from './limits.ts'
import { officeDocumentOf } from './office-document.ts'
import { readZipEntry } from './zip.ts'
import { isZip, readZipDirectory } from './zip-directory.ts'
import type { ZipEntry } from './zip-directory.ts'

/** A file that exists, is a file and is not empty; or such an entry of an archive. */
export interface ExportFile {
  /** On disk: of the archive, where it is an entry of one. */
  readonly path: string
  /** As people call it: `tickets.csv`, or `export.zip/tickets.csv`. */
  readonly name: string
  /** As it is on disk or packed in its archive: what progress is measured by. */
  readonly byteCount: number
  readonly kind: 'plain' | 'gzip' | 'workbook'
  /** null = the file itself. */
  readonly entry: ZipEntry | null
  /** How the entry was chosen, where nobody chose it. */
  readonly assumptions: readonly string[]
}

/**
 * `entryId` names a file inside, as `listContents` lists it; without it the only export inside is taken.
 *
 * Throws `file-missing`, `file-is-folder`, `file-unreadable`, `file-empty`, `file-truncated`, `file-too-large`,
 * `format-malformed`, `format-unknown`, `choice-needed`, `not-found` and `argument-invalid`.
 */
export function inspectFile(filePath: string, entryId?: string): ExportFile {
  const name = path.basename(filePath)
  const stat = reading(name, () => fs.statSync(filePath))
  if (!stat.isDirectory()) return inspectRegularFile(filePath, name, entryId, [])
  const chosen = entryId ?? onlyEntry(listContents(filePath), name)
  const id = typeof chosen === 'string' ? chosen : chosen.id
  const place = findInFolder(filePath, name, id)
  return inspectRegularFile(
    place.path,
    `${name}/${place.id}`,
    place.rest,
    typeof chosen === 'string' ? [] : [chosen.assumption],
  )
}

/** Walks down from the folder and never out of it; what is left behind a file is the entry of an archive. */
function findInFolder(
  folder: string,
  name: string,
  id: string,
): { path: string; id: string; rest: string | undefined } {
  const parts = id.split('/')
  let place = folder
  for (const [index, part] of parts.entries()) {
    if (part === '' || part === '.' || part === '..' || /[\\\0]/.test(part)) break
    place = path.join(place, part)
    const stat = fs.lstatSync(place, { throwIfNoEntry: false })
    if (stat?.isDirectory() === true) continue
    if (stat?.isFile() !== true) break
    const rest = parts.slice(index + 1)
    return {
      path: place,
      id: parts.slice(0, index + 1).join('/'),
      rest: rest.length === 0 ? undefined : rest.join('/'),
    }
  }
  throw noEntry(name, id)
}

function inspectRegularFile(
  filePath: string,
  name: string,
  entryId: string | undefined,
  assumptions: readonly string[],
): ExportFile {
  if (!reading(name, () => fs.statSync(filePath)).isFile()) {
    throw new AppError('file-unreadable', `${name} is not a regular file.`, { file: name })
  }
  const source = openFileSource(filePath, name)
  try {
    const { byteCount } = source
    if (byteCount === 0) throw new AppError('file-empty', `${name} has no content at all.`, { file: name })
    const file = { path: filePath, name, byteCount, entry: null, assumptions }
    const head = new Uint8Array(4)
    source.read(head, 0)
    if (isZip(head)) {
      const entries = readZipDirectory(source, name)
      if (!isWorkbook(entries, name)) return inspectEntry(source, file, entries, entryId)
      if (entryId === undefined) return { ...file, kind: 'workbook' }
    }
    if (entryId !== undefined) {
      throw new AppError('argument-invalid', `${name} is a file by itself; there is no ${entryId} in it.`, {
        file: name,
        entry: entryId,
      })
    }
    return { ...file, kind: isGzip(head) ? 'gzip' : 'plain' }
  } finally {
    source.close()
  }
}

function inspectEntry(
  source: ByteSource,
  archive: Omit<ExportFile, 'kind'>,
  entries: readonly ZipEntry[],
  entryId: string | undefined,
): ExportFile {
  const chosen = entryId ?? onlyEntry(listContents(archive.path), archive.name)
  const id = (typeof chosen === 'string' ? chosen : chosen.id).normalize('NFC')
  const entry = entries.find((one) => one.name === id)
  if (entry === undefined) throw noEntry(archive.name, id)
  const name = `${archive.name}/${id}`
  if (entry.byteCount === 0) throw new AppError('file-empty', `${name} has no content at all.`, { file: name })
  const file: Omit<ExportFile, 'kind'> = {
    path: archive.path,
    name,
    byteCount: entry.compressedSize,
    entry,
    assumptions: typeof chosen === 'string' ? archive.assumptions : [...archive.assumptions, chosen.assumption],
  }
  const head = new Uint8Array(4)
  let headLength = 0
  for (const { bytes } of readZipEntry(source, entry, name, 1024)) {
    head.set(bytes.subarray(0, head.length - headLength), headLength)
    headLength += bytes.length
    if (headLength >= head.length) break
  }
  if (!isZip(head)) return { ...file, kind: isGzip(head) ? 'gzip' : 'plain' }
  if (!/\.zip$/i.test(id)) {
    const content = openMemorySource(unpack(source, entry, name))
    if (isWorkbook(readZipDirectory(content, name), name)) return { ...file, kind: 'workbook' }
  }
  throw new AppError(
    'format-unknown',
    `${name} is an archive in an archive; unpack ${archive.name} and import what is in it.`,
    {
      file: name,
      found: 'a ZIP archive',
    },
  )
}

/** Throws `format-unknown` for a document that is no workbook. */
function isWorkbook(entries: readonly ZipEntry[], name: string): boolean {
  const found = officeDocumentOf(entries)
  if (found === null || found === 'workbook') return found !== null
  throw new AppError('format-unknown', `${name} is ${found}; save the table as XLSX or CSV.`, { file: name, found })
}

function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b
}

function noEntry(name: string, id: string): AppError {
  return new AppError('not-found', `There is no file ${id} in ${name}.`, { file: name, entry: id })
}

/**
 * The bytes of the export, inflated if it is a gzip file; `onRaw` sees them before that: as the file is on disk, or would
 * be if its archive were unpacked. Stops reading when the caller stops iterating.
 */
export function* readBytes(
  file: ExportFile,
  chunkBytes = readChunkBytes,
  onRaw?: (bytes: Uint8Array) => void,
): Generator<Chunk, void, void> {
  const source = openFileSource(file.path, file.name)
  try {
    const content =
      file.entry === null
        ? chunksOf(source, 0, source.byteCount, chunkBytes)
        : readZipEntry(source, file.entry, file.name, chunkBytes)
    const raw = onRaw === undefined ? content : watch(content, onRaw)
    yield* file.kind === 'gzip' ? gunzip(file.name, raw) : raw
  } finally {
    source.close()
  }
}

function* watch(chunks: Iterable<Chunk>, onRaw: (bytes: Uint8Array) => void): Generator<Chunk, void, void> {
  for (const chunk of chunks) {
    onRaw(chunk.bytes)
    yield chunk
  }
}

/** The whole file, to be read from any place. Must be closed. A packed one is unpacked into memory. */
export function openContent(file: ExportFile): ByteSource {
  const source = openFileSource(file.path, file.name)
  if (file.entry === null) return source
  try {
    return openMemorySource(unpack(source, file.entry, file.name))
  } finally {
    source.close()
  }
}

function unpack(source: ByteSource, entry: ZipEntry, name: string): Uint8Array {
  if (entry.byteCount > maxPackedWorkbookBytes) {
    throw new AppError('file-too-large', `${name} is too large to be read inside its archive; unpack it first.`, {
      file: name,
    })
  }
  const bytes = new Uint8Array(entry.byteCount)
  let length = 0
  for (const chunk of readZipEntry(source, entry, name)) {
    bytes.set(chunk.bytes, length)
    length += chunk.bytes.length
  }
  return bytes
}
