/** "As the vendor counts", where the reader asked for it: our number rule by rule, and what the vendor reported. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import { formatCount, formatDuration } from '../../shared/units.ts'
import { vendorNames } from '../../shared/vendors.ts'
import type { BridgeStep, ReportedByVendor, VendorBridge, VendorMetric } from '../../shared/vendors.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportModel, ReportVendor } from './report-model.ts'

export function vendorTables(model: ReportModel, { bridges }: ReportVendor): readonly Markup[] {
  return bridges.flatMap(({ side, bridge }) => [
    html`<h3>${model[side].name}</h3>`,
    ...bridge.metrics.map((metric) => bridgeTable(bridge, metric)),
    ...bridge.notes.map((note) => html`<p class="quiet">${note}</p>`),
  ])
}

function bridgeTable({ vendor }: VendorBridge, metric: VendorMetric): Markup {
  const { title, kpi, steps, reported, notFollowed } = metric
  const name = vendorNames[vendor]
  return html`<div class="scroll">
    <table>
      <caption>
        ${title} of ${name}, from our ${kpiCatalogue[kpi].title.toLowerCase()}: what each rule makes of it.
      </caption>
      <thead>
        <tr>
          <th scope="col">Rule</th>
          <th scope="col" class="num">Then it is</th>
          <th scope="col" class="num">n</th>
          <th scope="col" class="num">Changed</th>
          <th scope="col">What ${name} does</th>
        </tr>
      </thead>
      <tbody>
        ${steps.map(stepRow)} ${reported === null ? null : reportedRow(name, reported)}
      </tbody>
    </table>
    ${notFollowed.map((sentence) => html`<p class="quiet">Not followed: ${sentence}</p>`)}
  </div>`
}

function stepRow({ rule, value, statistic, n, changed }: BridgeStep): Markup {
  const source =
    rule === null ? '' : rule.source === null ? 'Assumed, not verified.' : `${rule.source.title}, ${rule.source.url}`
  return html`<tr>
    <th scope="row">${rule === null ? 'As we count' : rule.title}</th>
    <td class="num">
      ${value === null ? html`<span class="quiet">nothing</span>` : formatDuration(value)}${statistic === 'mean' ? html`<span class="facts">average</span>` : null}
    </td>
    <td class="num">${formatCount(n)}</td>
    <td class="num">${rule === null ? '–' : formatCount(changed)}</td>
    <td>${rule === null ? '' : rule.text}<span class="facts">${source}</span></td>
  </tr> `
}

function reportedRow(name: string, reported: ReportedByVendor): Markup {
  const { field, n, value, counted, gap, equal, onlyReported, onlyCounted } = reported
  const gapText =
    gap === 0
      ? 'the same as counted here over these conversations'
      : `counted here over these conversations ${formatDuration(counted)}, ${formatDuration(Math.abs(gap))} unexplained`
  return html`<tr>
    <th scope="row">As reported by ${name}</th>
    <td class="num"><strong>${formatDuration(value)}</strong></td>
    <td class="num">${formatCount(n)}</td>
    <td class="num">–</td>
    <td>
      ${field}: ${gapText}; ${formatCount(equal)} of ${formatCount(n)} are the same one by one.
      <span class="facts"
        >${formatCount(onlyReported)} reported and not counted, ${formatCount(onlyCounted)} counted and not
        reported.</span
      >
    </td>
  </tr> `
}
