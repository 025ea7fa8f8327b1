/** One row of the verdict table. A row says no more than its weaker side can support. */
import { sameAgentsText, smallestText } from '../../shared/comparison-words.ts'
import type { ComparisonRow, Interval } from '../../shared/kpi.ts'
import { kpiCatalogue } from '../../shared/kpi.ts'
import { formatDuration, formatNumber, formatPoints } from '../../shared/units.ts'
import { verdictIcons, verdictWords } from '../../shared/verdict-words.ts'
import { measureOf } from './measure.ts'
import type { ReportMeasure } from './measure.ts'
import type { ReportVerdict } from './report-model.ts'

const narrowSpace = '\u202f'

export function verdictRow(row: ComparisonRow): ReportVerdict {
  const subject = measureOf(row.subject)
  const baseline = measureOf(row.baseline)
  const isShown = subject.value !== null && baseline.value !== null
  const interval = isShown && row.interval !== null ? { of: row.interval.of, ...copied(row.interval) } : null
  const effect = isShown ? { difference: row.difference, ratio: row.ratio } : { difference: null, ratio: null }
  return {
    id: row.id,
    title: kpiCatalogue[row.id].title,
    unit: row.unit,
    better: row.better,
    subject,
    baseline,
    ...effect,
    interval,
    ...effectTexts(row, effect, interval),
    probabilityBetter: isShown ? row.probabilityBetter : null,
    shift: isShown && row.shift !== null ? { value: row.shift.value, ...copied(row.shift) } : null,
    pValue: isShown ? row.pValue : null,
    qValue: isShown ? row.qValue : null,
    ...judgement(row, subject, baseline),
    smallest: smallestOfRow(row),
    isPrimary: row.isPrimary,
    sameAgents: isShown ? sameAgentsText(row, 'the subject') : null,
    dispersion: isShown ? row.dispersion : null,
    cautions: [...row.cautions],
    casesNeeded: row.casesNeeded,
    mix: isShown ? copyMix(row.mix) : null,
  }
}

function smallestOfRow(row: ComparisonRow): ReportVerdict['smallest'] {
  const text = smallestText(row)
  if (text === null || row.baseline.status !== 'ok' || row.interval === null) return null
  const { of, value } = row.smallest
  const baseline = Math.abs(row.baseline.value)
  if (row.interval.of === 'difference') {
    const amount = of === 'difference' ? value : value * baseline
    return { text, low: -amount, high: amount }
  }
  const share = of === 'ratio' || baseline === 0 ? value : value / baseline
  return { text, low: Math.max(0, 1 - share), high: 1 + share }
}

function copied(interval: Interval): Interval {
  return { low: interval.low, high: interval.high, level: interval.level }
}

type Judgement = Pick<ReportVerdict, 'verdict' | 'tone' | 'icon' | 'word' | 'reason'>

function judgement(row: ComparisonRow, subject: ReportMeasure, baseline: ReportMeasure): Judgement {
  const unmeasured = [subject, baseline].filter((measure) => measure.status !== 'ok')
  const worst = unmeasured.find((measure) => measure.status !== 'no-data') ?? unmeasured[0]
  if (worst !== undefined) {
    const reasons = [...new Set(unmeasured.flatMap((measure) => measure.notes))]
    const verdict = row.verdict === 'not-comparable' ? row.verdict : 'too-little-data'
    const tone = 'not-measurable'
    return { verdict, tone, icon: verdictIcons[tone], word: worst.text, reason: reasons.join(' ') }
  }
  const { tone, word } = verdictWords[row.verdict]
  return { verdict: row.verdict, tone, icon: verdictIcons[tone], word, reason: row.reason }
}

function effectTexts(
  row: ComparisonRow,
  effect: { readonly difference: number | null; readonly ratio: number | null },
  interval: ReportVerdict['interval'],
): Pick<ReportVerdict, 'estimate' | 'effectText' | 'intervalText'> {
  if (interval?.of === 'ratio' && effect.ratio !== null) {
    // Response times are tested with one value per conversation; the middle of that interval is even on the log scale.
    const estimate = row.id === 'response-time' ? Math.sqrt(interval.low * interval.high) : effect.ratio
    const intervalText = `${formatNumber(interval.low, 2)} to ${formatNumber(interval.high, 2)}`
    return { estimate, effectText: times(estimate), intervalText }
  }
  if (effect.difference !== null && (row.unit !== 'count' || interval?.of === 'difference')) {
    const effectText = signed(differenceText(row, effect.difference), effect.difference)
    const intervalText = interval?.of === 'difference' ? rangeText(row, interval) : ''
    return { estimate: effect.difference, effectText, intervalText }
  }
  return { estimate: effect.ratio, effectText: effect.ratio === null ? '' : times(effect.ratio), intervalText: '' }
}

function times(ratio: number): string {
  return `${formatNumber(ratio, 2)}${narrowSpace}×`
}

/** Differences of shares are percentage points: "5 % more" would be read as a part of the baseline. */
function differenceText(row: ComparisonRow, difference: number): string {
  if (row.unit === 'seconds') return formatDuration(difference)
  if (row.unit === 'count') return formatNumber(difference, 2)
  return formatPoints(row.unit === 'ratio' ? difference * 100 : difference)
}

function rangeText(row: ComparisonRow, interval: { readonly low: number; readonly high: number }): string {
  if (row.unit === 'seconds') return `${formatDuration(interval.low)} to ${formatDuration(interval.high)}`
  const scale = row.unit === 'ratio' ? 100 : 1
  const [low, high] = [interval.low * scale, interval.high * scale]
  return `${signed(formatNumber(low, 1), low)} to ${signed(formatNumber(high, 1), high)}`
}

function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text
}

function copyMix(mix: ComparisonRow['mix']): ReportVerdict['mix'] {
  if (mix === null) return null
  return {
    reverses: mix.reverses,
    standardised: mix.standardised,
    strata: mix.strata.map((stratum) => ({
      name: stratum.name,
      subject: stratum.subject,
      subjectN: stratum.subjectN,
      baseline: stratum.baseline,
      baselineN: stratum.baselineN,
    })),
  }
}
