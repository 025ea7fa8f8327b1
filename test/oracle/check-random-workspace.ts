/** Generates one workspace, imports it through the app and compares every KPI with the oracle. */
import { createRandom } from '../../electron/sample/random.ts'
import { dayOf } from '../../shared/time.ts'
import type { Facts } from '../../shared/facts.ts'
import type { Selection } from '../../shared/model.ts'
import { openSession } from '../pipeline/workspace-session.ts'
import { compareWithOracle } from './agreement.ts'
import type { Agreement } from './agreement.ts'
import { openOracle } from './oracle.ts'
import { randomExports } from './random-exports.ts'

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata'] as const

/** A filter of each kind, made of names that the workspace has. */
function selectionsOf(facts: Facts, seed: number): Selection[] {
  const random = createRandom(seed + 1_000_000)
  const { teams, agents, inboxes, sources } = facts.names
  const times = [...facts.conversations.openedAt].filter((time) => !Number.isNaN(time))
  const middle = dayOf(times[Math.floor(times.length / 2)] ?? 0, 'UTC')
  const early = dayOf(times[Math.floor(times.length / 4)] ?? 0, 'UTC')
  return [
    { from: early, to: middle },
    { from: middle },
    { to: middle },
    { channels: ['sms'] },
    { channels: ['email', 'web_chat', 'sms'], from: early },
    { teams: ['Blue', ''] },
    { teams: teams.slice(0, 1), channels: ['whatsapp', 'sms'] },
    { agents: agents.slice(0, 2) },
    { agents: ['', random.pick([...agents, ''])], to: middle },
    { inboxes: inboxes.slice(0, 1) },
    { inboxes: [''], sources: sources.slice(0, 2) },
    { sources: [random.pick([...sources, ''])] },
  ]
}

/** @param everySelection false: one zone per filter, in turns; true: all zones for all filters */
export async function checkRandomWorkspace(folder: string, seed: number, everySelection: boolean): Promise<Agreement> {
  const exports = randomExports(seed)
  const workspace = openSession(folder, `random-${seed}`)
  workspace.change({ courtesyEndsTurn: exports.courtesyEndsTurn })
  for (const file of exports.files) workspace.import({ ...file, name: `${seed}-${file.name}` })
  const problems = workspace.problems().map((problem) => `verify: ${problem}`)
  const facts = workspace.session.facts()
  const oracle = await openOracle(workspace.db(), exports)
  const differences = [...problems]
  let compared = 0
  const check = async (selection: Selection, zone: string): Promise<void> => {
    const found = await compareWithOracle(oracle, facts, { ...workspace.session.settings(), zone }, selection)
    differences.push(...found.differences)
    compared += found.compared
  }
  for (const zone of zones) await check({}, zone)
  const selections = selectionsOf(facts, seed)
  for (const [index, selection] of selections.entries()) {
    for (const zone of everySelection ? zones : [zones[(seed + index) % zones.length] ?? zones[0]]) {
      await check(selection, zone)
    }
  }
  oracle.close()
  workspace.close()
  return { differences, compared }
}
