import { describe, expect, it } from 'vitest'
import { staleReason } from '../../../../electron/kpi/goals/stale-baseline.ts'
import type { BaselineNow } from '../../../../electron/kpi/goals/stale-baseline.ts'
import type { BaselineRecord } from '../../../../shared/goals.ts'
import type { Schedule } from '../../../../shared/model.ts'
import { casesOf, resultOf, unmeasured } from '../comparison-fixtures.ts'

const result = resultOf('first-response-time', casesOf('duration', [60, 70, 80, 90, 100, 110, 120]))
const hours: Schedule = {
  team: null,
  from: null,
  zone: 'UTC',
  weekly: [{ weekday: 1, start: 540, end: 1020 }],
  holidays: [],
}
const record: BaselineRecord = {
  result,
  measuredAt: Date.UTC(2026, 6, 1),
  days: { from: '2026-04-01', to: '2026-06-30' },
  weeks: [],
  wholeWeeks: 12,
  sources: [{ name: 'Chat', imports: [{ file: 'q2.json', sha256: 'aa' }] }],
  schedules: [hours],
  definition: { version: 1, app: '0.1.0' },
  rules: { 'the time zone': 'UTC', 'the opt-out words': 'STOP' },
}

const { measuredAt: _, weeks: __, ...same } = record
const now = (more: Partial<BaselineNow> = {}): BaselineNow => ({ ...same, ...more })
const more = resultOf('first-response-time', casesOf('duration', [60, 70, 80, 90, 100, 110, 120, 130, 140]))

describe('staleReason', () => {
  it('finds nothing where nothing changed', () => {
    expect(staleReason(record, now())).toBeNull()
  })

  it('does not mind imports that leave the baseline as it was', () => {
    const sources = [
      { name: 'Chat', imports: [...(record.sources[0]?.imports ?? []), { file: 'q3.json', sha256: 'bb' }] },
    ]
    expect(staleReason(record, now({ sources }))).toBeNull()
  })

  it('names the definition, with what changed and since when', () => {
    const changes = { 'first-response-time': [{ app: '0.3.0', what: 'notes are no replies' }] }
    expect(staleReason(record, now({ definition: { version: 2, app: '0.3.0' } }), changes)).toBe(
      'its baseline is out of date, because first response time is counted by another definition than in version 0.1.0 (notes are no replies, since 0.3.0)',
    )
  })

  it('names the opening hours', () => {
    const other = { ...hours, holidays: ['2026-05-01'] }
    expect(staleReason(record, now({ schedules: [other] }))).toBe(
      'its baseline is out of date, because the opening hours that it was counted by have changed',
    )
  })

  it('names the coverage: what it counts now, and the imports that came and went', () => {
    const sources = [{ name: 'Chat', imports: [{ file: 'q3.json', sha256: 'bb' }] }]
    expect(staleReason(record, now({ result: more, sources }))).toBe(
      'its baseline is out of date, because it now counts 9 answered conversations at 1 min 40 s instead of 7 answered conversations at 1 min 30 s (imported since: q3.json; undone since: q2.json)',
    )
    expect(staleReason(record, now({ days: { from: '2026-04-01', to: '2026-09-30' }, wholeWeeks: 25 }))).toMatch(
      /its data now reach over 1 Apr – 30 Sept? 2026 instead of 1 Apr – 30 Jun 2026$/,
    )
  })

  it('names settings only where they changed the numbers', () => {
    const rules = { 'the time zone': 'Europe/Berlin', 'the opt-out words': 'STOP, ENDE' }
    expect(staleReason(record, now({ rules }))).toBeNull()
    expect(staleReason(record, now({ rules, result: more }))).toMatch(
      /\(changed since: the time zone and the opt-out words\)$/,
    )
  })

  it('sees cases that moved between the reasons of the ledger', () => {
    const moved = { ...result, ledger: { counted: 7, excluded: { unanswered: 3 } } }
    expect(staleReason(record, now({ result: moved }))).toMatch(/it now counts 7 .* instead of 7 /)
  })

  it('says where it can no longer be measured', () => {
    const gone = unmeasured('first-response-time', 'Not measurable: no messages.')
    expect(staleReason(record, now({ result: gone }))).toBe(
      'its baseline is out of date, because it can no longer be measured: Not measurable: no messages',
    )
  })
})
