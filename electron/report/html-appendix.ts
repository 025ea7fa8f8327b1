/** The parts of the HTML report that say how it was made: data, customers behind it, definitions, fingerprint. */
import { reasonText } from '../../shared/explain-words.ts'
import { ownerName, sinceText } from '../../shared/schedules.ts'
import { channelNames, formatCount, formatDay } from '../../shared/units.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportCustomers, ReportModel, ReportSource } from './report-model.ts'

export function dataQuality(model: ReportModel): readonly Markup[] {
  const { sources, openingHours, notMeasurable, excluded } = model.dataQuality
  const parts = [sources.length === 0 ? html`<p>No imports.</p>` : sourceTable(model)]
  if (openingHours.length > 0) parts.push(openingHoursList(model))
  if (notMeasurable.length > 0) {
    parts.push(
      html`<div>
        <h3>Not measured, and why</h3>
        <ul>
          ${notMeasurable.map((row) => html`<li>${row.title}, ${model[row.side].nameInText}: ${row.reason}</li> `)}
        </ul>
      </div>`,
    )
  }
  const assumed = sources.filter((source) => assumptionsOf(source) !== '')
  if (assumed.length > 0) {
    parts.push(
      html`<div>
        <h3>What was assumed when reading</h3>
        <ul>
          ${assumed.map((source) => html`<li>${source.file}: ${assumptionsOf(source)}</li> `)}
        </ul>
      </div>`,
    )
  }
  parts.push(
    html`<div class="scroll">
      <table class="compact">
        <caption>
          What each KPI counted: counted and excluded add up to everything in the selection.
        </caption>
        <thead>
          <tr>
            <th scope="col">KPI</th>
            <th scope="col">Side</th>
            <th scope="col" class="num">Counted</th>
            <th scope="col">Excluded</th>
          </tr>
        </thead>
        <tbody>
          ${excluded.map(
            (row) =>
              html`<tr>
                <th scope="row">${row.title}</th>
                <td>${model[row.side].name}</td>
                <td class="num">${formatCount(row.counted)}</td>
                <td>
                  ${row.excluded.length === 0 ? 'none' : row.excluded.map((entry) => `${formatCount(entry.count)}: ${reasonText(entry.reason)}`).join('; ')}
                </td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`,
  )
  return parts
}

function openingHoursList({ hours, dataQuality }: ReportModel): Markup {
  return html`<div>
    <h3>Opening hours</h3>
    <p>
      ${hours === 'business' ? 'Durations count the seconds inside these hours.' : 'Durations are in calendar hours; these hours sort conversations for the mix check.'}
    </p>
    <ul>
      ${dataQuality.openingHours.map(
        (one) =>
          html`<li>
            For ${ownerName(one)}, ${sinceText(one.from)}: ${one.week}, in
            ${one.zone}${
              one.holidays.length === 0 ? '' : `; closed on ${one.holidays.map((day) => formatDay(day)).join(', ')}`
            }
          </li> `,
      )}
    </ul>
  </div>`
}

function countCells(rows: ReportSource['rows']): Markup {
  const counts = [rows.read, rows.new, rows.changed, rows.duplicate, rows.rejected, rows.ignored]
  return html`${counts.map((count) => html`<td class="num">${formatCount(count)}</td>`)}`
}

function assumptionsOf({ assumptions, splitCounts }: ReportSource): string {
  if (splitCounts === null) return assumptions.join('; ')
  const { h24, h48, d5 } = splitCounts
  const splits = `split after silence of 24 h, 48 h or 5 d, its messages are ${formatCount(h24)}, ${formatCount(h48)} or ${formatCount(d5)} conversations`
  return [...assumptions, splits].join('; ')
}

function sourceTable(model: ReportModel): Markup {
  const { sources, totals } = model.dataQuality
  return html`<div class="scroll">
    <table>
      <caption>
        Every row that was read: new, changed, duplicate, rejected and ignored add up to it.
      </caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">Format</th>
          <th scope="col" class="num">Read</th>
          <th scope="col" class="num">New</th>
          <th scope="col" class="num">Changed</th>
          <th scope="col" class="num">Duplicate</th>
          <th scope="col" class="num">Rejected</th>
          <th scope="col" class="num">Ignored</th>
        </tr>
      </thead>
      <tbody>
        ${sources.map(
          (source) =>
            html`<tr>
              <th scope="row">${source.file}${sourceNotes(source)}</th>
              <td>${source.format}<span class="facts">times in ${source.zone}</span></td>
              ${countCells(source.rows)}
            </tr> `,
        )}
        <tr>
          <th scope="row">All files</th>
          <td></td>
          ${countCells(totals)}
        </tr>
      </tbody>
    </table>
  </div>`
}

function sourceNotes(source: ReportSource): Markup | null {
  const rejected = source.rejectedCodes.map(({ code, count }) => `${formatCount(count)} ${code.replaceAll('-', ' ')}`)
  const ignored = source.ignoredKinds.map(({ kind, count }) => `${formatCount(count)} ${kind.replaceAll('-', ' ')}`)
  const notes = [
    ...(rejected.length === 0 ? [] : [`rejected: ${rejected.join(', ')}`]),
    ...(ignored.length === 0 ? [] : [`ignored: ${ignored.join(', ')}`]),
  ]
  return notes.length === 0 ? null : html`<span class="facts">${notes.join(' · ')}</span>`
}

export function customerTables(customers: ReportCustomers): readonly Markup[] {
  const unanswered = html`<div class="scroll">
    <table>
      <caption>
        Conversations without a reply.
      </caption>
      <thead>
        <tr>
          <th scope="col">Opened</th>
          <th scope="col">Channel</th>
          <th scope="col">Customer</th>
          <th scope="col">First words</th>
        </tr>
      </thead>
      <tbody>
        ${customers.unanswered.map(
          (row) =>
            html`<tr>
              <th scope="row">${row.openedText}</th>
              <td>${channelNames[row.channel]}</td>
              <td>${row.contact}</td>
              <td>${row.excerpt}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
  const rejected = html`<div class="scroll">
    <table>
      <caption>
        Rows that could not be read (the first 100 of each file).
      </caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col" class="num">Line</th>
          <th scope="col">Reason</th>
          <th scope="col">Column</th>
          <th scope="col">Text</th>
        </tr>
      </thead>
      <tbody>
        ${customers.rejected.map(
          (row) =>
            html`<tr>
              <th scope="row">${row.file}</th>
              <td class="num">${formatCount(row.line)}</td>
              <td>${row.code.replaceAll('-', ' ')}</td>
              <td>${row.column ?? 'whole row'}</td>
              <td>${row.text}</td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
  return [
    customers.unanswered.length === 0 ? html`<p>Every conversation of the subject has a reply.</p>` : unanswered,
    ...(customers.rejected.length === 0 ? [] : [rejected]),
  ]
}

export function definitions(model: ReportModel): Markup {
  return html`<dl class="definitions">
    ${model.definitions.map(
      (definition) =>
        html`<div>
          <dt>${definition.title}</dt>
          <dd>
            ${definition.meaning} Counted: ${definition.countedUnit}. Smallest difference that matters:
            ${definition.smallestDifference}.
          </dd>
        </div> `,
    )}
  </dl>`
}

export function methods(model: ReportModel): Markup {
  return html`<dl class="definitions">
    ${model.methods.map(
      (method) =>
        html`<div>
          <dt>${method.title}</dt>
          <dd>${method.text}</dd>
        </div> `,
    )}
  </dl>`
}

export function fingerprint(model: ReportModel): Markup {
  const { data, appVersion, generatedAt, command } = model.fingerprint
  return html`<p class="quiet">The same data, request and generation time give this report again, byte for byte.</p>
    <dl class="seal">
      <dt>Data</dt>
      <dd><code>${data}</code></dd>
      <dt>Version</dt>
      <dd><code>${appVersion}</code></dd>
      <dt>Made at</dt>
      <dd><code>${generatedAt}</code></dd>
      <dt>Command</dt>
      <dd><code>${command}</code></dd>
    </dl>`
}
