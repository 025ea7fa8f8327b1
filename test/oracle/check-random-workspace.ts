/** Generates one workspace, imports it through the app and compares every KPI with the oracle. */
import { createRandom } from '../../electron/sample/random.ts'
import { dayOf } from '../../shared/time.ts'
import type { Facts } from '../../shared/facts.ts'
import type { Schedule, Selection } from '../../shared/model.ts'
import { openSession } from '../pipeline/workspace-session.ts'
import type { WorkspaceSession } from '../pipeline/workspace-session.ts'
import { allGroupings, compareWithOracle, someGroupings } from './agreement.ts'
import type { Agreement } from './agreement.ts'
import { openOracle } from './oracle.ts'
import { randomExports } from './random-exports.ts'
import { randomSchedules } from './random-schedules.ts'

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

/** The user's word: some customers are one, some of what may be opt-outs are. */
function judge(workspace: WorkspaceSession, seed: number): void {
  const random = createRandom(seed + 2_000_000)
  const contacts = workspace.db().prepare<[], string>('SELECT address FROM contact ORDER BY address').pluck().all()
  const links = random.between(0, 3)
  for (let link = 0; link < links && contacts.length > 1; link++) {
    const [address, other] = [random.pick(contacts), random.pick(contacts)]
    if (address !== other) workspace.link(address, other)
  }
  for (const { id } of workspace.review().rows)
    if (random.chance(0.6)) workspace.decideById(id, random.pick([true, true, false]))
}

/** Days with openings, a few. */
function daysOf(facts: Facts): string[] {
  const times = [...facts.conversations.openedAt].filter((time) => !Number.isNaN(time))
  return [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => dayOf(times[Math.floor(times.length * part)] ?? 0, 'UTC'))
}

/**
 * @param extent `quick`: half of the filters, in turns, each in one zone; `full`: every filter in every zone, by every
 * grouping
 */
export async function checkRandomWorkspace(folder: string, seed: number, extent: 'quick' | 'full'): Promise<Agreement> {
  const exports = randomExports(seed)
  const workspace = openSession(folder, `random-${seed}`)
  workspace.change({ courtesyEndsTurn: exports.courtesyEndsTurn })
  for (const file of exports.files) workspace.import({ ...file, name: `${seed}-${file.name}` })
  judge(workspace, seed)
  const differences = workspace.problems().map((problem) => `verify: ${problem}`)
  const facts = workspace.session.facts()
  const oracle = await openOracle(workspace.db(), exports)
  let compared = 0
  const check = async (
    selection: Selection,
    zone: string,
    groupings: typeof allGroupings,
    inferredClose: boolean,
    schedules: readonly Schedule[] | null = null,
  ): Promise<void> => {
    const hours = schedules === null ? 'calendar' : 'business'
    const settings = { ...workspace.session.settings(), zone, ...(schedules === null ? {} : { schedules }) }
    const found = await compareWithOracle(oracle, facts, settings, selection, groupings, { hours, inferredClose })
    const named = `${hours} hours, ${inferredClose ? 'inferred closes' : 'closes as told'}`
    differences.push(...found.differences.map((difference) => `${named}: ${difference}`))
    compared += found.compared
  }
  const zoneOf = (turn: number): string => zones[turn % zones.length] ?? zones[0]
  const isFull = extent === 'full'
  const zonesOf = (turn: number): readonly string[] => (isFull ? zones : [zoneOf(turn)])
  for (const zone of zonesOf(seed))
    for (const inferredClose of [false, true]) await check({}, zone, allGroupings, inferredClose)
  // Closes as they are told and with inferred ones, in turns.
  for (const [index, selection] of selectionsOf(facts, seed).entries()) {
    if (!isFull && index % 2 === seed % 2) continue
    for (const [turn, zone] of zonesOf(seed + index).entries()) {
      const isInferred = (Math.floor((seed + index) / 2) + turn) % 2 === 0
      await check(selection, zone, isFull ? allGroupings : someGroupings, isInferred)
    }
  }
  // Through the settings, as a user would: orders them and joins what overlaps.
  workspace.change({ schedules: randomSchedules(seed, facts.names.teams, daysOf(facts)) })
  const { schedules } = workspace.session.settings()
  await oracle.useOpeningHours(schedules)
  for (const [index, selection] of [{}, ...selectionsOf(facts, seed)].entries()) {
    if (!isFull && index % 4 !== seed % 4) continue
    const isInferred = (seed + Math.floor(index / 4)) % 2 === 0
    await check(selection, zoneOf(seed), isFull ? allGroupings : someGroupings, isInferred, schedules)
  }
  oracle.close()
  workspace.close()
  return { differences, compared }
}
