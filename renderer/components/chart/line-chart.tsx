/** Values over time, one line per series, with names at the line ends and unfinished periods marked. */
import type { ChartData, ChartDataset, ChartOptions } from 'chart.js'
import { useMemo } from 'react'
import type { KpiUnit } from '../../../shared/kpi.ts'
import type { Day } from '../../../shared/model.ts'
import { formatCount, formatInterval, formatKpiValue } from '../../../shared/units.ts'
import { useChartColours, withOpacity } from './chart-colours.ts'
import type { ChartColours } from './chart-colours.ts'
import { ChartFigure } from './chart-figure.tsx'
import type { ChartPoint } from './chart-points.tsx'
import { endLabels } from './chart-plugins.ts'
import { dayNumber, dayTicks } from './day-axis.ts'
import { changeLines, referenceLines } from './reference-lines.ts'
import type { ChangeLine, ReferenceLine } from './reference-lines.ts'
import type { SeriesStyle } from './series-styles.ts'
import type { Twin } from './twin.ts'
import { textCell } from './twin.ts'
import { drawable, valueAxis } from './value-axis.ts'

export interface LinePoint {
  readonly from: Day
  /** The period in words, such as `Week of 2 Mar 2026`. */
  readonly label: string
  /** Null where there is nothing to show: no data, or too little for this value. */
  readonly value: number | null
  readonly n: number
  readonly interval: { readonly low: number; readonly high: number } | null
  /** False for a period that the data or the selection cuts off. */
  readonly complete: boolean
  /** Why a whole period does not count like the others. */
  readonly reservation?: string | undefined
  /** Whether it lies outside of the limits of ordinary variation; absent where nobody asked. */
  readonly unusual?: boolean
  readonly pick: (() => void) | null
}

export interface LineSeries {
  readonly label: string
  readonly style: SeriesStyle
  readonly points: readonly LinePoint[]
}

interface LineChartProps {
  readonly title: string
  readonly subtitle: string
  readonly fileName: string
  readonly unit: KpiUnit
  readonly series: readonly LineSeries[]
  readonly references?: readonly ReferenceLine[]
  readonly changes?: readonly ChangeLine[]
  readonly height?: number
}

const noReferences: readonly ReferenceLine[] = []
const noChanges: readonly ChangeLine[] = []

export function LineChart(props: LineChartProps) {
  const {
    title,
    subtitle,
    fileName,
    unit,
    series,
    references = noReferences,
    changes = noChanges,
    height = 280,
  } = props
  const colours = useChartColours()
  const plugins = useMemo(() => [endLabels()], [])
  const spec = useMemo(
    () => lineSpec(unit, series, references, changes, colours),
    [unit, series, references, changes, colours],
  )
  return (
    <ChartFigure
      {...{ title, subtitle, fileName, height, plugins, colours }}
      type="line"
      data={spec.data}
      options={spec.options}
      points={spec.points}
      twin={spec.twin}
    />
  )
}

type XY = { readonly x: number; readonly y: number | null }

function lineSpec(
  unit: KpiUnit,
  series: readonly LineSeries[],
  references: readonly ReferenceLine[],
  changes: readonly ChangeLine[],
  colours: ChartColours,
) {
  const periods = [...new Set(series.flatMap((one) => one.points.map((point) => point.from)))].sort()
  const columns = new Map(periods.map((from, column) => [from, column]))
  const xs = periods.map(dayNumber)
  const first = xs[0] ?? 0
  const last = xs.at(-1) ?? 1
  // Room for the first and the last point, which would be cut in half on the edge.
  const air = Math.max(0.5, (last - first) * 0.015)
  const values = [
    ...series.flatMap((one) => one.points.flatMap((point) => (point.value === null ? [] : [point.value]))),
    ...references.map((line) => line.value),
  ]
  const ticks = dayTicks(first, last)
  const widest = Math.max(0, ...series.map((one) => one.label.length))
  const options: ChartOptions<'line'> = {
    layout: { padding: { right: series.length > 1 ? widest * 7 + 20 : 12, top: 8 } },
    interaction: { mode: 'nearest', intersect: false },
    scales: {
      x: {
        type: 'linear',
        min: first - air,
        max: last + air,
        grid: { display: false },
        border: { color: colours.line },
        afterBuildTicks: (axis) => {
          axis.ticks = ticks.map(({ value }) => ({ value }))
        },
        ticks: {
          color: colours.quiet,
          autoSkip: false,
          maxRotation: 0,
          callback: (value) => ticks.find((tick) => tick.value === value)?.text ?? '',
        },
      },
      y: valueAxis(unit, values, colours),
    },
    plugins: {
      annotation: { annotations: { ...referenceLines(references, 'y', colours), ...changeLines(changes, colours) } },
    },
  }
  const lines = series.map((one) => lineDataset(unit, one, periods, series.length > 1, changes, colours))
  const [only] = series
  const band = series.length === 1 && only ? bandDatasets(unit, only, colours) : []
  // react-chartjs-2 wants the data points of the simplest kind; ours are { x, y } with gaps, which chart.js draws as well.
  const data = { datasets: [...lines, ...band] } as unknown as ChartData<'line', (number | null)[], string>
  return { data, options, points: chartPoints(unit, series, columns), twin: lineTwin(unit, series) }
}

function lineDataset(
  unit: KpiUnit,
  series: LineSeries,
  periods: readonly Day[],
  isLabelled: boolean,
  changes: readonly ChangeLine[],
  colours: ChartColours,
): ChartDataset<'line', XY[]> {
  const byPeriod = new Map(series.points.map((point) => [point.from, point]))
  const colour = colours.resolve(series.style.colour)
  const isComplete = (index: number): boolean => {
    const point = byPeriod.get(periods[index] ?? '')
    return point?.complete !== false && point?.reservation === undefined
  }
  const isUnusual = (index: number): boolean => byPeriod.get(periods[index] ?? '')?.unusual === true
  const radius = periods.length > 60 ? 2 : 3.5
  // What was measured before a change and after it is not joined by a line.
  const isAcross = (from: number, to: number): boolean =>
    changes.some(({ day }) => (periods[from] ?? '') < day && day <= (periods[to] ?? ''))
  return {
    label: series.label,
    data: periods.map((from) => {
      const value = byPeriod.get(from)?.value ?? null
      return { x: dayNumber(from), y: value === null ? null : drawable(unit, value) }
    }),
    borderColor: colour,
    borderWidth: 2,
    borderDash: [...series.style.dash],
    pointStyle: series.style.point,
    pointRadius: ({ dataIndex }) => (isUnusual(dataIndex) ? radius + 2.5 : radius),
    pointHoverRadius: 6,
    pointBorderWidth: ({ dataIndex }) => (isUnusual(dataIndex) ? 2.5 : 1.5),
    pointBorderColor: ({ dataIndex }) => (isUnusual(dataIndex) ? colours.text : colour),
    pointBackgroundColor: ({ dataIndex }) => (isComplete(dataIndex) ? colour : colours.surface),
    segment: {
      borderColor: ({ p0DataIndex, p1DataIndex }) =>
        isAcross(p0DataIndex, p1DataIndex)
          ? 'transparent'
          : isComplete(p1DataIndex)
            ? colour
            : withOpacity(colour, 0.45),
    },
    ...(isLabelled ? { drawn: { endLabel: series.label } } : {}),
  }
}

/** The 95 % band of a single line: its lower and upper edge, filled between. */
function bandDatasets(unit: KpiUnit, series: LineSeries, colours: ChartColours): ChartDataset<'line', XY[]>[] {
  const colour = colours.resolve(series.style.colour)
  const edge = (end: 'low' | 'high'): XY[] =>
    series.points.map((point) => ({
      x: dayNumber(point.from),
      y: point.value === null || !point.interval ? null : drawable(unit, point.interval[end]),
    }))
  const look = { pointRadius: 0, pointHitRadius: 0, pointHoverRadius: 0, borderWidth: 0 }
  return [
    { label: 'low', data: edge('low'), ...look },
    { label: 'high', data: edge('high'), ...look, fill: '-1', backgroundColor: withOpacity(colour, 0.14) },
  ]
}

function chartPoints(
  unit: KpiUnit,
  series: readonly LineSeries[],
  columns: ReadonlyMap<Day, number>,
): readonly ChartPoint[] {
  return series.flatMap((one, row) =>
    one.points.flatMap((point) => {
      if (point.value === null) return []
      const column = columns.get(point.from) ?? 0
      return {
        series: row,
        index: column,
        row,
        column,
        title: `${one.label}, ${point.label}`,
        lines: [
          `${formatKpiValue(unit, point.value)}, n = ${formatCount(point.n)}`,
          ...(point.interval ? [`95 %: ${formatInterval(unit, point.interval.low, point.interval.high)}`] : []),
          ...(point.complete ? [] : ['Period not complete']),
          ...(point.reservation === undefined ? [] : [point.reservation]),
          ...(point.unusual === true ? ['Unusual: outside of the limits'] : []),
        ],
        pick: point.pick,
      }
    }),
  )
}

function lineTwin(unit: KpiUnit, series: readonly LineSeries[]): Twin {
  const tellsUnusual = series.some((one) => one.points.some((point) => point.unusual !== undefined))
  return {
    columns: [
      { label: 'Period', numeric: false },
      { label: 'Series', numeric: false },
      { label: unit === 'seconds' ? 'Value (s in CSV)' : 'Value', numeric: true },
      { label: '95 % low', numeric: true },
      { label: '95 % high', numeric: true },
      { label: 'n', numeric: true },
      { label: 'Complete', numeric: false },
      ...(tellsUnusual ? [{ label: 'Unusual', numeric: false }] : []),
    ],
    rows: series.flatMap((one) =>
      one.points.map((point) => [
        { text: point.label, value: point.from },
        textCell(one.label),
        point.value === null
          ? { text: point.n === 0 ? 'no data' : 'too few', value: null }
          : { text: formatKpiValue(unit, point.value), value: point.value },
        ...(['low', 'high'] as const).map((end) => ({
          text: point.interval && point.value !== null ? formatKpiValue(unit, point.interval[end]) : '–',
          value: point.interval && point.value !== null ? point.interval[end] : null,
        })),
        { text: formatCount(point.n), value: point.n },
        textCell(point.complete ? 'yes' : 'no'),
        ...(tellsUnusual ? [textCell(point.unusual === true ? 'yes' : 'no')] : []),
      ]),
    ),
  }
}
