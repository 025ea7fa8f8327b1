// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import {
  hasProblems,
  noteOn,
  problemOf,
  problemOfSchedule,
  readDays,
  toDrafts,
  toScheduleDrafts,
  toSchedules,
  toWeekly,
  withTimes,
} from '../../renderer/features/settings/opening-hours.ts'
import type { Schedule } from '../../shared/model.ts'
import { fakeSettings, fakeWorkspace } from './fake/names.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import type { FakeBridge } from './fake-bridge.ts'
import { renderApp } from './render-app.tsx'

const usual: Schedule = {
  team: null,
  from: null,
  zone: 'Europe/Berlin',
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: 540, end: 1020 })),
  holidays: [],
}
const night: Schedule = { ...usual, team: 'Billing', weekly: [{ weekday: 5, start: 1320, end: 1800 }] }

const withSchedules = (...schedules: Schedule[]): FakeBridge =>
  makeFakeBridge({ workspace: { ...fakeWorkspace, settings: { ...fakeSettings, schedules } } })

async function openSettings(fake: FakeBridge) {
  const user = renderApp(fake)
  await user.click(await screen.findByRole('button', { name: 'Settings' }))
  return { user, section: within(await screen.findByRole('region', { name: 'Opening hours' })) }
}

type User = Awaited<ReturnType<typeof openSettings>>['user']

async function savedBy(fake: FakeBridge, user: User): Promise<unknown> {
  const save = screen.getByRole('button', { name: 'Save settings' })
  await user.click(save)
  await waitFor(() => expect(save).toBeDisabled())
  return fake.calls.findLast((each) => each.method === 'settings.save')?.input
}

const day = (name: string) => within(screen.getByRole('group', { name }))

describe('the form', () => {
  test('sets usual hours, which are changed and saved', async () => {
    const fake = makeFakeBridge()
    const { user, section } = await openSettings(fake)
    expect(section.getByText(/calendar hours only/)).toBeVisible()
    await user.click(section.getByRole('button', { name: 'Set opening hours' }))
    await user.click(day('Friday').getByRole('button', { name: 'Remove 09:00 to 17:00 on Friday' }))
    expect(day('Friday').getByText('Closed')).toBeVisible()
    expect(section.getByText('Open 32 hours a week.')).toBeVisible()
    expect(await savedBy(fake, user)).toEqual({
      ...fakeSettings,
      schedules: [{ ...usual, weekly: usual.weekly.slice(0, 4) }],
    })
  })

  test('says which hours end on the next day, and closes over midnight when the end is typed', async () => {
    const fake = withSchedules(night)
    const { user, section } = await openSettings(fake)
    expect(section.getByText(/Fri 22:00–06:00 next day, in Europe\/Berlin/)).toBeVisible()
    await user.click(section.getByRole('button', { name: /Team Billing/ }))
    expect(day('Friday').getByText('next day')).toBeVisible()
    fireEvent.change(day('Friday').getByLabelText('Friday closes'), { target: { value: '23:30' } })
    expect(day('Friday').queryByText('next day')).toBeNull()
    fireEvent.change(day('Friday').getByLabelText('Friday closes'), { target: { value: '05:00' } })
    expect(day('Friday').getByText('next day')).toBeVisible()
    const weekly = [{ weekday: 5, start: 1320, end: 1740 }]
    expect(await savedBy(fake, user)).toMatchObject({ schedules: [{ ...night, weekly }] })
  })

  test('names what is missing and does not save it', async () => {
    const { user, section } = await openSettings(withSchedules(usual))
    await user.click(section.getByRole('button', { name: /Everybody/ }))
    await user.click(day('Monday').getByRole('button', { name: 'Add hours on Monday' }))
    expect(day('Monday').getByRole('alert')).toHaveTextContent('Enter both times.')
    expect(screen.getByRole('button', { name: 'Save settings' })).toBeDisabled()
    fireEvent.change(day('Monday').getAllByLabelText('Monday opens')[1] ?? fail(), { target: { value: '16:00' } })
    fireEvent.change(day('Monday').getAllByLabelText('Monday closes')[1] ?? fail(), { target: { value: '18:00' } })
    expect(day('Monday').getByText('Overlaps the other hours of this day: saved as one.')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Save settings' })).toBeEnabled()
  })

  test('adds hours for a team that has none of its own', async () => {
    const fake = withSchedules(usual)
    const { user, section } = await openSettings(fake)
    await user.click(section.getByRole('combobox', { name: 'Add hours for a team' }))
    await user.click(await screen.findByRole('option', { name: 'Billing' }))
    expect(section.getByRole('button', { name: /Team Billing, since the beginning/ })).toBeVisible()
    expect(await savedBy(fake, user)).toMatchObject({ schedules: [usual, { ...usual, team: 'Billing' }] })
  })

  test('lets hours change from a day on, once for each day', async () => {
    const fake = withSchedules(usual)
    const { user, section } = await openSettings(fake)
    await user.click(section.getByRole('button', { name: /Everybody/ }))
    await user.click(section.getByRole('button', { name: 'Other hours from a day on' }))
    // Proposed: the last day of the data.
    expect(section.getByRole('button', { name: /Everybody, from 28 Jun 2026/ })).toBeVisible()
    const [, second] = section.getAllByLabelText('From day')
    fireEvent.change(second ?? fail(), { target: { value: '' } })
    expect(section.getAllByText(/two sets of hours for everybody since the beginning/)).toHaveLength(2)
    expect(screen.getByRole('button', { name: 'Save settings' })).toBeDisabled()
    fireEvent.change(second ?? fail(), { target: { value: '2026-04-01' } })
    expect(await savedBy(fake, user)).toMatchObject({ schedules: [usual, { ...usual, from: '2026-04-01' }] })
  })

  test('keeps hours of a team that the data no longer names, and says so', async () => {
    const { user, section } = await openSettings(withSchedules({ ...night, team: 'Gone' }))
    expect(section.getByText(/other teams have no opening hours/)).toBeVisible()
    await user.click(section.getByRole('button', { name: /Team Gone/ }))
    expect(section.getByRole('combobox', { name: 'Whose hours' })).toHaveValue('Gone (not in the data)')
  })

  test('takes a pasted list of holidays and leaves what it cannot read', async () => {
    const fake = withSchedules(usual)
    const { user, section } = await openSettings(fake)
    await user.click(section.getByRole('button', { name: /Everybody/ }))
    await user.click(section.getByRole('button', { name: 'Paste a list of days' }))
    const list = section.getByLabelText('List of days')
    fireEvent.change(list, { target: { value: 'Christmas 2026-12-25\n26.12.2026\n12/31/2026' } })
    await user.click(section.getByRole('button', { name: 'Add days' }))
    expect(section.getByRole('status')).toHaveTextContent('2 days added; what is left was not read.')
    expect(list).toHaveValue('12/31/2026')
    await user.click(section.getByRole('button', { name: 'Remove holiday 26 Dec 2026' }))
    expect(await savedBy(fake, user)).toMatchObject({ schedules: [{ ...usual, holidays: ['2026-12-25'] }] })
  })

  test('removes hours', async () => {
    const fake = withSchedules(usual, night)
    const { user, section } = await openSettings(fake)
    await user.click(section.getByRole('button', { name: /Everybody/ }))
    await user.click(section.getByRole('button', { name: 'Remove these hours' }))
    expect(await savedBy(fake, user)).toMatchObject({ schedules: [night] })
  })
})

function fail(): never {
  throw new Error('a field is missing')
}

describe('drafts', () => {
  test('give back what they were made of, whatever its end', () => {
    const weekly = [
      { weekday: 1, start: 540, end: 720 },
      { weekday: 1, start: 1200, end: 1440 },
      { weekday: 2, start: 0, end: 1440 },
      { weekday: 5, start: 1320, end: 1800 },
      { weekday: 6, start: 480, end: 2880 },
      { weekday: 7, start: 540, end: 2160 },
    ]
    expect(toWeekly(toDrafts(weekly))).toEqual(weekly)
    const all = [
      { ...usual, weekly },
      { ...night, from: '2026-04-01', holidays: ['2026-12-25'] },
    ]
    expect(toSchedules(toScheduleDrafts(all))).toEqual(all)
  })

  test('read an end at or before the start as the next day’s', () => {
    const [draft] = toDrafts([{ weekday: 1, start: 540, end: 1020 }])
    if (draft === undefined) throw new Error('no draft')
    expect(toWeekly([withTimes(draft, { end: '00:00' })])).toEqual([{ weekday: 1, start: 540, end: 1440 }])
    expect(toWeekly([withTimes(draft, { end: '09:00' })])).toEqual([{ weekday: 1, start: 540, end: 1980 }])
    expect(toWeekly([withTimes(draft, { start: '18:00' })])).toEqual([{ weekday: 1, start: 1080, end: 2460 }])
    expect(problemOf(withTimes(draft, { end: '' }))).toBe('Enter both times.')
    expect(noteOn(draft, [draft])).toBeNull()
  })

  test('have problems where days are half typed or come twice', () => {
    const [first, second] = toScheduleDrafts([usual, { ...usual, from: '2026-04-01' }])
    if (first === undefined || second === undefined) throw new Error('no drafts')
    expect(hasProblems([first, second])).toBe(false)
    expect(problemOfSchedule({ ...second, from: '2026-04' }, [first, second])).toBe('Enter a whole date.')
    expect(hasProblems([first, { ...second, from: null }])).toBe(true)
  })

  test('read days in the spellings that mean one thing', () => {
    expect(
      readDays('2026-12-25, 2026-12-26\n\nDTSTART;VALUE=DATE:20270101\n3.10.2026 Unity\n2026-02-30\n1/2/2026'),
    ).toEqual({
      days: ['2026-10-03', '2026-12-25', '2026-12-26', '2027-01-01'],
      unread: ['2026-02-30', '1/2/2026'],
    })
  })
})
