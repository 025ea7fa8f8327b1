/**
 * The long run of the oracle, part of `npm run test:long`: every filter in every zone by every grouping. `WORKSPACES=300`
 * before the command makes it longer.
 */
import process from 'node:process'
import { afterAll, expect, it } from 'vitest'
import { checkRandomWorkspace } from '../oracle/check-random-workspace.ts'
import { temporaryFolder } from '../pipeline/workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

const workspaces = Number(process.env['WORKSPACES'] ?? 200)

it.each(Array.from({ length: workspaces }, (_, index) => index + 1))(
  'the KPIs of generated workspace %i are those of the oracle',
  { timeout: 600_000 },
  async (seed) => {
    const { differences, compared } = await checkRandomWorkspace(folder.path, seed, 'full')
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(0)
  },
)
