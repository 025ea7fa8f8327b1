/** What a target that is set rests on, what it was before, and why it may be out of date. */
import type { BaselineRecord, GoalKpi } from '../../../shared/goals.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import { reasonText } from '../../../shared/explain-words.ts'
import { hoursText } from '../../../shared/schedules.ts'
import { describeSelection, formatCount, formatDayRange, formatInstant } from '../../../shared/units.ts'

interface TargetBasisProps {
  readonly row: GoalKpi
  readonly zone: string
}

export function TargetBasis({ row, zone }: TargetBasisProps) {
  const { target, history, kpi } = row
  return (
    <>
      {target && row.state === 'stale' && <output className="pl-target-stale">{row.sentence}</output>}
      {target?.record && (
        <details className="pl-target-details">
          <summary>What the baseline rests on</summary>
          <dl>
            {basisOf(target.record, target.baseline, kpi, zone).map(([term, text]) => (
              <div key={term}>
                <dt>{term}</dt>
                <dd>{text}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {history.length > 0 && (
        <details className="pl-target-details">
          <summary>History ({formatCount(history.length)})</summary>
          <ul aria-label="History of the target">
            {history.map((change) => (
              <li key={`${change.at} ${change.what}`}>
                <span className="pl-note">{formatInstant(change.at, zone)}</span> {change.sentence}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function basisOf(
  record: BaselineRecord,
  baseline: Parameters<typeof describeSelection>[0],
  kpi: GoalKpi['kpi'],
  zone: string,
): readonly (readonly [term: string, text: string])[] {
  const { result, days, wholeWeeks, sources, schedules, definition } = record
  const left = Object.entries(result.ledger.excluded)
  return [
    ['Selection', describeSelection(baseline)],
    [
      'Measured',
      `${formatInstant(record.measuredAt, zone)}, by version ${definition.app}, definition ${definition.version}`,
    ],
    ['Data', `${formatDayRange(days.from, days.to)}, ${formatCount(wholeWeeks)} whole weeks`],
    ['Counted', `${formatCount(result.n)} ${kpiCatalogue[kpi].countedUnit}`],
    [
      'Left out',
      left.length === 0
        ? 'nothing'
        : left.map(([reason, count]) => `${formatCount(count)}: ${reasonText(reason)}`).join('; '),
    ],
    [
      'Sources',
      sources
        .map(
          ({ name, imports }) =>
            `${name} (${imports.map(({ file, sha256 }) => `${file}, ${sha256.slice(0, 12)}…`).join('; ')})`,
        )
        .join('; '),
    ],
    ['Hours', schedules.length === 0 ? 'calendar hours' : schedules.map(hoursText).join('; ')],
  ]
}
