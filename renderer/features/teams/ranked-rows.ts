/** Rows of a ranked table: who is told apart by the data, who is tied, and who has too little to be ranked at all. */
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { Grouping, KpiId, KpiResult } from '../../../shared/kpi.ts'
import { rankRanges } from '../../components/rank.ts'
import type { RankRange } from '../../components/rank.ts'

export interface RankedRow {
  readonly key: string
  readonly name: string
  /** The KPI of the ranking. */
  readonly result: KpiResult
  /** Null where the row is not ranked: too few cases, not measured, or a KPI without a better. */
  readonly rank: RankRange | null
  readonly conversations: KpiResult | undefined
  readonly unanswered: KpiResult | undefined
}

/** `results` of the KPI, of conversations and of the unanswered share, grouped by `grouping`. Best first, unranked last. */
export function rankedRows(kpi: KpiId, grouping: Grouping, results: readonly KpiResult[]): readonly RankedRow[] {
  const of = (id: KpiId): ReadonlyMap<string, KpiResult> =>
    new Map(results.flatMap((result) => (result.id === id ? [[result.group[grouping] ?? '', result] as const] : [])))
  const own = of(kpi)
  const conversations = of('conversations')
  const unanswered = of('unanswered-share')
  const { better } = kpiCatalogue[kpi]
  const judged = [...own].flatMap(([key, result]) =>
    // Who is not known cannot be ranked: it may be anybody.
    key !== '' && result.status === 'ok' && result.supports.verdict && result.interval && better !== 'neutral'
      ? [{ key, low: result.interval.low, high: result.interval.high }]
      : [],
  )
  const ranges = better === 'neutral' ? [] : rankRanges(judged, better)
  const ranks = new Map(judged.map(({ key }, index) => [key, ranges[index] ?? null]))
  const rows = [...own].map(([key, result]) => ({
    key,
    name: key === '' ? `No ${grouping} known` : key,
    result,
    rank: ranks.get(key) ?? null,
    conversations: conversations.get(key),
    unanswered: unanswered.get(key),
  }))
  const sign = better === 'lower' ? 1 : -1
  return rows.toSorted((a, b) => {
    if (a.rank && b.rank) return a.rank.from - b.rank.from || sign * (valueOf(a.result) - valueOf(b.result))
    if (a.rank || b.rank) return a.rank ? -1 : 1
    return sizeOf(b.result) - sizeOf(a.result)
  })
}

const valueOf = (result: KpiResult): number => (result.status === 'ok' ? result.value : Infinity)
const sizeOf = (result: KpiResult): number => (result.status === 'ok' ? result.n : -1)
