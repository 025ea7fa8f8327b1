/** Goals and targets as they are kept: order, KPIs, and the history of every change. */
import DatabaseConstructor from 'better-sqlite3'
import type { Database } from 'better-sqlite3'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadGoals, removeGoal, saveGoal, saveReadyGoals } from '../../../electron/workspace/goals.ts'
import { migrate } from '../../../electron/workspace/migrations.ts'
import {
  clearTarget,
  firstResponseTarget,
  loadTargetChanges,
  loadTargets,
  saveTarget,
} from '../../../electron/workspace/targets.ts'
import type { StoredTarget } from '../../../electron/workspace/targets.ts'
import { readyGoals } from '../../../shared/goals.ts'
import { casesOf, resultOf } from '../kpi/comparison-fixtures.ts'

let db: Database
beforeEach(() => {
  db = new DatabaseConstructor(':memory:')
  db.pragma('foreign_keys = ON')
  migrate(db)
  saveReadyGoals(db)
})

const titles = (): string[] => loadGoals(db).map(({ title }) => title)
const ready = readyGoals.map(({ title }) => title)

function target(more: Partial<StoredTarget> = {}): StoredTarget {
  return {
    goal: 'fast-service',
    kpi: 'first-response-time',
    subject: { channels: ['sms'] },
    baseline: { channels: ['web_chat'] },
    hours: 'calendar',
    inferredClose: false,
    rule: { kind: 'match' },
    result: resultOf('first-response-time', casesOf('duration', [60, 90, 120])),
    record: null,
    value: 90,
    derivation: 'Match web chat.',
    setAt: 1000,
    ...more,
  }
}

describe('goals', () => {
  it('start with the ready ones', () => {
    expect(titles()).toEqual(ready)
  })

  it('follow the app while they are as they came, also renamed or moved; what the user chose stays', () => {
    const stored = (id: string): unknown => db.prepare('SELECT kpis FROM goal WHERE id = ?').pluck().get(id)
    expect(stored('fast-service')).toBe('"ready"')
    const kpis = loadGoals(db).find(({ id }) => id === 'fast-service')?.kpis ?? []
    saveGoal(db, { id: 'fast-service', title: 'Quick answers', kpis, position: 0 }, 1)
    expect(stored('fast-service')).toBe('"ready"')
    expect(loadGoals(db)[0]).toEqual({ id: 'fast-service', title: 'Quick answers', kpis })
    // Another order is another choice: the first KPI is the primary one.
    const turned = kpis.toReversed()
    saveGoal(db, { id: 'fast-service', title: 'Quick answers', kpis: turned }, 2)
    expect(stored('fast-service')).toBe(JSON.stringify(turned))
    saveGoal(db, { id: null, title: 'Another', kpis: ['csat'] }, 3)
    expect(loadGoals(db)[0]?.kpis).toEqual(turned)
    saveGoal(db, { id: 'fast-service', title: 'Quick answers', kpis }, 4)
    expect(stored('fast-service')).toBe('"ready"')
  })

  it('are made, renamed, given other KPIs and moved', () => {
    const id = saveGoal(db, { id: null, title: '  Calm nights ', kpis: ['response-time', 'unanswered-share'] }, 1)
    expect(id).toBe('calm-nights')
    expect(titles()).toEqual([...ready, 'Calm nights'])
    saveGoal(db, { id, title: 'Quiet nights', kpis: ['unanswered-share', 'response-time'], position: 0 }, 2)
    expect(titles()).toEqual(['Quiet nights', ...ready])
    // The order of the KPIs is the user's: the first one is primary.
    expect(loadGoals(db)[0]?.kpis).toEqual(['unanswered-share', 'response-time'])
    saveGoal(db, { id, title: 'Quiet nights', kpis: ['response-time'] }, 3)
    expect(titles()[0]).toBe('Quiet nights')
    saveGoal(db, { id, title: 'Quiet nights', kpis: ['response-time'], position: 99 }, 4)
    expect(titles().at(-1)).toBe('Quiet nights')
  })

  it('have ids of their own, whatever they are called', () => {
    expect(saveGoal(db, { id: null, title: 'Fast service!', kpis: ['csat'] }, 1)).toBe('fast-service-2')
    expect(saveGoal(db, { id: null, title: 'Ärger vermeiden', kpis: ['csat'] }, 1)).toBe('arger-vermeiden')
    expect(saveGoal(db, { id: null, title: '客户', kpis: ['csat'] }, 1)).toBe('goal')
    expect(saveGoal(db, { id: null, title: '顾客', kpis: ['csat'] }, 1)).toBe('goal-2')
  })

  it('are refused without a name, without a KPI, with the name of another, and where there is none', () => {
    const save = (draft: Parameters<typeof saveGoal>[1]) => () => saveGoal(db, draft, 1)
    expect(save({ id: null, title: '  ', kpis: ['csat'] })).toThrow('A goal needs a name.')
    expect(save({ id: null, title: 'Empty', kpis: [] })).toThrow('needs at least one KPI')
    expect(save({ id: null, title: 'fast SERVICE', kpis: ['csat'] })).toThrow('a goal named “Fast service” already')
    expect(save({ id: 'nowhere', title: 'Nowhere', kpis: ['csat'] })).toThrow('There is no goal “nowhere”.')
    expect(() => removeGoal(db, 'nowhere')).toThrow('There is no goal “nowhere”.')
    expect(titles()).toEqual(ready)
  })

  it('are removed with their targets and history, and ready ones can be taken up again', () => {
    saveTarget(db, target())
    removeGoal(db, 'fast-service')
    expect(titles()).toEqual(ready.filter((title) => title !== 'Fast service'))
    expect(loadTargets(db)).toEqual([])
    expect(loadTargetChanges(db)).toEqual([])
    expect(saveGoal(db, { id: 'fast-service', title: 'Fast service', kpis: ['response-time'], position: 1 }, 2)).toBe(
      'fast-service',
    )
    expect(titles()).toEqual(ready)
  })

  it('lose the targets of KPIs that no longer serve them, and say so in the history', () => {
    saveTarget(db, target())
    saveGoal(db, { id: 'fast-service', title: 'Fast service', kpis: ['response-time'] }, 5)
    expect(loadTargets(db)).toEqual([])
    expect(loadTargetChanges(db)[0]).toMatchObject({ what: 'removed', kpi: 'first-response-time', at: 5, to: null })
  })
})

describe('targets', () => {
  it('keep what they were before each change', () => {
    saveTarget(db, target())
    saveTarget(db, target({ rule: { kind: 'beat', by: 0.1 }, value: 81, setAt: 2000 }))
    const again = resultOf('first-response-time', casesOf('duration', [60, 70, 80]))
    saveTarget(db, target({ rule: { kind: 'beat', by: 0.1 }, value: 63, result: again, setAt: 3000 }))
    clearTarget(db, 'fast-service', 'first-response-time', 4000)
    clearTarget(db, 'fast-service', 'first-response-time', 5000)
    expect(loadTargets(db)).toEqual([])
    expect(loadTargetChanges(db)).toMatchObject([
      { what: 'removed', at: 4000, from: { value: 63 }, to: null },
      {
        what: 'measured-again',
        at: 3000,
        from: { value: 81, baselineValue: 90 },
        to: { value: 63, baselineValue: 70 },
      },
      { what: 'changed', at: 2000, from: { rule: { kind: 'match' } }, to: { rule: { kind: 'beat', by: 0.1 } } },
      { what: 'set', at: 1000, from: null, to: { value: 90, baselineN: 3, hours: 'calendar' } },
    ])
  })

  it('are read as they were written', () => {
    saveTarget(db, target())
    expect(loadTargets(db)).toEqual([target()])
  })

  it('give the time that a first response is expected within: that of fast service, else of the first goal that has one', () => {
    expect(firstResponseTarget(db)).toBeNull()
    const own = saveGoal(db, { id: null, title: 'Own', kpis: ['first-response-time'] }, 1)
    saveTarget(db, target({ goal: own, value: 30 }))
    expect(firstResponseTarget(db)).toBe(30)
    saveTarget(db, target())
    expect(firstResponseTarget(db)).toBe(90)
    saveGoal(db, { id: own, title: 'Own', kpis: ['first-response-time'], position: 0 }, 2)
    expect(firstResponseTarget(db)).toBe(90)
  })
})
