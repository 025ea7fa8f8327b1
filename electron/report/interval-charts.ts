/** Charts of estimates with their intervals: the verdicts around "no difference", and groups beside each other. */
import { formatDuration, formatNumber } from '../../shared/units.ts'
import { at, label, line, pointMark, shorten, sideLook, svgFrame } from './chart-parts.ts'
import { clampTime, linearScale, logScale, ratioTicks, timeDomain } from './chart-scale.ts'
import type { Scale } from './chart-scale.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import { rankedBy } from './groups.ts'
import type { ReportMeasure } from './measure.ts'
import type { GroupRow, ReportGroups, ReportModel, ReportVerdict, Side } from './report-model.ts'

const width = 880
const rowHeight = 40
const box = { left: 216, right: width - 190, top: 40 }

/** Wider intervals are drawn to the edge, with the numbers in the table. */
const widestRatio = 33

interface Estimate {
  readonly verdict: ReportVerdict
  readonly value: number
  readonly low: number
  readonly high: number
  /** The smallest difference that matters, downwards and upwards. */
  readonly margin: { readonly low: number; readonly high: number }
}

function ratioEstimates(verdicts: readonly ReportVerdict[]): readonly Estimate[] {
  return verdicts.flatMap((verdict) => {
    const { interval, estimate, tone, smallest } = verdict
    if (interval?.of !== 'ratio' || estimate === null || tone === 'not-measurable' || interval.low <= 0) return []
    return [
      {
        verdict,
        value: estimate,
        low: interval.low,
        high: interval.high,
        // No verdict, no margin: as narrow as no difference.
        margin: smallest ?? { low: 1, high: 1 },
      },
    ]
  })
}

/** Shares in percentage points and scores in points, which have the same length on this axis. */
function pointEstimates(verdicts: readonly ReportVerdict[]): readonly Estimate[] {
  return verdicts.flatMap((verdict) => {
    const { interval, difference, tone, unit, smallest } = verdict
    if (interval?.of !== 'difference' || difference === null || tone === 'not-measurable') return []
    if (unit !== 'ratio' && unit !== 'points') return []
    const scale = unit === 'ratio' ? 100 : 1
    const [value, low, high] = [difference * scale, interval.low * scale, interval.high * scale]
    const margin = { low: (smallest?.low ?? 0) * scale, high: (smallest?.high ?? 0) * scale }
    return [{ verdict, value, low, high, margin }]
  })
}

function timesTick(ratio: number): string {
  const digits =
    [0, 1, 2].find((count) => Number.isInteger((Math.round(ratio * 1e6) / 1e6) * 10 ** count)) ?? (ratio < 0.1 ? 3 : 2)
  return `${formatNumber(ratio, digits)}\u202f×`
}

/** Ratios of medians and of volumes around 1; null where nothing has one. */
export function ratioSvg(model: ReportModel): Markup | null {
  const estimates = ratioEstimates(model.verdicts)
  if (estimates.length === 0) return null
  const farthest = Math.max(...estimates.flatMap(({ low, high }) => [high, 1 / low]))
  const bound = Math.min(widestRatio, Math.max(1.6, farthest * 1.08))
  const scale = logScale(1 / bound, bound, box.left, box.right)
  const ticks = ratioTicks(bound).map((tick) => ({
    at: tick,
    text: timesTick(tick),
  }))
  return intervalSvg(
    'ratios',
    `${model.subject.name} as a multiple of ${model.baseline.nameInText}`,
    estimates,
    scale,
    1,
    ticks,
    [`← less than ${model.baseline.nameInText}`, `more than ${model.baseline.nameInText} →`],
  )
}

/** Differences of shares and scores around 0; null where nothing has one. */
export function differenceSvg(model: ReportModel): Markup | null {
  const estimates = pointEstimates(model.verdicts)
  if (estimates.length === 0) return null
  const farthest = Math.max(...estimates.flatMap(({ low, high }) => [Math.abs(low), Math.abs(high)]))
  const step = [1, 2, 5, 10, 20, 50].find((size) => farthest / size <= 3.2) ?? 100
  const bound = Math.max(farthest * 1.06, step)
  const scale = linearScale(-bound, bound, box.left, box.right)
  const count = Math.floor(bound / step)
  const ticks = Array.from({ length: 2 * count + 1 }, (_, index) => (index - count) * step).map((tick) => ({
    at: tick,
    text: tick === 0 ? '0' : `${tick > 0 ? '+' : ''}${formatNumber(tick, 0)}`,
  }))
  const title = `${model.subject.name} minus ${model.baseline.nameInText}, in points`
  return intervalSvg('differences', title, estimates, scale, 0, ticks, [
    `← lower than ${model.baseline.nameInText}`,
    `higher than ${model.baseline.nameInText} →`,
  ])
}

function intervalSvg(
  id: string,
  title: string,
  estimates: readonly Estimate[],
  scale: Scale,
  neutral: number,
  ticks: readonly { readonly at: number; readonly text: string }[],
  ends: readonly [string, string],
): Markup {
  const bottom = box.top + estimates.length * rowHeight
  const x: Scale = (value) => Math.min(box.right, Math.max(box.left, scale(value)))
  return svgFrame(id, width, bottom + 34, title, [
    label(shorten(ends[0], 34), x(neutral) - 14, 22, 'end'),
    label(shorten(ends[1], 34), x(neutral) + 14, 22, 'start'),
    ...ticks.map(
      (tick) =>
        html`${line(x(tick.at), box.top - 6, x(tick.at), bottom, tick.at === neutral ? 'neutral' : 'grid')}${label(tick.text, x(tick.at), bottom + 20, 'middle')}`,
    ),
    ...estimates.map((estimate, index) => {
      const y = box.top + index * rowHeight + rowHeight / 2
      const { tone, title, word, icon } = estimate.verdict
      const [left, right] = [x(estimate.margin.low), x(estimate.margin.high)]
      return html`<rect class="margin" x="${at(left)}" y="${at(y - 13)}" width="${at(right - left)}" height="26" />
        ${label(shorten(title, 28), 0, y + 4, 'start', 'name')}
        <g class="tone ${tone}"
          >${line(x(estimate.low), y, x(estimate.high), y, 'whisker')}${line(x(estimate.low), y - 6, x(estimate.low), y + 6, 'whisker')}${line(x(estimate.high), y - 6, x(estimate.high), y + 6, 'whisker')}<circle
            cx="${at(x(estimate.value))}"
            cy="${at(y)}"
            r="6"
          />${label(`${icon} ${word}`, box.right + 22, y + 4, 'start', 'verdict-name')}</g
        >`
    }),
  ])
}

function ranked(row: GroupRow): ReportMeasure | null {
  return row.measures.find((entry) => entry.id === rankedBy)?.measure ?? null
}

/** One small chart per row of a group table, all sides on one scale: the median with its interval. */
export function groupBars(model: ReportModel, groups: ReportGroups, side: Side): readonly Markup[] {
  const values = groups.sides.flatMap(({ rows }) =>
    rows.flatMap((row) => {
      const { value = null, interval = null } = ranked(row) ?? {}
      return [...(value === null ? [] : [value]), ...(interval === null ? [] : [interval.low, interval.high])]
    }),
  )
  const domain = timeDomain(values)
  const scale = logScale(domain.from, domain.to, 6, 174)
  const x: Scale = (seconds) => scale(clampTime(seconds))
  const rows = groups.sides.find((candidate) => candidate.side === side)?.rows ?? []
  return rows.map((row) => {
    const { value = null, interval = null } = ranked(row) ?? {}
    if (value === null) return html`<span class="quiet">–</span>`
    const whisker = interval === null ? null : line(x(interval.low), 10, x(interval.high), 10, `series ${side}`)
    const content = html`${line(0, 10, 180, 10, 'grid')}${whisker}${pointMark(sideLook(model, side), x(value), 10, 4.2)}`
    return html`<svg
      class="bar"
      width="180"
      height="20"
      viewBox="0 0 180 20"
      role="img"
      aria-label="median ${formatDuration(value)}"
    >
      ${content}
    </svg>`
  })
}
