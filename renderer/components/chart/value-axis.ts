/** The axis that values of a unit stand on: log with human ticks for durations, from zero for counts and shares. */
import type { KpiUnit } from '../../../shared/kpi.ts'
import { formatKpiValue } from '../../../shared/units.ts'
import type { ChartColours } from './chart-colours.ts'
import { smallestSeconds, timeScale, timeTick } from './time-axis.ts'

/** The value as it can be drawn; zero seconds have no place on a log axis. */
export const drawable = (unit: KpiUnit, value: number): number =>
  unit === 'seconds' ? Math.max(value, smallestSeconds) : value

/** `most`: how many labels there is room for. */
export function valueAxis(unit: KpiUnit, values: readonly number[], colours: ChartColours, most = 6) {
  const look = { grid: { color: colours.line, drawTicks: false }, border: { display: false } }
  const ticks = { color: colours.quiet, padding: 8, maxRotation: 0 }
  if (unit === 'seconds') {
    const scale = timeScale(values, most)
    return {
      ...look,
      type: 'logarithmic' as const,
      min: scale.min,
      max: scale.max,
      afterBuildTicks: (axis: { ticks: { value: number }[] }) => {
        axis.ticks = scale.ticks.map((value) => ({ value }))
      },
      ticks: { ...ticks, autoSkip: false, callback: (value: string | number) => timeTick(Number(value)) },
    }
  }
  const highest = Math.max(0, ...values)
  const lowest = Math.min(0, ...values)
  return {
    ...look,
    type: 'linear' as const,
    beginAtZero: unit !== 'points',
    suggestedMax: unit === 'ratio' ? Math.min(1, highest * 1.15) : highest * 1.1,
    suggestedMin: unit === 'points' ? lowest * 1.1 : 0,
    ...(unit === 'ratio' && highest > 0.85 ? { max: 1 } : {}),
    ticks: {
      ...ticks,
      maxTicksLimit: Math.max(4, most),
      ...(unit === 'count' && values.every(Number.isInteger) ? { precision: 0 } : {}),
      callback: (value: string | number) =>
        unit === 'points' ? String(value).replace('-', '−') : formatKpiValue(unit, Number(value)),
    },
  }
}
