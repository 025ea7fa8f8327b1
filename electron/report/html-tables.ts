/** Tables of the HTML report. */
import { verdictIcons } from '../../shared/verdict-words.ts'
import type { VerdictTone } from '../../shared/verdict-words.ts'
import { formatCount, formatDay } from '../../shared/units.ts'
import { keyMark, sideLook } from './chart-parts.ts'
import { groupBars } from './interval-charts.ts'
import { html, keepUnits } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportMeasure } from './measure.ts'
import type { GroupRow, ReportGoal, ReportGroups, ReportModel, ReportVerdict, Side } from './report-model.ts'

/** Facts wrap between each other, never inside one. */
export function factList(facts: readonly string[]): Markup {
  return html`${facts.map((fact, index) => html`${index === 0 ? '' : ' · '}<span class="fact">${fact}</span>`)}`
}

export function toneWord(tone: VerdictTone, icon: string, word: string): Markup {
  return html`<span class="tone ${tone}"><i aria-hidden="true">${icon}</i>${word}</span>`
}

function sideHeading(model: ReportModel, side: Side): Markup {
  return html`<span class="side">${keyMark(sideLook(model, side))} ${model[side].name}</span>`
}

/** Value, then the quiet facts, then what has to be known to read it. */
function measureCell(measure: ReportMeasure): Markup {
  const value =
    measure.value === null && measure.numerator === null
      ? html`<span class="quiet">${measure.text}</span>`
      : html`<strong>${measure.text}</strong>`
  const facts = measure.facts.length === 0 ? null : html`<span class="facts">${factList(measure.facts)}</span>`
  const notes =
    measure.status === 'ok' && measure.notes.length > 0
      ? html`<span class="notes">${measure.notes.join(' ')}</span>`
      : null
  return html`${value}${facts}${notes}`
}

export function verdictTable(model: ReportModel): Markup {
  return html`<div class="scroll">
    <table class="five">
      <caption>
        ${model.subject.selectionText} against ${model.baseline.selectionText}. Differences with their 95 % interval; ×
        is the subject as a multiple of the baseline.
      </caption>
      <thead>
        <tr>
          <th scope="col">KPI</th>
          <th scope="col" class="num">${sideHeading(model, 'subject')}</th>
          <th scope="col" class="num">${sideHeading(model, 'baseline')}</th>
          <th scope="col" class="num">Difference</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        ${model.verdicts.map(verdictRow)}
      </tbody>
    </table>
  </div>`
}

function verdictRow(verdict: ReportVerdict): Markup {
  const { probabilityBetter } = verdict
  const pairs =
    probabilityBetter === null
      ? null
      : html`<span class="facts">wins ${formatCount(Math.round(probabilityBetter * 100))} of 100 pairs</span>`
  return html`<tr>
    <th scope="row">${verdict.title}</th>
    <td class="num">${measureCell(verdict.subject)}</td>
    <td class="num">${measureCell(verdict.baseline)}</td>
    <td class="num">${effectCell(verdict)}${pairs}</td>
    <td>
      ${toneWord(verdict.tone, verdict.icon, verdict.word)}<span class="reason"
        >${keepUnits(withoutNumbers(verdict.reason))}</span
      >${verdict.sameAgents === null ? null : html`<span class="facts">${verdict.sameAgents}</span>`}${verdict.cautions.map((caution) => html`<span class="caution">${caution.charAt(0).toUpperCase() + caution.slice(1)}</span>`)}${mixNote(verdict)}
    </td>
  </tr> `
}

/** The numbers in brackets stand in the cells beside it. */
function withoutNumbers(reason: string): string {
  return reason.replace(/ \(n = [^()]*\)/, '')
}

/** The interval on its own line: estimates stand below each other, easy to compare. */
function effectCell(verdict: ReportVerdict): Markup {
  if (verdict.effectText === '') return html`<span class="quiet">–</span>`
  const interval = verdict.intervalText === '' ? null : html`<span class="facts">${verdict.intervalText}</span>`
  return html`<strong>${verdict.effectText}</strong>${interval}`
}

function mixNote(verdict: ReportVerdict): Markup | null {
  if (verdict.mix === null || !verdict.mix.reverses) return null
  return html`<span class="caution"
    >The mix of hours and teams turns this verdict round: compare like with like before acting on it.</span
  >`
}

export function goalTable(goal: ReportGoal): Markup {
  return html`<div class="scroll">
    <table class="five">
      <caption>
        ${keepUnits(goal.summary)}
      </caption>
      <thead>
        <tr>
          <th scope="col">KPI</th>
          <th scope="col" class="num">Now</th>
          <th scope="col" class="num">Measured baseline</th>
          <th scope="col" class="num">Target</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        ${goal.kpis.map(goalRow)}
      </tbody>
    </table>
  </div>`
}

function goalRow(row: ReportGoal['kpis'][number]): Markup {
  const baseline =
    row.baseline === null
      ? html`<span class="quiet">None</span>`
      : html`<strong>${row.baseline.text}</strong
          >${row.baselineName === null ? null : html`<span class="facts">${row.baselineName}</span>`}`
  const target =
    row.target === null
      ? html`<span class="quiet">None</span>`
      : html`<strong>${row.target.text}</strong><span class="facts">${row.target.derivation}</span
          ><span class="facts">${row.target.evidence}</span>`
  return html`<tr>
    <th scope="row">${row.title}</th>
    <td class="num">${measureCell(row.current)}</td>
    <td class="num">${baseline}</td>
    <td class="num">${target}</td>
    <td>${toneWord(row.tone, row.icon, row.word)}<span class="reason">${keepUnits(row.sentence)}</span></td>
  </tr> `
}

export function trendTable(model: ReportModel): Markup {
  return html`<div class="scroll">
    <table>
      <caption>
        Whole weeks with enough cases; the slope is the typical change from one week to the next.
      </caption>
      <thead>
        <tr>
          <th scope="col">KPI</th>
          <th scope="col">Side</th>
          <th scope="col" class="num">Weeks</th>
          <th scope="col" class="num">Slope</th>
          <th scope="col">Direction</th>
          <th scope="col">Unusual weeks</th>
        </tr>
      </thead>
      <tbody>
        ${model.trends.map(
          (trend) =>
            html`<tr>
              <th scope="row">${trend.title}</th>
              <td>${sideHeading(model, trend.side)}</td>
              <td class="num">${formatCount(trend.weeks)}</td>
              <td class="num">
                ${trend.perWeekText === '' ? html`<span class="quiet">–</span>` : html`<span class="fact">${trend.perWeekText}</span>`}
              </td>
              <td>
                ${toneWord(trend.tone, verdictIcons[trend.tone], trend.word)}<span class="reason"
                  >${keepUnits(trend.sentence)}</span
                >${trend.breaks.map(({ sentence }) => html`<span class="caution">${sentence}</span>`)}${trend.notes.map((note) => html`<span class="facts">${keepUnits(note)}</span>`)}
              </td>
              <td class="quiet">
                ${trend.unusualWeeks.length === 0 ? 'none' : trend.unusualWeeks.map((day) => formatDay(day)).join(', ')}
              </td>
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
}

/** A table per side that knows names, a sentence for one that does not. */
export function groupTables(model: ReportModel, groups: ReportGroups): readonly Markup[] {
  return groups.sides.map(({ side, hasNames, rows }) => {
    const { name, nameInText } = model[side]
    if (rows.length === 0) return html`<p class="quiet">${name}: no data by ${groups.grouping}.</p>`
    if (!hasNames) return html`<p class="quiet">The data of ${nameInText} name no ${groups.grouping}s.</p>`
    return groupTable(model, groups, side, rows)
  })
}

function groupTable(model: ReportModel, groups: ReportGroups, side: Side, rows: readonly GroupRow[]): Markup {
  const bars = groupBars(model, groups, side)
  const cells = (row: GroupRow): readonly Markup[] =>
    groups.kpis.map(
      (kpi) => html`<td class="num">${groupCell(row.measures.find((entry) => entry.id === kpi.id)?.measure)}</td>`,
    )
  return html`<div class="scroll">
    <table>
      <caption>
        By ${groups.grouping}: ${model[side].selectionText}. Bars: median first response time with its 95 % interval on
        one log scale. A rank such as 1–3 means that the data cannot tell these places apart.
      </caption>
      <thead>
        <tr>
          <th scope="col">${groups.grouping === 'team' ? 'Team' : 'Agent'}</th>
          <th scope="col" class="num">Rank</th>
          <th scope="col">${sideHeading(model, side)}</th>
          ${groups.kpis.map((kpi) => html`<th scope="col" class="num">${kpi.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row, index) =>
            html`<tr>
              <th scope="row">${row.name === '' ? '(no name)' : row.name}</th>
              <td class="num rank">${rankText(row.rank)}</td>
              <td>${bars[index] ?? null}</td>
              ${cells(row)}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`
}

function rankText(rank: GroupRow['rank']): string {
  if (rank === null) return '–'
  return rank.best === rank.worst ? formatCount(rank.best) : `${formatCount(rank.best)}–${formatCount(rank.worst)}`
}

function groupCell(measure: ReportMeasure | undefined): Markup {
  if (measure === undefined) return html`<span class="quiet">No data</span>`
  if (measure.value === null)
    return html`<span class="quiet">${measure.text}</span><span class="facts">${factList(measure.facts)}</span>`
  return html`${measure.text}<span class="facts">${factList(measure.facts.slice(0, 2))}</span>`
}
