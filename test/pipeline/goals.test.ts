/**
 * Targets over imports, undo and settings: what a baseline rests on is recorded, a change of it is seen and named, and
 * measuring it again renews the target.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { goalHandlers } from '../../electron/worker/handle-goals.ts'
import { trendNow } from '../../electron/worker/trend-now.ts'
import { AppError } from '../../shared/errors.ts'
import type { GoalKpi, TargetRequest, TargetRule } from '../../shared/goals.ts'
import type { Schedule } from '../../shared/model.ts'
import { csvRow, finish, openSession, temporaryFolder } from './workspace-session.ts'
import type { ExportFile, WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
let opened = 0

const dayMs = 86_400_000

/** Every day from 9 o'clock on, every hour one conversation of its own customer, answered after `seconds(day)`. */
function log(
  name: string,
  channel: string,
  from: string,
  days: number,
  perDay: number,
  seconds: (day: number) => number,
): ExportFile {
  const start = Date.parse(`${from}T09:00:00Z`)
  const rows = Array.from({ length: days * perDay }, (_, i) => {
    const day = Math.floor(i / perDay)
    const at = start + day * dayMs + (i % perDay) * 3_600_000
    const contact = `+1415555${String(1000 + (i % 9000)).padStart(4, '0')}`
    const row = (time: number, direction: string): string =>
      csvRow([
        `${name}-${i}-${direction}`,
        `${name}-${i}`,
        contact,
        new Date(time).toISOString(),
        direction,
        channel,
        'Text',
      ])
    return row(at, 'in') + row(at + seconds(day) * 1000, 'out')
  })
  const head = csvRow(['id', 'conversation_id', 'contact', 'sent_at', 'direction', 'channel', 'text'])
  return { name, content: head + rows.join(''), choices: { format: 'message-table', profile: channel } }
}

/** Twelve whole weeks of chat (100 s, every fourth week 80 s) and of texts. */
const chat = log('chat.csv', 'web_chat', '2026-01-05', 84, 4, (day) => (Math.floor(day / 7) % 4 === 0 ? 80 : 100))
const sms = log('sms.csv', 'sms', '2026-01-05', 84, 4, () => 95)

function fresh(...files: readonly ExportFile[]): WorkspaceSession {
  const workspace = openSession(folder.path, `goals-${opened++}`)
  for (const file of files) workspace.import(file)
  return workspace
}

const request = (rule: TargetRule, more: Partial<TargetRequest> = {}): TargetRequest => ({
  goal: 'fast-service',
  kpi: 'first-response-time',
  subject: { channels: ['sms'] },
  baseline: { channels: ['web_chat'] },
  rule,
  hours: 'calendar',
  ...more,
})

const set = ({ session }: WorkspaceSession, target: TargetRequest): void => {
  finish(goalHandlers['goals.setTarget'](session, target, null))
  session.goalsChanged()
}

const again = ({ session }: WorkspaceSession): void => {
  finish(goalHandlers['goals.measureAgain'](session, { goal: 'fast-service', kpi: 'first-response-time' }, null))
  session.goalsChanged()
}

function rowOf({ session }: WorkspaceSession): GoalKpi {
  const goals = finish(goalHandlers['goals.list'](session, { selection: {}, hours: 'calendar' }, null))
  const row = goals.find(({ id }) => id === 'fast-service')?.kpis.find(({ kpi }) => kpi === 'first-response-time')
  if (row === undefined) throw new Error('no such KPI')
  return row
}

function refusalOf(run: () => void): string {
  try {
    run()
    return 'not refused'
  } catch (error) {
    return error instanceof AppError ? `${error.code}: ${error.message}` : String(error)
  }
}

describe('a baseline', () => {
  it('is recorded with all that it rests on', () => {
    const workspace = fresh(chat, sms)
    set(workspace, request({ kind: 'match' }))
    const { target, baseline, state } = rowOf(workspace)
    expect(baseline).toMatchObject({ status: 'ok', n: 336, value: 100 })
    expect(target?.record).toMatchObject({
      days: { from: '2026-01-05', to: '2026-03-29' },
      wholeWeeks: 12,
      schedules: [],
      definition: { version: 1 },
      rules: { 'the time zone': 'UTC' },
    })
    expect(target?.record?.weeks).toHaveLength(12)
    expect(target?.record?.weeks[0]).toEqual({ from: '2026-01-05', value: 80, n: 28 })
    const [source] = target?.record?.sources ?? []
    expect(source?.name).toBe('web_chat')
    expect(source?.imports[0]).toMatchObject({ file: 'chat.csv' })
    expect(source?.imports[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
    // 95 s with no spread at all against 100 s: the whole interval is better.
    expect(state).toBe('met')
  })

  it('needs four whole weeks', () => {
    const short = log('short.csv', 'web_chat', '2026-01-05', 27, 4, () => 100)
    const workspace = fresh(short, sms)
    const refusal = 'A baseline needs at least 4 whole weeks of data, and web chat has 3 whole weeks.'
    expect(refusalOf(() => set(workspace, request({ kind: 'match' })))).toBe(`argument-invalid: ${refusal}`)
    const preview = finish(goalHandlers['goals.preview'](workspace.session, request({ kind: 'match' }), null))
    expect(preview).toMatchObject({ wholeWeeks: 3, value: 100, refusal })
    workspace.import(log('day.csv', 'web_chat', '2026-02-01', 1, 4, () => 100))
    set(workspace, request({ kind: 'match' }))
    expect(rowOf(workspace).state).toBe('met')
  })

  it('that cannot be measured is refused with the reason', () => {
    const email = request({ kind: 'match' }, { baseline: { channels: ['email'] } })
    expect(refusalOf(() => set(fresh(chat, sms), email))).toMatch(
      /^argument-invalid: The baseline cannot be measured: /,
    )
  })
})

describe('a target', () => {
  it('of the best quarter is the better quartile of the weeks', () => {
    const workspace = fresh(chat, sms)
    set(workspace, request({ kind: 'best-quarter' }))
    // Weeks in order: 80 80 80 100 …; rank 1 + 11/4 = 3.75 lies between the third (80) and the fourth (100).
    expect(rowOf(workspace)).toMatchObject({ state: 'met', target: { value: 95 } })
  })

  it('is on the line where the interval leaves it open', () => {
    // Half of the texts take 104 s, half 116 s: the interval of the median is 104–116 s, the match reaches to 110 s.
    const workspace = fresh(
      chat,
      log('sms.csv', 'sms', '2026-01-05', 84, 4, (day) => (day % 2 === 0 ? 104 : 116)),
    )
    set(workspace, request({ kind: 'match' }))
    const row = rowOf(workspace)
    expect(row.state).toBe('on-the-line')
    expect(row.sentence.replaceAll('\u202f', ' ')).toBe(
      'SMS is at 1 min 50 s (n = 336), which may or may not meet the match with web chat at 1 min 40 s (95 % interval 1 min 44 s to 1 min 56 s).',
    )
  })

  it('of a percentage is met where the value reaches it', () => {
    const workspace = fresh(chat, sms)
    set(workspace, request({ kind: 'beat', by: 0.05 }))
    expect(rowOf(workspace)).toMatchObject({ state: 'met', target: { value: 95 } })
    set(workspace, request({ kind: 'beat', by: 0.1 }))
    expect(rowOf(workspace)).toMatchObject({ state: 'not-met', target: { value: 90 } })
  })

  it('typed by hand is marked until the measured history reaches it in a tenth of the weeks', () => {
    const workspace = fresh(chat, sms)
    set(workspace, request({ kind: 'value', value: 60 }))
    const marks = ['manual, not measured', 'not supported by your data']
    expect(rowOf(workspace)).toMatchObject({ state: 'not-met', target: { marks } })
    expect(rowOf(workspace).target?.evidence).toBe(
      'Not supported by your data: web chat reached this in 0 of 12 weeks; its median is 1 min 40 s. SMS reached it in 0 of 12 weeks.',
    )
    // Two quick weeks of texts: 2 of 14 are more than a tenth.
    workspace.import(log('sms-2.csv', 'sms', '2026-03-30', 14, 4, () => 50))
    expect(rowOf(workspace).target?.marks).toEqual(['manual, not measured'])
    set(workspace, request({ kind: 'value', value: 80 }))
    expect(rowOf(workspace).target?.marks).toEqual(['manual, not measured'])
  })

  it('is not measurable where the subject is not', () => {
    const workspace = fresh(chat)
    set(workspace, request({ kind: 'match' }))
    const row = rowOf(workspace)
    expect(row.state).toBe('not-measurable')
    expect(row.sentence).not.toBe('')
  })
})

describe('a stale target', () => {
  it('says what came in, and is renewed by measuring again; its history says so', () => {
    const workspace = fresh(chat, sms)
    set(workspace, request({ kind: 'match' }))
    const later = workspace.import(log('chat-2.csv', 'web_chat', '2026-03-30', 14, 20, () => 60))
    const stale = rowOf(workspace)
    expect(stale.state).toBe('stale')
    expect(stale.sentence).toBe(
      'SMS is at 1 min 35 s (n = 336); its baseline is out of date, because it now counts 616 answered conversations at 1 min 20 s instead of 336 answered conversations at 1 min 40 s (imported since: chat-2.csv). Measure the baseline again to renew the target.',
    )
    expect(stale.target?.value).toBe(100)
    again(workspace)
    const renewed = rowOf(workspace)
    expect(renewed).toMatchObject({ state: 'not-met', target: { value: 80 } })
    expect(renewed.history.map(({ what }) => what)).toEqual(['measured-again', 'set'])
    expect(renewed.history[0]?.sentence).toBe(
      'Measured again: 1 min 40 s (match web chat) became 1 min 20 s (match web chat), where web chat measured 1 min 20 s (n = 616).',
    )
    // Taken back, the baseline is again another one.
    workspace.undo(later.id)
    expect(rowOf(workspace).sentence).toContain('(undone since: chat-2.csv)')
  })

  it('is not made by imports beside the baseline', () => {
    const workspace = fresh(chat, sms)
    set(workspace, request({ kind: 'match' }))
    workspace.import(log('mail.csv', 'email', '2026-01-05', 84, 1, () => 3600))
    workspace.import(log('sms-2.csv', 'sms', '2026-03-30', 14, 4, () => 95))
    expect(rowOf(workspace).state).toBe('met')
  })

  it('follows from other opening hours, in business hours', () => {
    const hours = (end: number): Schedule => ({
      team: null,
      from: null,
      zone: 'UTC',
      weekly: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: 480, end })),
      holidays: [],
    })
    const workspace = fresh(chat, sms)
    workspace.change({ schedules: [hours(1200)] })
    set(workspace, request({ kind: 'match' }, { hours: 'business' }))
    expect(rowOf(workspace).state).toBe('met')
    expect(rowOf(workspace).target?.record?.schedules).toHaveLength(1)
    // Even where not one number changes by it.
    workspace.change({ schedules: [hours(1260)] })
    expect(rowOf(workspace)).toMatchObject({ state: 'stale' })
    expect(rowOf(workspace).sentence).toContain('the opening hours that it was counted by have changed')
    again(workspace)
    expect(rowOf(workspace).state).toBe('met')
  })

  it('is one that an earlier version set', () => {
    const workspace = fresh(chat, sms)
    set(workspace, request({ kind: 'match' }))
    workspace.db().exec(`UPDATE target SET measured = json_remove(json_set(measured, '$.measured',
      json_object('result', json_extract(measured, '$.result'))), '$.record', '$.result')`)
    expect(rowOf(workspace)).toMatchObject({ state: 'stale', target: { record: null } })
    expect(rowOf(workspace).sentence).toContain('kept no record of its sources and opening hours')
    again(workspace)
    expect(rowOf(workspace).state).toBe('met')
  })
})

describe('a definition that has changed since', () => {
  it('makes the target stale, and divides the trend at the day of the baseline', () => {
    // The clock of these tests stands at 1 July 2026; the texts go on beyond it.
    const workspace = fresh(
      chat,
      log('sms.csv', 'sms', '2026-04-06', 182, 4, (day) => 200 - Math.floor(day / 7)),
    )
    const baseline = { channels: ['sms'], from: '2026-04-06', to: '2026-06-28' } as const
    set(workspace, request({ kind: 'match' }, { baseline }))
    const trend = () =>
      trendNow(workspace.session, {
        kpi: 'first-response-time',
        selection: { channels: ['sms'] },
        by: 'week',
        hours: 'calendar',
        baseline,
      })
    expect(trend()).toMatchObject({ breaks: [], test: { n: 26 }, limits: { from: 'baseline' } })
    expect(rowOf(workspace).sentence).toContain('the match with SMS before')
    workspace
      .db()
      .exec(
        `UPDATE target SET measured = json_set(measured, '$.record.definition', json('{"version":0,"app":"0.0.9"}'))`,
      )
    expect(rowOf(workspace).state).toBe('stale')
    expect(rowOf(workspace).sentence).toContain('counted by another definition than in version 0.0.9')
    // From the week after that of 1 July on, with limits of its own.
    expect(trend()).toMatchObject({
      breaks: [{ day: '2026-07-01', kind: 'definition' }],
      test: { n: 13 },
      limits: { from: 'series' },
    })
    again(workspace)
    expect(trend().breaks).toEqual([])
    expect(rowOf(workspace).state).not.toBe('stale')
  })
})

describe('the order of the imports', () => {
  it('changes neither record nor trend', () => {
    const files = [chat, sms, log('chat-2.csv', 'web_chat', '2026-03-30', 14, 4, () => 60)]
    const [one, other] = [files, files.toReversed()].map((order) => {
      const workspace = fresh(...order)
      set(workspace, request({ kind: 'best-quarter' }))
      const trend = trendNow(workspace.session, {
        kpi: 'first-response-time',
        selection: { channels: ['web_chat'] },
        by: 'week',
        hours: 'calendar',
      })
      return { row: rowOf(workspace), trend }
    })
    expect(other).toEqual(one)
    expect(one?.trend.points).toHaveLength(14)
  })
})
