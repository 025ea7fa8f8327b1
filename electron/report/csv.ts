/** The report as tidy CSV (RFC 4180, UTF-8): one row per KPI, selection, group and statistic. */
import type { KpiId, KpiUnit } from '../../shared/kpi.ts'
import type { ReportMeasure } from './measure.ts'
import type { ReportModel, ReportVerdict, Side } from './report-model.ts'

type Cell = string | number | null

const columns = ['kpi', 'unit', 'side', 'selection', 'grouping', 'group', 'statistic', 'value'] as const

/** What a spreadsheet would take for a formula, also behind blanks and in full-width or small forms. */
const formulaStart = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠﹢﹣﹦﹫]|^[\t\r\n\0]/u

/** Real numbers stay numeric; text that a spreadsheet would run starts with an apostrophe. Null is an empty cell. */
export function csvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = formulaStart.test(cell) ? `'${cell}` : cell
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export function writeCsv(model: ReportModel): string {
  const rows: readonly (readonly Cell[])[] = [
    columns,
    ...model.verdicts.flatMap((verdict) => verdictRows(model, verdict)),
    ...model.goals.flatMap((goal) => goalRows(goal)),
    ...weeklyRows(model),
    ...trendRows(model),
    ...distributionRows(model),
    ...groupRows(model),
    ...sourceRows(model),
    ...openingHoursRows(model),
    ...fingerprintRows(model),
  ]
  return rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')
}

interface Place {
  readonly kpi: KpiId | ''
  readonly unit: KpiUnit | ''
  readonly side: Side | 'comparison' | 'goal' | 'data'
  readonly selection: string
  readonly grouping: string
  readonly group: string
}

/** Statistics that are unknown have no row: an empty value could be read as nothing. */
function statistics(place: Place, values: Readonly<Record<string, Cell>>): readonly (readonly Cell[])[] {
  const { kpi, unit, side, selection, grouping, group } = place
  return Object.entries(values)
    .filter(([, value]) => value !== null && value !== '')
    .map(([statistic, value]) => [kpi, unit, side, selection, grouping, group, statistic, value])
}

function measureValues(unit: KpiUnit, measure: ReportMeasure): Readonly<Record<string, Cell>> {
  const isDuration = unit === 'seconds'
  return {
    status: measure.status,
    n: measure.n,
    [isDuration ? 'median' : 'value']: measure.value,
    interval_low: measure.interval?.low ?? null,
    interval_high: measure.interval?.high ?? null,
    mean: isDuration ? measure.mean : null,
    p90: measure.p90,
    unanswered: measure.unanswered,
    median_including_waiting: measure.medianIncludingWaiting,
    numerator: measure.numerator,
    note: measure.notes.join(' '),
  }
}

function verdictRows(model: ReportModel, verdict: ReportVerdict): readonly (readonly Cell[])[] {
  const { id: kpi, unit, interval } = verdict
  const whole = { kpi, unit, grouping: '', group: '' }
  const side = (name: Side): readonly (readonly Cell[])[] =>
    statistics({ ...whole, side: name, selection: model[name].selectionText }, measureValues(unit, verdict[name]))
  const selection = `${model.subject.selectionText} against ${model.baseline.selectionText}`
  return [
    ...side('subject'),
    ...side('baseline'),
    ...statistics(
      { ...whole, side: 'comparison', selection },
      {
        verdict: verdict.verdict,
        difference: verdict.difference,
        ratio: verdict.ratio,
        [`${interval?.of ?? 'ratio'}_interval_low`]: interval?.low ?? null,
        [`${interval?.of ?? 'ratio'}_interval_high`]: interval?.high ?? null,
        probability_better: verdict.probabilityBetter,
        p_value: verdict.pValue,
        q_value: verdict.qValue,
        reason: verdict.reason,
        cautions: verdict.cautions.join('; '),
      },
    ),
  ]
}

function goalRows(goal: ReportModel['goals'][number]): readonly (readonly Cell[])[] {
  return goal.kpis.flatMap((row) =>
    statistics(
      {
        kpi: row.id,
        unit: row.unit,
        side: 'goal',
        selection: row.baselineName ?? '',
        grouping: 'goal',
        group: goal.title,
      },
      {
        state: row.state,
        current: row.current.value,
        baseline: row.baseline?.value ?? null,
        target: row.target?.value ?? null,
        derivation: row.target?.derivation ?? null,
        evidence: row.target?.evidence ?? null,
      },
    ),
  )
}

function weeklyRows(model: ReportModel): readonly (readonly Cell[])[] {
  return model.weekly.flatMap((chart) =>
    chart.sides.flatMap(({ side, points }) =>
      points.flatMap((point) =>
        statistics(
          {
            kpi: chart.id,
            unit: 'seconds',
            side,
            selection: model[side].selectionText,
            grouping: 'week',
            group: point.from,
          },
          {
            n: point.n,
            median: point.value,
            interval_low: point.interval?.low ?? null,
            interval_high: point.interval?.high ?? null,
            complete: point.isComplete ? 'yes' : 'no',
          },
        ),
      ),
    ),
  )
}

function trendRows(model: ReportModel): readonly (readonly Cell[])[] {
  return model.trends.flatMap(({ id: kpi, unit, side, direction, weeks, perWeek, p, sentence, breaks, notes }) => {
    const place = { kpi, unit, side, selection: model[side].selectionText, grouping: 'trend' }
    return [
      ...statistics(
        { ...place, group: '' },
        { direction, weeks, slope_per_week: perWeek, p_value: p, sentence, notes: notes.join(' ') },
      ),
      ...breaks.flatMap((one) => statistics({ ...place, group: one.day }, { [`change_of_${one.kind}`]: one.sentence })),
    ]
  })
}

function distributionRows(model: ReportModel): readonly (readonly Cell[])[] {
  const chart = model.distribution
  if (chart === null) return []
  return chart.sides.flatMap(({ side, bins }) =>
    bins.map((bin) => [
      chart.id,
      'count',
      side,
      model[side].selectionText,
      'seconds-from-to',
      `${bin.from}–${bin.to}`,
      'count',
      bin.count,
    ]),
  )
}

function groupRows(model: ReportModel): readonly (readonly Cell[])[] {
  return [model.teams, model.agents].flatMap((groups) => {
    if (groups === null) return []
    const { grouping, kpis, sides } = groups
    return sides.flatMap(({ side, rows }) =>
      rows.flatMap((row) =>
        row.measures.flatMap(({ id, measure }) => {
          const unit = kpis.find((kpi) => kpi.id === id)?.unit ?? 'count'
          const selection = model[side].selectionText
          return statistics({ kpi: id, unit, side, selection, grouping, group: row.name }, measureValues(unit, measure))
        }),
      ),
    )
  })
}

function sourceRows(model: ReportModel): readonly (readonly Cell[])[] {
  return model.dataQuality.sources.flatMap((source) =>
    statistics(
      { kpi: '', unit: '', side: 'data', selection: source.source, grouping: 'file', group: source.file },
      {
        sha256: source.sha256,
        rows_read: source.rows.read,
        rows_new: source.rows.new,
        rows_changed: source.rows.changed,
        rows_duplicate: source.rows.duplicate,
        rows_rejected: source.rows.rejected,
        rows_ignored: source.rows.ignored,
      },
    ),
  )
}

function openingHoursRows(model: ReportModel): readonly (readonly Cell[])[] {
  return model.dataQuality.openingHours.flatMap(({ team, from, zone, week, holidays }) =>
    statistics(
      {
        kpi: '',
        unit: '',
        side: 'data',
        selection: team === null ? '' : `team ${team}`,
        grouping: 'opening-hours',
        group: from ?? '',
      },
      { zone, week, holidays: holidays.join(' ') },
    ),
  )
}

function fingerprintRows(model: ReportModel): readonly (readonly Cell[])[] {
  return statistics(
    { kpi: '', unit: '', side: 'data', selection: '', grouping: 'report', group: model.title },
    {
      fingerprint: model.fingerprint.data,
      app_version: model.fingerprint.appVersion,
      generated_at: model.fingerprint.generatedAt,
      hours: model.hours,
      command: model.fingerprint.command,
    },
  )
}
