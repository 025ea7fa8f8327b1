/** What a vendor's way of counting is made of. */
import type { KpiId } from '../../../shared/kpi.ts'
import type { HoursMode } from '../../../shared/model.ts'
import type { RuleSource, VendorId, VendorMetric, VendorRule } from '../../../shared/vendors.ts'
import type { VendorConversation } from './conversation.ts'
import type { Counting, Span } from './counting.ts'

export interface CountingRule extends VendorRule {
  readonly change: Partial<Counting>
  /** Such as a rule about agents, which says nothing where no agent was chosen. */
  readonly onlyFor?: 'agents'
}

export interface MetricProfile {
  readonly id: VendorMetric['id']
  readonly kpi: KpiId
  readonly title: string
  readonly spans: (conversation: VendorConversation, counting: Counting) => readonly Span[]
  /** In the order of the bridge. */
  readonly rules: readonly CountingRule[]
  /** The vendor's names of its own durations, the first that an export has. */
  readonly reported: Readonly<Record<HoursMode, readonly string[]>>
  readonly notFollowed: readonly string[]
}

export interface VendorProfile {
  readonly id: VendorId
  readonly metrics: readonly MetricProfile[]
  readonly notes: Readonly<Record<HoursMode, readonly string[]>>
}

/** The user's corrections are ours alone. */
export const asExported = (vendor: string): CountingRule => ({
  id: 'authors-as-exported',
  title: 'Your corrections are not known',
  text: `${vendor} does not know which names you marked as bots here, and which texts as automatic: it counts whoever its own data calls an agent.`,
  source: null,
  change: { authors: 'exported' },
})

export const creditedToAssignee = (vendor: string, source: RuleSource | null, more: string): CountingRule => ({
  id: 'credited-to-assignee',
  title: 'Credited to the assignee',
  text: `A selection of agents in ${vendor} means whom the conversation is assigned to; here it means who replied. ${more}`.trim(),
  source,
  change: { credit: 'assignee' },
  onlyFor: 'agents',
})
