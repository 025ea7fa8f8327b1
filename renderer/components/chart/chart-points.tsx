/** The points of a chart by keyboard: one tab stop, arrows between points, Enter opens what is behind one. */
import { useState } from 'react'
import type { KeyboardEvent } from 'react'

export interface ChartPoint {
  /** Index of the dataset in the chart. */
  readonly series: number
  /** Index inside its dataset. */
  readonly index: number
  /** Place for the arrow keys: up and down change the row, left and right the column. */
  readonly row: number
  readonly column: number
  readonly title: string
  readonly lines: readonly string[]
  /** Opens what is behind the point; null where there is nothing to open. */
  readonly pick: (() => void) | null
}

interface ChartPointsProps {
  readonly points: readonly ChartPoint[]
  readonly onFocusPoint: (point: ChartPoint | null) => void
}

export function ChartPoints({ points, onFocusPoint }: ChartPointsProps) {
  const [position, setPosition] = useState(0)
  const current = points[Math.min(position, points.length - 1)]
  if (!current) return null

  const move = (event: KeyboardEvent): void => {
    const next = nextPoint(points, current, event.key)
    if (!next) return
    event.preventDefault()
    setPosition(points.indexOf(next))
    onFocusPoint(next)
  }

  return (
    <button
      type="button"
      className="pl-chart-points"
      aria-live="polite"
      title="Arrow keys go from point to point"
      onFocus={() => onFocusPoint(current)}
      onBlur={() => onFocusPoint(null)}
      onKeyDown={move}
      onClick={() => current.pick?.()}
    >
      {[current.title, ...current.lines].join(', ')}
    </button>
  )
}

/** The nearest point in the direction of an arrow key; the first or last for Home and End. */
export function nextPoint(points: readonly ChartPoint[], current: ChartPoint, key: string): ChartPoint | null {
  if (key === 'Home') return points[0] ?? null
  if (key === 'End') return points.at(-1) ?? null
  const isAlong = key === 'ArrowLeft' || key === 'ArrowRight'
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 0
  if (sign === 0) return null
  let best: ChartPoint | null = null
  let bestDistance = Infinity
  for (const point of points) {
    const ahead = sign * (isAlong ? point.column - current.column : point.row - current.row)
    const aside = Math.abs(isAlong ? point.row - current.row : point.column - current.column)
    if (ahead <= 0 || (isAlong && aside > 0)) continue
    const distance = ahead * 1000 + aside
    if (distance < bestDistance) {
      best = point
      bestDistance = distance
    }
  }
  return best
}
