/** `explain` and `conversation`: what stands behind a number, and what every KPI makes of one conversation. */
import type { CaseRow } from '../../shared/explain.ts'
import { reasonText } from '../../shared/explain-words.ts'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiId, KpiResult } from '../../shared/kpi.ts'
import type { Timeline, TimelineInterval } from '../../shared/model.ts'
import {
  channelNames,
  formatCaseValue,
  formatCount,
  formatDuration,
  formatInstant,
  formatInstantExact,
  formatKpiValue,
} from '../../shared/units.ts'
import { filterOptions, readFilters, readHours, readKpi, readNumber, readWithin } from './arguments.ts'
import type { Command } from './command.ts'
import { openWorkspaceOf } from './open-workspace.ts'
import { textTable } from './output.ts'

const explain: Command = {
  name: 'explain',
  usage:
    'explain WORKSPACE --kpi ID [filters] [--inferred-close] [--within 90s] [--reason REASON] [--limit N] [--after N]',
  summary: 'Says what a KPI counts and what not, why, and lists the cases.',
  options: {
    ...filterOptions,
    kpi: { type: 'string' },
    'inferred-close': { type: 'boolean' },
    within: { type: 'string' },
    reason: { type: 'string' },
    limit: { type: 'string' },
    after: { type: 'string' },
  },
  positionals: 1,
  run: async (context) => {
    const { args, data, output } = context
    const kpi = readKpi(args.text('kpi') ?? '')
    const after = args.text('after')
    await openWorkspaceOf(context)
    const summary = await data.call('workspaces.current', undefined)
    const page = await data.call('kpis.cases', {
      kpi,
      selection: readFilters(args),
      hours: readHours(args),
      inferredClose: args.has('inferred-close'),
      ...readWithin(args),
      reason: args.text('reason'),
      limit: readNumber('limit', args.text('limit') ?? '50', 1),
      after: after === undefined ? undefined : readNumber('after', after, 0),
    })
    output.result({ ok: true, kpi, definition: kpiCatalogue[kpi].meaning, ...page }, () =>
      [
        ...describeResult(kpi, page.result),
        '',
        caseTable(kpi, page.rows, summary?.settings.zone ?? 'UTC'),
        `${formatCount(page.rows.length)} of ${formatCount(page.total)}${page.next === null ? '' : `; go on with --after ${page.next}`}`,
      ].join('\n'),
    )
    return 0
  },
}

function describeResult(kpi: KpiId, result: KpiResult): string[] {
  const { title, meaning, countedUnit } = kpiCatalogue[kpi]
  const { counted, excluded } = result.ledger
  const headline =
    result.status === 'ok'
      ? formatKpiValue(result.unit, result.value)
      : result.status === 'failed'
        ? `failed (${result.code})`
        : result.message
  return [
    `${title}: ${headline}`,
    meaning,
    `Counted: ${formatCount(counted)} (${countedUnit})`,
    ...Object.entries(excluded)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `Not counted: ${formatCount(count)}, ${reasonText(reason)} (--reason ${reason})`),
  ]
}

function caseTable(kpi: KpiId, rows: readonly CaseRow[], zone: string): string {
  const { unit, kind } = kpiCatalogue[kpi]
  return textTable(
    [
      ['when', 'conversation', 'channel', 'contact', 'team', 'agent', 'value', ''],
      ...rows.map((row) => [
        row.at === null ? 'no time' : formatInstant(row.at, zone),
        row.conversation === null ? '–' : String(row.conversation),
        row.channel === null ? '–' : channelNames[row.channel],
        row.contact === '' ? '–' : row.contact,
        row.team ?? '–',
        row.agent ?? '–',
        row.value === null ? '–' : formatCaseValue(kind, unit, row.value),
        row.reason === 'counted' ? '' : reasonText(row.reason),
      ]),
    ],
    [0, 2, 3, 4, 5, 7],
  )
}

const conversation: Command = {
  name: 'conversation',
  usage: 'conversation WORKSPACE ID [filters] [--inferred-close] [--within 90s]',
  summary: 'Shows one conversation, what every KPI makes of it, and why; with filters also what lies outside of them.',
  options: { ...filterOptions, 'inferred-close': { type: 'boolean' }, within: { type: 'string' } },
  positionals: 2,
  run: async (context) => {
    const { args, data, output } = context
    const id = readNumber('ID', args.positionals[1] ?? '', 1)
    await openWorkspaceOf(context)
    const summary = await data.call('workspaces.current', undefined)
    const timeline = await data.call('conversations.timeline', {
      id,
      selection: readFilters(args),
      hours: readHours(args),
      inferredClose: args.has('inferred-close'),
      ...readWithin(args),
    })
    output.result({ ok: true, ...timeline }, () => describeTimeline(timeline, summary?.settings.zone ?? 'UTC'))
    return 0
  },
}

function describeTimeline(timeline: Timeline, zone: string): string {
  const { messages, intervals, sameCustomer } = timeline
  return [
    ...messages.map((message) => {
      const what =
        message.kind === 'message'
          ? (message.text ?? '(text not kept)')
          : `(${message.event ?? message.kind}) ${message.text ?? ''}`
      return `${formatInstantExact(message.at, zone)}  ${message.direction === 'in' ? '→' : '←'} ${message.author}: ${what}\n    ${message.why}`
    }),
    ...(sameCustomer.length === 0
      ? []
      : ['', `Same customer as ${sameCustomer.map(({ address }) => address).join(', ')}`]),
    '',
    ...intervals.map((interval) => `${interval.kpi}: ${lengthOf(interval)}${interval.why}`),
  ].join('\n')
}

function lengthOf({ kpi, seconds, value }: TimelineInterval): string {
  const entry = Object.entries(kpiCatalogue).find(([id]) => id === kpi)?.[1]
  if (value !== null && entry !== undefined) return `${formatCaseValue(entry.kind, entry.unit, value)}. `
  return seconds === null ? '' : `${formatDuration(seconds)}. `
}

export const explainCommands: readonly Command[] = [explain, conversation]
