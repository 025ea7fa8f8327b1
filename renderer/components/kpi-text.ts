/** A measured KPI in words, as far as its n allows: values and counts below the gates, statistics above. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiResult, MeasuredKpi } from '../../shared/kpi.ts'
import { formatCount, formatDuration, formatDurationDense, formatKpiValue, formatShare } from '../../shared/units.ts'

/** Below this, shares are said as "16 of 20" and everything carries the tag "small sample". */
const smallSampleBelow = 20

export function isSmallSample(result: MeasuredKpi): boolean {
  return result.unit !== 'count' && result.n < smallSampleBelow
}

/** What can be drawn as a point: not below the gate of the headline value. */
export function isDrawable(result: KpiResult): result is MeasuredKpi {
  return result.status === 'ok' && (result.unit === 'count' || result.supports.median)
}

/** The headline of a card or a cell. `values` are the cases themselves, for n below the gate. */
export function headlineText(result: MeasuredKpi, values: readonly number[] = [], isDense = false): string {
  const { unit, n, value } = result
  switch (unit) {
    case 'count':
      return formatCount(value)
    case 'ratio': {
      const numerator = result.numerator ?? Math.round(value * n)
      return n < smallSampleBelow ? `${formatCount(numerator)} of ${formatCount(n)}` : formatShare(value)
    }
    case 'points':
      return result.supports.median
        ? formatKpiValue(unit, value)
        : `${formatCount(n)} ${n === 1 ? 'answer' : 'answers'}`
    case 'seconds': {
      if (result.supports.median) return (isDense ? formatDurationDense : formatDuration)(result.median ?? value)
      if (n === 1) return (isDense ? formatDurationDense : formatDuration)(value)
      const shown = values.slice(0, 5).map((seconds) => formatDurationDense(seconds))
      return shown.length === n ? shown.join(', ') : `${formatCount(n)} values`
    }
  }
}

/** Parts of the line below the headline. The unanswered count is apart, since it can be opened. */
export function noteParts(result: MeasuredKpi): {
  readonly before: readonly string[]
  readonly after: readonly string[]
} {
  const { unit, n } = result
  const count = `n = ${formatCount(n)}`
  switch (unit) {
    case 'seconds':
      return {
        before: [count],
        after: [
          ...(result.supports.p90 && result.p90 !== undefined ? [`p90 ${formatDuration(result.p90)}`] : []),
          ...(result.inferred ? ['closing times inferred'] : []),
        ],
      }
    case 'ratio':
      return {
        before: [count],
        after: [
          ...(n >= smallSampleBelow && result.numerator !== undefined
            ? [`${formatCount(result.numerator)} of them`]
            : []),
          ...(result.interval
            ? [`95 %: ${formatShare(result.interval.low)} to ${formatShare(result.interval.high)}`]
            : []),
          ...(typeof result.responseRate === 'number'
            ? [`${formatShare(result.responseRate)} answered the survey`]
            : []),
        ],
      }
    case 'points':
      return {
        before: [count],
        after: [
          ...(result.promoters === undefined ? [] : [`${formatCount(result.promoters)} promoters`]),
          ...(result.detractors === undefined ? [] : [`${formatCount(result.detractors)} detractors`]),
        ],
      }
    case 'count':
      return { before: [kpiCatalogue[result.id].countedUnit], after: [] }
  }
}

const differsBy = 0.1

/** Said where leaving out those who still wait flatters the median by more than a tenth. */
export function waitingText(result: MeasuredKpi): string | null {
  const { median, medianIncludingWaiting } = result
  if (!result.supports.median || median === undefined || medianIncludingWaiting === undefined) return null
  if (medianIncludingWaiting === null) return 'Including those still waiting: not reached'
  if (Math.abs(medianIncludingWaiting - median) <= differsBy * median) return null
  return `Including those still waiting: ${formatDuration(medianIncludingWaiting)}`
}

/** A result in a table cell: the value, or in a word why there is none. */
export function cellText(result: KpiResult): string {
  switch (result.status) {
    case 'ok':
      return headlineText(result)
    case 'no-data':
      return 'No data'
    case 'not-measurable':
      return 'Not measurable'
    case 'failed':
      return 'Failed'
  }
}
