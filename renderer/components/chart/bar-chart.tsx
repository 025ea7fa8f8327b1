/**
 * One row per team or agent, with 95 % whiskers, the value and n at the end of the row. Counts and shares are bars from
 * zero; durations stand on a log axis, where a bar's length would mean nothing, so they are dots.
 */
import type { ChartData, ChartDataset, ChartOptions } from 'chart.js'
import { useMemo } from 'react'
import type { KpiUnit } from '../../../shared/kpi.ts'
import { formatCount, formatInterval, formatKpiValue } from '../../../shared/units.ts'
import { useChartColours, withOpacity } from './chart-colours.ts'
import type { ChartColours } from './chart-colours.ts'
import { ChartFigure } from './chart-figure.tsx'
import { rowTexts, rowTextsWidth, whiskers } from './chart-plugins.ts'
import type { ReferenceLine } from './reference-lines.ts'
import { referenceLines } from './reference-lines.ts'
import { textCell } from './twin.ts'
import { drawable, valueAxis } from './value-axis.ts'

export interface BarItem {
  readonly label: string
  readonly value: number
  readonly n: number
  readonly interval: { readonly low: number; readonly high: number } | null
  /** A CSS variable or colour; the accent if absent. */
  readonly colour?: string | undefined
  readonly pick: (() => void) | null
}

interface BarChartProps {
  readonly title: string
  readonly subtitle: string
  readonly fileName: string
  readonly unit: KpiUnit
  /** What a row is, such as `Team`. */
  readonly rowName: string
  readonly items: readonly BarItem[]
  readonly references?: readonly ReferenceLine[]
}

const noReferences: readonly ReferenceLine[] = []
const rowHeight = 30
const plugins = [whiskers(), rowTexts()]

export function BarChart(props: BarChartProps) {
  const { title, subtitle, fileName, unit, rowName, items, references = noReferences } = props
  const colours = useChartColours()
  const spec = useMemo(
    () => barSpec(unit, rowName, items, references, colours),
    [unit, rowName, items, references, colours],
  )
  const height = Math.max(3, items.length) * rowHeight + 44
  const common = { title, subtitle, fileName, height, colours, points: spec.points, twin: spec.twin }
  return unit === 'seconds' ? (
    <ChartFigure {...common} type="line" data={spec.dots} options={spec.dotOptions} plugins={plugins} />
  ) : (
    <ChartFigure {...common} type="bar" data={spec.bars} options={spec.barOptions} plugins={plugins} />
  )
}

const longest = 21
const shorten = (label: string): string =>
  label.length > longest ? `${label.slice(0, longest - 1).trimEnd()}…` : label

function barSpec(
  unit: KpiUnit,
  rowName: string,
  items: readonly BarItem[],
  references: readonly ReferenceLine[],
  colours: ChartColours,
) {
  const labels = items.map((item) => shorten(item.label))
  const nameWidth = Math.max(0, ...labels.map((label) => label.length)) * 6.6 + 16
  const shown = [
    ...items.flatMap(({ value, interval }) => (interval ? [value, interval.low, interval.high] : [value])),
    ...references.map((line) => line.value),
  ]
  const colourOf = (item: BarItem): string => colours.resolve(item.colour ?? '--mantine-color-anchor')
  const data = items.map((item) => drawable(unit, item.value))
  const drawn = {
    whiskers: items.map(({ interval }) =>
      interval ? { low: drawable(unit, interval.low), high: drawable(unit, interval.high) } : null,
    ),
    rowTexts: items.map((item) => ({ value: formatKpiValue(unit, item.value), note: `n = ${formatCount(item.n)}` })),
  }
  const dots: ChartDataset<'line', number[]> = {
    data,
    drawn,
    showLine: false,
    pointRadius: 6,
    pointHoverRadius: 8,
    pointBackgroundColor: items.map(colourOf),
    pointBorderColor: colours.surface,
    pointBorderWidth: 2,
  }
  const bars: ChartDataset<'bar', number[]> = {
    data,
    drawn,
    backgroundColor: items.map((item) => withOpacity(colourOf(item), 0.8)),
    borderRadius: 3,
    barThickness: 16,
  }
  const scales = {
    x: valueAxis(unit, shown, colours, 2),
    y: {
      type: 'category' as const,
      offset: true,
      grid: { display: false },
      border: { display: false },
      // chart.js keeps half of the plot for itself and would cut names off.
      afterFit: (axis: { width: number }) => {
        axis.width = Math.max(axis.width, nameWidth)
      },
      ticks: { color: colours.text, autoSkip: false, padding: 8 },
    },
  }
  const shared = {
    indexAxis: 'y' as const,
    layout: { padding: { right: rowTextsWidth } },
    interaction: { mode: 'nearest' as const, axis: 'y' as const, intersect: false },
    plugins: { annotation: { annotations: referenceLines(references, 'x', colours) } },
  }
  const dotOptions: ChartOptions<'line'> = { ...shared, scales }
  const barOptions: ChartOptions<'bar'> = { ...shared, scales }
  const dotData: ChartData<'line', (number | null)[], string> = { labels, datasets: [dots] }
  const barData = { labels, datasets: [bars] } as ChartData<'bar', number[], string>
  const points = items.map((item, index) => ({
    series: 0,
    index,
    row: index,
    column: 0,
    title: item.label,
    lines: [
      `${formatKpiValue(unit, item.value)}, n = ${formatCount(item.n)}`,
      ...(item.interval ? [`95 %: ${formatInterval(unit, item.interval.low, item.interval.high)}`] : []),
    ],
    pick: item.pick,
  }))
  const twin = {
    columns: [
      { label: rowName, numeric: false },
      { label: 'Value', numeric: true },
      { label: '95 % low', numeric: true },
      { label: '95 % high', numeric: true },
      { label: 'n', numeric: true },
    ],
    rows: items.map((item) => [
      textCell(item.label),
      { text: formatKpiValue(unit, item.value), value: item.value },
      ...(['low', 'high'] as const).map((end) => ({
        text: item.interval ? formatKpiValue(unit, item.interval[end]) : '–',
        value: item.interval ? item.interval[end] : null,
      })),
      { text: formatCount(item.n), value: item.n },
    ]),
  }
  return { dots: dotData, bars: barData, dotOptions, barOptions, points, twin }
}
