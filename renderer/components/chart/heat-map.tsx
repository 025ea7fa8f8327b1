/** Weekday × hour, one sequential ramp, the number in the cell where it fits. */
import type { ChartData, ChartDataset, ChartOptions } from 'chart.js'
import { useMemo } from 'react'
import { formatCount } from '../../../shared/units.ts'
import { luminance, mixColours, useChartColours } from './chart-colours.ts'
import type { ChartColours } from './chart-colours.ts'
import { ChartFigure } from './chart-figure.tsx'
import { cellTexts } from './chart-plugins.ts'
import type { TwinCell } from './twin.ts'
import { textCell } from './twin.ts'

export const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))

interface HeatMapProps {
  readonly title: string
  readonly subtitle: string
  readonly fileName: string
  /** Counts by ISO weekday and hour (`1-09` = Monday, 9:00–9:59). Absent means 0. */
  readonly counts: ReadonlyMap<string, number>
  /** What is counted, such as `conversations`. */
  readonly unitName: string
  readonly onPick: (weekdayHour: string) => void
}

/** Above this luminance dark text has more contrast than white, below it less. */
const equalContrast = 0.18

const plugins = [cellTexts()]

export function HeatMap({ title, subtitle, fileName, counts, unitName, onPick }: HeatMapProps) {
  const colours = useChartColours()
  const spec = useMemo(() => heatSpec(counts, unitName, onPick, colours), [counts, unitName, onPick, colours])
  return <ChartFigure {...{ title, subtitle, fileName, colours, plugins, ...spec }} height={278} type="matrix" />
}

/** Counts that would not fit a cell are shortened; tooltip and table keep every digit. */
function shortCount(count: number): string {
  if (count === 0) return ''
  if (count < 10_000) return formatCount(count)
  if (count < 999_500) return `${Math.round(count / 1000)}k`
  return `${(count / 1_000_000).toFixed(1)}M`
}

function heatSpec(
  counts: ReadonlyMap<string, number>,
  unitName: string,
  onPick: (weekdayHour: string) => void,
  colours: ChartColours,
) {
  const cells = weekdayNames.flatMap((weekday, row) =>
    hours.map((hour, column) => {
      const key = `${row + 1}-${hour}`
      return { key, weekday, hour, row, column, count: counts.get(key) ?? 0 }
    }),
  )
  const highest = Math.max(1, ...cells.map((cell) => cell.count))
  const [low, high] = colours.isDark ? ['#28324f', '#a9b8f7'] : ['#e9eefb', '#27408f']
  const empty = colours.resolve('--pl-raised')
  const fillOf = (count: number): string => (count === 0 ? empty : mixColours(low, high, count / highest))
  const dataset: ChartDataset<'matrix'> = {
    label: unitName,
    data: cells.map((cell) => ({ x: cell.hour, y: cell.weekday.slice(0, 3) })),
    backgroundColor: cells.map((cell) => fillOf(cell.count)),
    hoverBackgroundColor: cells.map((cell) => fillOf(cell.count)),
    borderRadius: 3,
    borderWidth: 0,
    hoverBorderWidth: 2,
    hoverBorderColor: colours.text,
    width: ({ chart }) => Math.max(0, (chart.chartArea?.width ?? 0) / 24 - 3),
    height: ({ chart }) => Math.max(0, (chart.chartArea?.height ?? 0) / 7 - 3),
  }
  const withTexts: ChartDataset<'matrix'> = {
    ...dataset,
    drawn: {
      cellTexts: cells.map((cell) => ({
        text: shortCount(cell.count),
        colour: luminance(fillOf(cell.count)) > equalContrast ? '#1b2026' : '#ffffff',
      })),
    },
  }
  const options: ChartOptions<'matrix'> = {
    interaction: { mode: 'nearest', intersect: true },
    scales: {
      x: {
        type: 'category',
        labels: hours,
        offset: true,
        position: 'top',
        grid: { display: false },
        border: { display: false },
        ticks: { color: colours.quiet, autoSkip: true, maxRotation: 0 },
      },
      y: {
        type: 'category',
        labels: weekdayNames.map((name) => name.slice(0, 3)),
        reverse: false,
        offset: true,
        grid: { display: false },
        border: { display: false },
        ticks: { color: colours.quiet, padding: 8 },
      },
    },
  }
  const data: ChartData<'matrix', ChartDataset<'matrix'>['data'], string> = { datasets: [withTexts] }
  const points = cells.map((cell, index) => ({
    series: 0,
    index,
    row: cell.row,
    column: cell.column,
    title: `${cell.weekday}, ${cell.hour}:00–${cell.hour}:59`,
    lines: [`${formatCount(cell.count)} ${unitName}`],
    pick: cell.count === 0 ? null : () => onPick(cell.key),
  }))
  const twin = {
    columns: [{ label: 'Hour', numeric: false }, ...weekdayNames.map((label) => ({ label, numeric: true }))],
    rows: hours.map((hour) => twinRow(hour, counts)),
  }
  return { data, options, points, twin }
}

function twinRow(hour: string, counts: ReadonlyMap<string, number>): readonly TwinCell[] {
  const byWeekday = weekdayNames.map((_name, row) => counts.get(`${row + 1}-${hour}`) ?? 0)
  return [textCell(`${hour}:00`), ...byWeekday.map((count) => ({ text: formatCount(count), value: count }))]
}
