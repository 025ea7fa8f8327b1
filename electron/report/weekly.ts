/** Weekly medians of both sides, and the sentence that they support. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { Goal } from '../../shared/goals.ts'
import type { KpiId, KpiResult } from '../../shared/kpi.ts'
import type { Day } from '../../shared/model.ts'
import { formatCount } from '../../shared/units.ts'
import { measureOf } from './measure.ts'
import type { ReportSide, ReportVerdict, ReportWeek, ReportWeekly } from './report-model.ts'

const weekMs = 7 * 86_400_000
/** Fewer pairs of weeks say nothing that the overall verdict does not say better. */
const enoughWeeks = 4

interface Sides {
  readonly subject: ReportSide
  readonly baseline: ReportSide
}

export function weeklyCharts(
  weekly: { readonly subject: readonly KpiResult[]; readonly baseline: readonly KpiResult[] },
  sides: Sides,
  verdicts: readonly ReportVerdict[],
  goals: readonly Goal[],
): readonly ReportWeekly[] {
  return verdicts
    .filter((verdict) => verdict.unit === 'seconds')
    .map((verdict) => weeklyChart(verdict, weekly, sides, targetOf(verdict.id, goals)))
    .filter((chart) => chart.sides.some((side) => side.points.filter((point) => point.value !== null).length > 1))
}

function weeklyChart(
  verdict: ReportVerdict,
  weekly: { readonly subject: readonly KpiResult[]; readonly baseline: readonly KpiResult[] },
  sides: Sides,
  target: number | null,
): ReportWeekly {
  const subject = weeksOf(verdict.id, weekly.subject)
  const baseline = weeksOf(verdict.id, weekly.baseline)
  const alignedBy = overlap(subject, baseline) ? 'date' : 'week-number'
  const first = [subject[0]?.from, baseline[0]?.from].filter((day) => day !== undefined).sort()[0]
  const placedSubject = place(subject, alignedBy === 'date' ? first : subject[0]?.from)
  const placedBaseline = place(baseline, alignedBy === 'date' ? first : baseline[0]?.from)
  return {
    id: verdict.id,
    title: kpiCatalogue[verdict.id].title,
    finding: finding(verdict, placedSubject, placedBaseline, sides),
    alignedBy,
    target,
    sides: [
      { side: 'subject', points: placedSubject },
      { side: 'baseline', points: placedBaseline },
    ],
  }
}

function weeksOf(kpi: KpiId, results: readonly KpiResult[]): readonly ReportWeek[] {
  return results
    .filter((result) => result.id === kpi && result.group.week !== undefined)
    .map((result) => {
      const measure = measureOf(result)
      return {
        from: result.period?.from ?? result.group.week ?? '',
        to: result.period?.to ?? null,
        position: 0,
        isComplete: result.period?.complete ?? true,
        n: measure.n,
        value: measure.value,
        interval: measure.interval,
      }
    })
    .sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** Periods cut off by the selection start later than their week, hence the rounding. */
function place(weeks: readonly ReportWeek[], first: Day | undefined): readonly ReportWeek[] {
  if (first === undefined) return weeks
  return weeks.map((week) => ({ ...week, position: Math.round((Date.parse(week.from) - Date.parse(first)) / weekMs) }))
}

function overlap(a: readonly ReportWeek[], b: readonly ReportWeek[]): boolean {
  const [firstA, lastA, firstB, lastB] = [a[0], a.at(-1), b[0], b.at(-1)]
  if (firstA === undefined || lastA === undefined || firstB === undefined || lastB === undefined) return true
  return firstA.from <= lastB.from && firstB.from <= lastA.from
}

function targetOf(kpi: KpiId, goals: readonly Goal[]): number | null {
  const values = goals.flatMap((goal) => goal.kpis).map((row) => (row.kpi === kpi ? (row.target?.value ?? null) : null))
  return values.find((value) => value !== null) ?? null
}

function finding(
  verdict: ReportVerdict,
  subject: readonly ReportWeek[],
  baseline: readonly ReportWeek[],
  sides: Sides,
): string {
  const byPosition = new Map(baseline.map((week) => [week.position, week]))
  const pairs = subject.flatMap((week) => {
    const other = byPosition.get(week.position)
    if (other === undefined || !week.isComplete || !other.isComplete) return []
    return week.value === null || other.value === null ? [] : [{ subject: week.value, baseline: other.value }]
  })
  if (pairs.length < enoughWeeks)
    return `${verdict.title} by week: too few whole weeks on both sides to compare them week by week`
  const faster = pairs.filter((pair) => pair.subject < pair.baseline).length
  const subjectName = sides.subject.name
  const weeks = formatCount(pairs.length)
  const share = faster === pairs.length ? `every one of ${weeks} weeks` : `${formatCount(faster)} of ${weeks} weeks`
  const sentence = `${subjectName} had the shorter ${verdict.title.toLowerCase()} in ${share}`
  return verdict.tone === 'unclear' ? `${sentence}; overall, no clear difference` : sentence
}
