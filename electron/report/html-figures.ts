/** Charts of the HTML report with their finding, their explanation and their numbers. */
import { formatCount } from '../../shared/units.ts'
import { distributionSvg, weeklySvg } from './charts.ts'
import { distributionNumbers, weeklyNumbers } from './html-numbers.ts'
import { differenceSvg, ratioSvg } from './interval-charts.ts'
import { html, keepUnits } from './markup.ts'
import type { Markup } from './markup.ts'
import type { ReportModel, ReportVerdict } from './report-model.ts'

export function verdictCharts(model: ReportModel): readonly Markup[] {
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

/** What the intervals allow to say about each time, most certain first. */
function ratioFinding(model: ReportModel): string {
  const titles = (tone: ReportVerdict['tone']): readonly string[] =>
    model.verdicts
      .filter((verdict) => verdict.unit === 'seconds' && verdict.tone === tone)
      .map((verdict) => verdict.title.toLowerCase())
  const parts = [
    clause(titles('better'), `clearly shorter on ${model.subject.nameInText}`),
    clause(titles('worse'), `clearly longer on ${model.subject.nameInText}`),
    clause(titles('unclear'), 'not clearly different'),
  ].filter((part) => part !== '')
  const sentence = parts.join('; ')
  return sentence === '' ? 'No time can be compared' : sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

function clause(names: readonly string[], words: string): string {
  const last = names.at(-1)
  if (last === undefined) return ''
  const list = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
  return `${list} ${names.length === 1 ? 'is' : 'are'} ${words}`
}

export function distributionFigure(model: ReportModel): readonly Markup[] {
  const chart = model.distribution
  if (chart === null) return []
  const counts = chart.sides.map(({ side, n }) => `${model[side].name} n = ${formatCount(n)}`).join(', ')
  return [
    html`<figure>
      <figcaption>
        <h3>${keepUnits(chart.finding)}</h3>
        <p>
          Share of answered conversations that had their first reply by then, on a log scale; the higher line answers
          sooner. ${counts}. Unanswered conversations are not in it; the table above counts them.
        </p>
      </figcaption>
      ${distributionSvg(model, chart)}${distributionNumbers(model, chart)}
    </figure>`,
  ]
}

export function weeklyFigure(model: ReportModel, chart: ReportModel['weekly'][number], index: number): Markup {
  const points =
    'Weekly medians on a log scale with their 95 % intervals as bands; hollow points are weeks that the period cuts off.'
  return html`<figure>
    <figcaption>
      <h3>${keepUnits(chart.finding)}</h3>
      <p>${chart.title}. ${points}</p>
    </figcaption>
    ${weeklySvg(model, chart, index === 0 ? 300 : 230)}${weeklyNumbers(model, chart)}
  </figure>`
}
