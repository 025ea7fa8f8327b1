/** Baselines (grey, with a label) and targets (thin, accent) across a chart. */
import type { AnnotationOptions } from 'chartjs-plugin-annotation'
import type { ChartColours } from './chart-colours.ts'

export interface ReferenceLine {
  readonly kind: 'baseline' | 'target' | 'median'
  readonly value: number
  readonly label: string
  /** CSS variable or colour; kinds have their own. */
  readonly colour?: string | undefined
}

/** `across` is the axis that the value stands on. Labels alternate in height where lines are vertical. */
export function referenceLines(
  lines: readonly ReferenceLine[],
  across: 'x' | 'y',
  colours: ChartColours,
): Record<string, AnnotationOptions<'line'>> {
  return Object.fromEntries(
    lines.map((line, index) => {
      const own = line.kind === 'target' ? colours.accent : colours.quiet
      const colour = line.colour === undefined ? own : colours.resolve(line.colour)
      const options: AnnotationOptions<'line'> = {
        type: 'line',
        ...(across === 'x' ? { xMin: line.value, xMax: line.value } : { yMin: line.value, yMax: line.value }),
        borderColor: colour,
        borderWidth: line.kind === 'target' ? 1 : 1.5,
        borderDash: line.kind === 'target' ? [] : [4, 3],
        label: {
          display: true,
          content: line.label,
          position: across === 'x' ? 'end' : 'start',
          yAdjust: across === 'x' ? index * 20 : -10,
          xAdjust: across === 'x' ? 0 : 4,
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
