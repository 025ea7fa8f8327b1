/** The report as one HTML file: no script, nothing loaded from anywhere, readable on screen and on paper. */
import { channelNames, formatCount, formatInterval, formatNumber } from '../../shared/units.ts'
import { keyMark, sideLook } from './chart-parts.ts'
import { distributionSvg, sideKeys, weeklySvg } from './charts.ts'
import {
  distributionNumbers,
  goalTable,
  groupTable,
  toneWord,
  trendTable,
  verdictTable,
  weeklyNumbers,
} from './html-tables.ts'
import { differenceSvg, ratioSvg } from './interval-charts.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportCustomers, ReportModel, ReportSource, ReportVerdict, Side } from './report-model.ts'
import { styleSheet } from './style.ts'

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

export function writeHtml(model: ReportModel): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="Plumbline ${model.fingerprint.appVersion}" />
        <title>${model.title} – ${model.workspace}</title>
        ${styleSheet(model)}
      </head>
      <body>
        ${head(model)}
        <main>
          ${section('answer', 'The answer', [answer(model), hero(model)])}
          ${
            model.goals.length === 0
              ? null
              : section(
                  'goals',
                  'Goals',
                  model.goals.map(
                    (goal) =>
                      html`<div class="goal">
                        <h3>${goal.title}</h3>
                        ${goalTable(goal)}
                      </div>`,
                  ),
                )
          }
          ${section('verdicts', 'KPI by KPI', [verdictTable(model), ...verdictCharts(model)])}
          ${section('charts', 'First responses', distributionFigure(model))}
          ${section('weeks', 'Week by week', [
            ...model.weekly.map((chart, index) => weeklyFigure(model, chart, index)),
            ...(model.trends.length === 0
              ? []
              : [
                  html`<div>
                    <h3>Where each side is heading</h3>
                    ${trendTable(model)}
                  </div>`,
                ]),
          ])}
          ${section('teams', 'Teams', model.teams === null ? [] : [groupTable(model, model.teams)])}
          ${section('agents', 'Agents', model.agents === null ? [] : [groupTable(model, model.agents)])}
          ${model.customers === null ? null : section('customers', 'Customers', customerTables(model.customers))}
          ${section('data', 'Data quality', dataQuality(model))}
          ${section('definitions', 'Definitions', [definitions(model)])}
          ${section('methods', 'Methods', [methods(model)])}
          ${section('fingerprint', 'Make it again', [fingerprint(model)])}
        </main>
      </body>
    </html> `.text
}

function section(id: string, title: string, parts: readonly Markup[]): Markup | null {
  if (parts.length === 0) return null
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    <div>${parts.map((part) => html`${part} `)}</div>
  </section>`
}

function head(model: ReportModel): Markup {
  const hours = model.hours === 'business' ? 'Business hours' : 'Calendar hours'
  const side = (name: Side, title: string): Markup =>
    html`<div>
      <dt>${title}</dt>
      <dd>${model[name].name}<small>${model[name].periodText}</small></dd>
    </div>`
  return html`<header>
    <p class="kicker">Plumbline <span>· service performance review · ${model.workspace}</span></p>
    <h1>${model.title}</h1>
    <dl>
      ${side('subject', 'Subject')}${side('baseline', 'Measured against')}
      <div>
        <dt>Time counted</dt>
        <dd>${hours}<small>${model.generated.zone}</small></dd>
      </div>
      <div>
        <dt>Made</dt>
        <dd>${model.generated.text}<small>Plumbline ${model.fingerprint.appVersion}</small></dd>
      </div>
    </dl>
    ${model.isSampleData ? html`<p class="sample">Sample data: a synthetic company. No real customer is in this report.</p>` : null}
  </header>`
}

// ---- the answer ------------------------------------------------------------------------------------------------

function answer(model: ReportModel): Markup {
  const [first = '', ...others] = model.answer
  return html`<div class="answer">
    <p class="lead">${first}</p>
    ${others.map((sentence) => html`<p>${sentence}</p>`)}
  </div>`
}

/** The first time that both sides can show, as three figures. */
function hero(model: ReportModel): Markup {
  const verdict =
    model.verdicts.find((row) => row.unit === 'seconds' && row.subject.value !== null && row.baseline.value !== null) ??
    model.verdicts.find((row) => row.subject.value !== null && row.baseline.value !== null)
  if (verdict === undefined) return html``
  return html`<div class="hero">
    ${heroSide(model, verdict, 'subject')}${heroSide(model, verdict, 'baseline')}
    <div class="tone-figure ${verdict.tone}">
      <p class="label">${verdict.title}</p>
      <p class="value ${verdict.word.length > 12 ? 'long' : ''}">
        ${toneWord(verdict.tone, verdict.icon, verdict.word)}
      </p>
      ${effectLines(verdict)}
    </div>
  </div>`
}

function heroSide(model: ReportModel, verdict: ReportVerdict, side: Side): Markup {
  const measure = verdict[side]
  const { interval } = measure
  const statistic = verdict.unit === 'seconds' ? `median ${verdict.title.toLowerCase()}` : verdict.title.toLowerCase()
  return html`<div class="${side}">
    <p class="label">${keyMark(sideLook(model, side))} ${model[side].name}</p>
    <p class="value">${measure.text}</p>
    <p class="facts">${statistic}</p>
    <p class="facts">${measure.facts.join(' · ')}</p>
    ${interval === null ? null : html`<p class="facts">95 % interval ${formatInterval(verdict.unit, interval.low, interval.high)}</p>`}${measure.notes.map((note) => html`<p class="notes">${note}</p>`)}
  </div>`
}

function effectLines(verdict: ReportVerdict): Markup {
  const { interval, ratio, probabilityBetter } = verdict
  const effect =
    interval?.of === 'ratio' && ratio !== null
      ? html`<p class="facts">
          ${formatNumber(ratio, 2)} times the baseline, 95 % interval ${formatNumber(interval.low, 2)} to
          ${formatNumber(interval.high, 2)}
        </p>`
      : html`<p class="facts">${verdict.effectText}</p>`
  const pairs =
    probabilityBetter === null
      ? null
      : html`<p class="facts">
          the better one in ${formatCount(Math.round(probabilityBetter * 100))} of 100 random pairs
        </p>`
  return html`${effect}${pairs}`
}

// ---- charts ----------------------------------------------------------------------------------------------------

function verdictCharts(model: ReportModel): readonly Markup[] {
  const ratios = ratioSvg(model)
  const differences = differenceSvg(model)
  const figures: Markup[] = []
  if (ratios !== null) {
    figures.push(
      html`<figure>
        <figcaption>
          <h3>${ratioFinding(model)}</h3>
          <p>
            ${model.subject.name} as a multiple of ${model.baseline.nameInText}, with 95 % intervals. An interval that
            crosses 1 is no clear difference; the shaded strip is too small to matter.
          </p>
        </figcaption>
        ${ratios}
      </figure>`,
    )
  }
  if (differences !== null) {
    figures.push(
      html`<figure>
        <figcaption>
          <h3>Shares and scores, as differences</h3>
          <p>
            ${model.subject.name} minus ${model.baseline.nameInText}, in percentage points (scores: points), with 95 %
            intervals. Which direction is better differs by KPI; the colour and the word say it.
          </p>
        </figcaption>
        ${differences}
      </figure>`,
    )
  }
  return figures
}

function ratioFinding(model: ReportModel): string {
  const times = model.verdicts.filter((verdict) => verdict.unit === 'seconds' && verdict.tone !== 'not-measurable')
  const count = (tone: ReportVerdict['tone']): number => times.filter((verdict) => verdict.tone === tone).length
  const parts = [
    ['clearly shorter', count('better')],
    ['clearly longer', count('worse')],
    ['without a clear difference', count('unclear')],
  ] as const
  const said = parts.filter(([, number]) => number > 0).map(([words, number]) => `${formatCount(number)} ${words}`)
  return said.length === 0
    ? 'Volumes'
    : `Of ${formatCount(times.length)} times on ${model.subject.nameInText}: ${said.join(', ')}`
}

function distributionFigure(model: ReportModel): readonly Markup[] {
  const chart = model.distribution
  if (chart === null) return []
  const counts = chart.sides.map(({ side, n }) => `${model[side].name} n = ${formatCount(n)}`).join(', ')
  return [
    html`<figure>
      <figcaption>
        <h3>${chart.finding}</h3>
        <p>
          Share of answered conversations by the time until the first reply, on a log scale. ${counts}. Unanswered
          conversations are not in it; the table above counts them.
        </p>
      </figcaption>
      ${distributionSvg(model, chart)}${distributionNumbers(model, chart)}
    </figure>`,
  ]
}

function weeklyFigure(model: ReportModel, chart: ReportModel['weekly'][number], index: number): Markup {
  const points =
    'Weekly medians on a log scale with their 95 % intervals as bands; hollow points are weeks that the period cuts off.'
  return html`<figure>
    <figcaption>
      <h3>${chart.finding}</h3>
      <p>${chart.title}. ${points}</p>
    </figcaption>
    ${sideKeys(model)}${weeklySvg(model, chart, index === 0 ? 300 : 230)}${weeklyNumbers(model, chart)}
  </figure>`
}

// ---- data, definitions, fingerprint ----------------------------------------------------------------------------

function dataQuality(model: ReportModel): readonly Markup[] {
  const { sources, notMeasurable, excluded } = model.dataQuality
  const parts = [sources.length === 0 ? html`<p>No imports.</p>` : sourceTable(model)]
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
  const assumed = sources.filter((source) => source.assumptions.length > 0)
  if (assumed.length > 0) {
    parts.push(
      html`<div>
        <h3>What was assumed when reading</h3>
        <ul>
          ${assumed.map((source) => html`<li>${source.file}: ${source.assumptions.join('; ')}</li> `)}
        </ul>
      </div>`,
    )
  }
  parts.push(
    html`<div class="scroll">
      <table>
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
                  ${row.excluded.length === 0 ? 'none' : row.excluded.map((entry) => `${formatCount(entry.count)} ${entry.reason.replaceAll('-', ' ')}`).join(', ')}
                </td>
              </tr> `,
          )}
        </tbody>
      </table>
    </div>`,
  )
  return parts
}

function sourceTable(model: ReportModel): Markup {
  const { sources, totals } = model.dataQuality
  const cells = (rows: ReportSource['rows']): Markup =>
    html`${[rows.read, rows.new, rows.changed, rows.duplicate, rows.rejected, rows.ignored].map((count) => html`<td class="num">${formatCount(count)}</td>`)}`
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
              ${cells(source.rows)}
            </tr> `,
        )}
        <tr>
          <th scope="row">All files</th>
          <td></td>
          ${cells(totals)}
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

function customerTables(customers: ReportCustomers): readonly Markup[] {
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

function definitions(model: ReportModel): Markup {
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

function methods(model: ReportModel): Markup {
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

function fingerprint(model: ReportModel): Markup {
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
