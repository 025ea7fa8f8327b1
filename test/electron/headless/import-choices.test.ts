/** `plumbline import` with the encoding and the delimiter that the user names. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { temporaryFolder } from '../../pipeline/workspace-session.ts'
import { runWith } from './command-line.ts'

const folder = temporaryFolder()
const workspace = join(folder.path, 'shop.plumbline')
const table = join(folder.path, 'tickets.csv')
let data: DataThread
beforeAll(() => {
  data = startDataThread(new URL('../../../electron/worker/entry.ts', import.meta.url))
  const columns = ['Ticket ID', 'Subject', 'Status', 'Source', 'Agent', 'Group', 'Created time', 'Resolved time']
  const rest = ['Due by Time', 'Last update time', 'Agent interactions', 'Customer interactions', 'Survey results']
  const ticket = ['7', 'Hi', 'Closed', 'Email', 'Žofie', 'Care', '2026-03-02 09:00:00', '2026-03-02 10:00:00']
  const lines = [
    [...columns, ...rest],
    [...ticket, '', '2026-03-02 10:00:00', '1', '1', ''],
  ]
  // Ž is 0xDE in windows-1257 and Þ in windows-1252.
  const text = lines.map((cells) => cells.join('\t')).join('\n')
  writeFileSync(table, Buffer.from(text.replace('Ž', '\u00de'), 'latin1'))
})
afterAll(async () => {
  await data.stop()
  folder.remove()
})

it('reads a product’s table as the options say', async () => {
  const options = ['--zone', 'UTC', '--encoding', 'windows-1257', '--delimiter', 'tab']
  const outcome = await runWith(data, ['import', workspace, table, ...options, '--json'])
  expect(outcome).toMatchObject({ status: 0 })
  expect(JSON.parse(outcome.stdout)).toMatchObject({ imports: [{ format: 'freshdesk-csv', rows: { new: 1 } }] })
  const facets = await data.call('workspaces.facets', { selection: {} })
  expect(facets.agents.map(({ name }) => name)).toEqual(['Žofie'])
})

it('says what cannot be an encoding or a delimiter', async () => {
  const unknown = await runWith(data, ['import', workspace, table, '--encoding', 'klingon'])
  expect(unknown).toMatchObject({ status: 1 })
  expect(unknown.stderr).toContain('There is no text encoding called klingon')
  const twoCharacters = await runWith(data, ['import', workspace, table, '--delimiter', '::'])
  expect(twoCharacters).toMatchObject({ status: 1 })
  expect(twoCharacters.stderr).toContain('a delimiter is one character')
})
