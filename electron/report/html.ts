/** The report as one HTML file: no script, nothing loaded from anywhere, readable on screen and on paper. */
import { formatCount, formatInterval, formatNumber } from '../../shared/units.ts'
import { keyMark, sideLook } from './chart-parts.ts'
import { customerTables, dataQuality, definitions, fingerprint, methods } from './html-appendix.ts'
import { distributionFigure, verdictCharts, weeklyFigure } from './html-figures.ts'
import { vendorTables } from './html-vendor.ts'
import { factList, goalTable, groupTables, toneWord, trendTable, verdictTable } from './html-tables.ts'
import { html, keepUnits } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportGoal, ReportModel, ReportVerdict, Side } from './report-model.ts'
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
          ${section('answer', 'The answer', [answer(model), hero(model)])} ${section('goals', 'Goals', goals(model))}
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
          ${section('teams', 'Teams', model.teams === null ? [] : groupTables(model, model.teams))}
          ${section('agents', 'Agents', model.agents === null ? [] : groupTables(model, model.agents))}
          ${model.customers === null ? null : section('customers', 'Customers', customerTables(model.customers))}
          ${model.vendor === null ? null : section('vendor', `As ${model.vendor.name} counts`, vendorTables(model, model.vendor))}
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

function hasTarget(goal: ReportGoal): boolean {
  return goal.kpis.some((row) => row.target !== null)
}

/** Goals without any target would be tables of nothing: one line names them. */
function goals(model: ReportModel): readonly Markup[] {
  const tables = model.goals.filter(hasTarget).map(
    (goal) =>
      html`<div class="goal">
        <h3>${goal.title}</h3>
        ${goalTable(goal)}
      </div>`,
  )
  const open = model.goals.filter((goal) => !hasTarget(goal)).map((goal) => goal.title)
  if (open.length === 0) return tables
  return [...tables, html`<p class="quiet">No target is set yet for: ${open.join('; ')}.</p>`]
}

// ---- the answer ------------------------------------------------------------------------------------------------

function answer(model: ReportModel): Markup {
  const [first = '', ...others] = model.answer
  return html`<div class="answer">
    <p class="lead">${keepUnits(first)}</p>
    ${others.map((sentence) => html`<p>${keepUnits(sentence)}</p>`)}
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
    <p class="facts">${factList(measure.facts)}</p>
    ${interval === null ? null : html`<p class="facts">95 % interval ${formatInterval(verdict.unit, interval.low, interval.high)}</p>`}${measure.notes.map((note) => html`<p class="notes">${keepUnits(note)}</p>`)}
  </div>`
}

function effectLines(verdict: ReportVerdict): Markup {
  const { interval, estimate, effectText, intervalText, probabilityBetter } = verdict
  const effect =
    interval?.of === 'ratio' && estimate !== null ? `${formatNumber(estimate, 2)} times the baseline` : effectText
  const lines = [
    ...(effect === '' ? [] : [effect]),
    ...(intervalText === '' ? [] : [`95 % interval ${intervalText}`]),
    ...(probabilityBetter === null
      ? []
      : [`wins ${formatCount(Math.round(probabilityBetter * 100))} of 100 random pairs`]),
  ]
  return html`${lines.map((line) => html`<p class="facts">${line}</p>`)}`
}
