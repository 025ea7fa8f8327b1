/** What stands behind one verdict: its reason, the shift, the mix check, cautions, and what would settle it. */
import { primaryText, sameAgentsText, smallestText } from '../../shared/comparison-words.ts'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { ComparisonRow } from '../../shared/kpi.ts'
import { formatCount, formatInterval, formatKpiValue, formatNumber } from '../../shared/units.ts'
import type { ReactNode } from 'react'
import { upperFirst } from './sides.ts'
import { signed } from './comparison-text.ts'

export function VerdictDetails({ row }: { readonly row: ComparisonRow }) {
  const { countedUnit } = kpiCatalogue[row.id]
  const smallest = smallestText(row)
  const same = sameAgentsText(row, 'the subject')
  const primary = primaryText(row)
  return (
    <div className="pl-details">
      <p>{row.reason}</p>
      <dl>
        {row.shift && (
          <Fact term="Typical shift">
            {signed('seconds', row.shift.value)} (95 %: {formatInterval('seconds', row.shift.low, row.shift.high)}), the
            middle of all differences between one of each side
          </Fact>
        )}
        {row.casesNeeded !== null && (
          <Fact term="Would settle it">
            about {formatCount(row.casesNeeded)} more {countedUnit} on each side
          </Fact>
        )}
        {smallest !== null && <Fact term="Has to differ by">{smallest}, the smallest difference that matters</Fact>}
        {same !== null && <Fact term="Same agents">{same}</Fact>}
        {row.dispersion !== null && (
          <Fact term="Days vary">
            {formatNumber(row.dispersion, 1)} times as much as chance alone would make them; the interval allows for it
          </Fact>
        )}
        {row.mix && <MixCheck row={row} mix={row.mix} />}
        {row.pValue !== null && (
          <Fact term="Tests">
            p {formatProbability(row.pValue)}
            {row.qValue !== null &&
              primary === null &&
              `; with all KPIs of this table considered q ${formatProbability(row.qValue)}`}
          </Fact>
        )}
        {primary !== null && <Fact term="Primary KPI">{primary}</Fact>}
        {row.cautions.map((caution) => (
          <Fact key={caution} term="Caution">
            {upperFirst(caution)}
          </Fact>
        ))}
      </dl>
    </div>
  )
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="pl-fact">
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

const formatProbability = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${formatNumber(p, 3)}`)

interface MixCheckProps {
  readonly row: ComparisonRow
  readonly mix: NonNullable<ComparisonRow['mix']>
}

function MixCheck({ row, mix }: MixCheckProps) {
  return (
    <Fact term="Mix check">
      {mix.reverses
        ? 'The difference turns round when both sides are given the same mix of hours, weekdays and teams. Do not rely on the overall numbers.'
        : 'The difference stays the same way round when both sides are given the same mix of hours, weekdays and teams.'}
      {mix.standardised !== null && ` Same mix: ${standardisedText(row, mix.standardised)}.`}
      {mix.strata.length > 0 && (
        <table className="pl-table pl-strata">
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col" className="pl-number">
                Subject
              </th>
              <th scope="col" className="pl-number">
                n
              </th>
              <th scope="col" className="pl-number">
                Baseline
              </th>
              <th scope="col" className="pl-number">
                n
              </th>
            </tr>
          </thead>
          <tbody>
            {mix.strata.map((stratum) => (
              <tr key={stratum.name}>
                <th scope="row">{stratum.name}</th>
                <td className="pl-number">{formatKpiValue(row.unit, stratum.subject)}</td>
                <td className="pl-number">{formatCount(stratum.subjectN)}</td>
                <td className="pl-number">{formatKpiValue(row.unit, stratum.baseline)}</td>
                <td className="pl-number">{formatCount(stratum.baselineN)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Fact>
  )
}

/** Durations are standardised as a ratio, everything else as a difference, as their intervals are. */
function standardisedText(row: ComparisonRow, value: number): string {
  return row.interval?.of === 'ratio' ? `${formatNumber(value, 2)} × the baseline` : signed(row.unit, value)
}
