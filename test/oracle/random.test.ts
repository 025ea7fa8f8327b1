import process from 'node:process'
import { afterAll, expect, it } from 'vitest'
import { temporaryFolder } from '../pipeline/workspace-session.ts'
import { checkRandomWorkspace } from './check-random-workspace.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

/** Each run in a zone of its own has workspaces of its own; `test/long/oracle.test.ts` goes on where these end. */
const seeds = process.env['TZ'] === 'UTC' ? { first: 1, count: 24 } : { first: 25, count: 16 }

it.each(Array.from({ length: seeds.count }, (_, index) => seeds.first + index))(
  'the KPIs of generated workspace %i are those of the oracle',
  // Minutes of years, each looked up by the clock of every schedule: long where others use the machine as well.
  { timeout: 240_000 },
  async (seed) => {
    const { differences, compared } = await checkRandomWorkspace(folder.path, seed, 'quick')
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(0)
  },
)
