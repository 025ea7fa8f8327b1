/** How first responses spread on both sides, and the sentence that it supports. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { Distribution } from '../../shared/kpi.ts'
import { formatDuration } from '../../shared/units.ts'
import type { ReportDistribution, ReportSide, ReportVerdict, Side } from './report-model.ts'

/** As for a median: fewer values make no shape. */
const enoughCases = 6

export function distributionChart(
  distributions: { readonly subject: readonly Distribution[]; readonly baseline: readonly Distribution[] },
  sides: { readonly subject: ReportSide; readonly baseline: ReportSide },
  verdicts: readonly ReportVerdict[],
): ReportDistribution | null {
  const id = 'first-response-time'
  const verdict = verdicts.find((row) => row.id === id)
  const subject = distributions.subject.find((distribution) => distribution.id === id)
  const baseline = distributions.baseline.find((distribution) => distribution.id === id)
  const drawn = [
    sideOf('subject', subject, verdict?.subject.value ?? null),
    sideOf('baseline', baseline, verdict?.baseline.value ?? null),
  ].filter((side) => side !== null)
  if (drawn.length === 0) return null
  return { id, title: kpiCatalogue[id].title, finding: finding(verdict, sides), sides: drawn }
}

function sideOf(
  side: Side,
  distribution: Distribution | undefined,
  median: number | null,
): ReportDistribution['sides'][number] | null {
  if (distribution === undefined || distribution.n < enoughCases) return null
  const { n } = distribution
  return {
    side,
    n,
    median,
    bins: distribution.bins.map(({ from, to, count }) => ({ from, to, count, share: count / n })),
  }
}

function finding(
  verdict: ReportVerdict | undefined,
  sides: { readonly subject: ReportSide; readonly baseline: ReportSide },
): string {
  const subject = verdict?.subject.value ?? null
  const baseline = verdict?.baseline.value ?? null
  if (subject === null || baseline === null) return 'How long answered conversations waited for their first response'
  const sentence = `Half of the answered conversations had their first reply within ${formatDuration(subject)} on ${sides.subject.nameInText}, within ${formatDuration(baseline)} on ${sides.baseline.nameInText}`
  return verdict?.tone === 'unclear' ? `${sentence}; no clear difference` : sentence
}
