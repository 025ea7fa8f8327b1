/** From our number to the one on a help desk's own screen, rule by rule: for a reviewer who holds both in hand. */
import { SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import type { HoursMode } from '../../../shared/model.ts'
import { vendorIds, vendorNames } from '../../../shared/vendors.ts'
import type { VendorBridge, VendorId } from '../../../shared/vendors.ts'
import { useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import type { Sides } from '../../components/sides.ts'
import type { Side } from '../../components/verdict-table.tsx'
import { VendorMetricTable } from './vendor-metric-table.tsx'

interface VendorSectionProps {
  readonly sides: Sides
  readonly hours: HoursMode
  readonly subjectName: string
  readonly baselineName: string
}

const isVendor = (text: string): text is VendorId => vendorIds.some((id) => id === text)

export function VendorSection({ sides, hours, subjectName, baselineName }: VendorSectionProps) {
  const [vendor, setVendor] = useState<VendorId | null>(null)
  // What SMS replaces is what a help desk usually holds.
  const [side, setSide] = useState<Side>('baseline')
  const bridge = useApi('vendors.bridge', vendor === null ? null : { vendor, selection: sides[side], hours })
  return (
    <section aria-labelledby="vendor-counts">
      <div className="pl-section-head">
        <h2 id="vendor-counts">As the vendor counts</h2>
        <SegmentedControl
          size="xs"
          aria-label="Vendor"
          data={[{ value: '', label: 'Off' }, ...vendorIds.map((id) => ({ value: id, label: vendorNames[id] }))]}
          value={vendor ?? ''}
          onChange={(next) => setVendor(isVendor(next) ? next : null)}
        />
      </div>
      {vendor === null ? (
        <Text c="dimmed">
          Help desks start and stop their clocks otherwise. Choose one to see what our times become under its rules, one
          after the other, and what it reported itself.
        </Text>
      ) : (
        <div className="pl-card pl-vendor">
          <SegmentedControl
            size="xs"
            aria-label="Side that is counted"
            data={[
              { value: 'subject', label: subjectName },
              { value: 'baseline', label: baselineName },
            ]}
            value={side}
            onChange={(next) => setSide(next === 'subject' ? 'subject' : 'baseline')}
          />
          {bridge.status === 'failed' ? (
            <ErrorPanel error={bridge.error} onRetry={bridge.reload} />
          ) : bridge.value === undefined ? (
            <Skeleton height={320} />
          ) : (
            <Bridge bridge={bridge.value} />
          )}
        </div>
      )}
    </section>
  )
}

function Bridge({ bridge: { vendor, metrics, notes } }: { readonly bridge: VendorBridge }) {
  return (
    <>
      {metrics.map((metric) => (
        <VendorMetricTable key={metric.id} metric={metric} vendorName={vendorNames[vendor]} />
      ))}
      {notes.map((note) => (
        <Text key={note} c="dimmed" size="xs">
          {note}
        </Text>
      ))}
    </>
  )
}
