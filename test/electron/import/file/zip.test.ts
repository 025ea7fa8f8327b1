import * as fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { listContents } from '../../../../electron/import/file/contents.ts'
import { inspectFile, readBytes } from '../../../../electron/import/file/file-bytes.ts'
import { recognise } from '../../../../electron/import/read-export.ts'
import { AppError } from '../../../../shared/errors.ts'
import { defaults, readAll } from '../describe-reading.ts'
import { inline, writeWorkbook } from '../write-workbook.ts'
import { writeZip } from '../write-zip.ts'
import type { ZipPart } from '../write-zip.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-zip-'))
afterAll(() => rmSync(folder, { recursive: true }))

let fileCount = 0
function file(content: Uint8Array, name = `file-${++fileCount}.zip`): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function failureOf(action: () => unknown): AppError {
  try {
    action()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It did not fail.')
}

function contentOf(path: string, entry?: string, chunkBytes?: number): string {
  const chunks: Buffer[] = []
  for (const { bytes } of readBytes(inspectFile(path, entry), chunkBytes)) chunks.push(Buffer.from(bytes))
  return Buffer.concat(chunks).toString()
}

const failing = (parts: readonly ZipPart[], entry?: string): AppError =>
  failureOf(() => contentOf(file(writeZip(parts)), entry))

const table = 'Time,Direction,Contact,Text\n2026-03-02T09:00:00Z,in,+15550100001,Hi\n'
const csv: ZipPart = { name: 'messages.csv', content: table }

describe('ZIP archives', () => {
  it('reads an entry, stored or deflated, with sizes before or behind it, in 32 or 64 bits', () => {
    for (const method of [0, 8]) {
      for (const isLarge of [false, true]) {
        for (const hasDescriptor of [false, true]) {
          const bytes = writeZip([{ ...csv, method, isLarge, hasDescriptor }], { isLarge, comment: 'made by a test' })
          const path = file(bytes)
          for (const chunkBytes of [1, 7, undefined]) expect(contentOf(path, undefined, chunkBytes)).toBe(table)
        }
      }
    }
  })

  it('gives back whatever was packed', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,8}\.csv$/), fc.string({ minLength: 1 })), (contents) => {
        const path = file(
          zipSync(Object.fromEntries(Object.entries(contents).map(([key, text]) => [key, strToU8(text)]))),
          'any.zip',
        )
        expect(listContents(path).entries.map(({ id }) => id)).toEqual(Object.keys(contents).toSorted())
        for (const [id, text] of Object.entries(contents)) {
          expect(contentOf(path, id, 5)).toBe(Buffer.from(text).toString())
        }
      }),
      { numRuns: 30 },
    )
  })

  it('reads names in UTF-8, said or unsaid, and in code page 437', () => {
    const names = [
      { name: 'Gespräch.csv', flags: 0x800 },
      { name: 'Año.csv', flags: 0 },
      { name: Uint8Array.from([0x4d, 0x81, 0x6e, 0x63, 0x68, 0x65, 0x6e, 0x2e, 0x63, 0x73, 0x76]), flags: 0 },
      { name: 'old\\windows.csv', flags: 0 },
    ]
    const path = file(writeZip(names.map((part) => ({ ...part, content: table }))))
    expect(listContents(path).entries.map(({ id }) => id)).toEqual([
      'Año.csv',
      'Gespräch.csv',
      'München.csv',
      'old/windows.csv',
    ])
    expect(contentOf(path, 'Gespra\u0308ch.csv')).toBe(table)
  })

  it('refuses names that lead out of the archive, and two files of one name', () => {
    for (const name of [
      '../evil.csv',
      'a/../../evil.csv',
      '/etc/evil.csv',
      'C:\\evil.csv',
      '..\\evil.csv',
      'a\0.csv',
      '',
    ]) {
      const { code, message } = failing([{ ...csv, name }])
      expect(code).toBe('format-malformed')
      expect(message).toContain('leads out of the archive')
    }
    expect(failing([csv, csv]).message).toContain('two files of the same name')
  })

  it('refuses files that overlap', () => {
    expect(failing([csv, { ...csv, name: 'second.csv', offset: 0 }]).message).toContain('overlap')
    expect(failing([csv, { ...csv, name: 'second.csv', offset: 40 }]).message).toContain('overlap')
    expect(failing([{ ...csv, offset: 100_000 }]).message).toContain('overlap')
  })

  it('refuses what is encrypted or packed in another way, by name', () => {
    const parts = [csv, { ...csv, name: 'secret.csv', flags: 1 }, { ...csv, name: 'large.csv', method: 9 }]
    const path = file(writeZip(parts))
    expect(listContents(path).leftOut).toEqual([
      { id: 'large.csv', reason: 'packed with Deflate64' },
      { id: 'secret.csv', reason: 'encrypted' },
    ])
    expect(contentOf(path)).toBe(table)
    expect(failureOf(() => contentOf(path, 'secret.csv'))).toMatchObject({ code: 'file-unreadable' })
    expect(failureOf(() => contentOf(path, 'large.csv')).message).toContain('Deflate64')
    expect(failing([{ ...csv, flags: 1 }]).message).toContain('1 other file in it cannot be one (encrypted)')
  })

  it('finds a wrong checksum, a wrong size and a cut-off file', () => {
    expect(failing([{ ...csv, crc: 1 }])).toMatchObject({ code: 'format-malformed' })
    expect(failing([{ ...csv, byteCount: 5 }])).toMatchObject({ code: 'format-malformed' })
    expect(failing([{ ...csv, byteCount: 5, method: 0 }])).toMatchObject({ code: 'format-malformed' })
    expect(failing([{ ...csv, byteCount: 500 }])).toMatchObject({ code: 'file-truncated' })
    expect(failing([{ ...csv, packed: Uint8Array.from([0xff, 0xff, 0xff]) }])).toMatchObject({
      code: 'format-malformed',
    })
    const whole = writeZip([csv])
    const { code, message } = failureOf(() => contentOf(file(whole.subarray(0, whole.length - 30))))
    expect(code).toBe('file-truncated')
    expect(message).toContain('table of contents')
  })

  it('never fails otherwise than with a named error, whatever is changed', () => {
    const whole = writeZip([csv, { ...csv, name: 'b.csv', isLarge: true }], { isLarge: true })
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const bytes = Uint8Array.from(whole)
        bytes[at] = value
        const path = file(bytes, 'changed.zip')
        try {
          for (const { id } of listContents(path).entries) contentOf(path, id)
        } catch (error) {
          expect(error).toBeInstanceOf(AppError)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('ends a bomb quickly, whether it says so or not', () => {
    const content = new Uint8Array(80_000_000)
    const bombs = [
      { name: 'bomb.csv', content },
      { name: 'bomb.csv', content, byteCount: 60_000_000 },
      { name: 'bomb.csv', content: table, byteCount: 2 ** 40, isLarge: true },
    ].map((part) => file(writeZip([part])))
    const startedAt = performance.now()
    expect(bombs.map((path) => failureOf(() => contentOf(path)).code)).toEqual([
      'file-too-large',
      'file-too-large',
      'file-too-large',
    ])
    expect(performance.now() - startedAt).toBeLessThan(5000)
  })

  it('refuses more files than any export has', () => {
    const parts = Array.from({ length: 10_001 }, (_, index) => ({ name: `${index}.csv`, content: 'x', method: 0 }))
    expect(failureOf(() => listContents(file(writeZip(parts)))).code).toBe('file-too-large')
    expect(failureOf(() => listContents(file(writeZip(parts, { isLarge: true })))).code).toBe('file-too-large')
  })
})

describe('which file of an archive is read', () => {
  it('takes the only export of a chat with media, and says so', () => {
    const path = file(
      zipSync({
        '_chat.csv': strToU8(table),
        'IMG-0001.jpg': strToU8('x'),
        'VID-0001.mp4': strToU8('x'),
        'IMG-0002.jpg': strToU8('x'),
        '__MACOSX/._chat.csv': strToU8('x'),
      }),
      'Chat.zip',
    )
    const recognised = recognise(path, {}, defaults)
    expect(recognised.fileName).toBe('Chat.zip/_chat.csv')
    expect(recognised.sourceName).toBe('_chat')
    expect(recognised.assumptions).toContain(
      'read “_chat.csv”, the only export in Chat.zip; 4 other files left out (an image, a video, a system file)',
    )
    expect(readAll(path).map(({ verdict }) => verdict)).toEqual(['records'])
    expect(recognise(path, { entry: '_chat.csv' }, defaults).assumptions).not.toContain(recognised.assumptions[0])
  })

  it('asks where there are several, and says what is there', () => {
    const path = file(zipSync({ 'b/two.json': strToU8('[]'), 'one.csv': strToU8(table), 'empty.csv': strToU8('') }))
    expect(failureOf(() => recognise(path, {}, defaults))).toMatchObject({
      code: 'choice-needed',
      details: { option: 'entry', entries: ['b/two.json', 'one.csv'] },
    })
    expect(readAll(path, { entry: 'one.csv' })).toHaveLength(1)
    expect(failureOf(() => recognise(path, { entry: 'none.csv' }, defaults)).code).toBe('not-found')
    expect(failureOf(() => recognise(path, { entry: 'empty.csv' }, defaults)).code).toBe('file-empty')
    expect(failureOf(() => recognise(file(strToU8(table)), { entry: 'one.csv' }, defaults)).code).toBe(
      'argument-invalid',
    )
  })

  it('hashes an entry as if it were unpacked', () => {
    const plain = recognise(file(strToU8(table), 'plain.csv'), {}, defaults)
    expect(recognise(file(zipSync({ 'a.csv': strToU8(table) })), {}, defaults).sha256).toBe(plain.sha256)
    const packed = gzipSync(table)
    const gzip = recognise(file(packed, 'plain.csv.gz'), {}, defaults)
    expect(recognise(file(zipSync({ 'a.csv.gz': packed })), {}, defaults).sha256).toBe(gzip.sha256)
  })

  it('reads gzip files inside, of several members, too', () => {
    const packed = Buffer.concat([gzipSync(table), gzipSync(table.slice(table.indexOf('\n') + 1))])
    const path = file(zipSync({ 'day.csv.gz': packed }))
    for (const chunkBytes of [7, 64, undefined]) expect(readAll(path, {}, chunkBytes)).toHaveLength(2)
    const cut = file(zipSync({ 'day.csv.gz': packed.subarray(0, packed.length - 3) }))
    expect(failureOf(() => recognise(cut, {}, defaults)).code).toBe('file-truncated')
  })

  it('reads a workbook inside; an archive inside is refused', () => {
    const workbook = writeWorkbook({
      sheets: [
        {
          name: 'A',
          rows: table
            .trim()
            .split('\n')
            .map((row) => row.split(',').map(inline)),
        },
      ],
    })
    const inner = zipSync({ 'a.csv': strToU8(table) })
    for (const level of [0, 6] as const) {
      const path = file(zipSync({ 'a.xlsx': workbook, 'b.zip': inner, 'hidden.csv': inner }, { level }))
      expect(readAll(path, { entry: 'a.xlsx' })).toHaveLength(1)
      expect(listContents(path).leftOut).toEqual([{ id: 'b.zip', reason: 'an archive in an archive' }])
      for (const entry of ['b.zip', 'hidden.csv']) {
        const { code, message } = failureOf(() => recognise(path, { entry }, defaults))
        expect(code).toBe('format-unknown')
        expect(message).toContain('archive in an archive')
      }
    }
  })

  it('says what an empty archive, a document and a packed archive are', () => {
    expect(failureOf(() => recognise(file(zipSync({})), {}, defaults)).code).toBe('file-empty')
    const document = file(zipSync({ '[Content_Types].xml': strToU8('<a/>'), 'word/document.xml': strToU8('<a/>') }))
    expect(failureOf(() => recognise(document, {}, defaults)).message).toContain('a Word document (DOCX)')
    const packed = file(gzipSync(zipSync({ 'a.csv': strToU8(table) })))
    expect(failureOf(() => recognise(packed, {}, defaults)).message).toContain('a packed ZIP archive')
  })
})

describe('folders', () => {
  const root = join(folder, 'exports')
  mkdirSync(join(root, 'march/.hidden'), { recursive: true })
  writeFileSync(join(root, 'march/messages.csv'), table)
  writeFileSync(join(root, 'march/.hidden/x.csv'), table)
  writeFileSync(join(root, 'chat.zip'), zipSync({ '_chat.txt': strToU8('x'), 'a.opus': strToU8('x') }))
  writeFileSync(join(root, 'broken.zip'), 'PK\u0003\u0004')
  writeFileSync(join(root, 'notes.pdf'), '%PDF')
  writeFileSync(join(root, '.DS_Store'), 'x')
  writeFileSync(join(root, 'empty.csv'), '')
  symlinkSync(folder, join(root, 'link'))

  it('lists what can be an export, also in archives, and why the rest cannot', () => {
    const { kind, entries, leftOut } = listContents(root)
    expect(kind).toBe('folder')
    expect(entries.map(({ id }) => id)).toEqual(['chat.zip/_chat.txt', 'march/messages.csv'])
    expect(leftOut.map(({ id }) => id)).toEqual([
      '.DS_Store',
      'broken.zip',
      'chat.zip/a.opus',
      'empty.csv',
      'link',
      'march/.hidden/x.csv',
      'notes.pdf',
    ])
    expect(leftOut.find(({ id }) => id === 'broken.zip')?.reason).toContain('ends in the middle')
  })

  it('reads the file that was chosen and asks otherwise', () => {
    expect(failureOf(() => recognise(root, {}, defaults)).code).toBe('choice-needed')
    expect(recognise(root, { entry: 'march/messages.csv' }, defaults).fileName).toBe('exports/march/messages.csv')
    expect(contentOf(root, 'chat.zip/_chat.txt')).toBe('x')
    expect(contentOf(join(root, 'march'))).toBe(table)
  })

  it('never leaves the folder', () => {
    for (const entry of [
      '../x.csv',
      'march/../../x.csv',
      '/etc/hosts',
      'link/exports/march/messages.csv',
      '',
      'march',
      'march\\messages.csv',
    ]) {
      expect(failureOf(() => recognise(root, { entry }, defaults)).code).toBe('not-found')
    }
  })
})

it('lists nothing for a file that is an export itself', () => {
  expect(listContents(file(strToU8(table)))).toEqual({ kind: 'file', entries: [], leftOut: [] })
  const workbook = writeWorkbook({ sheets: [{ name: 'A', rows: [[inline('x')]] }] })
  expect(listContents(file(workbook))).toEqual({ kind: 'file', entries: [], leftOut: [] })
})
