/**
 * What the report will say, made of our own components from the same comparison. Not the file itself: the page's
 * Content-Security-Policy does not run the style sheet of another document inside a frame, and should not.
 */
import { Skeleton } from '@mantine/core'
import type { ReportRequest } from '../../../shared/api.ts'
import type { WorkspaceSummary } from '../../../shared/model.ts'
import { describeSelection, formatDayRange } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import { Answer } from '../../components/answer.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { sideNames, upperFirst } from '../../components/sides.ts'
import { VerdictTable } from '../../components/verdict-table.tsx'

interface ReportPreviewProps {
  readonly workspace: WorkspaceSummary
  readonly request: ReportRequest
}

export function ReportPreview({ workspace, request }: ReportPreviewProps) {
  const { subject, baseline, hours, withAgents, withCustomers } = request
  const comparison = useApi('comparisons.run', { subject, baseline, hours })
  const [subjectName, baselineName] = sideNames({ subject, baseline })
  const { firstDay, lastDay } = workspace
  const contents = [
    'The answer in three sentences',
    'Goals with their targets and what they rest on',
    'The verdict table below, with reasons and cautions',
    'Charts over time and distributions',
    withAgents ? 'Teams and agents by name' : null,
    withCustomers ? 'Customer names, numbers and texts' : null,
    'Data quality: sources, rows read and rejected, what is not measurable and why',
    'Definitions, methods and the fingerprint that makes it repeatable',
  ].filter((line) => line !== null)

  return (
    <section className="pl-card pl-report-sheet" aria-label="Preview of the report">
      <p className="pl-note">Preview</p>
      <h2>
        {upperFirst(describeSelection(subject))} against {describeSelection(baseline)}
      </h2>
      <p className="pl-note">
        {workspace.name}
        {firstDay !== null && lastDay !== null && ` · data from ${formatDayRange(firstDay, lastDay)}`} ·{' '}
        {hours === 'calendar' ? 'calendar hours' : 'business hours'} · {workspace.settings.zone} · data fingerprint{' '}
        {workspace.fingerprint.slice(0, 12)}
      </p>
      {comparison.status === 'failed' ? (
        <ErrorPanel error={comparison.error} onRetry={comparison.reload} />
      ) : comparison.value === undefined ? (
        <Skeleton height={420} radius="md" />
      ) : (
        <>
          <Answer sentences={comparison.value.answer} />
          <VerdictTable comparison={comparison.value} subjectName={subjectName} baselineName={baselineName} />
        </>
      )}
      <h3>In the file</h3>
      <ul>
        {contents.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {!withCustomers && <p className="pl-note">Customer names, numbers and texts are left out.</p>}
    </section>
  )
}
