/** Gathers what a report says and writes it. */
import { basename } from 'node:path'
import type { ReportFormat, ReportRequest } from '../../shared/api.ts'
import { AppError } from '../../shared/errors.ts'
import { kpiCatalogue, kpiIds } from '../../shared/kpi.ts'
import type { Distribution, KpiId, KpiResult } from '../../shared/kpi.ts'
import type { EpochMs, Selection } from '../../shared/model.ts'
import type { VendorId } from '../../shared/vendors.ts'
import { listImports } from '../import/store/list-imports.ts'
import { listConversations } from '../kpi/explain/conversations.ts'
import { distributionsOf } from '../kpi/distribution.ts'
import { computeKpis } from '../kpi/engine.ts'
import { vendorBridge } from '../kpi/vendors/vendor-bridge.ts'
import { writeCsv } from '../report/csv.ts'
import { writeHtml } from '../report/html.ts'
import { writeJson } from '../report/json.ts'
import { buildReport } from '../report/model.ts'
import type { ReportInput } from '../report/model.ts'
import type { ReportModel } from '../report/report-model.ts'
import { version } from '../version.ts'
import { writeAtomically } from '../workspace/write-file.ts'
import { compareSelections } from './compare-selections.ts'
import { goalsNow } from './goals-now.ts'
import type { Session } from './session.ts'
import { trendNow } from './trend-now.ts'

const writers: Readonly<Record<ReportFormat, (model: ReportModel) => string>> = {
  html: writeHtml,
  json: writeJson,
  csv: writeCsv,
}

const durationKpis: readonly KpiId[] = kpiIds.filter((id) => kpiCatalogue[id].kind === 'duration')
const groupKpis: readonly KpiId[] = [
  'conversations',
  'first-response-time',
  'response-time',
  'resolution-time',
  'unanswered-share',
]
const shownUnanswered = 200

export function previewReport(session: Session, request: ReportRequest, generatedAt: EpochMs): string {
  return writeHtml(reportOf(session, request, generatedAt))
}

/** @returns the file's name, its size and the answer that stands on top of it */
export function writeReport(
  session: Session,
  request: ReportRequest,
  format: ReportFormat,
  generatedAt: EpochMs,
  path: string | null,
): { file: string; byteCount: number; answer: readonly string[] } {
  if (path === null) throw new AppError('argument-invalid', 'No file was named for the report.')
  const model = reportOf(session, request, generatedAt)
  const content = writers[format](model)
  writeAtomically(path, content)
  return { file: basename(path), byteCount: Buffer.byteLength(content), answer: model.answer }
}

function reportOf(session: Session, request: ReportRequest, generatedAt: EpochMs): ReportModel {
  const facts = session.facts()
  const settings = session.settings()
  const { hours, subject, baseline, vendor } = request
  const both = <Value>(measure: (selection: Selection) => Value): { subject: Value; baseline: Value } => ({
    subject: measure(subject),
    baseline: measure(baseline),
  })
  const grouped = (kpis: readonly KpiId[], by: 'week' | 'team' | 'agent') =>
    both((selection): readonly KpiResult[] => computeKpis(facts, { kpis, selection, by: [by], hours }, settings))
  const weekly = grouped(durationKpis, 'week')
  const input: ReportInput = {
    workspace: session.summary(),
    appVersion: version,
    generatedAt,
    request,
    comparison: compareSelections(session, request),
    weekly,
    trends: durationKpis.flatMap((kpi) =>
      (['subject', 'baseline'] as const).map((side) => ({
        kpi,
        side,
        trend: trendNow(session, { kpi, selection: request[side], by: 'week', hours }),
      })),
    ),
    distributions: both((selection): readonly Distribution[] =>
      distributionsOf(facts, { kpis: ['first-response-time'], selection, hours }, settings),
    ),
    goals: goalsNow(session, subject, hours),
    byTeam: grouped(groupKpis, 'team'),
    byAgent: request.withAgents ? grouped(groupKpis, 'agent') : { subject: [], baseline: [] },
    imports: listImports(session.workspace().reader),
    unanswered: request.withCustomers
      ? listConversations(
          session.workspace().reader,
          facts,
          { selection: subject, kpi: 'first-response-time', show: 'unanswered', hours, limit: shownUnanswered },
          settings,
        ).rows
      : [],
    bridges: vendor === undefined ? [] : bridgesOf(session, request, vendor),
  }
  return buildReport(input)
}

function bridgesOf(session: Session, request: ReportRequest, vendor: VendorId): ReportInput['bridges'] {
  return (['subject', 'baseline'] as const).map((side) => ({
    side,
    bridge: vendorBridge(
      session.workspace().reader,
      session.facts(),
      { vendor, selection: request[side], hours: request.hours },
      session.settings(),
    ),
  }))
}
