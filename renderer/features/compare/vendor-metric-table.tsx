import { kpiCatalogue } from '../../../shared/kpi.ts'
import { formatCount, formatDuration } from '../../../shared/units.ts'
import type { BridgeStep, ReportedByVendor, VendorMetric } from '../../../shared/vendors.ts'
import '../../components/table.css'

interface VendorMetricTableProps {
  readonly metric: VendorMetric
  readonly vendorName: string
}

export function VendorMetricTable({ metric, vendorName }: VendorMetricTableProps) {
  const { title, kpi, steps, reported, notFollowed } = metric
  return (
    <div className="pl-table-scroll">
      <table className="pl-table pl-bridge">
        <caption>
          {title} of {vendorName}, from our {kpiCatalogue[kpi].title.toLowerCase()}
        </caption>
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col" className="pl-number">
              Then it is
            </th>
            <th scope="col" className="pl-number">
              n
            </th>
            <th scope="col" className="pl-number">
              Changed
            </th>
            <th scope="col">What {vendorName} does</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, index) => (
            <StepRow key={step.rule?.id ?? 'ours'} step={step} isLast={index === steps.length - 1} />
          ))}
          {reported && <ReportedRow reported={reported} vendorName={vendorName} />}
        </tbody>
      </table>
      {notFollowed.length > 0 && (
        <ul className="pl-note">
          {notFollowed.map((sentence) => (
            <li key={sentence}>Not followed: {sentence}</li>
          ))}
        </ul>
      )}
    </div>
  )
}

function StepRow({ step, isLast }: { readonly step: BridgeStep; readonly isLast: boolean }) {
  const { rule, value, statistic, n, changed } = step
  return (
    <tr>
      <th scope="row">{rule === null ? 'As we count' : rule.title}</th>
      <td className="pl-number">
        {value === null ? (
          <span className="pl-note">nothing to count</span>
        ) : (
          <>
            {isLast ? <strong>{formatDuration(value)}</strong> : formatDuration(value)}
            {statistic === 'mean' && <div className="pl-note">average</div>}
          </>
        )}
      </td>
      <td className="pl-number">{formatCount(n)}</td>
      <td className="pl-number">{rule === null ? '–' : formatCount(changed)}</td>
      <td>
        {rule !== null && (
          <>
            {rule.text}
            <div className="pl-note">
              {rule.source === null ? 'Assumed, not verified.' : `${rule.source.title}, ${rule.source.url}`}
            </div>
          </>
        )}
      </td>
    </tr>
  )
}

function ReportedRow({ reported, vendorName }: { readonly reported: ReportedByVendor; readonly vendorName: string }) {
  const { field, n, value, counted, gap, equal, onlyReported, onlyCounted, furthest } = reported
  return (
    <tr>
      <th scope="row">As reported by {vendorName}</th>
      <td className="pl-number">
        <strong>{formatDuration(value)}</strong>
      </td>
      <td className="pl-number">{formatCount(n)}</td>
      <td className="pl-number">–</td>
      <td>
        {gap === 0
          ? 'The same as counted here over these conversations.'
          : `Counted here over these conversations: ${formatDuration(counted)}; ${formatDuration(Math.abs(gap))} are left unexplained.`}{' '}
        {formatCount(equal)} of {formatCount(n)} are the same one by one.
        <div className="pl-note">
          Field {field}, never mixed with ours.
          {onlyReported > 0 && ` ${formatCount(onlyReported)} more are reported and not counted here.`}
          {onlyCounted > 0 && ` ${formatCount(onlyCounted)} more are counted here and not reported.`}
          {furthest.length > 0 &&
            ` Furthest apart: ${furthest
              .map(
                (one) =>
                  `conversation ${one.conversation} (${formatDuration(one.reported)} against ${formatDuration(one.counted)})`,
              )
              .join(', ')}.`}
        </div>
      </td>
    </tr>
  )
}
