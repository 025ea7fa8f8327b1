import { afterAll, expect, it } from 'vitest'
import { temporaryFolder } from '../pipeline/workspace-session.ts'
import { checkRandomWorkspace } from './check-random-workspace.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

/** `test/long/oracle.test.ts` goes on where these end. */
const workspaces = 40

it.each(Array.from({ length: workspaces }, (_, index) => index + 1))(
  'the KPIs of generated workspace %i are those of the oracle',
  async (seed) => {
    const { differences, compared } = await checkRandomWorkspace(folder.path, seed, 'quick')
    expect(differences).toEqual([])
    expect(compared).toBeGreaterThan(0)
  },
)
