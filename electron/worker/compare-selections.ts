/** Two selections of the open workspace, compared KPI by KPI. */
import { kpiIds } from '../../shared/kpi.ts'
import type { Comparison, ComparisonRequest, ComparisonRow, KpiId } from '../../shared/kpi.ts'
import type { Channel, Selection } from '../../shared/model.ts'
import { checkSmallestDifferences, smallestOf } from '../../shared/smallest-difference.ts'
import { answerOf } from '../kpi/answer.ts'
import { adjustForMultiplicity, compareCases } from '../kpi/compare/comparison.ts'
import { settingsOf } from '../kpi/column-cache.ts'
import { casesOf } from '../kpi/engine.ts'
import { facetsOf } from '../kpi/facets.ts'
import { describeSides } from '../report/sides.ts'
import { loadGoals } from '../workspace/goals.ts'
import type { Session } from './session.ts'

export function compareSelections(session: Session, request: ComparisonRequest): Comparison {
  const { subject, baseline, hours } = request
  const baselineHours = request.baselineHours ?? hours
  const facts = session.facts()
  const settings = settingsOf(session.settings(), request)
  const sides = describeSides(subject, baseline, session.summary())
  const names = { subject: sides.subject.nameInText, baseline: sides.baseline.nameInText }
  const channels = { subject: channelsOf(session, subject), baseline: channelsOf(session, baseline) }
  const inferredClose = request.inferredClose === true
  checkSmallestDifferences(request.smallestDifferences)
  const smallest = { ...settings.smallestDifferences, ...request.smallestDifferences }
  // One per goal, chosen beforehand.
  const primaryKpis = new Set(loadGoals(session.workspace().reader).flatMap((goal): KpiId[] => goal.kpis.slice(0, 1)))
  const rows = kpiIds.map((id) =>
    compareCases(
      id,
      casesOf(facts, id, subject, settings, hours, inferredClose),
      casesOf(facts, id, baseline, settings, baselineHours, inferredClose),
      {
        hours,
        baselineHours,
        smallest: smallestOf(id, smallest),
        isPrimary: primaryKpis.has(id),
        names,
        samePopulation: true,
        channels,
      },
    ),
  )
  const judged = adjustForMultiplicity(rows).map((row) => withHistoryCautions(row, names))
  return {
    subject,
    baseline,
    subjectName: sides.subject.name,
    baselineName: sides.baseline.name,
    hours,
    rows: judged,
    answer: answerOf(judged, names),
  }
}

/** A side whose data begin too late is not like the other one, however certain the difference. */
function withHistoryCautions(
  row: ComparisonRow,
  names: Readonly<Record<'subject' | 'baseline', string>>,
): ComparisonRow {
  const own = (['subject', 'baseline'] as const).flatMap((side) => {
    const result = row[side]
    return result.status === 'ok' && result.shortHistory !== undefined
      ? [`${names[side]}: ${result.shortHistory.caution}`]
      : []
  })
  return own.length === 0 ? row : { ...row, cautions: [...row.cautions, ...own] }
}

function channelsOf(session: Session, selection: Selection): readonly Channel[] {
  if (selection.channels !== undefined && selection.channels.length > 0) return selection.channels
  return facetsOf(session.facts(), selection, session.settings()).channels.map((facet) => facet.name)
}
