/** `plumbline authors`, as people type it. */
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { temporaryFolder } from '../../pipeline/workspace-session.ts'
import { printedBy } from './command-line.ts'

const folder = temporaryFolder()
const workspace = join(folder.path, 'shop.plumbline')
let data: DataThread
beforeAll(async () => {
  const table = join(folder.path, 'texts.csv')
  writeFileSync(
    table,
    [
      'id,time,direction,contact,agent,text',
      '1,2026-01-05T09:00:00Z,in,+14155550100,,Hello',
      '2,2026-01-05T09:02:00Z,out,+14155550100,Ana,Hi',
    ].join('\n'),
  )
  data = startDataThread(new URL('../../../electron/worker/entry.ts', import.meta.url))
  await printedBy(data, ['import', workspace, table])
})
afterAll(async () => {
  await data.stop()
  folder.remove()
})

it('says who is a bot and which text a machine sent, and takes both back', async () => {
  const authors = (...args: readonly string[]): Promise<string> => printedBy(data, ['authors', workspace, ...args])
  const before = await authors()
  expect(await authors('--bot', 'Ana')).toContain('bot (chosen)')
  expect(await authors('--automatic', 'Hi')).toContain('automatic: “Hi”')
  expect(await authors('--take-back', 'Ana', '--take-back', 'Hi')).toBe(before)
  expect(await authors('--take-back', 'Ben')).toContain('2: Nothing was chosen about "Ben".')
})
