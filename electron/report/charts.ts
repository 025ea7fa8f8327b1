/** The report's charts as inline SVG. Each takes its part of the model; numbers stand in the table beside it as well. */
import { formatDay, formatDuration, formatNumber, formatShare } from '../../shared/units.ts'
import { at, label, line, pointMark, shorten, sideLook, svgFrame } from './chart-parts.ts'
import type { SideLook } from './chart-parts.ts'
import { clampTime, linearScale, logScale, timeDomain, timeTicks } from './chart-scale.ts'
import type { Scale } from './chart-scale.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportDistribution, ReportModel, ReportWeek, ReportWeekly } from './report-model.ts'

const width = 880

interface EndLabel {
  readonly name: string
  readonly detail: string
  readonly kind: string
  readonly y: number
}

/** From top to bottom, pushed down where one would cover another, and back up where the last would leave the chart. */
function spread(labels: readonly EndLabel[], distance: number, bottom: number): readonly EndLabel[] {
  const placed: EndLabel[] = []
  for (const next of [...labels].sort((a, b) => a.y - b.y)) {
    const above = placed.at(-1)?.y ?? Number.NEGATIVE_INFINITY
    placed.push({ ...next, y: Math.max(next.y, above + distance) })
  }
  const surplus = Math.max(0, (placed.at(-1)?.y ?? 0) - bottom)
  return placed.map((placedLabel) => ({ ...placedLabel, y: placedLabel.y - surplus }))
}

// ---- weekly medians --------------------------------------------------------------------------------------------

export function weeklySvg(model: ReportModel, chart: ReportWeekly, height: number): Markup {
  const box = { left: 62, right: width - 168, top: 14, bottom: height - 34 }
  const points = chart.sides.flatMap((side) => side.points)
  const shown = points.flatMap((point) => (point.value === null ? [] : [point.value]))
  const bounds = points.flatMap((point) => (point.interval === null ? [] : [point.interval.low, point.interval.high]))
  const inner = timeDomain(shown)
  const domain = timeDomain([
    ...shown,
    ...bounds.map((bound) => Math.min(Math.max(bound, inner.from / 2), inner.to * 2)),
    ...(chart.target === null ? [] : [chart.target]),
  ])
  const last = Math.max(1, ...points.map((point) => point.position))
  const x = linearScale(0, last, box.left + 10, box.right - 10)
  const log = logScale(domain.from, domain.to, box.bottom, box.top)
  const y: Scale = (seconds) => Math.min(box.bottom, Math.max(box.top, log(clampTime(seconds))))
  const series = chart.sides.map(({ side, points }) => ({ look: sideLook(model, side), points }))
  const ends = series.flatMap(({ look, points }) => {
    const value = points.findLast((point) => point.value !== null)?.value ?? null
    if (value === null) return []
    return [{ name: shorten(look.name, 20), detail: `${formatDuration(value)} last`, kind: 'name', y: y(value) + 4 }]
  })
  const target =
    chart.target === null
      ? []
      : [{ name: 'Target', detail: formatDuration(chart.target), kind: 'target-name', y: y(chart.target) + 4 }]
  return svgFrame(`weekly-${chart.id}`, width, height, chart.finding, [
    ...timeTicks(domain.from, domain.to).map(
      (tick) =>
        html`${line(box.left, y(tick), box.right, y(tick), 'grid')}${label(formatDuration(tick), box.left - 10, y(tick) + 4, 'end')}`,
    ),
    ...weekTicks(chart, last).map(({ position, text }) => label(text, x(position), box.bottom + 22, 'middle')),
    ...(chart.target === null ? [] : [line(box.left, y(chart.target), box.right, y(chart.target), 'target')]),
    ...series.map(({ look, points }) => band(look, points, x, y)),
    ...series.map(({ look, points }) => seriesLine(look, points, x, y)),
    ...spread([...ends, ...target], 34, box.bottom).flatMap((end) => [
      label(end.name, box.right + 12, end.y, 'start', end.kind),
      label(end.detail, box.right + 12, end.y + 15, 'start'),
    ]),
  ])
}

/** Weeks that follow each other; a week without a median leaves a gap, never a bridge. */
function runs(points: readonly ReportWeek[]): readonly (readonly ReportWeek[])[] {
  const all: ReportWeek[][] = []
  let previous = Number.NaN
  for (const point of points) {
    if (point.value === null) continue
    if (point.position !== previous + 1) all.push([])
    all.at(-1)?.push(point)
    previous = point.position
  }
  return all
}

function band(look: SideLook, points: readonly ReportWeek[], x: Scale, y: Scale): Markup {
  const paths = runs(points)
    .map((run) => run.flatMap(({ position, interval }) => (interval === null ? [] : [{ position, ...interval }])))
    .filter((run) => run.length > 1)
    .map((run) => {
      const upper = run.map(({ position, high }) => `${at(x(position))} ${at(y(high))}`)
      const lower = run.map(({ position, low }) => `${at(x(position))} ${at(y(low))}`).reverse()
      return html`<path class="band ${look.side}" d="M${[...upper, ...lower].join('L')}z" />`
    })
  return html`${paths}`
}

function seriesLine(look: SideLook, points: readonly ReportWeek[], x: Scale, y: Scale): Markup {
  const place = (point: ReportWeek): string => `${at(x(point.position))} ${at(y(point.value ?? 0))}`
  const lines = runs(points)
    .filter((run) => run.length > 1)
    .map(
      (run) =>
        html`<path class="series ${look.side}" stroke-dasharray="${look.dash}" d="M${run.map(place).join('L')}" />`,
    )
  const marks = points.map((point) =>
    point.value === null ? null : pointMark(look, x(point.position), y(point.value), 4, !point.isComplete),
  )
  return html`${lines}${marks}`
}

function weekTicks(chart: ReportWeekly, last: number): readonly { position: number; text: string }[] {
  const step = Math.max(1, Math.ceil((last + 1) / 8))
  const byPosition = new Map(chart.sides.flatMap((side) => side.points.map((point) => [point.position, point.from])))
  return [...byPosition.keys()]
    .filter((position) => position % step === 0)
    .sort((a, b) => a - b)
    .map((position) => ({
      position,
      text:
        chart.alignedBy === 'date'
          ? formatDay(byPosition.get(position) ?? '').replace(/ \d{4}$/, '')
          : `week ${formatNumber(position + 1, 0)}`,
    }))
}

// ---- distributions ---------------------------------------------------------------------------------------------

/**
 * Cumulative shares: what part had its answer by then. Bins of human lengths differ in width, so bars would show the
 * widths; these curves are exact at every edge whatever the bins.
 */
export function distributionSvg(model: ReportModel, chart: ReportDistribution): Markup {
  const height = 310
  const box = { left: 62, right: width - 12, top: 58, bottom: height - 36 }
  const filled = chart.sides.flatMap((side) => side.bins.filter((bin) => bin.count > 0))
  const from = clampTime(Math.min(...filled.map((bin) => (bin.from > 0 ? bin.from : bin.to / 2))))
  const to = Math.max(from * 4, ...filled.map((bin) => (Number.isFinite(bin.to) ? bin.to : bin.from * 2)))
  const x = logScale(from, to, box.left, box.right)
  const y = linearScale(0, 1, box.bottom, box.top)
  const sides = chart.sides.map((side) => ({ ...side, look: sideLook(model, side.side) }))
  return svgFrame('distribution', width, height, chart.finding, [
    ...[0, 0.25, 0.5, 0.75, 1].map(
      (tick) =>
        html`${line(box.left, y(tick), box.right, y(tick), tick === 0 ? 'axis' : 'grid')}${label(formatShare(tick), box.left - 10, y(tick) + 4, 'end')}`,
    ),
    ...timeTicks(from, to).map((tick) => label(formatDuration(tick), x(tick), box.bottom + 22, 'middle')),
    ...sides.map(({ look, bins }) => cumulative(look, bins, (seconds) => x(Math.min(to, Math.max(from, seconds))), y)),
    ...sides.map(({ look, median }, index) =>
      median === null ? html`` : medianMark(look, median, x(clampTime(median)), box, 16 + index * 20),
    ),
  ])
}

function cumulative(look: SideLook, bins: ReportDistribution['sides'][number]['bins'], x: Scale, y: Scale): Markup {
  const first = bins.findIndex((bin) => bin.count > 0)
  const start = bins[first]
  if (start === undefined) return html``
  let sum = 0
  const edges = bins.slice(first).map(({ to, share }) => {
    sum += share
    return `${at(x(to))} ${at(y(Math.min(1, sum)))}`
  })
  const path = [`${at(x(start.from))} ${at(y(0))}`, ...edges].join('L')
  return html`<path class="area ${look.side}" d="M${path}V${at(y(0))}z" /><path
      class="series ${look.side}"
      stroke-dasharray="${look.dash}"
      d="M${path}"
    />`
}

function medianMark(
  look: SideLook,
  median: number,
  x: number,
  box: { top: number; bottom: number },
  labelY: number,
): Markup {
  const anchor = x > width - 260 ? 'end' : 'start'
  const shift = anchor === 'end' ? -9 : 9
  return html`${line(x, labelY - 8, x, box.bottom, `median ${look.side}`)}${pointMark(look, x, labelY - 4, 4.4)}${label(`${shorten(look.name, 24)}: median ${formatDuration(median)}`, x + shift, labelY, anchor, 'name')}`
}
