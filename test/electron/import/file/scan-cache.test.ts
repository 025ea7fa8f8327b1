import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { inspectFile } from '../../../../electron/import/file/file-bytes.ts'
import { finishSteps } from '../../../../electron/import/steps.ts'
import { openScanCache } from '../../../../electron/import/file/scan-cache.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-scans-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('keeps the file that is being worked on, however many others are looked at', () => {
  const { scan } = openScanCache()
  const scanOf = (name: string) => finishSteps(scan(inspectFile(join(folder, name)), undefined, undefined))
  for (let index = 0; index < 40; index++) writeFileSync(join(folder, `${index}.csv`), `a,b\n${index},2\n`)
  const first = scanOf('0.csv')
  for (let index = 1; index < 40; index++) {
    scanOf(`${index}.csv`)
    expect(scanOf('0.csv')).toBe(first)
  }
  const other = scanOf('1.csv')
  expect(scanOf('1.csv')).toBe(other)
})
