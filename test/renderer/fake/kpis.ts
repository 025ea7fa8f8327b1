import { kpiCatalogue, kpiIds } from '../../../shared/kpi.ts'
import type {
  Comparison,
  ComparisonRequest,
  ComparisonRow,
  Distribution,
  Group,
  Grouping,
  KpiId,
  KpiRequest,
  KpiResult,
  MeasuredKpi,
  PeriodGrouping,
} from '../../../shared/kpi.ts'
import type { Day } from '../../../shared/model.ts'
import type { Trend } from '../../../shared/trend.ts'
import { startingSmallest } from '../../../shared/smallest-difference.ts'
import { fakeAgents, fakeChannels, fakeSources, fakeTeams } from './names.ts'

/** A number in 0…1 that is always the same for the same text. */
function noise(text: string): number {
  let hash = 7
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  return hash / 65_521
}

const typicalValues: Readonly<Record<KpiId, number>> = {
  'first-response-time': 118,
  'response-time': 96,
  'resolution-time': 8400,
  'unanswered-share': 0.041,
  conversations: 2204,
  'total-wait': 310,
  'within-target-share': 0.83,
  'conversations-per-agent-day': 14.2,
  'open-at-end': 61,
  'replies-to-resolution': 2.3,
  'one-touch-share': 0.38,
  'first-contact-resolution': 0.71,
  'reopen-share': 0.06,
  'transfer-share': 0.11,
  'opt-out-share': 0.012,
  'unsubscribe-after-service': 0.004,
  'returning-customer-share': 0.31,
  'channel-return-rate': 0.75,
  nps: 38,
  csat: 0.87,
  'customer-effort': 5.6,
}

const dayAfter = (day: Day, days: number): Day =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

const periodStarts: Readonly<Record<PeriodGrouping, readonly Day[]>> = {
  day: Array.from({ length: 28 }, (_, index) => dayAfter('2026-06-01', index)),
  week: Array.from({ length: 25 }, (_, index) => dayAfter('2026-01-05', index * 7)),
  month: ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01'],
  quarter: ['2026-01-01', '2026-04-01'],
}
const periodLengths: Readonly<Record<PeriodGrouping, number>> = { day: 1, week: 7, month: 30, quarter: 91 }

const weekdayHours = Array.from({ length: 7 * 13 }, (_, index) => {
  const hour = String(8 + (index % 13)).padStart(2, '0')
  return `${1 + Math.floor(index / 13)}-${hour}`
})

function groupNames(grouping: Grouping, request: KpiRequest): readonly string[] {
  const { channels, teams, agents } = request.selection
  const names: Readonly<Record<Grouping, readonly string[]>> = {
    channel: channels?.length ? channels : fakeChannels,
    team: teams?.length ? teams : fakeTeams,
    agent: agents?.length ? agents : fakeAgents,
    inbox: ['+49 30 5550 0117'],
    source: fakeSources,
    'weekday-hour': weekdayHours,
    ...periodStarts,
  }
  return names[grouping]
}

function groupsOf(request: KpiRequest): readonly Group[] {
  let groups: readonly Group[] = [{}]
  for (const grouping of request.by ?? [])
    groups = groups.flatMap((group) =>
      groupNames(grouping, request).map((name) => Object.assign({}, group, { [grouping]: name })),
    )
  return groups
}

function periodOfGroup(group: Group): MeasuredKpi['period'] {
  for (const grouping of ['day', 'week', 'month', 'quarter'] as const) {
    const from = group[grouping]
    if (from === undefined) continue
    const to = dayAfter(from, periodLengths[grouping] - 1)
    return { from, to, complete: to <= '2026-06-28' }
  }
  return undefined
}

/** Later periods are a little better, SMS is quicker than the others, the rest is noise of the group's name. */
export function resultOf(id: KpiId, group: Group, request: KpiRequest): KpiResult {
  const info = kpiCatalogue[id]
  const isDuration = info.kind === 'duration'
  const period = periodOfGroup(group)
  const head = { id, group, unit: info.unit, better: info.better, ...(period ? { period } : {}) }
  const key = JSON.stringify([id, group, request.selection, request.hours])
  if (id === 'resolution-time' && group.channel === 'sms')
    return {
      ...head,
      ledger: { counted: 0, excluded: { 'no closing time in the export': 2204 } },
      status: 'not-measurable',
      reason: 'no-close',
      message: 'This Twilio log has no closing time.',
      missing: ['closing times'],
    }
  const parts = Math.max(1, Object.keys(group).length * 6)
  const n = Math.max(3, Math.round((1800 * (0.6 + noise(key))) / parts))
  const channel = group.channel ?? request.selection.channels?.[0]
  const speed = isDuration ? (channel === 'web_chat' ? 1.9 : channel === 'email' ? 40 : 1) : 1
  const progress = period ? 1.25 - Math.max(0, Date.parse(period.from) - Date.UTC(2026, 0, 1)) / 4e10 : 1
  const drift = info.better === 'lower' ? progress : info.better === 'higher' ? 2 - progress : 1
  const wobble = 0.9 + noise(`${key}!`) * 0.2
  const typical = id === 'conversations' ? n : typicalValues[id] * speed * drift * wobble
  const value = info.unit === 'ratio' ? Math.min(1, typical) : info.unit === 'count' ? Math.round(typical) : typical
  const spread = info.unit === 'ratio' ? Math.sqrt((value * (1 - value)) / n) : Math.abs(value) / Math.sqrt(n)
  return {
    ...head,
    ledger: { counted: n, excluded: { unanswered: Math.round(n * 0.04) } },
    status: 'ok',
    n,
    value,
    interval: { low: Math.max(0, value - 2 * spread), high: value + 2 * spread, level: 0.95 },
    supports: { median: n >= 5, p90: n >= 20, verdict: n >= 30 },
    inferred: false,
    ...(isDuration
      ? {
          median: value,
          mean: value * 1.6,
          p90: value * 4.2,
          unanswered: Math.round(n * 0.04),
          medianIncludingWaiting: value * 1.03,
        }
      : {}),
    ...(info.unit === 'ratio' ? { numerator: Math.round(value * n) } : {}),
    ...(id === 'nps' ? { promoters: Math.round(n * 0.55), detractors: Math.round(n * 0.17), responseRate: 0.34 } : {}),
    ...(id === 'csat' ? { responseRate: 0.34 } : {}),
  }
}

export function computeKpis(request: KpiRequest): readonly KpiResult[] {
  const ids = request.kpis ?? kpiIds
  return groupsOf(request).flatMap((group) => ids.map((id) => resultOf(id, group, request)))
}

export function computeDistributions(request: KpiRequest): readonly Distribution[] {
  const edges = [0, 10, 30, 60, 120, 300, 600, 1800, 3600, 14_400, 86_400]
  return (request.kpis ?? ['first-response-time']).flatMap((id) =>
    groupsOf(request).map((group) => {
      const centre = group.channel === 'email' ? 8 : group.channel === 'web_chat' ? 5 : 4
      const bins = edges.slice(0, -1).map((from, index) => ({
        from,
        to: edges[index + 1] ?? from,
        count: Math.round(420 * Math.exp(-((index - centre) ** 2) / 4) * (0.8 + noise(`${id}${from}`) * 0.4)),
      }))
      return { id, group, n: bins.reduce((sum, bin) => sum + bin.count, 0), bins }
    }),
  )
}

export function trendOf(id: KpiId, by: PeriodGrouping, request: KpiRequest): Trend {
  const points = periodStarts[by].map((from, index) => {
    const result = resultOf(id, { [by]: from }, request)
    const isMeasured = result.status === 'ok'
    const to = dayAfter(from, periodLengths[by] - 1)
    return {
      from,
      to,
      value: isMeasured ? result.value : null,
      n: isMeasured ? result.n : 0,
      complete: to <= '2026-06-28',
      periods: 1,
      tested: isMeasured && to <= '2026-06-28',
      unusual: index === 9,
    }
  })
  const values = points.flatMap((point) => (point.tested && point.value !== null ? [point.value] : []))
  return {
    by,
    points,
    breaks: [],
    seasonal: false,
    slope: { perPeriod: -1.4, interval: { low: -2.1, high: -0.6, level: 0.95 } },
    test: { method: 'mann-kendall', p: 0.003, s: -120, n: values.length, memory: 0 },
    limits: { centre: 110, low: 70, high: 170, from: 'series' },
    direction: 'improving',
    sentence: `Getting better over ${values.length} ${by}s: falling by 1.4 s a ${by} (p = 0.003).`,
    notes: [],
  }
}

function compareRow(id: KpiId, request: ComparisonRequest): ComparisonRow {
  const info = kpiCatalogue[id]
  const isDuration = info.kind === 'duration'
  const side = (selection: ComparisonRequest['subject']): KpiResult =>
    resultOf(id, selection.channels?.length === 1 ? { channel: selection.channels[0] ?? '' } : {}, {
      selection,
      hours: request.hours,
    })
  const subject = side(request.subject)
  const baseline = side(request.baseline)
  const head = {
    id,
    unit: info.unit,
    better: info.better,
    subject,
    baseline,
    mix: null,
    sameAgents: null,
    dispersion: null,
    smallest: startingSmallest(id),
    isPrimary: id === 'first-response-time',
  } as const
  if (subject.status !== 'ok' || baseline.status !== 'ok')
    return {
      ...head,
      difference: null,
      ratio: null,
      interval: null,
      probabilityBetter: null,
      verdict: 'not-comparable',
      reason: 'One side has no closing times.',
      pValue: null,
      qValue: null,
      shift: null,
      casesNeeded: null,
      cautions: [],
    }
  const ratio = subject.value / baseline.value
  const isClear = Math.abs(Math.log(ratio)) > 0.25 && info.better !== 'neutral'
  const isBetter = info.better === 'lower' ? ratio < 1 : ratio > 1
  return {
    ...head,
    difference: subject.value - baseline.value,
    ratio: info.unit === 'points' ? null : ratio,
    interval: isDuration
      ? { low: ratio * 0.86, high: ratio * 1.16, level: 0.95, of: 'ratio' }
      : {
          low: subject.value - baseline.value - 0.03,
          high: subject.value - baseline.value + 0.03,
          level: 0.95,
          of: 'difference',
        },
    probabilityBetter: isDuration ? 0.71 : null,
    verdict: isClear ? (isBetter ? 'better' : 'worse') : 'no-clear-difference',
    reason: isClear
      ? `The interval of the ${isDuration ? 'ratio' : 'difference'} lies on one side of no difference.`
      : 'The interval includes no difference; about 60 more conversations would probably settle it.',
    pValue: isClear ? 0.0004 : 0.31,
    qValue: isClear ? 0.002 : 0.41,
    shift: isDuration ? { value: -72, low: -98, high: -51, level: 0.95 } : null,
    casesNeeded: isClear ? null : 60,
    cautions: ['The difference may reflect who works the channel.'],
  }
}

export function compare(request: ComparisonRequest): Comparison {
  return {
    ...request,
    subjectName: 'SMS, 1 Apr – 28 Jun 2026',
    baselineName: 'Web chat, 1 Apr – 28 Jun 2026',
    rows: kpiIds.map((id) => compareRow(id, request)),
    answer: [
      'SMS gets a first human reply clearly faster than web chat: 1 min 58 s against 3 min 44 s.',
      'In 71 of 100 random pairs the SMS customer was answered first.',
      'Resolution time cannot be compared: the SMS export has no closing times.',
    ],
  }
}
