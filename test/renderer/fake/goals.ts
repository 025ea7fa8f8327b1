import { deriveTarget, marksOf } from '../../../electron/kpi/goals/targets.ts'
import type { Focus } from '../../../shared/focus.ts'
import { readyGoals } from '../../../shared/goals.ts'
import type {
  BaselineRecord,
  Goal,
  GoalDraft,
  GoalKpi,
  GoalTarget,
  TargetPreview,
  TargetRequest,
} from '../../../shared/goals.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId, KpiRequest, MeasuredKpi } from '../../../shared/kpi.ts'
import { startingSmallest } from '../../../shared/smallest-difference.ts'
import { describeSelection } from '../../../shared/units.ts'
import { computeKpis, resultOf } from './kpis.ts'

interface FakeGoal {
  readonly id: string
  readonly title: string
  readonly kpis: readonly KpiId[]
}

export const fakeGoals: readonly FakeGoal[] = readyGoals

/** As the workspace keeps them, in order. */
export function withSaved(goals: readonly FakeGoal[], draft: GoalDraft): { goals: readonly FakeGoal[]; id: string } {
  const id = draft.id ?? draft.title.toLowerCase().replaceAll(/[^a-z]+/g, '-')
  const place = goals.findIndex((goal) => goal.id === id)
  const others = goals.filter((goal) => goal.id !== id)
  const position = draft.position ?? (place === -1 ? others.length : place)
  return { goals: others.toSpliced(position, 0, { id, title: draft.title, kpis: draft.kpis }), id }
}

const setAt = Date.UTC(2026, 3, 1, 9)
const sides = { subject: { channels: ['sms'] }, baseline: { channels: ['web_chat'] }, hours: 'calendar' } as const

function recordOf(result: MeasuredKpi): BaselineRecord {
  return {
    result,
    measuredAt: setAt,
    days: { from: '2026-01-05', to: '2026-03-29' },
    weeks: [],
    wholeWeeks: 12,
    sources: [{ name: 'Zendesk', imports: [{ file: 'chats-q1.json', sha256: 'ab'.repeat(32) }] }],
    schedules: [],
    definition: { version: 1, app: '0.1.0' },
    rules: {},
  }
}

/** The last ready goal has no targets yet; the second KPI of the third has a baseline that is out of date. */
export function goalsOf(request: KpiRequest, goals: readonly FakeGoal[] = fakeGoals): readonly Goal[] {
  return goals.map((goal) => {
    const goalIndex = readyGoals.findIndex((ready) => ready.id === goal.id)
    const hasTarget = goalIndex >= 0 && goalIndex !== 3
    return {
      id: goal.id,
      title: goal.title,
      subject: { channels: ['sms'] },
      baseline: hasTarget ? { channels: ['web_chat'] } : null,
      kpis: goal.kpis.map((kpi, index) => goalKpi(kpi, goalIndex, index, hasTarget, request)),
      summary: hasTarget ? 'On its way: most KPIs meet their target.' : 'Choose what SMS replaces or helps here.',
    }
  })
}

function goalKpi(kpi: KpiId, goalIndex: number, index: number, hasTarget: boolean, request: KpiRequest): GoalKpi {
  const current = resultOf(kpi, { channel: 'sms' }, request)
  const baseline = resultOf(kpi, { channel: 'web_chat' }, request)
  if (!hasTarget || baseline.status !== 'ok')
    return {
      kpi,
      current,
      baseline: null,
      baselineName: null,
      target: null,
      state: 'no-target',
      sentence: 'No target yet.',
      history: [],
    }
  const target: GoalTarget = {
    rule: { kind: 'beat', by: 0.1 },
    value: baseline.value * 0.9,
    derivation: '10% better than web chat',
    evidence: 'Web chat reached this in 9 of 25 weeks.',
    details: null,
    marks: [],
    smallest: startingSmallest(kpi),
    ...sides,
    inferredClose: false,
    setAt,
    record: recordOf(baseline),
  }
  const snapshot = {
    rule: target.rule,
    value: target.value,
    ...sides,
    baselineValue: baseline.value,
    baselineN: baseline.n,
  }
  const isMet = index % 3 !== 2
  const isStale = goalIndex === 2 && index === 1
  return {
    kpi,
    current,
    baseline,
    baselineName: 'web chat, 1 Apr – 28 Jun 2026, n = 1,204',
    target,
    state: current.status !== 'ok' ? 'not-measurable' : isStale ? 'stale' : isMet ? 'met' : 'not-met',
    sentence:
      current.status !== 'ok'
        ? 'Not measurable: this Twilio log has no closing time.'
        : isStale
          ? 'Its baseline is out of date, because the opening hours that it was counted by have changed. Measure the baseline again to renew the target.'
          : isMet
            ? 'Better than web chat, and clearly so.'
            : 'Short of its target.',
    history: [
      { at: setAt, what: 'set', from: null, to: snapshot, sentence: 'Set to 3 min 22 s (beat web chat by 10 %).' },
    ],
  }
}

/** The engine's own derivation on the fake weeks. */
export function previewTarget({ kpi, baseline: selection, subject, rule, hours }: TargetRequest): TargetPreview {
  const [baseline] = computeKpis({ kpis: [kpi], selection, hours })
  if (baseline?.status !== 'ok') throw new Error('The fake baseline is not measured.')
  const weeks = computeKpis({ kpis: [kpi], selection, hours, by: ['week'] }).flatMap((week) =>
    week.status === 'ok' && week.period?.complete !== false
      ? [{ from: week.period?.from ?? '', value: week.value, n: week.n }]
      : [],
  )
  const names = { subject: describeSelection(subject), baseline: describeSelection(selection) }
  const { value, derivation, evidence } = deriveTarget(rule, baseline, { baseline: weeks, subject: [] }, names)
  return {
    baseline,
    wholeWeeks: weeks.length,
    value,
    derivation,
    evidence: evidence?.text ?? '',
    details: evidence,
    marks: marksOf(rule, evidence),
    smallest: startingSmallest(kpi),
    refusal: value === null ? derivation : null,
  }
}

export function focusOf(request: KpiRequest): Focus {
  const goal = { id: 'fast-service', title: 'Fast service' }
  const current = resultOf('response-time', { channel: 'sms' }, request)
  const { title } = kpiCatalogue['response-time']
  return {
    ranked:
      current.status === 'ok'
        ? [
            {
              kpi: 'response-time',
              goal,
              selection: sides.subject,
              hours: 'calendar',
              current,
              target: current.value / 1.4,
              state: 'not-met',
              steps: 3.5,
              direction: 'worsening',
              customers: 812,
              weight: 4263,
              sentence: `${title}: 1 min 38 s (n = 1,204) is 40 % above the target of 1 min 10 s, getting worse over 25 weeks, and touches 812 customers.`,
            },
          ]
        : [],
    unranked: [
      { kpi: 'csat', goal, reason: 'There is no target yet: choose what it replaces or helps, and measure that.' },
    ],
  }
}
