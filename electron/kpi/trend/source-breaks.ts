/** Where a source of a selection begins or ends: before and after, something else was measured. */
import type { Facts } from '../../../shared/facts.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import type { Selection } from '../../../shared/model.ts'
import { addDays, dayMs, dayOf } from '../../../shared/time.ts'
import type { TrendBreak } from '../../../shared/trend.ts'
import { formatDay } from '../../../shared/units.ts'
import type { Reading } from '../column-cache.ts'
import { selectRows } from '../selected-cases.ts'

/** Every weekday once: a source that is closed at the weekend has not ended on Friday. */
const leastAbsenceDays = 7
/** Cases that would have come in the absence at the source's own rate: with 5 expected, none has a chance below 1 %. */
const leastExpected = 5
/** A source with a smaller part of the cases while it lasts does not move what all of them measure. */
const leastPart = 0.05

interface Span {
  first: number
  last: number
  cases: number
}

/**
 * Every case of the KPI in the selection tells that its source was there, whether it counts or not. A source begins where
 * its first case lies, if by its own rate there should have been some before; it ends likewise.
 */
export function sourceBreaks(facts: Facts, kpi: KpiId, selection: Selection, reading: Reading): TrendBreak[] {
  const { columns, groups } = selectRows(facts, kpi, selection, reading)
  const { at, source } = columns
  const spans: Span[] = facts.names.sources.map(() => ({ first: Infinity, last: -Infinity, cases: 0 }))
  for (let row = 0; row < columns.count; row++) {
    const span = spans[source[row] ?? -1]
    const instant = at[row] ?? Number.NaN
    if (span === undefined || groups[row] !== 0 || Number.isNaN(instant)) continue
    if (instant < span.first) span.first = instant
    if (instant > span.last) span.last = instant
    span.cases++
  }
  // One source alone cannot begin or end: the series does.
  if (spans.filter(({ cases }) => cases > 0).length < 2) return []
  const start = Math.min(...spans.map(({ first }) => first))
  const end = Math.max(...spans.map(({ last }) => last))
  const counts = countsWithin(spans, columns, groups)
  const { zone } = reading.settings
  return spans.flatMap((span, index): TrendBreak[] => {
    if (span.cases === 0 || span.cases < leastPart * (counts[index] ?? 0)) return []
    const name = facts.names.sources[index] ?? ''
    const firstDay = dayOf(span.first, zone)
    const nextDay = addDays(dayOf(span.last, zone), 1)
    return [
      ...(isChange(span, span.first - start)
        ? [
            {
              day: firstDay,
              kind: 'source' as const,
              sentence: `The data of ${name} begins on ${formatDay(firstDay)}.`,
            },
          ]
        : []),
      ...(isChange(span, end - span.last)
        ? [
            {
              day: nextDay,
              kind: 'source' as const,
              sentence: `The data of ${name} ends before ${formatDay(nextDay)}.`,
            },
          ]
        : []),
    ]
  })
}

function isChange({ first, last, cases }: Span, absence: number): boolean {
  const expected = (cases * absence) / Math.max(last - first, dayMs)
  return absence >= leastAbsenceDays * dayMs && expected >= leastExpected
}

/** All cases of the selection while each source lasts. */
function countsWithin(
  spans: readonly Span[],
  { at, count }: { readonly at: Float64Array; readonly count: number },
  groups: Int32Array,
): number[] {
  const times: number[] = []
  for (let row = 0; row < count; row++) {
    const instant = at[row] ?? Number.NaN
    if (groups[row] === 0 && !Number.isNaN(instant)) times.push(instant)
  }
  const sorted = Float64Array.from(times).sort()
  return spans.map(({ first, last, cases }) =>
    cases === 0 ? 0 : countBelow(sorted, last, true) - countBelow(sorted, first, false),
  )
}

/** How many ascending values lie below a bound, or at it too. */
function countBelow(sorted: Float64Array, bound: number, isInclusive: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = sorted[middle] ?? Infinity
    if (isInclusive ? value <= bound : value < bound) low = middle + 1
    else high = middle
  }
  return low
}
