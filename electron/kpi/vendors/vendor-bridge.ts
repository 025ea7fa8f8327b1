/** The bridge of a selection: which conversations are looked at, and in whose opening hours. */
import type { Database } from 'better-sqlite3'
import type { Facts } from '../../../shared/facts.ts'
import { turnEnds } from '../../../shared/model.ts'
import type { Selection, WorkspaceSettings } from '../../../shared/model.ts'
import { vendorNames } from '../../../shared/vendors.ts'
import type { VendorBridge, VendorRequest } from '../../../shared/vendors.ts'
import { firstReplyOrLastAgent } from '../case-columns.ts'
import { allConversations, openingHoursOf } from '../column-cache.ts'
import { groupByAttributes, readySelection } from '../selection.ts'
import type { ReadySelection } from '../selection.ts'
import { buildBridge } from './bridge.ts'
import { loadConversations, sourcesOfVendor } from './load-conversations.ts'
import type { Wanted } from './load-conversations.ts'
import { vendorProfiles } from './profiles.ts'

export function vendorBridge(
  db: Database,
  facts: Facts,
  request: VendorRequest,
  settings: WorkspaceSettings,
): VendorBridge {
  const { vendor, hours } = request
  const profile = vendorProfiles[vendor]
  const { selection, notes } = chooseSources(db, request)
  const ready = readySelection(facts, selection, settings)
  const opening = hours === 'business' ? openingHoursOf(facts, settings) : null
  const metrics = buildBridge(loadConversations(db, facts, wantedOf(facts, ready)), profile, {
    hours,
    selection,
    range: ready.range,
    seconds: (from, to, team) => (opening === null ? (to - from) / 1000 : opening.of(team).openSeconds(from, to)),
  })
  return { vendor, hours, selection, metrics, notes: [...notes, ...profile.notes[hours]] }
}

/** A reviewer compares with the vendor's screen, which holds nothing but the vendor's own conversations. */
function chooseSources(
  db: Database,
  { vendor, selection }: VendorRequest,
): { readonly selection: Selection; readonly notes: readonly string[] } {
  const name = vendorNames[vendor]
  const own = sourcesOfVendor(db, vendor)
  if (selection.sources !== undefined && selection.sources.length > 0) return { selection, notes: [] }
  if (own.length === 0)
    return {
      selection,
      notes: [`This workspace holds no export of ${name}: this is how ${name} would count the conversations selected.`],
    }
  return { selection: { ...selection, sources: own }, notes: [`Only what was exported from ${name} is counted here.`] }
}

/** Days are not looked at: the vendor may date a conversation otherwise. */
function wantedOf(facts: Facts, ready: ReadySelection): Wanted {
  const { allowed } = ready
  const all = allConversations(facts)
  const anyAgent = groupByAttributes(facts, all, { ...ready, allowed: { ...allowed, agent: null } }, [])
  const isAllowed = (agent: number | undefined): boolean =>
    allowed.agent === null || allowed.agent[(agent ?? -1) + 1] === 1
  const insideFor = (agents: Int32Array): Uint8Array =>
    Uint8Array.from(anyAgent, (group, position) => (group === 0 && isAllowed(agents[position]) ? 1 : 0))
  const { turns } = facts
  const answered = turnEnds.indexOf('answered')
  const answeredTurns = new Map<number, { turn: number; isInside: boolean }[]>()
  for (let turn = 0; turn < turns.count; turn++) {
    const position = turns.conversation[turn] ?? -1
    const isOver = turns.end[turn] === answered && (turns.endedAt[turn] ?? 0) >= (turns.startedAt[turn] ?? 0)
    if (!isOver || anyAgent[position] !== 0) continue
    const own = answeredTurns.get(position) ?? []
    answeredTurns.set(position, own)
    own.push({ turn, isInside: isAllowed(turns.agent[turn]) })
  }
  return {
    replier: insideFor(firstReplyOrLastAgent(facts)),
    assignee: insideFor(facts.conversations.lastAgent),
    turns: answeredTurns,
  }
}
