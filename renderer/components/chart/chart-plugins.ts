/** What chart.js does not draw itself: labels at line ends, whiskers, values at the end of rows, numbers in cells. */
import type { Chart, Plugin } from 'chart.js'

/** Extra facts that our drawings read from a dataset. */
export interface Drawn {
  /** Of each point, in values of the value axis. */
  readonly whiskers?: readonly ({ readonly low: number; readonly high: number } | null)[]
  /** Two columns of text at the right end of each row. */
  readonly rowTexts?: readonly { readonly value: string; readonly note: string }[]
  readonly cellTexts?: readonly { readonly text: string; readonly colour: string }[]
  /** Name at the end of the line. */
  readonly endLabel?: string
}

declare module 'chart.js' {
  interface ControllerDatasetOptions {
    drawn?: Drawn
  }
}

const drawnOf = (chart: Chart, index: number): Drawn => {
  const dataset: unknown = chart.data.datasets[index]
  // Ours to write and ours to read: the property is declared above, but not for every union member of the datasets.
  return (dataset as { drawn?: Drawn } | undefined)?.drawn ?? {}
}

const colourOf = (chart: Chart): string => (typeof chart.options.color === 'string' ? chart.options.color : '#5b646e')

/** A missing value has a place on the canvas as well, but is marked to be skipped. */
const isGap = (element: object): boolean => 'skip' in element && element.skip === true

/** Names at the last point of each line, moved apart where they would overlap. */
export function endLabels(): Plugin {
  return {
    id: 'endLabels',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart
      const labels = chart.data.datasets.flatMap((_dataset, index) => {
        const text = drawnOf(chart, index).endLabel
        const last = chart
          .getDatasetMeta(index)
          .data.findLast((element) => Number.isFinite(element.y) && !isGap(element))
        return text === undefined || !last ? [] : [{ text, x: last.x, y: last.y }]
      })
      labels.sort((a, b) => a.y - b.y)
      const gap = 16
      for (const [index, label] of labels.entries()) {
        const above = labels[index - 1]
        if (above && label.y - above.y < gap) label.y = above.y + gap
      }
      const overflow = (labels.at(-1)?.y ?? 0) - chartArea.bottom
      if (overflow > 0) for (const label of labels) label.y -= overflow
      ctx.save()
      ctx.font = '500 12px "Inter Variable", system-ui, sans-serif'
      ctx.fillStyle = colourOf(chart)
      ctx.textBaseline = 'middle'
      for (const label of labels) ctx.fillText(label.text, Math.min(label.x, chartArea.right) + 12, label.y)
      ctx.restore()
    },
  }
}

/** 95 % intervals along the value axis of a horizontal chart. */
export function whiskers(): Plugin {
  return {
    id: 'whiskers',
    beforeDatasetsDraw(chart) {
      const scale = chart.scales['x']
      if (!scale) return
      const { ctx } = chart
      ctx.save()
      ctx.strokeStyle = colourOf(chart)
      ctx.globalAlpha = 0.55
      ctx.lineWidth = 1.5
      for (const index of chart.data.datasets.keys()) {
        for (const [row, element] of chart.getDatasetMeta(index).data.entries()) {
          const whisker = drawnOf(chart, index).whiskers?.[row]
          if (whisker)
            strokeWhisker(ctx, scale.getPixelForValue(whisker.low), scale.getPixelForValue(whisker.high), element.y)
        }
      }
      ctx.restore()
    },
  }
}

function strokeWhisker(ctx: CanvasRenderingContext2D, from: number, to: number, y: number): void {
  ctx.beginPath()
  ctx.moveTo(from, y)
  ctx.lineTo(to, y)
  for (const end of [from, to]) {
    ctx.moveTo(end, y - 5)
    ctx.lineTo(end, y + 5)
  }
  ctx.stroke()
}

/** Value and n at the right end of each row, as two right-aligned columns. */
export function rowTexts(): Plugin {
  return {
    id: 'rowTexts',
    afterDatasetsDraw(chart) {
      const { ctx } = chart
      ctx.save()
      ctx.textAlign = 'right'
      ctx.textBaseline = 'middle'
      ctx.fillStyle = colourOf(chart)
      for (const [row, element] of chart.getDatasetMeta(0).data.entries()) {
        const text = drawnOf(chart, 0).rowTexts?.[row]
        if (!text) continue
        ctx.globalAlpha = 1
        ctx.font = '500 12px "Inter Variable", system-ui, sans-serif'
        ctx.fillText(text.value, chart.width - noteWidth, element.y)
        ctx.globalAlpha = 0.75
        ctx.font = '400 12px "Inter Variable", system-ui, sans-serif'
        ctx.fillText(text.note, chart.width - 2, element.y)
      }
      ctx.restore()
    },
  }
}

const noteWidth = 76
/** Pixels that `rowTexts` needs to the right of the plot. */
export const rowTextsWidth = 164

/** Numbers in the cells of a heat map, where the cell is wide enough. */
export function cellTexts(): Plugin {
  return {
    id: 'cellTexts',
    afterDatasetsDraw(chart) {
      const { ctx, chartArea } = chart
      const width = (chartArea.right - chartArea.left) / 24
      ctx.save()
      ctx.font = '400 11px "Inter Variable", system-ui, sans-serif'
      ctx.textAlign = 'center'
      ctx.textBaseline = 'middle'
      for (const [index, element] of chart.getDatasetMeta(0).data.entries()) {
        const cell = drawnOf(chart, 0).cellTexts?.[index]
        if (!cell || ctx.measureText(cell.text).width > width - 5) continue
        const { x, y } = element.tooltipPosition(true)
        if (x === null || y === null) continue
        ctx.fillStyle = cell.colour
        ctx.fillText(cell.text, x, y)
      }
      ctx.restore()
    },
  }
}
