/** The numbers behind each chart of the HTML report, as tables that open on demand. */
import {
  formatCount,
  formatDay,
  formatDuration,
  formatInterval,
  formatKpiValue,
  formatShare,
} from '../../shared/units.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportDistribution, ReportModel, ReportWeekly, Side } from './report-model.ts'

export function weeklyNumbers(model: ReportModel, chart: ReportWeekly): Markup {
  const positions = [...new Set(chart.sides.flatMap((side) => side.points.map((point) => point.position)))].sort(
    (a, b) => a - b,
  )
  const cell = (side: Side, position: number): Markup => {
    const point = chart.sides
      .find((candidate) => candidate.side === side)
      ?.points.find((week) => week.position === position)
    if (point === undefined || point.n === null) return html`<td class="num quiet">No data</td>`
    const value = point.value === null ? 'Too few' : formatDuration(point.value)
    const interval =
      point.interval === null ? '' : `${formatInterval('seconds', point.interval.low, point.interval.high)} · `
    return html`<td class="num">
      ${value}<span class="facts"
        >${interval}n = ${formatCount(point.n)}${point.isComplete ? '' : ' · week cut off'}</span
      >
    </td>`
  }
  return html`<details>
    <summary>Numbers of this chart</summary>
    <div class="scroll">
      <table>
        <caption>
          ${chart.title} by week: median, 95 % interval and number of cases.
        </caption>
        <thead>
          <tr>
            <th scope="col">Week</th>
            <th scope="col" class="num">${model.subject.name}</th>
            <th scope="col" class="num">${model.baseline.name}</th>
          </tr>
        </thead>
        <tbody>
          ${positions.map(
            (position) =>
              html`<tr>
                <th scope="row">${weekName(chart, position)}</th>
                ${cell('subject', position)}${cell('baseline', position)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </details>`
}

function weekName(chart: ReportWeekly, position: number): string {
  const week = chart.sides.flatMap((side) => side.points).find((point) => point.position === position)
  return chart.alignedBy === 'week-number' || week === undefined
    ? `Week ${formatCount(position + 1)}`
    : formatDay(week.from)
}

export function distributionNumbers(model: ReportModel, chart: ReportDistribution): Markup {
  const edges = [...new Map(chart.sides.flatMap((side) => side.bins).map((bin) => [bin.from, bin])).values()].sort(
    (a, b) => a.from - b.from,
  )
  const cell = (side: Side, from: number): Markup => {
    const { bins = [], n = 0 } = chart.sides.find((candidate) => candidate.side === side) ?? {}
    const bin = bins.find((candidate) => candidate.from === from)
    if (bin === undefined) return html`<td class="num quiet">No data</td>`
    const byThen = bins.reduce((sum, other) => (other.from <= from ? sum + other.count : sum), 0) / n
    return html`<td class="num">
      ${formatCount(bin.count)}<span class="facts">${formatShare(Math.min(1, byThen))} by then</span>
    </td>`
  }
  return html`<details>
    <summary>Numbers of this chart</summary>
    <div class="scroll">
      <table>
        <caption>
          ${chart.title}: answered conversations by how long they waited, and the share answered by the end of each row.
        </caption>
        <thead>
          <tr>
            <th scope="col">Waited</th>
            <th scope="col" class="num">${model.subject.name}</th>
            <th scope="col" class="num">${model.baseline.name}</th>
          </tr>
        </thead>
        <tbody>
          ${edges.map(
            ({ from, to }) =>
              html`<tr>
                <th scope="row">${binName(from, to)}</th>
                ${cell('subject', from)}${cell('baseline', from)}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
  </details>`
}

function binName(from: number, to: number): string {
  return Number.isFinite(to)
    ? `${formatKpiValue('seconds', from)} to ${formatKpiValue('seconds', to)}`
    : `${formatKpiValue('seconds', from)} or more`
}
