/** One KPI result as a report may show it: the sample-size gates of the statistics design are applied here, once. */
import { historyNote } from '../../shared/history-note.ts'
import { isVolume, kpiCatalogue } from '../../shared/kpi.ts'
import type { Interval, KpiResult, MeasuredKpi } from '../../shared/kpi.ts'
import { formatCount, formatDuration, formatKpiValue, formatShare } from '../../shared/units.ts'

/** Below this a share is shown as "16 of 20". */
const smallSample = 20
/** A median that moves by more than this when waiting cases are included is never shown alone. */
const waitingMatters = 0.1

export interface ReportMeasure {
  readonly status: KpiResult['status']
  /** Null where nothing was measured. */
  readonly n: number | null
  /** The headline; null where it was not measured or where n is too small to show one. */
  readonly value: number | null
  readonly interval: Interval | null
  readonly mean: number | null
  readonly p90: number | null
  readonly unanswered: number | null
  /** Null = does not apply; `not-reached` = more than half are still waiting. */
  readonly medianIncludingWaiting: number | 'not-reached' | null
  readonly numerator: number | null
  readonly isSmallSample: boolean
  /** The headline as text: a value, counts, or why there is none. */
  readonly text: string
  /** Quiet facts beside it, such as `n = 275`, `4 unanswered`, `p90 6 min 42 s`. */
  readonly facts: readonly string[]
  /** What has to be known to read it right. */
  readonly notes: readonly string[]
  readonly ledger: { readonly counted: number; readonly excluded: readonly Exclusion[] }
}

export interface Exclusion {
  readonly reason: string
  readonly count: number
}

export function measureOf(result: KpiResult): ReportMeasure {
  const nothing = {
    status: result.status,
    n: null,
    value: null,
    interval: null,
    mean: null,
    p90: null,
    unanswered: null,
    medianIncludingWaiting: null,
    numerator: null,
    isSmallSample: false,
    facts: [],
    ledger: ledgerOf(result),
  } as const
  if (result.status === 'ok') return measured(result)
  if (result.status === 'no-data') return { ...nothing, text: 'No data', notes: [result.message] }
  if (result.status === 'failed') {
    return { ...nothing, text: 'Could not be computed', notes: [`The calculation failed (${result.code}).`] }
  }
  return { ...nothing, text: 'Not measurable', notes: [withoutPrefix(result.message)] }
}

/** The reason's own "Not measurable: …" would stand beside the same words. */
function withoutPrefix(reason: string): string {
  return capitalised(reason.replace(/^Not measurable: /, ''))
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function ledgerOf(result: KpiResult): ReportMeasure['ledger'] {
  const excluded = Object.entries(result.ledger.excluded)
    .filter(([, count]) => count > 0)
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => (a.reason < b.reason ? -1 : 1))
  return { counted: result.ledger.counted, excluded }
}

function measured(result: MeasuredKpi): ReportMeasure {
  const isShown = isVolume(result.id) || result.supports.median
  const isSmallSample = !isVolume(result.id) && isShown && result.n < smallSample
  const isCounted = result.unit === 'ratio' && result.n < smallSample && result.numerator !== undefined
  const waiting = isShown ? waitingMedian(result) : null
  const base = {
    status: result.status,
    n: result.n,
    value: isShown ? result.value : null,
    interval: isShown ? copyInterval(result.interval) : null,
    mean: isShown ? (result.mean ?? null) : null,
    p90: result.supports.p90 ? (result.p90 ?? null) : null,
    unanswered: result.unanswered ?? null,
    medianIncludingWaiting: waiting,
    numerator: result.numerator ?? null,
    isSmallSample,
    ledger: ledgerOf(result),
  } as const
  const text = isCounted || !isShown ? countsText(result) : formatKpiValue(result.unit, result.value)
  return { ...base, text, facts: factsOf(result), notes: notesOf(result, isShown, isSmallSample, waiting) }
}

/** What stands where a value would claim too much. */
function countsText(result: MeasuredKpi): string {
  const { n, numerator, promoters, detractors } = result
  if (isMean(result)) return 'Too few'
  if (numerator !== undefined) return `${formatCount(numerator)} of ${formatCount(n)}`
  if (promoters === undefined || detractors === undefined) return 'Too few'
  return `${counted(promoters, 'promoter')}, ${counted(detractors, 'detractor')} of ${formatCount(n)}`
}

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`
}

function factsOf(result: MeasuredKpi): readonly string[] {
  // A volume is its own n.
  const facts = isVolume(result.id) ? [] : [`n = ${formatCount(result.n)}`]
  if (result.withinSeconds !== undefined) facts.push(`within ${formatDuration(result.withinSeconds)}`)
  if (result.unanswered !== undefined && result.unanswered > 0)
    facts.push(`${formatCount(result.unanswered)} unanswered`)
  if (result.supports.p90 && result.p90 !== undefined) facts.push(`p90 ${formatDuration(result.p90)}`)
  if (isMean(result)) facts.push(...meanFacts(result))
  if (typeof result.responseRate === 'number') facts.push(`response rate ${formatShare(result.responseRate)}`)
  return facts
}

function isMean(result: MeasuredKpi): boolean {
  return kpiCatalogue[result.id].kind === 'mean'
}

function meanFacts({ unit, n, median, numerator, supports }: MeasuredKpi): readonly string[] {
  if (!supports.median) return []
  return [
    ...(median === undefined ? [] : [`median ${formatKpiValue(unit, median)}`]),
    ...(numerator === undefined ? [] : [`${formatShare(numerator / n)} at 5 or more`]),
  ]
}

function notesOf(
  result: MeasuredKpi,
  isShown: boolean,
  isSmallSample: boolean,
  waiting: ReportMeasure['medianIncludingWaiting'],
): readonly string[] {
  const notes: string[] = []
  if (!isShown) notes.push(`${formatCount(result.n)} ${countedUnit(result)}: too few for ${headlineName(result)}.`)
  if (isSmallSample) notes.push('Small sample.')
  if (waiting === 'not-reached') notes.push('Including those still waiting, the median is not reached.')
  else if (waiting !== null) notes.push(`${formatDuration(waiting)} including those still waiting.`)
  if (result.shortHistory !== undefined) notes.push(`${capitalised(historyNote(result.shortHistory))}.`)
  if (result.inferred) notes.push('Closing times inferred from silence.')
  return notes
}

function countedUnit(result: MeasuredKpi): string {
  const unit = kpiCatalogue[result.id].countedUnit
  return result.n === 1 ? unit.replace(/s\b/, '') : unit
}

function headlineName(result: MeasuredKpi): string {
  if (result.unit === 'seconds') return 'a median'
  if (isMean(result)) return 'a mean'
  return result.unit === 'points' ? 'a score' : 'a share'
}

function waitingMedian(result: MeasuredKpi): ReportMeasure['medianIncludingWaiting'] {
  const { median, medianIncludingWaiting: including } = result
  if (median === undefined || including === undefined) return null
  if (including === null) return 'not-reached'
  return Math.abs(including - median) > waitingMatters * median ? including : null
}

/** A copy with its keys in fixed order: equal data must give equal bytes. */
function copyInterval(interval: Interval | undefined): Interval | null {
  return interval === undefined ? null : { low: interval.low, high: interval.high, level: interval.level }
}
