/**
 * The contract between the renderer and the Node side. One row per method: the schema that its argument must pass at the
 * boundary, the kind of place that answers it, and (in `Methods`) its plain synchronous signature. The async client, the
 * handler tables and the channel names are derived from this file by types.
 */
import { z } from 'zod'
import type { ChannelReturns } from './channel-returns.ts'
import type { Reply } from './errors.ts'
import type { CasePage, CaseQuery } from './explain.ts'
import { groupings, kpiIds } from './kpi.ts'
import type { Focus } from './focus.ts'
import type { Goal, GoalDraft, TargetPreview, TargetRequest } from './goals.ts'
import type { Comparison, ComparisonRequest, Distribution, KpiId, KpiRequest, KpiResult } from './kpi.ts'
import { channels, tableRowKinds } from './model.ts'
import type {
  AuthorList,
  ContactLinks,
  ContainedFile,
  ConversationRow,
  Facets,
  FormatInfo,
  ImportChoices,
  ImportPreview,
  ImportSummary,
  MappingProfile,
  OptOutReview,
  Page,
  Selection,
  TableOutline,
  Timeline,
  WorkspaceSettings,
  WorkspaceSummary,
} from './model.ts'
import type { JobProgress } from './progress.ts'
import type { Trend, TrendRequest } from './trend.ts'
import { vendorIds } from './vendors.ts'
import type { VendorBridge, VendorId, VendorRequest } from './vendors.ts'

// Without eval: the strict CSP of the renderer forbids it, and zod would probe for it.
z.config({ jitless: true })

/** A file that the user chose in a dialog or dropped. The path stays on the Node side. */
export interface PickedFile {
  readonly fileId: string
  readonly name: string
  readonly byteCount: number
}

export interface RecentWorkspace {
  readonly fileId: string
  readonly name: string
  /** Folder shortened for display; never used as a path. */
  readonly folder: string
  readonly openedAt: number
  readonly exists: boolean
}

export interface ConversationQuery {
  readonly selection: Selection
  /** Only the conversations that this KPI counted. */
  readonly kpi?: KpiId | undefined
  /** With a KPI: the counted ones, those without a reply, or every one of the selection with its ledger reason. */
  readonly show?: 'counted' | 'unanswered' | 'all' | undefined
  readonly hours: 'calendar' | 'business'
  /** As in a `KpiRequest`. */
  readonly withinSeconds?: number | undefined
  /** ISO weekday and hour of opening, such as `1-09`. */
  readonly weekdayHour?: string | undefined
  /** Part of a contact address or of a message text. */
  readonly search?: string | undefined
  readonly after?: number | undefined
  readonly limit?: number | undefined
}

export interface ReportRequest {
  readonly subject: Selection
  readonly baseline: Selection
  readonly hours: 'calendar' | 'business'
  readonly withAgents: boolean
  readonly withCustomers: boolean
  /** With our times as this help desk counts them. */
  readonly vendor?: VendorId | undefined
}

export const reportFormats = ['html', 'json', 'csv'] as const
export type ReportFormat = (typeof reportFormats)[number]

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const name = z.string().max(500)
const names = z.array(name).max(2000).optional()
const selection = z.strictObject({
  channels: z.array(z.enum(channels)).max(channels.length).optional(),
  teams: names,
  agents: names,
  inboxes: names,
  sources: names,
  from: day.optional(),
  to: day.optional(),
})
const hours = z.enum(['calendar', 'business'])
/** A target of the first response time other than that of the workspace. */
const withinSeconds = z.number().positive()
const kpi = z.enum(kpiIds as [KpiId, ...KpiId[]]) // zod wants a non-empty tuple; the catalogue is one
const vendor = z.enum(vendorIds as [VendorId, ...VendorId[]]) // as above
const nothing = z.undefined()
const fileId = z.string().max(100)
const openingInterval = z.strictObject({
  weekday: z.int().min(1).max(7),
  start: z.int().min(0).max(1439),
  end: z.int().min(1).max(2880),
})
const schedule = z.strictObject({
  team: name.nullable(),
  from: day.nullable(),
  zone: name,
  weekly: z.array(openingInterval).max(200),
  holidays: z.array(day).max(5000),
})
const smallestDifferences = z.partialRecord(
  kpi,
  z.strictObject({ of: z.enum(['ratio', 'difference']), value: z.number().positive() }),
)
const settings = z.strictObject({
  zone: name,
  country: z.string().regex(/^[A-Z]{2}$/),
  schedules: z.array(schedule).max(1000),
  optOutWords: z.array(z.string().min(1).max(50)).max(200),
  optInWords: z.array(z.string().min(1).max(50)).max(200),
  courtesyEndsTurn: z.boolean(),
  smallestDifferences: smallestDifferences.optional(),
})
const textRecord = z.record(z.string().max(200), z.string().max(500))
export const tableMapping = z.strictObject({
  row: z.enum(tableRowKinds),
  columns: textRecord,
  values: z.record(z.string().max(200), textRecord).optional(),
  constants: textRecord.optional(),
  time: z.strictObject({ format: z.string().max(100).optional(), zone: name.optional() }).optional(),
  delimiter: z.string().min(1).max(4).optional(),
  encoding: z.string().max(40).optional(),
  skipLines: z.int().min(0).max(1000).optional(),
})
export const importChoices = z.strictObject({
  format: z.string().max(50).optional(),
  channel: z.enum(channels).optional(),
  zone: name.optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  splitGapSeconds: z
    .int()
    .min(60)
    .max(366 * 86_400)
    .optional(),
  keepText: z.boolean().optional(),
  dayOrder: z.enum(['day-first', 'month-first']).optional(),
  us: z.array(name).max(1000).optional(),
  entry: z.string().max(2000).optional(),
  sheet: name.optional(),
  encoding: z.string().min(1).max(40).optional(),
  delimiter: z.string().min(1).max(4).optional(),
  mapping: tableMapping.optional(),
  profile: name.nullable().optional(),
})
const comparison = z.strictObject({
  subject: selection,
  baseline: selection,
  hours,
  baselineHours: hours.optional(),
  smallestDifferences: smallestDifferences.optional(),
  inferredClose: z.boolean().optional(),
  withinSeconds: withinSeconds.optional(),
})
const report = z.strictObject({
  subject: selection,
  baseline: selection,
  hours,
  withAgents: z.boolean(),
  withCustomers: z.boolean(),
  vendor: vendor.optional(),
})
const targetRule = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('match') }),
  z.strictObject({ kind: z.literal('beat'), by: z.number().gt(0).lt(1) }),
  z.strictObject({ kind: z.literal('best-quarter') }),
  z.strictObject({ kind: z.literal('value'), value: z.number() }),
])

const goalId = z.string().min(1).max(100)
const target = z.strictObject({
  goal: goalId,
  kpi,
  baseline: selection,
  subject: selection,
  rule: targetRule,
  hours,
  inferredClose: z.boolean().optional(),
})

const weekdayHour = z.string().regex(/^[1-7]-\d{2}$/)
const address = z.string().min(1).max(500)
const twoAddresses = z.strictObject({ address, other: address })

/** Plain signatures: argument in, value out. */
export interface Methods {
  'app.info': (input: undefined) => { version: string; platform: string; host: 'electron' | 'chromium' }
  'app.restartData': (input: undefined) => null
  'files.chooseImports': (input: undefined) => readonly PickedFile[]
  'files.chooseWorkspace': (input: undefined) => PickedFile | null
  'files.chooseNewWorkspace': (input: undefined) => PickedFile | null
  'files.chooseReport': (input: { format: ReportFormat }) => PickedFile | null
  'files.chooseRejected': (input: undefined) => PickedFile | null
  'files.chooseImportFolder': (input: undefined) => PickedFile | null
  'files.chooseProfileTarget': (input: { name: string }) => PickedFile | null
  'files.chooseProfile': (input: undefined) => PickedFile | null
  'files.showReport': (input: { fileId: string }) => null
  'workspaces.recent': (input: undefined) => readonly RecentWorkspace[]
  'workspaces.forget': (input: { fileId: string }) => null
  'workspaces.create': (input: { fileId: string; zone: string; country: string }) => WorkspaceSummary
  'workspaces.open': (input: { fileId: string }) => WorkspaceSummary
  'workspaces.openSample': (input: undefined) => WorkspaceSummary
  'workspaces.close': (input: undefined) => null
  'workspaces.current': (input: undefined) => WorkspaceSummary | null
  'workspaces.facets': (input: { selection: Selection }) => Facets
  'settings.save': (input: WorkspaceSettings) => WorkspaceSummary
  'imports.formats': (input: undefined) => readonly FormatInfo[]
  /** The files inside an archive or a folder; empty for a file that is an export itself. */
  'imports.contents': (input: { fileId: string }) => readonly ContainedFile[]
  /** Quick: of a large file the beginning only; see `ImportPreview.isComplete`. */
  'imports.preview': (input: { fileId: string; choices: ImportChoices }) => ImportPreview
  /** The same preview over the whole file: with progress, to be cancelled like an import. */
  'imports.count': (input: { previewId: string }) => ImportPreview
  /** For the mapping wizard: a table that no format recognises, or that is to be read in another way. */
  'imports.outline': (input: { fileId: string; choices: ImportChoices }) => TableOutline
  'imports.commit': (input: { previewId: string }) => ImportSummary
  'imports.cancel': (input: undefined) => null
  'imports.list': (input: undefined) => readonly ImportSummary[]
  'imports.undo': (input: { importId: number }) => WorkspaceSummary
  'imports.saveRejected': (input: { importId: number; fileId: string }) => { rows: number }
  'profiles.list': (input: undefined) => readonly MappingProfile[]
  /** Saves the choices of a preview under a name, for the next file with the same columns. */
  'profiles.save': (input: { name: string; previewId: string }) => null
  'profiles.remove': (input: { name: string }) => null
  'profiles.write': (input: { name: string; fileId: string }) => null
  /** Reads a profile that `profiles.write` wrote; @returns its name. */
  'profiles.read': (input: { fileId: string }) => { name: string }
  'authors.list': (input: undefined) => AuthorList
  /** Null takes the choice back. */
  'authors.choose': (input: { agent: string; kind: 'agent' | 'bot' | null }) => null
  'authors.chooseText': (input: { text: string; isAutomatic: boolean | null }) => null
  'contacts.links': (input: undefined) => ContactLinks
  /** Two addresses of one customer. @returns both as the workspace knows them. */
  'contacts.link': (input: { address: string; other: string }) => { address: string; other: string }
  /** Takes a link of the user's back, or denies one that the exports make. */
  'contacts.unlink': (input: { address: string; other: string }) => { address: string; other: string }
  'optOuts.review': (input: undefined) => OptOutReview
  /** Of a message on the list. Null takes the decision back. */
  'optOuts.decide': (input: { id: number; isOptOut: boolean | null }) => null
  'kpis.compute': (input: KpiRequest) => readonly KpiResult[]
  /** The single cases behind a result, counted or not, each with its reason. */
  'kpis.cases': (input: CaseQuery) => CasePage
  'kpis.channelReturns': (input: { selection: Selection }) => ChannelReturns
  'kpis.distribution': (input: KpiRequest) => readonly Distribution[]
  'kpis.trend': (input: TrendRequest) => Trend
  'goals.list': (input: { selection: Selection; hours: 'calendar' | 'business' }) => readonly Goal[]
  /** A new goal, or another title, other KPIs or another place of one. */
  'goals.save': (input: GoalDraft) => { id: string }
  /** With its targets and their history. */
  'goals.remove': (input: { id: string }) => null
  'goals.preview': (input: TargetRequest) => TargetPreview
  'goals.setTarget': (input: TargetRequest) => null
  /** The same target from the same baseline, measured on today's data. */
  'goals.measureAgain': (input: { goal: string; kpi: KpiId }) => null
  'goals.clearTarget': (input: { goal: string; kpi: KpiId }) => null
  'focus.list': (input: { selection: Selection; hours: 'calendar' | 'business' }) => Focus
  'comparisons.run': (input: ComparisonRequest) => Comparison
  /** As a help desk counts, rule by rule. */
  'vendors.bridge': (input: VendorRequest) => VendorBridge
  'conversations.list': (input: ConversationQuery) => Page<ConversationRow>
  /** With a selection, what lies outside of it is said to. */
  'conversations.timeline': (input: {
    id: number
    selection?: Selection | undefined
    hours?: 'calendar' | 'business' | undefined
    inferredClose?: boolean | undefined
    withinSeconds?: number | undefined
  }) => Timeline
  'reports.preview': (input: ReportRequest) => { html: string }
  'reports.write': (input: { request: ReportRequest; format: ReportFormat; fileId: string }) => {
    file: string
    byteCount: number
  }
}

export type MethodName = keyof Methods
export type Input<Name extends MethodName> = Parameters<Methods[Name]>[0]
export type Output<Name extends MethodName> = ReturnType<Methods[Name]>

/**
 * Who answers a method. `main`: the main process (files, windows). `read`: the data thread on its read-only connection,
 * also while an import runs. `write`: the data thread, one after the other.
 */
export type Place = 'main' | 'read' | 'write'

interface MethodContract<Name extends MethodName> {
  readonly place: Place
  readonly input: z.ZodType<Input<Name>>
}

/** The allow-list: a method that is missing here or unknown to `Methods` does not compile. */
export const contract = {
  'app.info': { place: 'main', input: nothing },
  'app.restartData': { place: 'main', input: nothing },
  'files.chooseImports': { place: 'main', input: nothing },
  'files.chooseWorkspace': { place: 'main', input: nothing },
  'files.chooseNewWorkspace': { place: 'main', input: nothing },
  'files.chooseReport': { place: 'main', input: z.strictObject({ format: z.enum(reportFormats) }) },
  'files.chooseRejected': { place: 'main', input: nothing },
  'files.chooseImportFolder': { place: 'main', input: nothing },
  'files.chooseProfileTarget': { place: 'main', input: z.strictObject({ name }) },
  'files.chooseProfile': { place: 'main', input: nothing },
  'files.showReport': { place: 'main', input: z.strictObject({ fileId }) },
  'workspaces.recent': { place: 'main', input: nothing },
  'workspaces.forget': { place: 'main', input: z.strictObject({ fileId }) },
  'workspaces.create': {
    place: 'write',
    input: z.strictObject({ fileId, zone: name, country: z.string().regex(/^[A-Z]{2}$/) }),
  },
  'workspaces.open': { place: 'write', input: z.strictObject({ fileId }) },
  'workspaces.openSample': { place: 'write', input: nothing },
  'workspaces.close': { place: 'write', input: nothing },
  'workspaces.current': { place: 'read', input: nothing },
  'workspaces.facets': { place: 'read', input: z.strictObject({ selection }) },
  'settings.save': { place: 'write', input: settings },
  'imports.formats': { place: 'read', input: nothing },
  'imports.contents': { place: 'read', input: z.strictObject({ fileId }) },
  'imports.preview': { place: 'write', input: z.strictObject({ fileId, choices: importChoices }) },
  'imports.count': { place: 'write', input: z.strictObject({ previewId: z.string().max(100) }) },
  'imports.outline': { place: 'read', input: z.strictObject({ fileId, choices: importChoices }) },
  'imports.commit': { place: 'write', input: z.strictObject({ previewId: z.string().max(100) }) },
  'imports.cancel': { place: 'main', input: nothing },
  'imports.list': { place: 'read', input: nothing },
  'imports.undo': { place: 'write', input: z.strictObject({ importId: z.int().min(1) }) },
  'imports.saveRejected': { place: 'read', input: z.strictObject({ importId: z.int().min(1), fileId }) },
  'profiles.list': { place: 'read', input: nothing },
  'profiles.save': { place: 'write', input: z.strictObject({ name, previewId: z.string().max(100) }) },
  'profiles.remove': { place: 'write', input: z.strictObject({ name }) },
  'profiles.write': { place: 'read', input: z.strictObject({ name, fileId }) },
  'profiles.read': { place: 'write', input: z.strictObject({ fileId }) },
  'authors.list': { place: 'read', input: nothing },
  'authors.choose': {
    place: 'write',
    input: z.strictObject({ agent: z.string().max(1000), kind: z.enum(['agent', 'bot']).nullable() }),
  },
  'authors.chooseText': {
    place: 'write',
    input: z.strictObject({ text: z.string().max(100_000), isAutomatic: z.boolean().nullable() }),
  },
  'contacts.links': { place: 'read', input: nothing },
  'contacts.link': { place: 'write', input: twoAddresses },
  'contacts.unlink': { place: 'write', input: twoAddresses },
  'optOuts.review': { place: 'read', input: nothing },
  'optOuts.decide': {
    place: 'write',
    input: z.strictObject({ id: z.int().min(1), isOptOut: z.boolean().nullable() }),
  },
  'kpis.cases': {
    place: 'read',
    input: z.strictObject({
      kpi,
      selection,
      hours,
      inferredClose: z.boolean().optional(),
      withinSeconds: withinSeconds.optional(),
      weekdayHour: weekdayHour.optional(),
      reason: z.string().max(50).optional(),
      after: z.int().min(0).optional(),
      limit: z.int().min(1).max(1000).optional(),
    }),
  },
  'kpis.channelReturns': { place: 'read', input: z.strictObject({ selection }) },
  'kpis.compute': {
    place: 'read',
    input: z.strictObject({
      kpis: z.array(kpi).max(100).optional(),
      selection,
      by: z.array(z.enum(groupings)).max(2).optional(),
      hours,
      inferredClose: z.boolean().optional(),
      withinSeconds: withinSeconds.optional(),
    }),
  },
  'kpis.distribution': {
    place: 'read',
    input: z.strictObject({
      kpis: z.array(kpi).max(100).optional(),
      selection,
      by: z.array(z.enum(groupings)).max(2).optional(),
      hours,
      inferredClose: z.boolean().optional(),
      withinSeconds: withinSeconds.optional(),
    }),
  },
  'kpis.trend': {
    place: 'read',
    input: z.strictObject({
      kpi,
      selection,
      by: z.enum(['day', 'week', 'month', 'quarter']),
      hours,
      inferredClose: z.boolean().optional(),
      withinSeconds: withinSeconds.optional(),
      baseline: selection.optional(),
    }),
  },
  'goals.list': { place: 'read', input: z.strictObject({ selection, hours }) },
  'goals.save': {
    place: 'write',
    input: z.strictObject({
      id: goalId.nullable(),
      title: z.string().trim().min(1).max(100),
      kpis: z.array(kpi).min(1).max(100),
      position: z.int().min(0).max(1000).optional(),
    }),
  },
  'goals.remove': { place: 'write', input: z.strictObject({ id: goalId }) },
  'goals.preview': { place: 'read', input: target },
  'goals.setTarget': { place: 'write', input: target },
  'goals.measureAgain': { place: 'write', input: z.strictObject({ goal: goalId, kpi }) },
  'goals.clearTarget': { place: 'write', input: z.strictObject({ goal: goalId, kpi }) },
  'focus.list': { place: 'read', input: z.strictObject({ selection, hours }) },
  'comparisons.run': { place: 'read', input: comparison },
  'vendors.bridge': { place: 'read', input: z.strictObject({ vendor, selection, hours }) },
  'conversations.list': {
    place: 'read',
    input: z.strictObject({
      selection,
      kpi: kpi.optional(),
      show: z.enum(['counted', 'unanswered', 'all']).optional(),
      hours,
      withinSeconds: withinSeconds.optional(),
      weekdayHour: weekdayHour.optional(),
      search: z.string().max(200).optional(),
      after: z.int().min(0).optional(),
      limit: z.int().min(1).max(500).optional(),
    }),
  },
  'conversations.timeline': {
    place: 'read',
    input: z.strictObject({
      id: z.int().min(1),
      selection: selection.optional(),
      hours: hours.optional(),
      inferredClose: z.boolean().optional(),
      withinSeconds: withinSeconds.optional(),
    }),
  },
  'reports.preview': { place: 'read', input: report },
  'reports.write': {
    place: 'read',
    input: z.strictObject({ request: report, format: z.enum(reportFormats), fileId }),
  },
} as const satisfies { readonly [Name in MethodName]: MethodContract<Name> }

export type Contract = typeof contract

export const methodNames = Object.keys(contract) as readonly MethodName[] // keys of the allow-list: exactly its names

/** What goes from the Node side to the renderer without being asked. */
export interface Events {
  /** Of the work that is running; null when that has ended. */
  'import-progress': JobProgress | null
  /** Results may differ from now on: imports, settings or another workspace. */
  'data-changed': { readonly workspaceOpen: boolean }
}
export type EventName = keyof Events

/** What the preload exposes as `window.plumbline`: no logic, replies as envelopes. */
export interface Bridge {
  readonly invoke: (method: MethodName, input: unknown) => Promise<Reply<unknown>>
  /** Returns its unsubscribe; never passes Electron's event. */
  readonly on: <Name extends EventName>(event: Name, listener: (payload: Events[Name]) => void) => () => void
  /** Registers dropped `File` objects; the renderer gets ids, never paths. */
  readonly adopt: (files: readonly unknown[]) => Promise<Reply<readonly PickedFile[]>>
  /** A command of `commands.ts` chosen in a native menu. */
  readonly onCommand: (listener: (commandId: string) => void) => () => void
}
