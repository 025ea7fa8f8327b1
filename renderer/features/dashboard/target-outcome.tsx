/** The measured baseline and the target that follows from it, side by side, before anything is saved. */
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { TargetPreview, TargetRule } from '../../../shared/goals.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import { formatCount, formatInterval } from '../../../shared/units.ts'
import { cellText } from '../../components/kpi-text.ts'
import { ValueWithUnits } from '../../components/kpi-card.tsx'
import { targetText } from '../../components/target-text.ts'

interface TargetOutcomeProps {
  readonly kpi: KpiId
  readonly baselineName: string
  /** Null while a number is missing. */
  readonly rule: TargetRule | null
  readonly preview: TargetPreview
}

export function TargetOutcome({ kpi, baselineName, rule, preview }: TargetOutcomeProps) {
  const { unit } = kpiCatalogue[kpi]
  const { baseline, value, wholeWeeks, marks, smallest, refusal } = preview
  return (
    <div className="pl-target-outcome" aria-live="polite">
      <div>
        <p className="pl-note">Baseline, measured</p>
        <p className="pl-value">
          <ValueWithUnits text={cellText(baseline)} />
        </p>
        <p className="pl-note">
          {baselineName}
          {baseline.status === 'ok' && `, n = ${formatCount(baseline.n)}`}
          {baseline.status === 'ok' &&
            baseline.interval &&
            `, 95 %: ${formatInterval(unit, baseline.interval.low, baseline.interval.high)}`}
          {baseline.status === 'ok' && `, ${formatCount(wholeWeeks)} whole ${wholeWeeks === 1 ? 'week' : 'weeks'}`}
          {baseline.status !== 'ok' && baseline.status !== 'failed' && `: ${baseline.message}`}
        </p>
      </div>
      <div>
        <p className="pl-note">Target</p>
        <p className="pl-value">
          {value === null || rule === null ? '–' : <ValueWithUnits text={targetText(kpi, rule, value, smallest)} />}
        </p>
        {rule !== null &&
          marks.map((mark) => (
            <span key={mark} className="pl-tag pl-target-mark">
              {mark}
            </span>
          ))}
        <p className="pl-note">{textOf(rule, preview)}</p>
        {rule !== null && refusal !== null && value !== null && <p className="pl-note pl-target-refusal">{refusal}</p>}
      </div>
    </div>
  )
}

function textOf(rule: TargetRule | null, { derivation, evidence }: TargetPreview): string {
  return rule === null ? 'Enter a number.' : `${derivation} ${evidence}`.trim()
}
