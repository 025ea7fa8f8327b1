/**
 * The sentences of comparisons. They report what was seen ("was faster … in this data") and never a cause, and hedge
 * exactly as the verdict does.
 */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { CaseKind, ComparisonRow, KpiId, KpiResult, Verdict } from '../../shared/kpi.ts'
import { describeSmallest } from '../../shared/smallest-difference.ts'
import type { SmallestDifference } from '../../shared/smallest-difference.ts'
import { formatCount, formatKpiValue, formatNumber, formatShare } from '../../shared/units.ts'
import { minimumForMedian, minimumForVerdict } from './statistics/gates.ts'

/** What both sides are called inside a sentence, such as `SMS` and `web chat`. */
export interface SideNames {
  readonly subject: string
  readonly baseline: string
}

interface KpiPhrases {
  /** Subject of the numbers: "the median first response was …". */
  readonly measure: string
  /** "SMS … than web chat": what a lower and a higher value amount to. */
  readonly lower: string
  readonly higher: string
}

const phrases = {
  'first-response-time': { measure: 'the median first response', lower: 'was faster', higher: 'was slower' },
  'response-time': { measure: 'the median response', lower: 'was faster', higher: 'was slower' },
  'resolution-time': { measure: 'the median resolution', lower: 'was faster', higher: 'was slower' },
  'unanswered-share': {
    measure: 'the unanswered share',
    lower: 'left fewer conversations unanswered',
    higher: 'left more conversations unanswered',
  },
  conversations: { measure: 'the volume', lower: 'had fewer conversations', higher: 'had more conversations' },
  'total-wait': {
    measure: 'the median total wait',
    lower: 'kept customers waiting less',
    higher: 'kept customers waiting longer',
  },
  'within-target-share': {
    measure: 'the share answered within the target',
    lower: 'answered fewer conversations within the target',
    higher: 'answered more conversations within the target',
  },
  'conversations-per-agent-day': {
    measure: 'the mean number of conversations per agent and day',
    lower: 'had fewer conversations per agent and day',
    higher: 'had more conversations per agent and day',
  },
  'open-at-end': {
    measure: 'the number of open conversations',
    lower: 'had fewer conversations open for what came in',
    higher: 'had more conversations open for what came in',
  },
  'replies-to-resolution': {
    measure: 'the mean number of replies to resolution',
    lower: 'needed fewer replies to resolution',
    higher: 'needed more replies to resolution',
  },
  'one-touch-share': {
    measure: 'the share resolved with one reply',
    lower: 'resolved fewer conversations with one reply',
    higher: 'resolved more conversations with one reply',
  },
  'first-contact-resolution': {
    measure: 'the share resolved at the first contact',
    lower: 'resolved fewer conversations at the first contact',
    higher: 'resolved more conversations at the first contact',
  },
  'reopen-share': {
    measure: 'the reopened share',
    lower: 'had fewer conversations reopened',
    higher: 'had more conversations reopened',
  },
  'transfer-share': {
    measure: 'the transferred share',
    lower: 'transferred fewer conversations',
    higher: 'transferred more conversations',
  },
  'opt-out-share': {
    measure: 'the unsubscription rate',
    lower: 'lost fewer contacts to opt-outs',
    higher: 'lost more contacts to opt-outs',
  },
  'unsubscribe-after-service': {
    measure: 'the share followed by an opt-out',
    lower: 'was followed by fewer opt-outs',
    higher: 'was followed by more opt-outs',
  },
  'channel-return-rate': {
    measure: 'the share that came back to the same channel',
    lower: 'saw fewer customers come back to the same channel',
    higher: 'saw more customers come back to the same channel',
  },
  'returning-customer-share': {
    measure: 'the share of returning customers',
    lower: 'saw fewer customers return',
    higher: 'saw more customers return',
  },
  nps: { measure: 'the NPS', lower: 'scored a lower NPS', higher: 'scored a higher NPS' },
  csat: { measure: 'customer satisfaction', lower: 'satisfied fewer customers', higher: 'satisfied more customers' },
  'customer-effort': { measure: 'the mean ease', lower: 'made it less easy', higher: 'made it easier' },
} as const satisfies Record<KpiId, KpiPhrases>

type Numbers = Pick<ComparisonRow, 'id' | 'unit' | 'subject' | 'baseline' | 'difference' | 'ratio' | 'interval'>

/** `the median first response was 1 min 34 s against 4 min 10 s (n = 275 and 310; ratio 0.38, 95 % interval 0.33–0.44)` */
function describeNumbers(row: Numbers): string {
  const { subject, baseline } = row
  if (subject.status !== 'ok' || baseline.status !== 'ok') return ''
  const values = `${valueOf(subject)} against ${valueOf(baseline)}`
  const sizes = `n = ${formatCount(subject.n)} and ${formatCount(baseline.n)}`
  const change = describeChange(row)
  return `${phrases[row.id].measure} was ${values} (${change === '' ? sizes : `${sizes}; ${change}`})`
}

/** Small samples of shares as `16 of 20`. */
function valueOf(result: KpiResult & { status: 'ok' }): string {
  const { numerator, n, unit, value } = result
  if (unit === 'ratio' && numerator !== undefined && n < minimumForVerdict) {
    return `${formatCount(numerator)} of ${formatCount(n)}`
  }
  return formatKpiValue(unit, value)
}

function describeChange(row: Numbers): string {
  const { interval, ratio, difference } = row
  if (!interval) return ''
  const level = `${formatShare(interval.level)} interval`
  if (interval.of === 'ratio') {
    const ends = `${formatRatio(interval.low)}–${formatRatio(interval.high)}`
    if (row.id === 'response-time') {
      // The test takes one value per conversation; its ratio is the middle of an interval that is even on the log scale.
      return `ratio of the conversations' own medians ${formatRatio(Math.sqrt(interval.low * interval.high))}, ${level} ${ends}`
    }
    const name = ratioName(kpiCatalogue[row.id].kind)
    return ratio === null ? `${level} ${ends}` : `${name} ${formatRatio(ratio)}, ${level} ${ends}`
  }
  if (difference === null) return ''
  const scale = row.unit === 'ratio' ? 100 : 1
  const points = row.unit === 'ratio' ? ' percentage points' : row.unit === 'points' ? ' points' : ''
  const number = (value: number): string => formatNumber(value * scale, row.unit === 'count' ? 2 : 1)
  return `difference ${number(difference)}${points}, ${level} ${number(interval.low)} to ${number(interval.high)}`
}

function ratioName(kind: CaseKind): string {
  if (kind === 'stock') return 'ratio, for as many conversations coming in a day,'
  return kind === 'count' ? 'ratio per day' : 'ratio'
}

/** Two decimals, more where the ratio is small. */
function formatRatio(ratio: number): string {
  return formatNumber(ratio, ratio > 0 && ratio < 0.095 ? 3 : 2)
}

/** The verdicts that need a judgement; the others carry a reason of their own. */
export type JudgedVerdict = Exclude<Verdict, 'not-comparable'>

/** The verdict as one sentence with its numbers. `unitsN`: independent units per side. */
export function verdictSentence(
  row: Numbers & Pick<ComparisonRow, 'casesNeeded'> & { readonly verdict: JudgedVerdict },
  names: SideNames,
  smallest: SmallestDifference,
  unitsN: readonly [number, number],
): string {
  const numbers = describeNumbers(row)
  const { subject, baseline } = names
  const matters = describeSmallest(row.unit, smallest)
  if (row.verdict === 'better' || row.verdict === 'worse') {
    return sentence(`${subject} ${directionPhrase(row)} than ${baseline} in this data: ${numbers}`)
  }
  if (row.verdict === 'small-difference') {
    const direction = `${subject} ${directionPhrase(row)} than ${baseline} in this data`
    return sentence(`${direction}, but by less than the ${matters} that matter: ${numbers}`)
  }
  if (row.verdict === 'equivalent') {
    const both = `${subject} and ${baseline} were practically equal in this data`
    return sentence(`${both}, apart by less than the ${matters} that matter: ${numbers}`)
  }
  if (row.verdict === 'no-clear-difference') {
    const need = describeNeed(row.casesNeeded)
    return sentence(`no clear difference between ${subject} and ${baseline} in this data: ${numbers}${need}`)
  }
  const [n1, n2] = unitsN
  const sizes = `${formatCount(n1)} and ${formatCount(n2)} ${countedUnit(row.id)}`
  const numbersIfAny = Math.min(n1, n2) >= minimumForMedian && numbers !== '' ? `; ${numbers}` : ''
  return sentence(
    `too little data for a verdict: ${sizes}, and both sides need at least ${minimumForVerdict}${numbersIfAny}`,
  )
}

/** Why a difference that looked clear alone is not called one: several KPIs were looked at together. */
export function multiplicitySentence(row: Numbers, tests: number, qValue: number): string {
  const among = `among the ${tests} KPIs looked at together (adjusted p ${formatNumber(qValue, 2)})`
  return sentence(`no clear difference ${among}: ${describeNumbers(row)}`)
}

/** Volumes, and what else is neither better nor worse: the numbers without a verdict. */
export function neutralSentence(row: Numbers, names: SideNames, days: readonly [number, number]): string {
  if (kpiCatalogue[row.id].kind !== 'count')
    return sentence(
      `neither more nor less is better: ${describeNumbers(row)} for ${names.subject} and ${names.baseline}`,
    )
  const periods = `over ${formatCount(days[0])} and ${formatCount(days[1])} covered days`
  return sentence(
    `a volume is neither better nor worse: ${describeNumbers(row)} for ${names.subject} and ${names.baseline}, ${periods}`,
  )
}

/** `was faster`: the direction of the measured difference. */
function directionPhrase(row: Numbers): string {
  const { interval } = row
  const isHigher = interval?.of === 'ratio' ? Math.sqrt(interval.low * interval.high) > 1 : (row.difference ?? 0) > 0
  return isHigher ? phrases[row.id].higher : phrases[row.id].lower
}

function describeNeed(casesNeeded: number | null): string {
  if (casesNeeded === null) return ''
  return `; if it stays like this, about ${formatCount(roundUp(casesNeeded))} more cases on each side would probably settle it`
}

/** An estimate deserves two digits at most. */
export function roundUp(count: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(count, 1))) - 1)
  return Math.ceil(count / step) * step
}

function countedUnit(id: KpiId): string {
  return id === 'response-time' ? 'conversations with an answered turn' : kpiCatalogue[id].countedUnit
}

/** `KPI title` at the start or inside of a sentence. */
export function kpiTitle(id: KpiId): string {
  const title = kpiCatalogue[id].title
  return id === 'nps' || id === 'opt-out-share' ? title : title.charAt(0).toLowerCase() + title.slice(1)
}

/** First letter raised, full stop added. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`
}

/** `a, b and c` */
export function joinWords(words: readonly string[]): string {
  const last = words.at(-1)
  if (last === undefined || words.length === 1) return last ?? ''
  return `${words.slice(0, -1).join(', ')} and ${last}`
}

/** Why a result has no value, in its own words. */
export function unmeasuredReason(result: KpiResult): string {
  if (result.status === 'ok') return ''
  return result.status === 'failed' ? `This KPI could not be computed (${result.code}).` : result.message
}
