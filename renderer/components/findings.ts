/**
 * The sentence above a chart, computed from its data and no surer than the data: "clearly" needs 20 cases on each side and
 * 95 % intervals that do not overlap, everything else is a tie.
 */
import { isVolume, kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiId, KpiResult, MeasuredKpi } from '../../shared/kpi.ts'
import type { Trend } from '../../shared/trend.ts'
import { formatCount, formatDay, formatDuration, formatKpiValue, formatShare } from '../../shared/units.ts'
import type { Tone } from './meaning.tsx'
import { upperFirst } from './sides.ts'
import { weekdayNames } from './chart/heat-map.tsx'

export interface Named {
  readonly name: string
  readonly result: KpiResult
}

interface Judged {
  readonly name: string
  readonly result: MeasuredKpi
  readonly low: number
  readonly high: number
}

const valueText = ({ result }: Judged): string => formatKpiValue(result.unit, result.value)

/** What the best of a KPI is called. */
function bestWord(kpi: KpiId): string {
  const { unit, better } = kpiCatalogue[kpi]
  if (unit === 'seconds') return 'fastest'
  return better === 'lower' ? 'lowest' : 'highest'
}

const titleInText = (kpi: KpiId): string => {
  const { title } = kpiCatalogue[kpi]
  // Names in capitals stay as they are.
  return /^(?:SMS|Net Promoter)/.test(title) ? title : `${title.charAt(0).toLowerCase()}${title.slice(1)}`
}

/** Who leads among channels, teams or agents (`plural`), or that nobody clearly does. Names as inside a sentence. */
export function leaderFinding(kpi: KpiId, entries: readonly Named[], plural: string): string {
  return upperFirst(findLeader(kpi, entries, plural))
}

function findLeader(kpi: KpiId, entries: readonly Named[], plural: string): string {
  const measured = entries.flatMap(({ name, result }) => (result.status === 'ok' ? [{ name, result }] : []))
  const { better, title } = kpiCatalogue[kpi]
  if (isVolume(kpi)) return mostFinding(kpi, measured, plural)
  if (better === 'neutral') return highestFinding(kpi, measured, plural)
  const judged = measured.flatMap(({ name, result }): Judged[] =>
    result.supports.verdict && result.interval
      ? [{ name, result, low: result.interval.low, high: result.interval.high }]
      : [],
  )
  if (judged.length === 0)
    return measured.length === 0 ? `${title} is not measurable here` : `Too few cases to compare ${plural} yet`
  const sign = better === 'lower' ? 1 : -1
  const [leader, next, ...rest] = judged.toSorted((a, b) => sign * (a.result.value - b.result.value))
  if (!leader) return ''
  if (!next) return `${leader.name}: ${titleInText(kpi)} ${valueText(leader)} (n = ${formatCount(leader.result.n)})`
  const behind = [next, ...rest]
  const tied = behind.filter((one) => one.low <= leader.high && leader.low <= one.high)
  if (tied.length === 0)
    return `${leader.name} was clearly ${bestWord(kpi)}: ${valueText(leader)}, next ${next.name} with ${valueText(next)}`
  if (tied.length === behind.length) return `No clear difference between ${plural} in ${titleInText(kpi)}`
  return `${joinNames([leader.name, ...tied.map((one) => one.name)])} are tied for ${bestWord(kpi)}, ahead of the others`
}

/** Neither more nor less is better, and values do not add up. */
function highestFinding(
  kpi: KpiId,
  measured: readonly { readonly name: string; readonly result: MeasuredKpi }[],
  plural: string,
): string {
  const shown = measured.filter(({ result }) => result.supports.median)
  const [top] = shown.toSorted((a, b) => b.result.value - a.result.value)
  if (!top) return `Too few cases to compare ${plural} yet`
  const { unit, value, n } = top.result
  return `${top.name} had the highest: ${formatKpiValue(unit, value)} ${titleInText(kpi)} (n = ${formatCount(n)})`
}

function mostFinding(
  kpi: KpiId,
  measured: readonly { readonly name: string; readonly result: MeasuredKpi }[],
  plural: string,
): string {
  const total = measured.reduce((sum, one) => sum + one.result.value, 0)
  const [top] = measured.toSorted((a, b) => b.result.value - a.result.value)
  const { countedUnit } = kpiCatalogue[kpi]
  if (!top || total === 0) return `No ${countedUnit} of any ${plural} here`
  return `${top.name} had the most ${countedUnit}: ${formatCount(top.result.value)} of ${formatCount(total)}`
}

function joinNames(names: readonly string[]): string {
  const shown = names.length > 3 ? [...names.slice(0, 2), `${names.length - 2} more`] : names
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`
}

/** Where a KPI is heading, with its tone; for cards that no goal judges. `periodName`: such as `weeks`. */
export function trendSentence(trend: Trend, periodName: string): { readonly tone: Tone; readonly sentence: string } {
  const over = `over ${formatCount(trend.test?.n ?? 0)} ${periodName}${sinceLastBreak(trend)}`
  switch (trend.direction) {
    case 'improving':
      return { tone: 'better', sentence: `Getting better ${over}, and clearly so.` }
    case 'worsening':
      return { tone: 'worse', sentence: `Getting worse ${over}, and clearly so.` }
    case 'changing':
      return { tone: 'none', sentence: `${(trend.slope?.perPeriod ?? 0) > 0 ? 'Growing' : 'Shrinking'} ${over}.` }
    case 'no-clear-trend':
      return { tone: 'unclear', sentence: `No clear trend ${over}.` }
    case 'too-little-data':
      return { tone: 'none', sentence: `Too few ${periodName} with enough cases for a trend.` }
  }
}

/** No trend is computed across a change. */
function sinceLastBreak({ breaks }: Trend): string {
  const last = breaks.at(-1)
  return last === undefined ? '' : ` since ${formatDay(last.day)}`
}

/** Where a series is heading, to be added to a sentence; empty if nothing clear can be said. */
export function trendClause(kpi: KpiId, name: string, trend: Trend | undefined): string {
  const { unit } = kpiCatalogue[kpi]
  switch (trend?.direction) {
    case 'improving':
      return `; ${name} is getting ${unit === 'seconds' ? 'faster' : 'better'}`
    case 'worsening':
      return `; ${name} is getting ${unit === 'seconds' ? 'slower' : 'worse'}`
    case 'changing':
      return trend.slope && trend.slope.perPeriod > 0 ? `; ${name} is growing` : `; ${name} is shrinking`
    case 'no-clear-trend':
      return `; no clear trend for ${name}`
    case 'too-little-data':
    case undefined:
      return ''
  }
  return ''
}

const happened: Partial<Record<KpiId, string>> = {
  'first-response-time': 'got a first response',
  'response-time': 'got a reply',
  'resolution-time': 'were resolved',
}

/** Half within …, nine in ten within …, as far as n allows. */
export function distributionFinding(kpi: KpiId, result: KpiResult): string {
  if (result.status !== 'ok') return `${kpiCatalogue[kpi].title}: nothing to show`
  const { n, median, p90, supports } = result
  if (!supports.median || median === undefined)
    return `Only ${formatCount(n)} ${kpiCatalogue[kpi].countedUnit}: too few for a middle value`
  const half = `Half ${happened[kpi] ?? 'were done'} within ${formatDuration(median)}`
  return supports.p90 && p90 !== undefined ? `${half}, nine in ten within ${formatDuration(p90)}` : half
}

/** A week has 168 hours; with fewer conversations than that a busiest hour is chance. */
const enoughForPattern = 168

export function busiestFinding(counts: ReadonlyMap<string, number>): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (total === 0) return 'No conversations here'
  if (total < enoughForPattern) return `Too few conversations for a weekly pattern (n = ${formatCount(total)})`
  const [key = '', count = 0] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? []
  const [weekday = '', hour = ''] = key.split('-')
  const weekend = [...counts].reduce((sum, [at, each]) => sum + (/^[67]/.test(at) ? each : 0), 0)
  return (
    `Busiest on ${weekdayNames[Number(weekday) - 1] ?? ''} from ${hour}:00: ${formatCount(count)} of ` +
    `${formatCount(total)} conversations; ${formatShare(weekend / total)} arrive at the weekend`
  )
}
