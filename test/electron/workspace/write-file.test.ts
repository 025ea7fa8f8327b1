import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { writeAtomically } from '../../../electron/workspace/write-file.ts'
import { AppError } from '../../../shared/errors.ts'

const writer = new URL('../../../electron/workspace/write-file.ts', import.meta.url).href

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-write-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

function failure(action: () => unknown): AppError {
  try {
    action()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('it did not fail')
}

describe('writing a file', () => {
  it('creates and replaces it, and leaves nothing else behind', () => {
    const path = join(folder, 'report.html')
    expect(writeAtomically(path, 'Größe')).toBe(7)
    expect(writeAtomically(path, 'second')).toBe(6)
    expect(readFileSync(path, 'utf8')).toBe('second')
    expect(readdirSync(folder)).toEqual(['report.html'])
  })

  it('names the cause where the folder does not exist', () => {
    const error = failure(() => writeAtomically(join(folder, 'none', 'report.html'), 'text'))
    expect(error).toMatchObject({
      code: 'file-unwritable',
      message: 'report.html cannot be written: the folder does not exist.',
    })
  })

  it('leaves a folder of that name alone', () => {
    const path = join(folder, 'report.html')
    mkdirSync(path)
    writeFileSync(join(path, 'inside'), 'kept')
    expect(failure(() => writeAtomically(path, 'text')).code).toBe('file-unwritable')
    expect(readFileSync(join(path, 'inside'), 'utf8')).toBe('kept')
    expect(readdirSync(folder)).toEqual(['report.html'])
  })

  it('names the cause where the folder is a file', () => {
    writeFileSync(join(folder, 'notes.txt'), 'kept')
    const error = failure(() => writeAtomically(join(folder, 'notes.txt', 'report.html'), 'text'))
    expect(error).toMatchObject({ code: 'file-unwritable', details: { file: 'report.html', cause: 'ENOTDIR' } })
  })

  it.skipIf(process.platform === 'win32')('keeps the existing file where the new one cannot be written whole', () => {
    const path = join(folder, 'report.html')
    writeFileSync(path, 'old')
    // A process that may not write files of more than a block or two fails in the middle, or is killed there.
    const program = `import { writeAtomically } from ${JSON.stringify(writer)}; writeAtomically(process.argv[1], 'x'.repeat(100_000))`
    const shell = 'ulimit -f 1; exec "$0" --input-type=module -e "$1" "$2"'
    expect(spawnSync('sh', ['-c', shell, process.execPath, program, path]).status).not.toBe(0)
    expect(readFileSync(path, 'utf8')).toBe('old')
  })
})
