// @vitest-environment jsdom
import { describe, expect, it } from 'vitest'
import { writeCsv } from '../../../electron/report/csv.ts'
import { writeHtml } from '../../../electron/report/html.ts'
import { writeJson } from '../../../electron/report/json.ts'
import { buildReport } from '../../../electron/report/model.ts'
import type { ReportInput } from '../../../electron/report/model.ts'
import { comparison, longName, measured, notMeasurable, reportInput, row } from './report-input.ts'
import { bridgeOf } from '../../renderer/fake/vendors.ts'

const { imports } = reportInput
const smallInput: ReportInput = {
  ...reportInput,
  request: { ...reportInput.request, withAgents: false },
  comparison: { ...comparison, rows: comparison.rows.slice(0, 1), answer: comparison.answer.slice(0, 1) },
  weekly: { subject: [], baseline: [] },
  trends: [],
  distributions: { subject: [], baseline: [] },
  goals: [],
  byTeam: { subject: [], baseline: [] },
  imports: imports.slice(0, 1),
}

/** Equal data with every key in another order. */
function reversed<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map((item: unknown) => reversed(item)) as Value // same shape
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  ) as Value // same shape
}

describe('a report', () => {
  it('is the golden document for a small request', async () => {
    const model = buildReport(smallInput)
    await expect(writeJson(model)).toMatchFileSnapshot('../../golden/report/small.json')
    await expect(writeCsv(model)).toMatchFileSnapshot('../../golden/report/small.csv')
    await expect(writeHtml(model).replace(/<style>.*<\/style>/s, '<style></style>')).toMatchFileSnapshot(
      '../../golden/report/small.html',
    )
  })

  it('is the same bytes again, whatever the key order of its input', () => {
    const [first, second] = [buildReport(reportInput), buildReport(reversed(reportInput))]
    expect(writeJson(second)).toBe(writeJson(first))
    expect(writeHtml(second)).toBe(writeHtml(first))
    expect(writeCsv(second)).toBe(writeCsv(first))
    expect(writeJson(first)).not.toMatch(/NaN|undefined/)
    expect(writeHtml(first)).not.toMatch(/NaN|undefined|\[object/)
  })

  it('says of every trend what was found and what changed in between', () => {
    const model = buildReport(reportInput)
    const page = new DOMParser().parseFromString(writeHtml(model), 'text/html')
    const table = [...page.querySelectorAll('table')].find((one) => one.caption?.textContent.includes('the slope is'))
    const [sms, chat] = [...(table?.tBodies[0]?.rows ?? [])].map((row) => row.cells[4])
    expect(sms?.textContent.replaceAll(/\s+/g, ' ')).toContain('Getting better over 12 weeks: falling by 4.2 s a week')
    expect(sms?.querySelector('.caution')).toBeNull()
    // Once: what changed is not repeated among the notes.
    expect([...(chat?.querySelectorAll('.caution') ?? [])].map((one) => one.textContent)).toEqual([
      'The data of Chat <b>archive</b> ends before 4 May 2026.',
    ])
    expect([...(chat?.querySelectorAll('.facts') ?? [])].map((one) => one.textContent)).toEqual([
      'No trend is computed across a change: what came before it is shown and not tested.',
    ])
    expect(model.trends[1]).toMatchObject({ breaks: [{ day: '2026-05-04', kind: 'source' }] })
    const rows = writeCsv(model).split('\r\n')
    expect(rows.some((row) => row.includes(',trend,2026-05-04,change_of_source,'))).toBe(true)
    expect(rows.some((row) => /,trend,,sentence,No clear trend over 8 weeks/.test(row))).toBe(true)
  })

  it('answers at a glance: values, n, interval and verdict', () => {
    const page = new DOMParser().parseFromString(writeHtml(buildReport(reportInput)), 'text/html')
    const answer = page.querySelector('section')?.textContent ?? ''
    for (const text of [
      '1 min 34 s',
      '4 min 10 s',
      'n = 842',
      'n = 1,204',
      '0.33 to 0.43',
      '79 of 100',
      '▲',
      'Better',
    ]) {
      expect(answer).toContain(text)
    }
    expect(page.querySelectorAll('table')).toHaveLength(page.querySelectorAll('table > caption').length)
    for (const heading of page.querySelectorAll('th')) expect(heading.getAttribute('scope')).toMatch(/row|col/)
    for (const image of page.querySelectorAll('svg.chart'))
      expect(image.querySelector('title')?.textContent).toBeTruthy()
    expect(page.querySelectorAll('section h2').length).toBeGreaterThan(8)
  })

  it('shows what was not measured with its reason, never as 0 or nothing', () => {
    const model = buildReport(reportInput)
    const resolution = model.verdicts.find((verdict) => verdict.id === 'resolution-time')
    expect(resolution?.subject).toMatchObject({
      status: 'not-measurable',
      value: null,
      n: null,
      text: 'Not measurable',
    })
    expect(resolution).toMatchObject({ word: 'Not measurable', icon: '⦸', tone: 'not-measurable', ratio: null })
    expect(model.dataQuality.notMeasurable).toContainEqual({
      id: 'resolution-time',
      title: 'Resolution time',
      side: 'subject',
      reason: 'No closing times in sms-log. Import an export with closing times or switch on inferred close.',
    })
    expect(writeCsv(model)).toContain(
      'resolution-time,seconds,subject,"SMS, 1 Apr – 30 Jun 2026",,,status,not-measurable',
    )
  })

  it('keeps agents and customers out unless asked for', () => {
    const closed = buildReport({ ...reportInput, request: { ...reportInput.request, withAgents: false } })
    const open = buildReport({ ...reportInput, request: { ...reportInput.request, withCustomers: true } })
    for (const write of [writeHtml, writeJson, writeCsv]) {
      expect(write(closed)).not.toContain(longName)
      for (const secret of ['555 0100', '555 0107', 'boiler', 'sideways']) expect(write(closed)).not.toContain(secret)
    }
    expect(writeHtml(open)).toContain('+49 30 555 0107')
    expect(writeHtml(open)).toContain('boiler')
    expect(writeHtml(open)).toContain(longName)
  })

  it('counts as a vendor only where that was asked for', () => {
    expect(buildReport(reportInput).vendor).toBeNull()
    const bridge = bridgeOf({ vendor: 'zendesk', selection: {}, hours: 'calendar' })
    const asked = buildReport({
      ...reportInput,
      request: { ...reportInput.request, vendor: 'zendesk' },
      bridges: [{ side: 'baseline', bridge }],
    })
    const page = writeHtml(asked)
    expect(page).toContain('<h2 id="vendor">As Zendesk counts</h2>')
    expect(page).toContain('Tickets that agents opened count')
    expect(page).toContain('Assumed, not verified.')
    expect(page).toContain('449 of 450 are the same one by one')
    expect(asked.fingerprint.command).toContain('--as zendesk')
    expect(writeJson(asked)).toContain('"opened-by-agents"')
  })

  it('says beside a verdict what it was measured against', () => {
    const [first] = buildReport(reportInput).verdicts
    expect(first?.smallest).toEqual({ text: '10\u202f%', low: 0.9, high: 1.1 })
    const [own] = buildReport({
      ...reportInput,
      comparison: {
        ...reportInput.comparison,
        rows: reportInput.comparison.rows.map((row) => ({
          ...row,
          smallest: { of: 'difference' as const, value: 25 },
          sameAgents: { of: 'ratio' as const, agents: 7, lower: 6, median: 0.8, interval: null },
        })),
      },
    }).verdicts
    // 25 s of 250 s.
    expect(own?.smallest).toEqual({ text: '25 s', low: 0.9, high: 1.1 })
    expect(own?.sameAgents).toMatch(/^7 agents work both; .* 0\.80 ×/)
  })

  it('names the period where only the period differs, and aligns its weeks by number', () => {
    const subject = { channels: ['sms' as const], from: '2026-04-01', to: '2026-06-30' }
    const baseline = { channels: ['sms' as const], from: '2026-01-01', to: '2026-03-31' }
    const earlier = reportInput.weekly.baseline.map((result) => ({
      ...result,
      group: { week: `2025${(result.group.week ?? '').slice(4)}` },
      period: undefined,
    }))
    const model = buildReport({
      ...reportInput,
      request: { ...reportInput.request, subject, baseline },
      weekly: { subject: reportInput.weekly.subject, baseline: earlier },
    })
    expect(model.title).toBe('SMS, 1 Apr – 30 Jun 2026 compared with SMS, 1 Jan – 31 Mar 2026')
    expect(model.baseline.look).toBeNull()
    expect(model.weekly[0]?.alignedBy).toBe('week-number')
    expect(model.weekly[0]?.sides.map((side) => side.points[0]?.position)).toEqual([0, 0])
  })

  it('survives an empty workspace', () => {
    const nothing = { subject: [], baseline: [] }
    const model = buildReport({
      ...smallInput,
      workspace: { ...reportInput.workspace, firstDay: null, lastDay: null },
      request: { ...reportInput.request, subject: {}, baseline: {} },
      comparison: {
        ...comparison,
        answer: [],
        rows: [
          row(
            notMeasurable('first-response-time', 'Nothing imported.'),
            notMeasurable('first-response-time', 'Nothing imported.'),
            {
              verdict: 'too-little-data',
              reason: '',
            },
          ),
        ],
      },
      weekly: nothing,
      byTeam: nothing,
      imports: [],
    })
    expect(writeHtml(model)).toContain('Nothing can be compared yet.')
    expect(writeHtml(model)).not.toMatch(/NaN|undefined|Infinity/)
    expect(writeCsv(model)).toContain('not-measurable')
  })
})

const verdictOf = (n: number, value = 100) =>
  buildReport({
    ...smallInput,
    comparison: {
      ...comparison,
      rows: [
        row(
          measured('first-response-time', {
            n,
            value,
            p90: 500,
            unanswered: 2,
            interval: { low: 1, high: 2, level: 0.95 },
          }),
          measured('first-response-time', { n: 100, value: 200, p90: 700 }),
          { difference: -100, ratio: 0.5, verdict: 'too-little-data', reason: 'Too few.' },
        ),
      ],
    },
  }).verdicts[0]

const subjectOf = (subject: ReturnType<typeof measured>) =>
  buildReport({
    ...smallInput,
    comparison: {
      ...comparison,
      rows: [row(subject, subject, { verdict: 'too-little-data', reason: 'Too few.' })],
    },
  }).verdicts[0]?.subject

const waitingOf = (medianIncludingWaiting: number | null) =>
  buildReport({
    ...smallInput,
    comparison: {
      ...comparison,
      rows: [
        row(
          measured('first-response-time', { n: 50, value: 100, medianIncludingWaiting }),
          measured('first-response-time', { n: 50, value: 100 }),
          { verdict: 'equivalent', reason: 'Equal.' },
        ),
      ],
    },
  }).verdicts[0]?.subject

describe('the gates by n', () => {
  it.each([
    [1, null, 'Too few', ['1 answered conversation: too few for a median.']],
    [5, null, 'Too few', ['5 answered conversations: too few for a median.']],
    [6, 100, '1 min 40 s', ['Small sample.']],
    [19, 100, '1 min 40 s', ['Small sample.']],
    [20, 100, '1 min 40 s', []],
  ])('n = %i', (n, value, text, notes) => {
    const verdict = verdictOf(n)
    expect(verdict?.subject).toMatchObject({ n, value, text, notes })
    expect(verdict?.ratio).toBe(value === null ? null : 0.5)
  })

  it('shows p90 from 36 on', () => {
    expect(verdictOf(35)?.subject.p90).toBeNull()
    expect(verdictOf(36)?.subject.p90).toBe(500)
    expect(verdictOf(36)?.subject.facts).toEqual(['n = 36', '2 unanswered', 'p90 8 min 20 s'])
  })

  it('shows small shares as counts and small scores as answers', () => {
    expect(subjectOf(measured('csat', { n: 19, value: 16 / 19, numerator: 16 }))?.text).toBe('16 of 19')
    expect(subjectOf(measured('csat', { n: 20, value: 0.8, numerator: 16 }))?.text).toBe('80\u202f%')
    expect(subjectOf(measured('csat', { n: 3, value: 2 / 3, numerator: 2 }))).toMatchObject({
      text: '2 of 3',
      value: null,
    })
    expect(subjectOf(measured('nps', { n: 8, value: 50, promoters: 5, detractors: 1 }))).toMatchObject({
      text: '5 promoters, 1 detractor of 8',
      value: null,
    })
    expect(subjectOf(measured('conversations', { n: 3, value: 3 }))?.text).toBe('3')
  })

  it('shows the median including those still waiting where it differs by more than a tenth', () => {
    expect(waitingOf(109)?.notes).toEqual([])
    expect(waitingOf(120)).toMatchObject({
      medianIncludingWaiting: 120,
      notes: ['2 min including those still waiting.'],
    })
    expect(waitingOf(null)).toMatchObject({ medianIncludingWaiting: 'not-reached' })
  })
})
