/** `plumbline schedule`, as people type it. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOpeningHours } from '../../../electron/headless/read-opening-hours.ts'
import { startDataThread } from '../../../electron/worker/client.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { openSession, temporaryFolder } from '../../pipeline/workspace-session.ts'
import { runWith } from './command-line.ts'
import type { Outcome } from './command-line.ts'

const folder = temporaryFolder()
const workspace = join(folder.path, 'hours.plumbline')
let data: DataThread
beforeAll(() => {
  openSession(folder.path, 'hours').close()
  data = startDataThread(new URL('../../../electron/worker/entry.ts', import.meta.url))
})
afterAll(async () => {
  await data.stop()
  folder.remove()
})

const schedule = async (...args: readonly string[]): Promise<Outcome> =>
  await runWith(data, ['schedule', workspace, ...args])

it('sets, shows and removes opening hours', async () => {
  expect(await schedule()).toMatchObject({ status: 0, stdout: 'No opening hours are set.\n' })
  const week = [
    '--zone',
    'Europe/Berlin',
    '--open',
    'mon-fri 09:00-12:00, mon-fri 13:00-17:00',
    '--open',
    'sat 10:00-14:00',
  ]
  expect((await schedule(...week, '--holiday', '2026-12-25', '--holiday', '2026-12-26')).status).toBe(0)
  const night = await schedule('--zone', 'UTC', '--open', 'fri 22:00-06:00', '--team', 'Night', '--from', '2026-04-01')
  expect(night.stderr).toContain('No conversation of this workspace belongs to team Night yet.')
  expect((await schedule('--zone', 'UTC', '--open', 'closed', '--team', 'Night', '--from', '2026-08-01')).status).toBe(
    0,
  )
  expect((await schedule()).stdout).toBe(
    [
      'Everybody, since the beginning: Mon–Fri 09:00–12:00, 13:00–17:00; Sat 10:00–14:00, in Europe/Berlin, closed on 2 holidays',
      '    25 Dec 2026, 26 Dec 2026',
      'Team Night, from 1 Apr 2026: Fri 22:00–06:00 next day, in UTC',
      'Team Night, from 1 Aug 2026: never open, in UTC',
      '',
    ].join('\n'),
  )
  // The same team and day again takes the place of what was there.
  const again = await schedule(
    '--zone',
    'UTC',
    '--open',
    'sat 00:00-24:00',
    '--team',
    'Night',
    '--from',
    '2026-08-01',
    '--json',
  )
  const saved = {
    team: 'Night',
    from: '2026-08-01',
    zone: 'UTC',
    weekly: [{ weekday: 6, start: 0, end: 1440 }],
    holidays: [],
  }
  expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, schedule: saved, schedules: [{}, {}, saved] })
  expect(
    JSON.parse((await schedule('--clear', '--team', 'Night', '--from', '2026-08-01', '--json')).stdout),
  ).toMatchObject({
    ok: true,
    removed: 1,
    schedules: [{ team: null }, { team: 'Night', from: '2026-04-01' }],
  })
  expect((await schedule('--clear')).stdout).toBe(
    'Removed 1. What is set:\nTeam Night, from 1 Apr 2026: Fri 22:00–06:00 next day, in UTC\n',
  )
  expect((await schedule('--clear', '--team', 'Night')).stdout).toBe(
    'Removed 1. What is set:\nNo opening hours are set.\n',
  )
})

it('refuses what it cannot mean', async () => {
  const refusals: readonly (readonly [string[], number, string])[] = [
    [['--zone', 'Europe/Berln', '--open', 'mon 09:00-17:00'], 1, 'is not a known time zone'],
    [['--zone', 'UTC'], 2, 'schedule needs --zone and --open.'],
    [['--open', 'mon 09:00-17:00'], 2, 'schedule needs --zone and --open.'],
    [['--team', 'Night'], 2, 'schedule needs --zone and --open, or --clear.'],
    [['--clear', '--holiday', '2026-12-25'], 2, '--clear removes opening hours'],
    [['--zone', 'UTC', '--open', 'mon 9-17'], 2, '"mon 9-17" are no opening hours'],
    [['--zone', 'UTC', '--open', 'mon 09:00-17:00', '--holiday', '25.12.2026'], 2, '"25.12.2026" is not a day'],
  ]
  for (const [args, status, words] of refusals) {
    const outcome = await schedule(...args)
    expect([args, outcome.status]).toEqual([args, status])
    expect(outcome.stderr).toContain(words)
  }
})

describe('opening hours on the command line', () => {
  it('may end on the next day and go over the week’s end', () => {
    expect(readOpeningHours('fri 22:00-06:00')).toEqual([{ weekday: 5, start: 1320, end: 1800 }])
    expect(readOpeningHours('sat-mon 00:00–24:00').map(({ weekday }) => weekday)).toEqual([6, 7, 1])
    expect(readOpeningHours('Sun 18:00-00:00; mon 00:00-02:30')).toEqual([
      { weekday: 7, start: 1080, end: 1440 },
      { weekday: 1, start: 0, end: 150 },
    ])
    expect(readOpeningHours('closed')).toEqual([])
  })

  it.each(['mon', 'mon-xyz 09:00-17:00', 'mon 24:00-06:00', 'mon 09:00-24:01', 'mon 09:60-17:00', ''])(
    'are not %j',
    (text) => {
      expect(() => readOpeningHours(text)).toThrow('are no opening hours')
    },
  )
})
