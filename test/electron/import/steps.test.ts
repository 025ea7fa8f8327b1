import { mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { recogniseInSteps } from '../../../electron/import/read-export.ts'
import { defaults } from './describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-steps-'))
const path = join(folder, 'dates.csv')
afterAll(() => rmSync(folder, { recursive: true }))
beforeAll(() => {
  const rows = '02/05/2026 10:00,in,+12125551000,Hello\n'.repeat(20_000)
  writeFileSync(path, `time,direction,contact,text\n${rows}31/05/2026 10:00,in,+12125551000,Bye\n`)
})

it('a file is looked through in steps: its bytes first, then what only all rows can tell', () => {
  const looks = recogniseInSteps(path, {}, defaults, null)
  const seen: { readonly bytesRead: number; readonly ofRows: boolean }[] = []
  let step = looks.next()
  for (; step.done !== true; step = looks.next()) seen.push(step.value)
  expect(step.value).toMatchObject({ formatId: 'message-table' })
  for (const ofRows of [false, true]) {
    const read = seen.filter((one) => one.ofRows === ofRows).map(({ bytesRead }) => bytesRead)
    expect(read.length).toBeGreaterThan(2)
    expect(read).toEqual(read.toSorted((a, b) => a - b))
    expect(read.at(-1)).toBe(step.value.byteCount)
  }
})

// Open files are listed where there is a /proc.
it.runIf(process.platform === 'linux')('a look that is left closes its file', () => {
  const isOpen = (): boolean =>
    readdirSync('/proc/self/fd').some((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`) === path
      } catch {
        return false // The handle of the listing itself is gone by now.
      }
    })
  for (const stepsTaken of [1, 6]) {
    const looks = recogniseInSteps(path, {}, defaults, null)
    for (let step = 0; step < stepsTaken; step++) looks.next()
    expect(isOpen()).toBe(true)
    const left: Generator<unknown, unknown, void> = looks
    left.return(undefined)
    expect(isOpen()).toBe(false)
  }
})
