import type { Group, KpiResult } from '../../../shared/kpi.ts'

/** Opens what is behind one point, bar or cell. */
export type OpenGroup = (
  grouped: { readonly group: Group; readonly period?: KpiResult['period'] },
  name: string,
) => void
