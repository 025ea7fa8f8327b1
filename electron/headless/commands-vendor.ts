/** `vendor`: our numbers as Zendesk, Intercom or Chatwoot counts them, rule by rule. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import { vendorIds, vendorNames } from '../../shared/vendors.ts'
import type { ReportedByVendor, VendorBridge, VendorMetric } from '../../shared/vendors.ts'
import { formatCount, formatDuration } from '../../shared/units.ts'
import { filterOptions, readChoice, readFilters, readHours } from './arguments.ts'
import type { Command } from './command.ts'
import { openWorkspaceOf } from './open-workspace.ts'
import { textTable } from './output.ts'
import { UsageError } from './usage.ts'

const vendor: Command = {
  name: 'vendor',
  usage: `vendor WORKSPACE --as ${vendorIds.join('|')} [filters]`,
  summary: 'Shows what our times become as a help desk counts them, rule by rule, and what it reported itself.',
  options: { ...filterOptions, as: { type: 'string' } },
  positionals: 1,
  run: async (context) => {
    const { args, data, output } = context
    const as = args.text('as')
    if (as === undefined) throw new UsageError('--as is missing; write it like --as zendesk.')
    const request = {
      vendor: readChoice('vendor', as, vendorIds),
      selection: readFilters(args),
      hours: readHours(args),
    }
    await openWorkspaceOf(context)
    const bridge = await data.call('vendors.bridge', request)
    output.result({ ok: true, ...bridge }, () => describeBridge(bridge))
    return 0
  },
}

function describeBridge({ vendor: id, metrics, notes }: VendorBridge): string {
  return [...metrics.map((metric) => describeMetric(vendorNames[id], metric)), ...notes].join('\n\n')
}

function describeMetric(name: string, { title, kpi, steps, reported, notFollowed }: VendorMetric): string {
  const rows = steps.map(({ rule, value, statistic, n, changed }) => [
    rule === null ? `${kpiCatalogue[kpi].title}, as we count` : rule.title,
    value === null ? '–' : formatDuration(value),
    statistic === 'mean' ? 'average' : 'median',
    formatCount(n),
    rule === null ? '' : formatCount(changed),
  ])
  const rules = steps.flatMap(({ rule }) =>
    rule === null ? [] : [`  ${rule.title}: ${rule.text}\n    ${rule.source?.url ?? 'Assumed, not verified.'}`],
  )
  return [
    `${title} (${name})`,
    textTable([['step', 'value', '', 'n', 'changed'], ...rows], [0, 2]),
    ...(reported === null ? [] : [describeReported(name, reported)]),
    ...rules,
    ...notFollowed.map((sentence) => `  Not followed: ${sentence}`),
  ].join('\n')
}

function describeReported(name: string, reported: ReportedByVendor): string {
  const { field, n, value, counted, gap, equal, onlyReported, onlyCounted } = reported
  const gapText = gap === 0 ? 'no gap' : `a gap of ${formatDuration(gap)}`
  return [
    `As reported by ${name} (${field}), ${formatCount(n)} conversations: ${formatDuration(value)}, counted here ${formatDuration(counted)}, ${gapText}; ${formatCount(equal)} are the same.`,
    ...(onlyReported > 0 ? [`${formatCount(onlyReported)} more are reported and not counted.`] : []),
    ...(onlyCounted > 0 ? [`${formatCount(onlyCounted)} more are counted and not reported.`] : []),
    ...reported.furthest.map(
      (one) =>
        `  conversation ${one.conversation}: reported ${formatDuration(one.reported)}, counted ${formatDuration(one.counted)}`,
    ),
  ].join('\n')
}

export const vendorCommands: readonly Command[] = [vendor]
