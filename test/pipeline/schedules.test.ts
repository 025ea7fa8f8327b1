/** Opening hours through the same handlers as the app's: they show at once, and outlive the data they are about. */
import { afterAll, expect, it } from 'vitest'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { failureOf } from '../../electron/worker/failures.ts'
import type { Schedule } from '../../shared/model.ts'
import { csvRow, openSession, temporaryFolder } from './workspace-session.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

/** A team's conversation on a Friday: asked at 21:00, answered at 23:00, closed on Saturday at 7:00. */
const tickets = {
  name: 'tickets.csv',
  content: [
    ['ticket_id', 'created_at', 'first_response_at', 'solved_at', 'team', 'channel', 'email'],
    ['T1', '2026-05-01T21:00:00Z', '2026-05-01T23:00:00Z', '2026-05-02T07:00:00Z', 'Night', 'email', 'a@example.com'],
  ]
    .map(csvRow)
    .join(''),
  choices: { format: 'conversation-table' },
}

const fridayNight: Schedule = {
  team: 'Night',
  from: null,
  zone: 'UTC',
  weekly: [{ weekday: 5, start: 1320, end: 1800 }],
  holidays: [],
}

function valuesIn(workspace: WorkspaceSession): unknown[] {
  const kpis = ['first-response-time', 'resolution-time'] as const
  const { session } = workspace
  return computeKpis(session.facts(), { kpis, selection: {}, hours: 'business' }, session.settings()).map((result) =>
    result.status === 'ok' ? result.value / 3600 : result.status,
  )
}

it('show at once, and change the fingerprint but nothing that is stored', () => {
  const workspace = openSession(folder.path, 'at-once')
  workspace.import(tickets)
  const print = (): string => workspace.session.summary().fingerprint
  const prints = [print()]
  const stored = (): unknown => workspace.db().prepare('SELECT * FROM conversation').all()
  const before = stored()
  expect(valuesIn(workspace)).toEqual(['not-measurable', 'not-measurable'])
  workspace.change({ schedules: [fridayNight] })
  prints.push(print())
  expect(valuesIn(workspace)).toEqual([1, 8])
  // From Saturday on the team is always open: two hours until midnight, and all seven after it.
  const always = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, start: 0, end: 1440 }))
  workspace.change({ schedules: [fridayNight, { ...fridayNight, from: '2026-05-02', weekly: always }] })
  prints.push(print())
  expect(valuesIn(workspace)).toEqual([1, 9])
  workspace.change({ schedules: [{ ...fridayNight, holidays: ['2026-05-01'] }] })
  prints.push(print())
  expect(valuesIn(workspace)).toEqual([0, 0])
  expect(new Set(prints).size).toBe(4)
  workspace.change({ schedules: [] })
  expect(print()).toBe(prints[0])
  expect(stored()).toEqual(before)
  expect(workspace.problems()).toEqual([])
  workspace.close()
})

it('of a team stay when an undo takes the team away, and hold again when it comes back', () => {
  const workspace = openSession(folder.path, 'undone')
  const { id } = workspace.import(tickets)
  workspace.change({ schedules: [fridayNight] })
  workspace.undo(id)
  expect(workspace.session.facts().names.teams).toEqual([])
  expect(workspace.session.settings().schedules).toEqual([fridayNight])
  workspace.import(tickets)
  expect(valuesIn(workspace)).toEqual([1, 8])
  workspace.close()
})

it('that cannot be are refused, and the ones before stay', () => {
  const workspace = openSession(folder.path, 'refused')
  workspace.change({ schedules: [fridayNight] })
  const refusal = (schedule: Partial<Schedule>): string => {
    try {
      workspace.change({ schedules: [fridayNight, { ...fridayNight, team: null, ...schedule }] })
    } catch (error) {
      const { code, message } = failureOf(error)
      return `${code}: ${message}`
    }
    return 'accepted'
  }
  expect(refusal({ zone: 'Europe/Berln' })).toBe('argument-invalid: “Europe/Berln” is not a known time zone.')
  expect(refusal({ team: 'Night' })).toBe(
    'argument-invalid: There are two sets of opening hours for team Night since the beginning; keep one.',
  )
  expect(refusal({ holidays: ['2026-02-30'] })).toBe('argument-invalid: “2026-02-30” is not a day of the calendar.')
  expect(workspace.session.settings().schedules).toEqual([fridayNight])
  workspace.close()
})
