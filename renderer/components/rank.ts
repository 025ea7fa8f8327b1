/**
 * Ranks that do not rank noise: two whose intervals overlap are tied. Overlap does not carry over (a may overlap b, and b
 * c, while a and c lie apart), so a rank is a range: from one after all that are clearly better, to one before all that
 * are clearly worse.
 */

export interface Ranked {
  readonly low: number
  readonly high: number
}

export interface RankRange {
  readonly from: number
  readonly to: number
}

/** Ranges in the order of `items`; `better` says whether low or high values lead. */
export function rankRanges(items: readonly Ranked[], better: 'lower' | 'higher'): readonly RankRange[] {
  const isAhead = (a: Ranked, b: Ranked): boolean => (better === 'lower' ? a.high < b.low : a.low > b.high)
  return items.map((item) => {
    const ahead = items.filter((other) => isAhead(other, item)).length
    const behind = items.filter((other) => isAhead(item, other)).length
    return { from: ahead + 1, to: items.length - behind }
  })
}

/** `1`, or `1–3` for a tie. */
export const rankText = ({ from, to }: RankRange): string => (from === to ? String(from) : `${from}–${to}`)
