/** The measured baseline and the target that follows from it, side by side, before anything is saved. */
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId, KpiResult, TargetRule } from '../../../shared/kpi.ts'
import { formatCount, formatInterval } from '../../../shared/units.ts'
import { cellText } from '../../components/kpi-text.ts'
import { ValueWithUnits } from '../../components/kpi-card.tsx'
import { upperFirst } from '../../components/sides.ts'
import { targetText } from '../../components/target-text.ts'
import type { TargetPreview } from './target-preview.ts'

interface TargetOutcomeProps {
  readonly kpi: KpiId
  readonly baseline: KpiResult
  readonly baselineName: string
  readonly rule: TargetRule | null
  /** Null while a number is missing or the weeks are on their way. */
  readonly preview: TargetPreview | null
}

export function TargetOutcome({ kpi, baseline, baselineName, rule, preview }: TargetOutcomeProps) {
  const { unit } = kpiCatalogue[kpi]
  const value = preview?.value ?? null
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
          {baseline.status !== 'ok' && baseline.status !== 'failed' && `: ${baseline.reason}`}
        </p>
      </div>
      <div>
        <p className="pl-note">Target</p>
        <p className="pl-value">
          {value === null || rule === null ? '–' : <ValueWithUnits text={targetText(kpi, rule, value)} />}
        </p>
        <p className="pl-note">
          {preview ? `${upperFirst(preview.derivation)}. ${preview.evidence}` : 'Enter a number.'}
        </p>
        {preview && value !== null && rule?.kind === 'value' && !preview.isSupported && (
          <p className="pl-note pl-target-warning">
            Not supported by your data: fewer than a tenth of the weeks reached it.
          </p>
        )}
      </div>
    </div>
  )
}
