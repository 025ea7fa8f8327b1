import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { sampleDefaults } from '../../electron/sample/company.ts'
import { createSampleWorkspace } from '../../electron/worker/sample-import.ts'
import { startSession } from '../../electron/worker/session.ts'
import type { Selection } from '../../shared/model.ts'
import { finish, temporaryFolder } from '../pipeline/workspace-session.ts'
import { allGroupings, compareWithOracle } from './agreement.ts'
import { openOracle } from './oracle.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

// Twenty seconds on a quiet machine, minutes on a busy one.
it('the KPIs of the sample company are those of the oracle', { timeout: 600_000 }, async () => {
  const session = startSession(() => Date.UTC(2026, 6, 1))
  finish(
    createSampleWorkspace(session, join(folder.path, 'sample.plumbline'), { ...sampleDefaults, conversations: 400 }),
  )
  const oracle = await openOracle(session.workspace().db, { splitGapSeconds: null, courtesyEndsTurn: true })
  const facts = session.facts()
  const selections: Selection[] = [
    {},
    { from: '2026-04-20', to: '2026-06-03' },
    { channels: ['sms', 'web_chat'] },
    { teams: facts.names.teams.slice(0, 1) },
    { agents: facts.names.agents.slice(0, 2) },
    { inboxes: facts.names.inboxes.slice(0, 1), from: '2026-05-01' },
    { sources: facts.names.sources.slice(0, 1) },
  ]
  for (const [zone, inferredClose] of [
    ['Europe/Berlin', false],
    ['America/New_York', true],
    ['Asia/Kolkata', false],
  ] as const) {
    for (const selection of selections) {
      const reading = { hours: 'calendar', inferredClose } as const
      const settings = { ...session.settings(), zone }
      const found = await compareWithOracle(oracle, facts, settings, selection, allGroupings, reading)
      expect(found.differences).toEqual([])
      expect(found.compared).toBeGreaterThan(100)
    }
  }
  oracle.close()
  session.close()
})
