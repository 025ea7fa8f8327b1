/** `trend`: where a KPI is heading. */
import { kpiCatalogue, periodGroupings, rangeOf } from '../../shared/kpi.ts'
import type { KpiId, KpiUnit } from '../../shared/kpi.ts'
import type { Trend, TrendPoint } from '../../shared/trend.ts'
import { formatCount, formatDay, formatInterval, formatKpiValue } from '../../shared/units.ts'
import { filterOptions, readChoice, readFilters, readHours, readKpi, readSelection, readWithin } from './arguments.ts'
import type { Command } from './command.ts'
import { openWorkspaceOf } from './open-workspace.ts'
import { textTable } from './output.ts'

const trend: Command = {
  name: 'trend',
  usage:
    'trend WORKSPACE --kpi ID --by day|week|month|quarter [filters] [--baseline SEL] [--inferred-close] [--within 90s]',
  summary: 'Shows where a KPI is heading, with a test; --baseline freezes the limits of unusual periods.',
  options: {
    ...filterOptions,
    kpi: { type: 'string' },
    by: { type: 'string' },
    baseline: { type: 'string' },
    'inferred-close': { type: 'boolean' },
    within: { type: 'string' },
  },
  positionals: 1,
  run: async (context) => {
    const { args, data, output } = context
    const kpi = readKpi(args.text('kpi') ?? '')
    const by = readChoice('grouping', args.text('by') ?? 'week', periodGroupings)
    const baseline = args.text('baseline')
    const request = {
      kpi,
      selection: readFilters(args),
      by,
      hours: readHours(args),
      inferredClose: args.has('inferred-close'),
      ...readWithin(args),
      ...(baseline === undefined ? {} : { baseline: readSelection(baseline) }),
    }
    await openWorkspaceOf(context)
    const result = await data.call('kpis.trend', request)
    const { unit, title } = kpiCatalogue[kpi]
    output.result({ ok: true, ...result }, () =>
      [
        `${title}: ${result.sentence}`,
        ...result.notes,
        ...limitsText(result, kpi),
        textTable([['from', 'to', 'value', 'n', ''], ...rowsOf(result, unit)], [0, 1, 4]),
      ].join('\n'),
    )
    return 0
  },
}

function limitsText({ limits }: Trend, kpi: KpiId): string[] {
  if (limits === null) return []
  const whose = limits.from === 'baseline' ? 'the baseline' : 'these periods'
  const { least, most } = rangeOf(kpi)
  const ends = formatInterval(kpiCatalogue[kpi].unit, Math.max(limits.low, least), Math.min(limits.high, most))
  return [`Ordinary variation of ${whose}: ${ends}.`]
}

/** The points in time, with a line where something changed. */
function rowsOf({ points, breaks }: Trend, unit: KpiUnit): string[][] {
  return points.flatMap((point) => [
    ...breaks.filter(({ day }) => point.from <= day && day <= point.to).map(({ day }) => [`-- ${formatDay(day)}`]),
    [
      formatDay(point.from),
      formatDay(point.to),
      point.value === null ? '–' : formatKpiValue(unit, point.value),
      formatCount(point.n),
      remarks(point),
    ],
  ])
}

function remarks(point: TrendPoint): string {
  return [
    ...(point.complete ? [] : ['unfinished']),
    ...(point.hasShortHistory === true ? ['too little before it'] : []),
    ...(point.periods > 1 ? [`${point.periods} merged`] : []),
    ...(point.unusual ? ['unusual'] : []),
  ].join(', ')
}

export const trendCommands: readonly Command[] = [trend]
