/** A 95 % interval as a small whisker on a line of no difference. The interval in words belongs beside it. */
import './interval-bar.css'

interface IntervalBarProps {
  /** The estimate; null draws the interval alone. */
  readonly value: number | null
  readonly low: number
  readonly high: number
  /** Ends of the axis, the same in every row of a table. */
  readonly axis: { readonly min: number; readonly max: number }
  /** Where neither side is better: 1 for ratios, 0 for differences. Null draws no line. */
  readonly neutral: number | null
  /** Ratios stand on a log axis: half as long and twice as long are equally far from equal. */
  readonly isLog: boolean
  readonly tone: 'better' | 'worse' | 'unclear' | 'not-measurable'
}

const width = 132
const height = 20
const margin = 6

export function IntervalBar({ value, low, high, axis, neutral, isLog, tone }: IntervalBarProps) {
  const scale = (at: number): number => (isLog ? Math.log(Math.max(at, Number.EPSILON)) : at)
  const from = scale(axis.min)
  const to = scale(axis.max)
  const place = (at: number): number => {
    const share = to === from ? 0.5 : (scale(at) - from) / (to - from)
    return margin + Math.min(1, Math.max(0, share)) * (width - 2 * margin)
  }
  const middle = height / 2
  return (
    <svg className={`pl-whisker pl-whisker-${tone}`} viewBox={`0 0 ${width} ${height}`} aria-hidden>
      <line className="pl-whisker-axis" x1={0} x2={width} y1={middle} y2={middle} />
      {neutral !== null && (
        <line className="pl-whisker-neutral" x1={place(neutral)} x2={place(neutral)} y1={0} y2={height} />
      )}
      <line className="pl-whisker-range" x1={place(low)} x2={place(high)} y1={middle} y2={middle} />
      {[low, high].map((end, index) => (
        <line
          key={index === 0 ? 'low' : 'high'}
          className="pl-whisker-end"
          x1={place(end)}
          x2={place(end)}
          y1={middle - 4}
          y2={middle + 4}
        />
      ))}
      {value !== null && <circle className="pl-whisker-value" cx={place(value)} cy={middle} r={4} />}
    </svg>
  )
}
