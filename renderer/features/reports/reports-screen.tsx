/** Building a report: what against what, for whom; a look at what it will say; and the file. */
import { Alert, Button, Checkbox, SegmentedControl, Select, Skeleton } from '@mantine/core'
import { IconCircleCheck, IconFileExport } from '@tabler/icons-react'
import { useState } from 'react'
import { reportFormats } from '../../../shared/api.ts'
import type { ReportFormat, ReportRequest } from '../../../shared/api.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { Facets, HoursMode } from '../../../shared/model.ts'
import { vendorIds, vendorNames } from '../../../shared/vendors.ts'
import type { VendorId } from '../../../shared/vendors.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { SidePickers, useSides } from '../../components/side-pickers.tsx'
import { isSameSelection } from '../../components/sides.ts'
import { periodOptions } from '../../filters.ts'
import { formatBytes } from '../../format.ts'
import type { ScreenProps } from '../../screen-props.ts'
import { ReportPreview } from './report-preview.tsx'
import './reports.css'

export function ReportsScreen(props: ScreenProps) {
  const { lastDay } = props.workspace
  const facets = useApi('workspaces.facets', lastDay === null ? null : { selection: {} })
  if (lastDay === null)
    return <EmptyState title="Nothing to report yet">Import conversations first; a report needs data.</EmptyState>
  if (facets.status === 'failed') return <ErrorPanel error={facets.error} onRetry={facets.reload} />
  if (facets.value === undefined) return <Skeleton height={560} radius="lg" />
  return <ReportBuilder {...props} facets={facets.value} lastDay={lastDay} />
}

interface ReportBuilderProps extends ScreenProps {
  readonly facets: Facets
  readonly lastDay: string
}

const formatWords = {
  html: 'HTML, to read and print',
  json: 'JSON, every number',
  csv: 'CSV, one row per number',
} as const satisfies Record<ReportFormat, string>
const isFormat = (text: string): text is ReportFormat => reportFormats.some((format) => format === text)

type Outcome =
  | { readonly status: 'idle' }
  | { readonly status: 'writing' }
  | { readonly status: 'written'; readonly fileId: string; readonly file: string; readonly byteCount: number }
  | { readonly status: 'failed'; readonly error: AppError }

function ReportBuilder({ workspace, filters, facets, lastDay }: ReportBuilderProps) {
  const [sides, setSides] = useSides(filters.selection, facets)
  const [hours, setHours] = useState<HoursMode>(filters.hours)
  const [withAgents, setWithAgents] = useState(false)
  const [withCustomers, setWithCustomers] = useState(false)
  const [vendor, setVendor] = useState<VendorId | null>(null)
  const [format, setFormat] = useState<ReportFormat>('html')
  const [outcome, setOutcome] = useState<Outcome>({ status: 'idle' })
  const request: ReportRequest = { ...sides, hours, withAgents, withCustomers, ...(vendor ? { vendor } : {}) }
  const isSame = isSameSelection(sides.subject, sides.baseline)
  const periods = periodOptions(lastDay)

  async function write(): Promise<void> {
    setOutcome({ status: 'writing' })
    try {
      const picked = await call('files.chooseReport', { format })
      if (!picked) return setOutcome({ status: 'idle' })
      const written = await call('reports.write', { request, format, fileId: picked.fileId })
      setOutcome({ status: 'written', fileId: picked.fileId, ...written })
    } catch (cause) {
      setOutcome({ status: 'failed', error: toAppError(cause) })
    }
  }

  return (
    <div className="pl-reports">
      <SidePickers sides={sides} facets={facets} periods={periods} onSides={setSides} />
      <section className="pl-card pl-report-options" aria-label="Report options">
        <fieldset>
          <legend>Time is counted in</legend>
          <SegmentedControl
            aria-label="Hours of the report"
            data={[
              { value: 'calendar', label: 'Calendar hours' },
              { value: 'business', label: 'Business hours', disabled: workspace.settings.schedules.length === 0 },
            ]}
            value={hours}
            onChange={(next) => setHours(next === 'business' ? 'business' : 'calendar')}
          />
        </fieldset>
        <fieldset>
          <legend>Include</legend>
          <Checkbox
            label="Teams and agents by name"
            checked={withAgents}
            onChange={(event) => setWithAgents(event.currentTarget.checked)}
          />
          <Checkbox
            label="Customer names, numbers and texts"
            checked={withCustomers}
            onChange={(event) => setWithCustomers(event.currentTarget.checked)}
          />
          <Select
            size="xs"
            label="Our times as a help desk counts them"
            placeholder="Not included"
            clearable
            data={vendorIds.map((id) => ({ value: id, label: vendorNames[id] }))}
            value={vendor}
            onChange={(next) => setVendor(vendorIds.find((id) => id === next) ?? null)}
          />
        </fieldset>
        <fieldset>
          <legend>Format</legend>
          <SegmentedControl
            aria-label="Format of the report"
            data={reportFormats.map((each) => ({ value: each, label: each.toUpperCase() }))}
            value={format}
            onChange={(next) => isFormat(next) && setFormat(next)}
          />
          <p className="pl-note">{formatWords[format]}</p>
        </fieldset>
        <Button
          leftSection={<IconFileExport size={18} aria-hidden />}
          loading={outcome.status === 'writing'}
          disabled={isSame}
          onClick={() => void write()}
        >
          Export report
        </Button>
      </section>
      <div aria-live="polite">
        {outcome.status === 'written' && (
          <Alert
            color="gray"
            variant="light"
            icon={<IconCircleCheck aria-hidden />}
            title="The report is saved"
            withCloseButton
            closeButtonLabel="Close"
            onClose={() => setOutcome({ status: 'idle' })}
          >
            <span className="pl-report-file">
              {outcome.file} ({formatBytes(outcome.byteCount)})
            </span>{' '}
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => {
                call('files.showReport', { fileId: outcome.fileId }).catch((cause: unknown) =>
                  setOutcome({ status: 'failed', error: toAppError(cause) }),
                )
              }}
            >
              Show it
            </Button>
          </Alert>
        )}
        {outcome.status === 'failed' && <ErrorPanel error={outcome.error} onRetry={() => void write()} />}
      </div>
      {isSame ? (
        <div className="pl-card">
          <EmptyState title="Both sides are the same">
            Choose another channel, team, agent or period on one side.
          </EmptyState>
        </div>
      ) : (
        <ReportPreview workspace={workspace} request={request} />
      )}
    </div>
  )
}
