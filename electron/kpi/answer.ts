/** The answer of a comparison in up to three sentences, led by the first response time. */
import type { ComparisonRow, KpiId, Verdict } from '../../shared/kpi.ts'
import { joinWords, kpiTitle, sentence } from './wording.ts'
import type { SideNames } from './wording.ts'

/** The KPI that the answer opens with; the first judged one of these. */
const leadOrder: readonly KpiId[] = ['first-response-time', 'response-time', 'resolution-time', 'unanswered-share']

/**
 * 1. The leading KPI with its numbers (or why it has no verdict). 2. In which other KPIs the subject was better, worse
 * or equal. 3. The weightiest caution of the lead, or what stays open. Says nothing that a verdict does not say.
 */
export function answerOf(rows: readonly ComparisonRow[], names: SideNames): string[] {
  const lead = leadOf(rows)
  if (!lead) return ['Nothing was compared.']
  const others = rows.filter((row) => row !== lead)
  return [leadSentence(lead), othersSentence(others, names), closingSentence(lead, others)].filter(
    (text) => text !== '',
  )
}

function leadOf(rows: readonly ComparisonRow[]): ComparisonRow | undefined {
  const candidates = leadOrder.flatMap((id) => rows.filter((row) => row.id === id))
  return candidates.find((row) => row.verdict !== 'not-comparable') ?? candidates[0] ?? rows[0]
}

function leadSentence(lead: ComparisonRow): string {
  return lead.verdict === 'not-comparable'
    ? sentence(`No verdict on ${kpiTitle(lead.id)}: ${lead.reason}`)
    : lead.reason
}

function othersSentence(others: readonly ComparisonRow[], names: SideNames): string {
  const better = titlesOf(others, ['better'])
  const worse = titlesOf(others, ['worse'])
  const equal = titlesOf(others, ['equivalent', 'small-difference'])
  const { subject, baseline } = names
  const parts = [
    better === '' ? '' : `${subject} was better than ${baseline} in ${better}`,
    worse === '' ? '' : `${subject} was worse than ${baseline} in ${worse}`,
    equal === '' ? '' : `the two were much the same in ${equal}`,
  ].filter((part) => part !== '')
  return parts.length === 0 ? '' : sentence(`in this data ${parts.join('; ')}`)
}

function closingSentence(lead: ComparisonRow, others: readonly ComparisonRow[]): string {
  const caution = lead.cautions[0]
  if (caution !== undefined) return sentence(`to be read with this: ${caution}`)
  const open = titlesOf(others, ['no-clear-difference', 'too-little-data'])
  return open === '' ? '' : sentence(`No verdict yet on ${open}`)
}

function titlesOf(rows: readonly ComparisonRow[], verdicts: readonly Verdict[]): string {
  return joinWords(rows.filter((row) => verdicts.includes(row.verdict)).map((row) => kpiTitle(row.id)))
}
