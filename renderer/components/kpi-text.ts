/** A measured KPI in words, as far as its n allows: values and counts below the gates, statistics above. */
import { historyNote } from '../../shared/history-note.ts'
import { isVolume, kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiResult, MeasuredKpi } from '../../shared/kpi.ts'
import {
  formatCount,
  formatDuration,
  formatDurationDense,
  formatInterval,
  formatKpiValue,
  formatShare,
} from '../../shared/units.ts'

/** Below this, shares are said as "16 of 20" and everything carries the tag "small sample". */
const smallSampleBelow = 20

export function isSmallSample(result: MeasuredKpi): boolean {
  return !isVolume(result.id) && result.n < smallSampleBelow
}

/** What can be drawn as a point: not below the gate of the headline value. */
export function isDrawable(result: KpiResult): result is MeasuredKpi {
  return result.status === 'ok' && (isVolume(result.id) || result.supports.median)
}

/** The headline of a card or a cell. `values` are the cases themselves, for n below the gate. */
export function headlineText(result: MeasuredKpi, values: readonly number[] = [], isDense = false): string {
  const { unit, n, value } = result
  switch (unit) {
    case 'count':
      return isVolume(result.id) ? formatCount(value) : meanText(result)
    case 'ratio': {
      const numerator = result.numerator ?? Math.round(value * n)
      return n < smallSampleBelow ? `${formatCount(numerator)} of ${formatCount(n)}` : formatShare(value)
    }
    case 'points':
      return meanText(result)
    case 'seconds': {
      if (result.supports.median) return (isDense ? formatDurationDense : formatDuration)(result.median ?? value)
      if (n === 1) return (isDense ? formatDurationDense : formatDuration)(value)
      const shown = values.slice(0, 5).map((seconds) => formatDurationDense(seconds))
      return shown.length === n ? shown.join(', ') : `${formatCount(n)} values`
    }
  }
}

/** A mean or a score; below its gate only how many there are. */
function meanText({ id, unit, n, value, supports }: MeasuredKpi): string {
  if (supports.median) return formatKpiValue(unit, value)
  const { countedUnit } = kpiCatalogue[id]
  return `${formatCount(n)} ${n === 1 ? countedUnit.replace(/s\b/, '') : countedUnit}`
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
          ...(result.withinSeconds === undefined ? [] : [`within ${formatDuration(result.withinSeconds)}`]),
          ...(n >= smallSampleBelow && result.numerator !== undefined
            ? [`${formatCount(result.numerator)} of them`]
            : []),
          ...(result.waitingForReview === undefined || result.waitingForReview === 0
            ? []
            : [`${formatCount(result.waitingForReview)} more waiting for review`]),
          ...(result.interval
            ? [`95 %: ${formatShare(result.interval.low)} to ${formatShare(result.interval.high)}`]
            : []),
          ...(typeof result.responseRate === 'number'
            ? [`${formatShare(result.responseRate)} answered the survey`]
            : []),
        ],
      }
    case 'points':
      if (kpiCatalogue[result.id].kind === 'mean') return { before: [count], after: meanParts(result) }
      return {
        before: [count],
        after: [
          ...(result.promoters === undefined ? [] : [`${formatCount(result.promoters)} promoters`]),
          ...(result.detractors === undefined ? [] : [`${formatCount(result.detractors)} detractors`]),
        ],
      }
    case 'count':
      return isVolume(result.id)
        ? { before: [kpiCatalogue[result.id].countedUnit], after: result.inferred ? ['closing times inferred'] : [] }
        : { before: [count], after: meanParts(result) }
  }
}

/** What stands beside a mean: its median, its interval, and how many are good enough. */
function meanParts({ unit, n, median, interval, numerator, responseRate, inferred }: MeasuredKpi): readonly string[] {
  return [
    ...(median === undefined ? [] : [`median ${formatKpiValue(unit, median)}`]),
    ...(interval ? [`95 %: ${formatInterval(unit, interval.low, interval.high)}`] : []),
    ...(numerator === undefined ? [] : [`${formatShare(numerator / n)} at 5 or more`]),
    ...(typeof responseRate === 'number' ? [`${formatShare(responseRate)} responded`] : []),
    ...(inferred ? ['closing times inferred'] : []),
  ]
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

/** What makes the value lower than it is, if anything does. */
export function historyText({ shortHistory }: MeasuredKpi): string | null {
  if (shortHistory === undefined) return null
  const note = historyNote(shortHistory)
  return `${note.charAt(0).toUpperCase()}${note.slice(1)}`
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
