/**
 * Which version of its definition a KPI is counted by. A baseline records the one that measured it: where it has changed
 * since, the two cannot be compared until the baseline is measured again.
 */
import type { KpiId } from '../../shared/kpi.ts'

export interface DefinitionChange {
  /** The first version of the app with it. */
  readonly app: string
  /** What counts otherwise since, as a clause: `notes are no replies`. */
  readonly what: string
}

/** Add a line with every change that gives another number for the same data. Nothing has changed since the first release. */
export const definitionChanges: Readonly<Partial<Record<KpiId, readonly DefinitionChange[]>>> = {}

/** 1 as first released. */
export function definitionVersion(kpi: KpiId, changes = definitionChanges): number {
  return 1 + (changes[kpi]?.length ?? 0)
}
