import * as fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { zoneOfHeader } from '../../../../electron/import/table/header-name.ts'
import { makeTimeReader } from '../../../../electron/import/times/time-reader.ts'
import { decideDayOrder, surveyTimes } from '../../../../electron/import/times/time-survey.ts'
import {
  timeAmbiguous,
  timeDateOnly,
  timeImplausible,
  timeMissing,
  timeUnreadable,
} from '../../../../electron/import/times/time-text.ts'
import { makeLocalTimeReader } from '../../../../electron/import/times/zone-offset.ts'

const utc = makeTimeReader({ zone: 'UTC', dayOrder: null, format: null })
const at = (iso: string): number => Date.parse(iso)

const reader = (format: string, zone = 'UTC') => makeTimeReader({ zone, dayOrder: null, format })

describe('reading times', () => {
  it.each([
    ['2026-07-01T10:20:30Z', '2026-07-01T10:20:30Z'],
    ['2026-07-01 10:20', '2026-07-01T10:20:00Z'],
    ['2026/07/01 10:20:30', '2026-07-01T10:20:30Z'],
    ['2020-05-28T11:45:32.269000Z', '2020-05-28T11:45:32.269Z'],
    ['2026-07-01 10:20:30.5 UTC', '2026-07-01T10:20:30.500Z'],
    ['2026-07-01 10:20:30 +0000', '2026-07-01T10:20:30Z'],
    ['2026-07-01T10:20:30+05:30', '2026-07-01T04:50:30Z'],
    ['2026-07-01T10:20:30-03', '2026-07-01T13:20:30Z'],
    ['1782901230', '2026-07-01T10:20:30Z'],
    ['1782901230123', '2026-07-01T10:20:30.123Z'],
    ['1782901230.123', '2026-07-01T10:20:30.123Z'],
    ['1782901230123456', '2026-07-01T10:20:30.123Z'],
    ['Fri, 24 May 2019 17:44:46 +0000', '2019-05-24T17:44:46Z'],
    ['24 May 2019 17:44:46 GMT', '2019-05-24T17:44:46Z'],
    ['Tue Oct 31 22:10:47 +0000 2017', '2017-10-31T22:10:47Z'],
    ['Apr 21, 2012 4:10:17 PM', '2012-04-21T16:10:17Z'],
    ['31.12.2026 23:59', '2026-12-31T23:59:00Z'],
    ['31.12.26, 23:59:58', '2026-12-31T23:59:58Z'],
    ['12/31/2026 12:05 AM', '2026-12-31T00:05:00Z'],
    ['1/10/2026 9:00', '2026-10-01T09:00:00Z'],
    ['23/09/2013 18:23', '2013-09-23T18:23:00Z'],
    ['2. März 2026 10:11', '2026-03-02T10:11:00Z'],
    ['Montag, 2. März 2026 um 10:11 Uhr', '2026-03-02T10:11:00Z'],
    ['Mo, 02.03.2026 10:11', '2026-03-02T10:11:00Z'],
    ['02.03.2026 um 10:11:12 Uhr', '2026-03-02T10:11:12Z'],
    ['12. Dez. 2025 23:05', '2025-12-12T23:05:00Z'],
    ['9 févr. 2013 13:01:38', '2013-02-09T13:01:38Z'],
    ['lundi 2 mars 2026 à 10:11', '2026-03-02T10:11:00Z'],
    ['1er août 2026 à 9h05', '2026-08-01T09:05:00Z'],
    ['2 de marzo de 2026, 10:11', '2026-03-02T10:11:00Z'],
    ['miércoles, 4 de junio de 2026 a las 9:30 p. m.', '2026-06-04T21:30:00Z'],
    ['2 de março de 2026 às 10:11', '2026-03-02T10:11:00Z'],
    ['segunda-feira, 2 de fevereiro de 2026 10:11', '2026-02-02T10:11:00Z'],
    ['Monday, March 2, 2026 at 10:11 AM', '2026-03-02T10:11:00Z'],
    ['02-Mar-26 10:11', '2026-03-02T10:11:00Z'],
    ['2026-3-2 9:05', '2026-03-02T09:05:00Z'],
    ['2026/03/02 09:05 PM', '2026-03-02T21:05:00Z'],
  ])('%s', (text, iso) => {
    expect(utc.read(text)).toBe(at(iso))
    expect(utc.read(` ${text} `)).toBe(at(iso))
  })

  it.each(['', '0', '-', 'null', '  '])('“%s” is missing', (text) => expect(utc.read(text)).toBe(timeMissing))

  it.each([
    'soon',
    '2026-02-30 10:00',
    '2026-07-01 25:00',
    '2026-07-01 10:61',
    '2026-07-01 10:20 Mars',
    '31/31/2026 10:00',
    '10:20',
    '2026-07-01T10:20:30.Z',
    '13:00 PM',
    '12345678',
    '2 Juntember 2026 10:00',
    'Someday 2 March 2026 10:00',
    '2026-03-02 13:05 PM',
  ])('“%s” is unreadable', (text) => expect(utc.read(text)).toBe(timeUnreadable))

  it('tells implausible times and dates without a time of day apart', () => {
    expect(utc.read('1989-12-31 23:59:59')).toBe(timeImplausible)
    expect(utc.read('2100-01-01 00:00:00')).toBe(timeImplausible)
    expect(utc.read('123456789')).toBe(timeImplausible)
    expect(utc.read('2026-07-01')).toBe(timeDateOnly)
    expect(utc.read('01.07.2026')).toBe(timeDateOnly)
    expect(utc.readDay('2026-07-01')).toBe(at('2026-07-01T00:00:00Z'))
  })

  it('reads day and month in the order decided for the column, and points day first always', () => {
    const american = makeTimeReader({ zone: 'UTC', dayOrder: 'month-first', format: null })
    expect(american.read('3/4/2026 10:00')).toBe(at('2026-03-04T10:00:00Z'))
    expect(american.read('13/4/2026 10:00')).toBe(timeUnreadable)
    expect(american.read('3.4.2026 10:00')).toBe(at('2026-04-03T10:00:00Z'))
  })

  it('refuses to guess the order where it is told to', () => {
    const careful = makeTimeReader({ zone: 'UTC', dayOrder: null, refusesAmbiguous: true, format: null })
    expect(careful.read('3/4/2026 10:00')).toBe(timeAmbiguous)
    expect(careful.read('13/4/2026 10:00')).toBe(at('2026-04-13T10:00:00Z'))
    expect(careful.read('4/4/2026 10:00')).toBe(at('2026-04-04T10:00:00Z'))
  })

  it('reads ISO times as Date does', () => {
    const dates = fc.date({ min: new Date('1990-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, (date) => {
        expect(utc.read(date.toISOString())).toBe(date.getTime())
        expect(utc.read(date.toUTCString())).toBe(Math.floor(date.getTime() / 1000) * 1000)
        expect(utc.read(String(date.getTime()))).toBe(date.getTime())
      }),
    )
  })

  it('reads the formats of a mapping, and luxon’s other tokens', () => {
    expect(reader('dd.MM.yyyy HH:mm:ss').read('01.07.2026 10:20:30')).toBe(at('2026-07-01T10:20:30Z'))
    expect(reader("yyyyMMdd'T'HHmm", 'Europe/Berlin').read('20260701T1020')).toBe(at('2026-07-01T08:20:00Z'))
    expect(reader('LLL d, yyyy h:mm a').read('Jul 1, 2026 10:20 PM')).toBe(at('2026-07-01T22:20:00Z'))
    expect(reader('yyyy-MM-dd HH:mm ZZZ', 'Europe/Berlin').read('2026-07-01 10:20 +0500')).toBe(
      at('2026-07-01T05:20:00Z'),
    )
    expect(reader('dd.MM.yyyy HH:mm').read('31.02.2026 10:20')).toBe(timeUnreadable)
    expect(reader('dd.MM.yyyy').read('01.07.2026')).toBe(timeDateOnly)
    expect(() => reader('HH:mm')).toThrow('no time format')
  })
})

describe('times without a zone', () => {
  it('takes the earlier instant of a doubled hour and shifts a skipped one forward', () => {
    const berlin = makeTimeReader({ zone: 'Europe/Berlin', dayOrder: null, format: null })
    expect(berlin.read('2026-10-25 02:30:00')).toBe(at('2026-10-25T00:30:00Z'))
    expect(berlin.read('2026-10-25 03:00:00')).toBe(at('2026-10-25T02:00:00Z'))
    expect(berlin.read('2026-03-29 02:30:00')).toBe(at('2026-03-29T01:30:00Z'))
    expect(berlin.zonelessCount()).toBe(3)
  })

  it('agrees with luxon wherever a local time exists exactly once', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Africa/Casablanca',
      'Pacific/Apia',
    ]
    const readers = new Map(zones.map((zone) => [zone, makeLocalTimeReader(zone)]))
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: at('1990-01-02'), max: at('2037-12-31') }),
        (zone, instant) => {
          const time = DateTime.fromMillis(instant, { zone })
          const localMs = instant + time.offset * 60_000
          const possible = time.getPossibleOffsets().map((other) => other.toMillis())
          expect(readers.get(zone)?.(localMs)).toBe(Math.min(...possible))
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('the order of day and month', () => {
  const both = surveyTimes(['3/4/2026 10:00', '5/6/2026 10:00'])
  it('is what the user says, whatever the file shows', () => {
    expect(decideDayOrder(both, 'Time', () => ({ dayFirst: 9, monthFirst: 0 }), 'month-first')).toBe('month-first')
    expect(decideDayOrder(surveyTimes([]), 'Time', () => ({ dayFirst: 0, monthFirst: 0 }), 'day-first')).toBe(
      'day-first',
    )
  })

  it('is decided by all rows, also against the first ones', () => {
    const misleading = surveyTimes(['25/3/2026 10:00', '3/4/2026 10:00'])
    expect(decideDayOrder(misleading, 'Time', () => ({ dayFirst: 1, monthFirst: 40 }))).toBe('month-first')
  })

  it('is asked for by the name of the option', () => {
    const decide = () => decideDayOrder(both, 'Sent', () => ({ dayFirst: 0, monthFirst: 0 }))
    expect(decide).toThrow('--day-order day-first or --day-order month-first')
    expect(decide).toThrow(expect.objectContaining({ details: { option: 'dayOrder', column: 'Sent' } }))
  })
})

describe('zones in column names', () => {
  it.each([
    ['Started at (Europe/Berlin)', 'Europe/Berlin'],
    ['Sent [UTC]', 'UTC'],
    ['sent_at_utc', 'UTC'],
    ['Date (GMT)', 'UTC'],
    ['Date (UTC+02:00)', 'Etc/GMT-2'],
    ['Created (Asia/Kolkata) [text]', 'Asia/Kolkata'],
    ['Duration (seconds)', null],
    ['Time', null],
  ])('%s', (name, zone) => expect(zoneOfHeader(name)).toBe(zone))
})
