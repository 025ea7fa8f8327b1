/** Distributions of durations over each other, as shares of their own n so that unequal numbers compare. */
import type { ChartData, ChartDataset, ChartOptions } from 'chart.js'
import { useMemo } from 'react'
import type { Distribution } from '../../../shared/kpi.ts'
import { formatCount, formatDuration, formatShare } from '../../../shared/units.ts'
import { useChartColours, withOpacity } from './chart-colours.ts'
import type { ChartColours } from './chart-colours.ts'
import { ChartFigure } from './chart-figure.tsx'
import type { ReferenceLine } from './reference-lines.ts'
import { referenceLines } from './reference-lines.ts'
import type { SeriesStyle } from './series-styles.ts'
import { smallestSeconds, timeTick } from './time-axis.ts'
import { timeScale } from './time-axis.ts'
import { textCell } from './twin.ts'

export interface HistogramSeries {
  readonly label: string
  readonly style: SeriesStyle
  readonly n: number
  readonly bins: Distribution['bins']
  /** Drawn as a labelled line; null where n does not support one. */
  readonly median: number | null
  readonly pick: (() => void) | null
}

interface HistogramProps {
  readonly title: string
  readonly subtitle: string
  readonly fileName: string
  readonly series: readonly HistogramSeries[]
  readonly height?: number
}

const noPlugins: never[] = []

export function Histogram({ title, subtitle, fileName, series, height = 280 }: HistogramProps) {
  const colours = useChartColours()
  const spec = useMemo(() => histogramSpec(series, colours), [series, colours])
  return (
    <ChartFigure
      {...{ title, subtitle, fileName, height, colours }}
      type="line"
      data={spec.data}
      options={spec.options}
      plugins={noPlugins}
      points={spec.points}
      twin={spec.twin}
    />
  )
}

/** Without the empty bins at both ends. The first bin starts at 0, which a log axis does not have. */
function filledBins(bins: Distribution['bins']): Distribution['bins'] {
  const first = bins.findIndex((bin) => bin.count > 0)
  const last = bins.findLastIndex((bin) => bin.count > 0)
  return first === -1 ? [] : bins.slice(first, last + 1)
}

const startOf = (bin: { readonly from: number; readonly to: number }): number =>
  Math.max(bin.from, Math.min(smallestSeconds, bin.to / 2))

function histogramSpec(series: readonly HistogramSeries[], colours: ChartColours) {
  const filled = series.map((one) => ({ ...one, bins: filledBins(one.bins) }))
  const edges = filled.flatMap((one) => one.bins.flatMap((bin) => [startOf(bin), bin.to]))
  const scale = timeScale(edges, 7)
  const datasets = filled.map((one): ChartDataset<'line', { x: number; y: number }[]> => {
    const colour = colours.resolve(one.style.colour)
    const points = one.bins.map((bin) => ({ x: startOf(bin), y: bin.count / one.n }))
    const last = one.bins.at(-1)
    return {
      label: one.label,
      data: last ? [...points, { x: last.to, y: 0 }] : points,
      stepped: 'before',
      fill: 'origin',
      borderColor: colour,
      borderWidth: 1.5,
      borderDash: [...one.style.dash],
      backgroundColor: withOpacity(colour, 0.22),
      pointRadius: 0,
      pointHoverRadius: 4,
      pointHoverBackgroundColor: colour,
    }
  })
  const medians: ReferenceLine[] = series.flatMap((one) =>
    one.median === null
      ? []
      : [
          {
            kind: 'median' as const,
            value: Math.max(one.median, smallestSeconds),
            label:
              series.length > 1
                ? `${one.label}: ${formatDuration(one.median)}`
                : `Median ${formatDuration(one.median)}`,
            colour: one.style.colour,
          },
        ],
  )
  const options: ChartOptions<'line'> = {
    layout: { padding: { top: 4, right: 12 } },
    interaction: { mode: 'nearest', axis: 'x', intersect: false },
    scales: {
      x: {
        type: 'logarithmic',
        min: scale.min,
        max: scale.max,
        grid: { display: false },
        border: { color: colours.line },
        afterBuildTicks: (axis) => {
          axis.ticks = scale.ticks.map((value) => ({ value }))
        },
        ticks: { color: colours.quiet, autoSkip: false, maxRotation: 0, callback: (value) => timeTick(Number(value)) },
      },
      y: {
        beginAtZero: true,
        grace: '12%',
        grid: { color: colours.line, drawTicks: false },
        border: { display: false },
        ticks: { color: colours.quiet, padding: 8, maxTicksLimit: 5, callback: (value) => formatShare(Number(value)) },
      },
    },
    plugins: { annotation: { annotations: referenceLines(medians, 'x', colours) } },
  }
  // As in the line chart: { x, y } points where the type of react-chartjs-2 knows numbers only.
  const data = { datasets } as unknown as ChartData<'line', (number | null)[], string>
  const points = filled.flatMap((one, row) =>
    one.bins.map((bin, index) => ({
      series: row,
      index,
      row,
      column: startOf(bin),
      title: `${one.label}, ${binText(bin)}`,
      lines: [`${formatCount(bin.count)} of ${formatCount(one.n)} (${formatShare(bin.count / one.n)})`],
      pick: one.pick,
    })),
  )
  const twin = {
    columns: [
      { label: 'Duration', numeric: false },
      { label: 'Series', numeric: false },
      { label: 'Count', numeric: true },
      { label: 'Share', numeric: true },
    ],
    rows: filled.flatMap((one) =>
      one.bins.map((bin) => [
        textCell(binText(bin)),
        textCell(one.label),
        { text: formatCount(bin.count), value: bin.count },
        { text: formatShare(bin.count / one.n), value: bin.count / one.n },
      ]),
    ),
  }
  return { data, options, points, twin }
}

const binText = (bin: { readonly from: number; readonly to: number }): string =>
  bin.from === 0 ? `under ${formatDuration(bin.to)}` : `${formatDuration(bin.from)} to ${formatDuration(bin.to)}`
