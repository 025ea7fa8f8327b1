/** The trend line of a card: values over time, the baseline in grey, the target thin in the accent. */
import './hidden.css'
import './sparkline.css'

interface SparklineProps {
  /** In order; null leaves a gap. */
  readonly values: readonly (number | null)[]
  readonly baseline: number | null
  readonly target: number | null
  readonly isLog: boolean
  /** Whether the last value covers a whole period; otherwise its end is drawn hollow. */
  readonly isLastComplete: boolean
  readonly label: string
}

const width = 300
const height = 56
const margin = 5

export function Sparkline({ values, baseline, target, isLog, isLastComplete, label }: SparklineProps) {
  const scale = (value: number): number => (isLog ? Math.log(Math.max(value, 0.5)) : value)
  const known = [...values, baseline, target].flatMap((value) => (value === null ? [] : [scale(value)]))
  // One point is no trend.
  if (values.filter((value) => value !== null).length < 2) return <div className="pl-spark" />
  const low = Math.min(...known)
  const high = Math.max(...known)
  const y = (value: number): number =>
    high === low ? height / 2 : height - margin - ((scale(value) - low) / (high - low)) * (height - 2 * margin)
  const x = (index: number): number =>
    values.length === 1 ? width / 2 : margin + (index / (values.length - 1)) * (width - 2 * margin)
  const lastIndex = values.findLastIndex((value) => value !== null)
  const last = values[lastIndex]

  return (
    <>
      <span className="pl-hidden">{label}</span>
      <svg className="pl-spark" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
        {baseline !== null && <Level kind="baseline" y={y(baseline)} />}
        {target !== null && <Level kind="target" y={y(target)} />}
        <path className="pl-spark-line" d={linePath(values, x, y)} />
        <path className="pl-spark-alone" d={alonePath(values, x, y)} />
        {typeof last === 'number' && (
          // A dot that stays round while the drawing is stretched: a line of no length with round ends.
          <>
            <path className="pl-spark-end" d={`M${x(lastIndex)} ${y(last)}h0.01`} />
            {!isLastComplete && <path className="pl-spark-hollow" d={`M${x(lastIndex)} ${y(last)}h0.01`} />}
          </>
        )}
      </svg>
    </>
  )
}

function Level({ kind, y }: { readonly kind: 'baseline' | 'target'; readonly y: number }) {
  return <line className={`pl-spark-${kind}`} x1={0} x2={width} y1={y} y2={y} />
}

function linePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  let isPenDown = false
  const steps = values.map((value, index) => {
    if (value === null) {
      isPenDown = false
      return ''
    }
    const step = `${isPenDown ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
    isPenDown = true
    return step
  })
  return steps.join('')
}

/** Points between two gaps, which no line reaches, as dots: lines of no length with round ends. */
function alonePath(
  values: readonly (number | null)[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  const isGap = (index: number): boolean => (values[index] ?? null) === null
  const dots = values.map((value, index) =>
    value !== null && isGap(index - 1) && isGap(index + 1) ? `M${x(index).toFixed(1)} ${y(value).toFixed(1)}h0.01` : '',
  )
  return dots.join('')
}
