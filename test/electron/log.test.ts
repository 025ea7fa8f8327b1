import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeBug, openLog } from '../../electron/log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'plumbline-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('an entry names time, place, kind and code lines, never the message or a folder', () => {
  const log = openLog(path.join(folder, 'logs'), () => 0)
  const bug = Object.assign(new TypeError('Jane Doe wrote "call +1 555 0100"\n    at /home/jane/x.csv'), {
    code: 'ERR_X',
  })
  bug.stack = `${bug.stack ?? ''}\n    at run (file:///home/jane/app/dist/main/worker.js:10:3)`
  log.write('imports.commit', bug)
  const text = readFileSync(log.file, 'utf8')
  expect(text).toMatch(/^1970-01-01T00:00:00\.000Z imports\.commit: TypeError ERR_X\n {2}at /)
  expect(text).toContain('at run (worker.js:10:3)')
  expect(text).not.toMatch(/Jane|555|home/)
  expect(statSync(log.file).mode & 0o777).toBe(0o600)
})

test('anything can be thrown', () => {
  expect(describeBug('Jane Doe')).toBe('thrown string')
  expect(describeBug(null)).toBe('thrown object')
  expect(describeBug(Object.assign(new Error('x'), { code: 'Jane Doe' }))).toMatch(/^Error\n/)
})

test('a long log is set aside once', () => {
  const log = openLog(folder, () => 0)
  writeFileSync(log.file, 'x'.repeat(1_000_001))
  log.write('a', new Error('x'))
  log.write('b', new Error('x'))
  expect(readdirSync(folder).toSorted()).toEqual(['plumbline.log', 'plumbline.log.old'])
  expect(readFileSync(log.file, 'utf8')).toContain(' b: Error')
})
