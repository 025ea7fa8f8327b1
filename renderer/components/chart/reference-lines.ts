/** Baselines (grey, with a label), targets (thin, accent), limits and changes across a chart. */
import type { AnnotationOptions } from 'chartjs-plugin-annotation'
import type { Day } from '../../../shared/model.ts'
import type { ChartColours } from './chart-colours.ts'
import { dayNumber } from './day-axis.ts'

export interface ReferenceLine {
  readonly kind: 'baseline' | 'target' | 'median' | 'limit'
  readonly value: number
  readonly label: string
  /** CSS variable or colour; kinds have their own. */
  readonly colour?: string | undefined
}

/** `across` is the axis that the value stands on. Labels of two upright lines turn away from each other. */
export function referenceLines(
  lines: readonly ReferenceLine[],
  across: 'x' | 'y',
  colours: ChartColours,
): Record<string, AnnotationOptions<'line'>> {
  const highest = Math.max(...lines.map((line) => line.value))
  return Object.fromEntries(
    lines.map((line, index) => {
      const own = line.kind === 'target' ? colours.accent : colours.quiet
      const colour = line.colour === undefined ? own : colours.resolve(line.colour)
      const options: AnnotationOptions<'line'> = {
        type: 'line',
        ...(across === 'x' ? { xMin: line.value, xMax: line.value } : { yMin: line.value, yMax: line.value }),
        borderColor: colour,
        borderWidth: line.kind === 'target' || line.kind === 'limit' ? 1 : 1.5,
        borderDash: line.kind === 'target' ? [] : line.kind === 'limit' ? [2, 4] : [4, 3],
        label: {
          display: true,
          content: line.label,
          position: across === 'x' ? 'end' : 'start',
          yAdjust: across === 'x' ? 0 : -10,
          xAdjust: across === 'y' ? 4 : lines.length === 2 ? sideways(line, line.value === highest) : 0,
          padding: { x: 4, y: 2 },
          backgroundColor: colours.surface,
          color: line.kind === 'target' ? colours.accent : colours.text,
          font: { size: 12, weight: 'normal' },
          borderRadius: 3,
        },
      }
      return [`line${index}`, options]
    }),
  )
}

/** Half of the label's width, as far as that can be told before it is drawn, to the right or left of its line. */
function sideways({ label }: ReferenceLine, isRight: boolean): number {
  const half = label.length * 3.2 + 8
  return isRight ? half : -half
}

/** A day on which something changed: what came before is not comparable with what came after. */
export interface ChangeLine {
  readonly day: Day
  readonly label: string
}

/** Upright lines of a chart over days. */
export function changeLines(
  changes: readonly ChangeLine[],
  colours: ChartColours,
): Record<string, AnnotationOptions<'line'>> {
  return Object.fromEntries(
    changes.map(({ day, label }, index) => {
      const options: AnnotationOptions<'line'> = {
        type: 'line',
        xMin: dayNumber(day),
        xMax: dayNumber(day),
        borderColor: colours.text,
        borderWidth: 1.5,
        label: {
          display: true,
          content: label,
          position: 'end',
          padding: { x: 4, y: 2 },
          backgroundColor: colours.surface,
          color: colours.text,
          font: { size: 12, weight: 'normal' },
          borderRadius: 3,
        },
      }
      return [`change${index}`, options]
    }),
  )
}
