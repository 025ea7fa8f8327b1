/** `kpis`, `compare`, `report`, and `conversations`. */
import { extname, resolve } from 'node:path'
import { reportFormats } from '../../shared/api.ts'
import { sameAgentsText, smallestText } from '../../shared/comparison-words.ts'
import { historyNote } from '../../shared/history-note.ts'
import { groupings, kpiCatalogue } from '../../shared/kpi.ts'
import type { ComparisonRow, KpiId, KpiResult, MeasuredKpi } from '../../shared/kpi.ts'
import {
  channelNames,
  formatCount,
  formatDuration,
  formatInstant,
  formatInterval,
  formatKpiValue,
  formatNumber,
} from '../../shared/units.ts'
import { vendorIds } from '../../shared/vendors.ts'
import { verdictWords } from '../../shared/verdict-words.ts'
import {
  filterOptions,
  readChoice,
  readFilters,
  readHours,
  readKpi,
  readNumber,
  readWithin,
  requiredSelection,
} from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { textTable } from './output.ts'
import { openWorkspaceOf } from './open-workspace.ts'
import { readSmallest } from './read-smallest.ts'
import { UsageError } from './usage.ts'

async function currentWorkspace(context: CommandContext): Promise<NonNullable<Awaited<ReturnType<typeof summaryOf>>>> {
  await openWorkspaceOf(context)
  const summary = await summaryOf(context)
  if (summary === null) throw new UsageError('This needs a workspace.')
  return summary
}

function summaryOf(context: CommandContext) {
  return context.data.call('workspaces.current', undefined)
}

const kpis: Command = {
  name: 'kpis',
  usage: `kpis WORKSPACE [--kpi ID]... [filters] [--by ${groupings.join('|')}]... [--inferred-close] [--within 90s]`,
  summary: 'Computes KPIs, for the whole selection or by group.',
  options: {
    ...filterOptions,
    kpi: { type: 'string', multiple: true },
    by: { type: 'string', multiple: true },
    'inferred-close': { type: 'boolean' },
    within: { type: 'string' },
  },
  positionals: 1,
  run: async (context) => {
    const { args, data, output } = context
    const selection = readFilters(args)
    const hours = readHours(args)
    const chosen = args.texts('kpi').map(readKpi)
    const by = args.texts('by').map((one) => readChoice('grouping', one, groupings))
    if (by.length > 2) throw new UsageError('--by takes at most two groupings.')
    const summary = await currentWorkspace(context)
    const results = await data.call('kpis.compute', {
      kpis: chosen.length > 0 ? chosen : undefined,
      selection,
      by,
      hours,
      inferredClose: args.has('inferred-close'),
      ...readWithin(args),
    })
    const period = { from: selection.from ?? summary.firstDay, to: selection.to ?? summary.lastDay }
    const workspace = { fingerprint: summary.fingerprint, zone: summary.settings.zone }
    output.result({ ok: true, workspace, period, hours, results }, () => kpiTable(results))
    return 0
  },
}

function kpiTable(results: readonly KpiResult[]): string {
  const rows = results.map((result) => [
    kpiCatalogue[result.id].title,
    Object.values(result.group).join(' · '),
    ...resultCells(result),
  ])
  return textTable([['KPI', 'group', 'value', 'n', '95 % interval', 'details'], ...rows], [0, 1, 5])
}

function resultCells(result: KpiResult): string[] {
  if (result.status === 'failed') return ['failed', '', '', result.code]
  if (result.status !== 'ok')
    return [result.status === 'no-data' ? 'no data' : 'not measurable', '', '', result.message]
  const { interval } = result
  const details = [
    ...middles(result),
    ...(result.p90 === undefined || !result.supports.p90 ? [] : [`p90 ${formatKpiValue(result.unit, result.p90)}`]),
    ...(result.unanswered === undefined ? [] : [`${formatCount(result.unanswered)} unanswered`]),
    ...(result.numerator === undefined ? [] : [numeratorText(result.id, result.numerator, result.n)]),
    ...((result.waitingForReview ?? 0) === 0
      ? []
      : [`${formatCount(result.waitingForReview ?? 0)} more waiting for review`]),
    ...(result.withinSeconds === undefined ? [] : [`within ${formatDuration(result.withinSeconds)}`]),
    ...(result.inferred ? ['close inferred'] : []),
    ...(result.shortHistory === undefined ? [] : [historyNote(result.shortHistory)]),
  ]
  return [
    formatKpiValue(result.unit, result.value),
    formatCount(result.n),
    interval === undefined || !result.supports.median ? '' : formatInterval(result.unit, interval.low, interval.high),
    details.join(', '),
  ]
}

/** The mean beside a median, the median beside a mean. */
function middles({ id, unit, mean, median }: MeasuredKpi): string[] {
  if (kpiCatalogue[id].kind === 'mean') return median === undefined ? [] : [`median ${formatKpiValue(unit, median)}`]
  return mean === undefined ? [] : [`mean ${formatKpiValue(unit, mean)}`]
}

function numeratorText(id: KpiId, numerator: number, n: number): string {
  return `${formatCount(numerator)} of ${formatCount(n)}${kpiCatalogue[id].kind === 'mean' ? ' at 5 or more' : ''}`
}

const compare: Command = {
  name: 'compare',
  usage:
    'compare WORKSPACE --subject SEL --baseline SEL [--hours calendar|business] [--baseline-hours calendar|business] [--inferred-close] [--within 90s] [--smallest KPI=10%|5pt|30s]...',
  summary: 'Compares two selections, KPI by KPI, with intervals and verdicts.',
  options: {
    subject: { type: 'string' },
    baseline: { type: 'string' },
    hours: { type: 'string' },
    'baseline-hours': { type: 'string' },
    'inferred-close': { type: 'boolean' },
    within: { type: 'string' },
    smallest: { type: 'string', multiple: true },
  },
  positionals: 1,
  run: async (context) => {
    const { args, data, output } = context
    const request = {
      subject: requiredSelection(args, 'subject'),
      baseline: requiredSelection(args, 'baseline'),
      hours: readHours(args),
      ...(args.text('baseline-hours') === undefined ? {} : { baselineHours: readHours(args, 'baseline-hours') }),
      inferredClose: args.has('inferred-close'),
      ...readWithin(args),
      smallestDifferences: readSmallest(args.texts('smallest')),
    }
    await openWorkspaceOf(context)
    const comparison = await data.call('comparisons.run', request)
    output.result({ ok: true, ...comparison }, () =>
      [
        ...comparison.answer,
        '',
        textTable(
          [
            ['KPI', comparison.subjectName, 'n', comparison.baselineName, 'n', 'difference', 'verdict'],
            ...comparison.rows.map(comparisonCells),
          ],
          [0, 6],
        ),
        '',
        ...comparison.rows.flatMap((row) => detailLines(row, comparison.subjectName)),
      ].join('\n'),
    )
    return 0
  },
}

/** The reason of a verdict, and below it what has to be read with it. */
function detailLines(row: ComparisonRow, subjectName: string): string[] {
  const same = sameAgentsText(row, subjectName)
  const smallest = smallestText(row)
  return [
    `${kpiCatalogue[row.id].title}: ${row.reason}`,
    ...(smallest === null || row.interval === null ? [] : [`  smallest difference that matters: ${smallest}`]),
    ...(same === null ? [] : [`  ${same}`]),
    ...row.cautions.map((caution) => `  ${caution}`),
  ]
}

function comparisonCells(row: ComparisonRow): string[] {
  const side = (result: KpiResult): string[] =>
    result.status === 'ok' ? [formatKpiValue(result.unit, result.value), formatCount(result.n)] : ['–', '']
  return [
    kpiCatalogue[row.id].title,
    ...side(row.subject),
    ...side(row.baseline),
    effectText(row),
    verdictWords[row.verdict].word,
  ]
}

function effectText(row: ComparisonRow): string {
  const { interval } = row
  if (interval === null) return '–'
  return interval.of === 'ratio'
    ? `× ${formatNumber(row.ratio ?? Number.NaN, 2)} [${formatNumber(interval.low, 2)}, ${formatNumber(interval.high, 2)}]`
    : `${formatKpiValue(row.unit, row.difference ?? Number.NaN)} [${formatInterval(row.unit, interval.low, interval.high)}]`
}

const report: Command = {
  name: 'report',
  usage:
    'report WORKSPACE --subject SEL --baseline SEL --out FILE.(html|csv|json) [--hours calendar|business] [--now ISO] [--with-agents] [--with-customers] [--as zendesk|intercom|chatwoot]',
  summary: 'Writes the comparison report.',
  options: {
    subject: { type: 'string' },
    baseline: { type: 'string' },
    out: { type: 'string' },
    hours: { type: 'string' },
    now: { type: 'string' },
    'with-agents': { type: 'boolean' },
    'with-customers': { type: 'boolean' },
    as: { type: 'string' },
  },
  positionals: 1,
  run: async (context) => {
    const { args, data, output } = context
    const out = args.text('out')
    if (out === undefined) throw new UsageError('--out is missing; write it like --out review.html.')
    const as = args.text('as')
    const format = readChoice('report format', extname(out).slice(1).toLowerCase(), reportFormats)
    const request = {
      subject: requiredSelection(args, 'subject'),
      baseline: requiredSelection(args, 'baseline'),
      hours: readHours(args),
      withAgents: args.has('with-agents'),
      withCustomers: args.has('with-customers'),
      ...(as === undefined ? {} : { vendor: readChoice('vendor', as, vendorIds) }),
    }
    const generatedAt = readInstant(args.text('now')) ?? context.now()
    await openWorkspaceOf(context)
    const path = resolve(out)
    const { byteCount, answer } = await data.call('node.writeReport', { request, format, generatedAt }, path)
    output.result({ ok: true, file: out, format, byteCount, answer }, () =>
      [...answer, '', `Report: ${out} (${formatCount(byteCount)} bytes)`].join('\n'),
    )
    return 0
  },
}

function readInstant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) throw new UsageError(`"${text}" is no time; write it like 2026-10-01T09:00:00Z.`)
  return instant
}

const conversations: Command = {
  name: 'conversations',
  usage: 'conversations WORKSPACE [filters] [--kpi ID] [--within 90s] [--limit N] [--after ID]',
  summary: 'Lists conversations, newest first; with --kpi those that it counted.',
  options: {
    ...filterOptions,
    kpi: { type: 'string' },
    within: { type: 'string' },
    limit: { type: 'string' },
    after: { type: 'string' },
  },
  positionals: 1,
  run: async (context) => {
    const { args, data, output } = context
    const kpi = args.text('kpi')
    const after = args.text('after')
    const summary = await currentWorkspace(context)
    const page = await data.call('conversations.list', {
      selection: readFilters(args),
      kpi: kpi === undefined ? undefined : readKpi(kpi),
      hours: readHours(args),
      ...readWithin(args),
      limit: readNumber('limit', args.text('limit') ?? '50', 1),
      after: after === undefined ? undefined : readNumber('after', after, 0),
    })
    output.result({ ok: true, ...page }, () =>
      [
        textTable(
          [
            ['id', 'opened', 'channel', 'contact', 'team', 'agent', 'messages', 'first reply'],
            ...page.rows.map((row) => [
              String(row.id),
              formatInstant(row.openedAt, summary.settings.zone),
              channelNames[row.channel],
              row.contact,
              row.team ?? '–',
              row.agent ?? '–',
              formatCount(row.messages),
              row.firstReplyAt === null ? 'unanswered' : formatDuration((row.firstReplyAt - row.openedAt) / 1000),
            ]),
          ],
          [1, 2, 3, 4, 5],
        ),
        `${formatCount(page.rows.length)} of ${formatCount(page.total)}${page.next === null ? '' : `; go on with --after ${page.next}`}`,
      ].join('\n'),
    )
    return 0
  },
}

export const resultCommands: readonly Command[] = [kpis, compare, report, conversations]
