/** A believable quarter of a made-up company, with every state that a report can show. */
import type { ReportInput } from '../../../electron/report/model.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { Goal } from '../../../shared/goals.ts'
import type { Comparison, ComparisonRow, Distribution, KpiId, KpiResult, MeasuredKpi } from '../../../shared/kpi.ts'
import type { ImportSummary, Selection, WorkspaceSummary } from '../../../shared/model.ts'
import { startingSmallest } from '../../../shared/smallest-difference.ts'

const subjectSelection: Selection = { channels: ['sms'], from: '2026-04-01', to: '2026-06-30' }
const baselineSelection: Selection = { channels: ['web_chat'], from: '2026-04-01', to: '2026-06-30' }

const generatedAt = Date.UTC(2026, 6, 3, 8, 30)

type Numbers = Partial<Omit<MeasuredKpi, 'id' | 'status' | 'unit' | 'better'>> & { n: number; value: number }

export function measured(id: KpiId, numbers: Numbers): MeasuredKpi {
  const { unit, better } = kpiCatalogue[id]
  const isDuration = unit === 'seconds'
  return {
    id,
    status: 'ok',
    group: {},
    unit,
    better,
    ledger: { counted: numbers.n, excluded: {} },
    supports: {
      median: numbers.n >= (id === 'nps' ? 10 : 6),
      p90: isDuration && numbers.n >= 36,
      verdict: numbers.n >= 20,
    },
    inferred: false,
    ...(isDuration ? { median: numbers.value } : {}),
    ...numbers,
  }
}

export function notMeasurable(id: KpiId, message: string, missing: readonly string[] = []): KpiResult {
  const { unit, better } = kpiCatalogue[id]
  return {
    id,
    status: 'not-measurable',
    group: {},
    unit,
    better,
    reason: 'no-close',
    message,
    missing,
    ledger: { counted: 0, excluded: {} },
  }
}

const level = 0.95
const between = (low: number, high: number) => ({ low, high, level })

export function row(
  subject: KpiResult,
  baseline: KpiResult,
  rest: Partial<ComparisonRow> & Pick<ComparisonRow, 'verdict' | 'reason'>,
): ComparisonRow {
  return {
    id: subject.id,
    unit: subject.unit,
    better: subject.better,
    subject,
    baseline,
    difference: null,
    ratio: null,
    interval: null,
    probabilityBetter: null,
    pValue: null,
    qValue: null,
    shift: null,
    casesNeeded: null,
    mix: null,
    sameAgents: null,
    dispersion: null,
    smallest: startingSmallest(subject.id),
    isPrimary: false,
    cautions: [],
    ...rest,
  }
}

const firstResponse = {
  subject: measured('first-response-time', {
    n: 842,
    value: 94,
    mean: 312,
    p90: 642,
    unanswered: 31,
    medianIncludingWaiting: 98,
    interval: between(86, 103),
    ledger: { counted: 842, excluded: { outreach: 96, unanswered: 31 } },
  }),
  baseline: measured('first-response-time', {
    n: 1204,
    value: 250,
    mean: 611,
    p90: 1510,
    unanswered: 118,
    medianIncludingWaiting: 289,
    interval: between(233, 268),
    ledger: { counted: 1204, excluded: { unanswered: 118, 'times-out-of-order': 2 } },
  }),
}

const noClose =
  'Not measurable: no closing times in sms-log. Import an export with closing times or switch on inferred close.'

const comparisonRows: readonly ComparisonRow[] = [
  row(firstResponse.subject, firstResponse.baseline, {
    difference: -156,
    ratio: 0.376,
    interval: { of: 'ratio', ...between(0.331, 0.427) },
    probabilityBetter: 0.786,
    pValue: 2e-17,
    qValue: 1e-16,
    shift: { value: -140, ...between(-162, -121) },
    verdict: 'better',
    reason: 'SMS was faster in this data: 1 min 34 s against 4 min 10 s, and clearly so.',
    cautions: ['6 agents worked SMS: this may reflect who works the channel.'],
  }),
  row(
    measured('response-time', {
      n: 2310,
      value: 128,
      mean: 402,
      p90: 905,
      unanswered: 44,
      interval: between(119, 137),
    }),
    measured('response-time', {
      n: 5120,
      value: 141,
      mean: 420,
      p90: 1100,
      unanswered: 201,
      interval: between(135, 149),
    }),
    {
      difference: -13,
      ratio: 0.908,
      interval: { of: 'ratio', ...between(0.82, 1.006) },
      probabilityBetter: 0.522,
      pValue: 0.07,
      qValue: 0.09,
      casesNeeded: 600,
      verdict: 'no-clear-difference',
      reason: 'No clear difference yet; about 600 more conversations per side would probably settle it.',
    },
  ),
  row(
    notMeasurable('resolution-time', noClose, ['closing times']),
    measured('resolution-time', { n: 1190, value: 5400, mean: 9100, p90: 21_000, interval: between(5100, 5820) }),
    { verdict: 'not-comparable', reason: 'Only one side is measured.' },
  ),
  row(
    measured('unanswered-share', { n: 873, value: 31 / 873, numerator: 31, interval: between(0.025, 0.05) }),
    measured('unanswered-share', { n: 1322, value: 118 / 1322, numerator: 118, interval: between(0.075, 0.106) }),
    {
      difference: 31 / 873 - 118 / 1322,
      interval: { of: 'difference', ...between(-0.073, -0.033) },
      pValue: 1e-6,
      qValue: 3e-6,
      verdict: 'better',
      reason: 'Fewer SMS conversations went unanswered in this data.',
    },
  ),
  row(
    measured('conversations', { n: 873, value: 873, interval: between(816, 933) }),
    measured('conversations', { n: 1322, value: 1322, interval: between(1252, 1395) }),
    {
      difference: -449,
      ratio: 0.66,
      interval: { of: 'ratio', ...between(0.606, 0.72) },
      verdict: 'not-comparable',
      reason: 'A volume is neither better nor worse.',
    },
  ),
  row(
    measured('opt-out-share', { n: 640, value: 14 / 640, numerator: 14, interval: between(0.013, 0.036) }),
    notMeasurable('opt-out-share', 'Not measurable: web chat has no list to leave.'),
    { verdict: 'not-comparable', reason: 'Only one side is measured.' },
  ),
  row(
    measured('csat', { n: 140, value: 124 / 140, numerator: 124, interval: between(0.823, 0.929), responseRate: 0.16 }),
    measured('csat', { n: 212, value: 176 / 212, numerator: 176, interval: between(0.774, 0.875), responseRate: 0.16 }),
    {
      difference: 124 / 140 - 176 / 212,
      interval: { of: 'difference', ...between(-0.021, 0.126) },
      verdict: 'no-clear-difference',
      reason: 'No clear difference yet; about 160 more answers per side would probably settle it.',
      pValue: 0.15,
      qValue: 0.17,
      casesNeeded: 160,
    },
  ),
  row(
    measured('nps', { n: 8, value: 50, promoters: 5, detractors: 1 }),
    measured('nps', { n: 70, value: 14.3, promoters: 30, detractors: 20, interval: between(-5.3, 32.7) }),
    { verdict: 'too-little-data', reason: '8 answers on SMS are too few; verdicts need 20 on both sides.' },
  ),
]

export const comparison: Comparison = {
  subject: subjectSelection,
  baseline: baselineSelection,
  subjectName: 'SMS',
  baselineName: 'web chat',
  hours: 'calendar',
  rows: comparisonRows,
  answer: [
    'SMS was clearly faster than web chat: half of its first responses came within 1 min 34 s, against 4 min 10 s.',
    'Fewer conversations went unanswered as well, 3.6 % against 8.9 %.',
    'Response time within a conversation and customer satisfaction show no clear difference yet.',
  ],
}

/** A wave that stands in for the ups and downs of real weeks. */
const wave = (index: number, size: number): number =>
  1 + size * Math.sin(index * 2.3) + (size / 2) * Math.cos(index * 5.1)
const mondays = Array.from({ length: 13 }, (_, index) =>
  new Date(Date.UTC(2026, 2, 30) + index * 7 * 86_400_000).toISOString().slice(0, 10),
)

function weeks(id: KpiId, start: number, end: number, cases: number, swing: number): readonly KpiResult[] {
  return mondays.map((monday, index) => {
    const value = (start + ((end - start) * index) / 12) * wave(index, swing)
    const n = index === 5 && id === 'resolution-time' ? 3 : Math.round(cases * wave(index + 3, 0.15))
    const spread = 1 + 2.4 / Math.sqrt(n)
    return {
      ...measured(id, { n, value, interval: between(value / spread, value * spread) }),
      group: { week: monday },
      period: {
        from: index === 0 ? '2026-04-01' : monday,
        to: new Date(Date.parse(monday) + 6 * 86_400_000).toISOString().slice(0, 10),
        complete: index !== 0,
      },
    }
  })
}

function distribution(center: number, width: number, n: number): Distribution {
  const edges = Array.from({ length: 26 }, (_, index) => 2 * 10 ** (index / 5))
  const density = edges.map((edge) => Math.exp(-((Math.log10(edge / center) / width) ** 2) / 2))
  const total = density.reduce((sum, value) => sum + value, 0)
  const bins = density.map((value, index) => ({
    from: index === 0 ? 0 : (edges[index - 1] ?? 0),
    to: edges[index] ?? 0,
    count: Math.round((n * value) / total),
  }))
  return { id: 'first-response-time', group: {}, n, bins }
}

function team(
  name: string,
  grouping: 'team' | 'agent',
  median: number,
  n: number,
  unanswered: number,
): readonly KpiResult[] {
  const spread = 1 + 2.4 / Math.sqrt(n)
  const group = { [grouping]: name }
  return [
    {
      ...measured('first-response-time', {
        n,
        value: median,
        p90: median * 6,
        unanswered,
        interval: between(median / spread, median * spread),
      }),
      group,
    },
    {
      ...measured('unanswered-share', {
        n: n + unanswered,
        value: unanswered / (n + unanswered),
        numerator: unanswered,
      }),
      group,
    },
    { ...measured('conversations', { n: n + unanswered, value: n + unanswered }), group },
  ]
}

export const longName = 'Bartholomäus-Wilhelmine von Hohenstaufen-Łukasiewicz'

const imports: readonly ImportSummary[] = [
  {
    id: 1,
    file: 'sms-log.csv',
    format: 'twilio-csv',
    source: 'sms-log',
    sha256: '5d1f6c0a1be34a0c8d6f5a3c9e1f7b2d4c6a8e0f1b3d5f7a9c1e3b5d7f9a1c3e',
    zone: 'UTC',
    rows: { read: 4205, new: 4120, changed: 0, duplicate: 62, rejected: 9, ignored: 14 },
    ignoredKinds: { 'blank-line': 14 },
    rejected: [
      { line: 17, code: 'time-unreadable', column: 'SentDate', text: '31/31/2026 from +1 555 0100' },
      { line: 90, code: 'direction-unknown', column: 'Direction', text: 'sideways' },
    ],
    entities: { conversations: 969, messages: 4120, contacts: 640, agents: 6, surveys: 0, optOuts: 14 },
    assumptions: ['times without a zone read as UTC', 'conversations split after 24 h of silence'],
    splitCounts: { h24: 969, h48: 921, d5: 870 },
    importedAt: Date.UTC(2026, 6, 2, 9),
    seconds: 0.4,
  },
  {
    id: 2,
    file: 'webchat-transcripts.json',
    format: 'generic-messages',
    source: 'webchat',
    sha256: 'a1c3e5d7f9b1d3f5a7c9e1b3d5f7a9c1e3b5d7f95d1f6c0a1be34a0c8d6f5a3c',
    zone: 'Europe/Berlin',
    rows: { read: 11_880, new: 11_880, changed: 0, duplicate: 0, rejected: 0, ignored: 0 },
    ignoredKinds: {},
    rejected: [],
    entities: { conversations: 1322, messages: 11_880, contacts: 1100, agents: 11, surveys: 212, optOuts: 0 },
    assumptions: [],
    splitCounts: null,
    importedAt: Date.UTC(2026, 6, 2, 9, 5),
    seconds: 1.1,
  },
]

const wholeTrend = { by: 'week', breaks: [], seasonal: false, limits: null, notes: [] } as const

const chatChange = {
  day: '2026-05-04',
  kind: 'source',
  sentence: 'The data of Chat <b>archive</b> ends before 4 May 2026.',
} as const

const workspace: WorkspaceSummary = {
  name: 'Harbour Home Services',
  settings: {
    zone: 'Europe/Berlin',
    country: 'DE',
    schedules: [
      {
        team: null,
        from: null,
        zone: 'Europe/Berlin',
        weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: 540, end: 1020 })),
        holidays: ['2026-04-06', '2026-05-01'],
      },
      {
        team: 'Emergency <line>',
        from: '2026-04-01',
        zone: 'Europe/Berlin',
        weekly: [{ weekday: 5, start: 1320, end: 1800 }],
        holidays: [],
      },
    ],
    optOutWords: ['STOP'],
    optInWords: ['START'],
    courtesyEndsTurn: true,
  },
  isSample: false,
  counts: { conversations: 2195, messages: 16_000, contacts: 1500, agents: 14, surveys: 360, optOuts: 14 },
  fingerprint: '3f0b8c61d2e94f7aa5c08e6b71d93f2c',
  firstDay: '2026-01-05',
  lastDay: '2026-06-30',
}

const setEarlier = {
  details: null,
  marks: [],
  smallest: { of: 'ratio', value: 0.1 },
  subject: subjectSelection,
  baseline: baselineSelection,
  hours: 'calendar',
  inferredClose: false,
  setAt: Date.UTC(2026, 3, 1),
  record: null,
} as const

const goals: readonly Goal[] = [
  {
    id: 'fast-service',
    title: 'Fast service',
    subject: subjectSelection,
    baseline: baselineSelection,
    summary: 'One target met, one on the line; resolution time cannot be measured on SMS yet.',
    kpis: [
      {
        kpi: 'first-response-time',
        current: firstResponse.subject,
        baseline: firstResponse.baseline,
        baselineName: 'web chat, 1 Apr – 30 Jun 2026, n = 1,204',
        target: {
          rule: { kind: 'beat', by: 0.2 },
          value: 200,
          derivation: '20 % better than the baseline',
          evidence: 'web chat reached this in 3 of 13 weeks',
          ...setEarlier,
        },
        history: [],
        state: 'met',
        sentence: 'The whole interval lies below 3 min 20 s.',
      },
      {
        kpi: 'response-time',
        current: measured('response-time', { n: 2310, value: 128, p90: 905, interval: between(119, 137) }),
        baseline: measured('response-time', { n: 5120, value: 141, interval: between(135, 149) }),
        baselineName: 'web chat, 1 Apr – 30 Jun 2026, n = 5,120',
        target: {
          rule: { kind: 'match' },
          value: 141,
          derivation: 'match the baseline',
          evidence: 'measured on 13 weeks',
          ...setEarlier,
        },
        history: [],
        state: 'on-the-line',
        sentence: 'Close to the target; the data cannot tell yet.',
      },
      {
        kpi: 'resolution-time',
        current: notMeasurable('resolution-time', noClose, ['closing times']),
        baseline: measured('resolution-time', { n: 1190, value: 5400, interval: between(5100, 5820) }),
        baselineName: 'web chat, 1 Apr – 30 Jun 2026, n = 1,190',
        target: null,
        history: [],
        state: 'not-measurable',
        sentence: 'The SMS log has no closing times.',
      },
    ],
  },
]

export const reportInput: ReportInput = {
  workspace,
  appVersion: '0.1.0',
  generatedAt,
  request: {
    subject: subjectSelection,
    baseline: baselineSelection,
    hours: 'calendar',
    withAgents: true,
    withCustomers: false,
  },
  comparison,
  weekly: {
    subject: [...weeks('first-response-time', 130, 78, 65, 0.12), ...weeks('response-time', 150, 115, 178, 0.1)],
    baseline: [
      ...weeks('first-response-time', 255, 245, 93, 0.1),
      ...weeks('response-time', 145, 140, 394, 0.08),
      ...weeks('resolution-time', 5600, 5300, 90, 0.1),
    ],
  },
  trends: [
    {
      kpi: 'first-response-time',
      side: 'subject',
      trend: {
        ...wholeTrend,
        points: mondays.map((from, index) => ({
          from,
          to: from,
          value: 100,
          n: 60,
          complete: index > 0,
          periods: 1,
          tested: index > 0,
          unusual: index === 7,
        })),
        slope: { perPeriod: -4.2, interval: null },
        test: { method: 'mann-kendall', p: 0.004, s: -40, n: 12, memory: 0 },
        direction: 'improving',
        sentence: 'Getting better over 12 weeks: falling by 4.2 s a week (p = 0.004).',
      },
    },
    {
      kpi: 'first-response-time',
      side: 'baseline',
      trend: {
        ...wholeTrend,
        points: mondays.map((from, index) => ({
          from,
          to: from,
          value: 250,
          n: 90,
          complete: index > 0,
          periods: 1,
          tested: index > 0,
          unusual: false,
        })),
        slope: { perPeriod: -0.8, interval: null },
        test: { method: 'mann-kendall', p: 0.41, s: -8, n: 12, memory: 0 },
        direction: 'no-clear-trend',
        breaks: [chatChange],
        sentence: 'No clear trend over 8 weeks since 4 May 2026 (p = 0.410).',
        notes: [
          chatChange.sentence,
          'No trend is computed across a change: what came before it is shown and not tested.',
        ],
      },
    },
  ],
  distributions: {
    subject: [distribution(94, 0.55, 842)],
    baseline: [distribution(250, 0.5, 1204)],
  },
  goals,
  byTeam: {
    subject: [
      ...team('Field support', 'team', 71, 310, 6),
      ...team('Billing', 'team', 104, 402, 14),
      ...team('Claims', 'team', 131, 118, 9),
      ...team('', 'team', 300, 4, 2),
    ],
    baseline: [...team('Field support', 'team', 210, 500, 20), ...team('Billing', 'team', 280, 600, 60)],
  },
  byAgent: {
    subject: [
      ...team(longName, 'agent', 66, 150, 2),
      ...team('Amal Haddad', 'agent', 74, 160, 4),
      ...team('Jo Lindqvist', 'agent', 118, 290, 10),
      ...team('Priya Raman', 'agent', 125, 14, 1),
    ],
    baseline: [],
  },
  imports,
  bridges: [],
  unanswered: [
    {
      id: 7,
      channel: 'sms',
      kind: 'service',
      contact: '+49 30 555 0107',
      team: null,
      agent: null,
      source: 'sms-log',
      openedAt: Date.UTC(2026, 4, 9, 21, 4),
      firstReplyAt: null,
      closedAt: null,
      messages: 2,
      value: null,
      excerpt: 'Is anybody there? The boiler is leaking',
    },
  ],
}
