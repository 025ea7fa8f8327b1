/** How numbers came about, in the reader's words. Sources: the statistics design; each method named with its author. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiId } from '../../shared/kpi.ts'
import type { HoursMode } from '../../shared/model.ts'
import { describeSmallest, smallestOf } from '../../shared/smallest-difference.ts'
import type { SmallestDifferences } from '../../shared/smallest-difference.ts'
import type { ReportDefinition, ReportModel } from './report-model.ts'

export function definitionsOf(
  kpis: readonly KpiId[],
  smallest: SmallestDifferences | undefined,
): readonly ReportDefinition[] {
  return kpis.map((id) => {
    const { title, meaning, unit, better, countedUnit, needs } = kpiCatalogue[id]
    return {
      id,
      title,
      meaning,
      unit,
      better,
      countedUnit,
      needs,
      smallestDifference: describeSmallest(unit, smallestOf(id, smallest)),
    }
  })
}

export function methodsOf(hours: HoursMode): ReportModel['methods'] {
  return [
    {
      title: 'Headline values',
      text: 'Times are shown as the median, the middle value: half took less, half took more. One forgotten conversation moves a mean, not a median. p90 is the time that nine of ten stayed within.',
    },
    {
      title: 'Hours',
      text:
        hours === 'business'
          ? 'Only seconds inside the opening hours count; a message outside them starts counting at the next opening.'
          : 'Calendar hours: every second counts, nights and weekends too.',
    },
    {
      title: 'Unanswered conversations',
      text: 'Conversations without a human reply are counted beside every time, never as zero and never dropped. Where including those still waiting (Kaplan–Meier) moves the median by more than 10 %, both are shown.',
    },
    {
      title: 'What small samples may say',
      text: 'Below 6 cases no median or mean is shown; below 20 a value is marked as a small sample, shares are shown as counts, and no verdict is given; p90 needs 36 cases, a Net Promoter Score 10 answers.',
    },
    {
      title: 'Comparing times',
      text: 'The unit is the conversation. The ratio of medians carries a 95 % interval by Price and Bonett (2002). "79 of 100 random pairs" is the share of pairs, one conversation of each side, in which the subject was faster, ties counted half. Response times are compared by the median of each conversation\'s own turns, so that one long conversation does not count many times.',
    },
    {
      title: 'Comparing shares, scores, means and counts',
      text: 'Shares: Wilson interval for one, Newcombe (1998) for the difference of two, in percentage points; the p-value of two shares is the exact unconditional one (Suissa and Shuster 1985) up to 1,000 cases on a side. Net Promoter Score: adjusted Wald. Means: Student’s t for one, the ratio of means (Bonett and Price 2020) for numbers of things, the difference (Welch 1947) for points. Counts: rate ratio per covered day, its interval widened where days vary more than chance alone makes them (quasi-Poisson, McCullagh and Nelder 1989). Open conversations: for as many coming in a day (Little 1961).',
    },
    {
      title: 'Verdicts',
      text: 'Better or worse: the 95 % interval excludes no difference, the difference is at least the smallest that matters, and it stays so after allowing for the number of KPIs compared (Benjamini–Hochberg, 0.05; the primary KPI of each goal, chosen beforehand, is tested alone). Otherwise: small difference, practically equal, or no clear difference. Verdicts describe this data; they do not name causes.',
    },
    {
      title: 'Trends',
      text: 'Whole weeks with at least 10 cases only, smaller ones merged with their neighbours; Theil–Sen slope and Mann–Kendall test from 8 weeks on, widened where weeks are like the ones before (effective sample size, Yue and Wang 2004, with the corrections of Hamed 2009). Nothing is computed across a change of opening hours, definition or sources. A test that finds nothing means no clear trend, not that nothing changed.',
    },
  ]
}
