/**
 * Builds the report document. Pure: the same input gives the same document, byte for byte once written. Nothing reads a
 * clock, and every list and key has a fixed order.
 */
import type { ReportRequest } from '../../shared/api.ts'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { Goal } from '../../shared/goals.ts'
import type { Comparison, Distribution, KpiId, KpiResult } from '../../shared/kpi.ts'
import type { Trend } from '../../shared/trend.ts'
import type { ConversationRow, EpochMs, ImportSummary, Selection, WorkspaceSummary } from '../../shared/model.ts'
import { formatInstant, formatPoints, formatKpiValue } from '../../shared/units.ts'
import { vendorNames } from '../../shared/vendors.ts'
import type { VerdictTone } from '../../shared/verdict-words.ts'
import { dataQuality } from './data-quality.ts'
import { distributionChart } from './distribution.ts'
import { goalSection } from './goals.ts'
import { groupTables } from './groups.ts'
import { definitionsOf, methodsOf } from './methods.ts'
import type {
  ReportCustomers,
  ReportFingerprint,
  ReportModel,
  ReportTrend,
  ReportVendor,
  Side,
} from './report-model.ts'
import { describeSides, normalSelection } from './sides.ts'
import { verdictRow } from './verdict-row.ts'
import { weeklyCharts } from './weekly.ts'

interface BothSides<Value> {
  readonly subject: readonly Value[]
  readonly baseline: readonly Value[]
}

export interface ReportInput {
  readonly workspace: WorkspaceSummary
  readonly appVersion: string
  readonly generatedAt: EpochMs
  readonly request: ReportRequest
  /** Of the same selections and hours as the request. */
  readonly comparison: Comparison
  /** The duration KPIs, each grouped by week. */
  readonly weekly: BothSides<KpiResult>
  readonly trends: readonly { readonly kpi: KpiId; readonly side: Side; readonly trend: Trend }[]
  /** Of the first response time, ungrouped. */
  readonly distributions: BothSides<Distribution>
  readonly goals: readonly Goal[]
  readonly byTeam: BothSides<KpiResult>
  /** Left out of the document unless the request says `withAgents`. */
  readonly byAgent: BothSides<KpiResult>
  readonly imports: readonly ImportSummary[]
  /** The subject's conversations without a reply; left out unless the request says `withCustomers`. */
  readonly unanswered: readonly ConversationRow[]
  /** Of the vendor of the request, both sides; empty where none was asked for. */
  readonly bridges: ReportVendor['bridges']
}

export function buildReport(input: ReportInput): ReportModel {
  const { workspace, request, comparison } = input
  const { zone } = workspace.settings
  const sides = describeSides(request.subject, request.baseline, workspace)
  const verdicts = comparison.rows.map(verdictRow)
  const generatedAt = new Date(input.generatedAt).toISOString()
  const goalKpis = input.goals.flatMap((goal) => goal.kpis.map((row) => row.kpi))
  const kpis = [...new Set([...verdicts.map((verdict) => verdict.id), ...goalKpis])]
  return {
    document: 'plumbline-report',
    documentVersion: 1,
    title: `${sides.subject.name} compared with ${sides.baseline.nameInText}`,
    workspace: workspace.name,
    isSampleData: workspace.isSample,
    generated: { at: generatedAt, text: formatInstant(input.generatedAt, zone), zone },
    hours: request.hours,
    ...sides,
    answer: comparison.answer.length > 0 ? [...comparison.answer] : ['Nothing can be compared yet.'],
    goals: input.goals.map(goalSection),
    verdicts,
    distribution: distributionChart(input.distributions, sides, verdicts),
    weekly: weeklyCharts(input.weekly, sides, verdicts, input.goals),
    trends: input.trends.map(trendRow),
    teams: groupTables('team', input.byTeam),
    agents: request.withAgents ? groupTables('agent', input.byAgent) : null,
    customers: request.withCustomers ? customersOf(input) : null,
    dataQuality: dataQuality(input.imports, workspace.settings.schedules, verdicts),
    vendor: vendorOf(input),
    definitions: definitionsOf(kpis, workspace.settings.smallestDifferences),
    methods: methodsOf(request.hours),
    fingerprint: fingerprintOf(input, generatedAt),
  }
}

const trendWords = {
  improving: { tone: 'better', word: 'Improving' },
  worsening: { tone: 'worse', word: 'Worsening' },
  changing: { tone: 'unclear', word: 'Changing' },
  'no-clear-trend': { tone: 'unclear', word: 'No clear trend' },
  'too-little-data': { tone: 'unclear', word: 'Too few weeks to tell' },
} as const satisfies Record<Trend['direction'], { tone: VerdictTone; word: string }>

function trendRow({ kpi, side, trend }: ReportInput['trends'][number]): ReportTrend {
  const perWeek = trend.slope?.perPeriod ?? null
  return {
    id: kpi,
    title: kpiCatalogue[kpi].title,
    unit: kpiCatalogue[kpi].unit,
    side,
    weeks: trend.points.reduce((sum, point) => sum + (point.complete && point.value !== null ? point.periods : 0), 0),
    direction: trend.direction,
    ...trendWords[trend.direction],
    perWeek,
    perWeekText: perWeek === null ? '' : perWeekText(kpi, perWeek),
    p: trend.test?.p ?? null,
    unusualWeeks: trend.points.filter((point) => point.unusual).map((point) => point.from),
    sentence: trend.sentence,
    breaks: trend.breaks.map(({ day, kind, sentence }) => ({ day, kind, sentence })),
    notes: trend.notes.filter((note) => trend.breaks.every(({ sentence }) => sentence !== note)),
  }
}

function perWeekText(kpi: KpiId, perWeek: number): string {
  const { unit } = kpiCatalogue[kpi]
  const text = unit === 'ratio' ? formatPoints(perWeek * 100) : formatKpiValue(unit, perWeek)
  return `${perWeek > 0 ? '+' : ''}${text} per week`
}

function vendorOf({ request, bridges }: ReportInput): ReportVendor | null {
  return request.vendor === undefined ? null : { name: vendorNames[request.vendor], bridges }
}

function customersOf(input: ReportInput): ReportCustomers {
  const { zone } = input.workspace.settings
  return {
    unanswered: input.unanswered.map((row) => ({
      id: row.id,
      openedAt: new Date(row.openedAt).toISOString(),
      openedText: formatInstant(row.openedAt, zone),
      channel: row.channel,
      contact: row.contact,
      excerpt: row.excerpt,
    })),
    rejected: input.imports.flatMap((summary) =>
      summary.rejected.map(({ line, code, column, text }) => ({ file: summary.file, line, code, column, text })),
    ),
  }
}

function fingerprintOf(input: ReportInput, generatedAt: string): ReportFingerprint {
  const { request } = input
  return {
    data: input.workspace.fingerprint,
    appVersion: input.appVersion,
    generatedAt,
    request: {
      subject: normalSelection(request.subject),
      baseline: normalSelection(request.baseline),
      hours: request.hours,
      withAgents: request.withAgents,
      withCustomers: request.withCustomers,
      ...(request.vendor === undefined ? {} : { vendor: request.vendor }),
    },
    command: [
      'plumbline report',
      quoted(`${input.workspace.name}.plumbline`),
      `--subject ${quoted(selectionArgument(request.subject))}`,
      `--baseline ${quoted(selectionArgument(request.baseline))}`,
      `--hours ${request.hours}`,
      `--now ${generatedAt}`,
      ...(request.withAgents ? ['--with-agents'] : []),
      ...(request.withCustomers ? ['--with-customers'] : []),
      ...(request.vendor === undefined ? [] : [`--as ${request.vendor}`]),
      '--out report.html',
    ].join(' '),
  }
}

function selectionArgument(selection: Selection): string {
  const { channels = [], teams = [], agents = [], inboxes = [], sources = [], from, to } = normalSelection(selection)
  return [
    ...channels.map((name) => `channel=${name}`),
    ...teams.map((name) => `team=${name}`),
    ...agents.map((name) => `agent=${name}`),
    ...inboxes.map((name) => `inbox=${name}`),
    ...sources.map((name) => `source=${name}`),
    ...(from === undefined ? [] : [`from=${from}`]),
    ...(to === undefined ? [] : [`to=${to}`]),
  ].join(',')
}

/** Quoted for a POSIX shell where a name needs it. */
function quoted(text: string): string {
  return /^[\w.,=:/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}
