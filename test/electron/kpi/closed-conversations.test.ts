/** KPIs about conversations that were closed, or not: examples worked out by hand, with the sums beside them. */
import { describe, expect, it } from 'vitest'
import { buildFacts, settings } from './build-facts.ts'
import { behind, byGroup, compute, measured, one } from './compute.ts'

const may = { from: '2026-05-01', to: '2026-05-31' }

describe('replies-to-resolution', () => {
  const facts = buildFacts({
    conversations: [
      // Closed in May; opened in April, it straddles the period.
      {
        id: 1,
        opened: '2026-04-30T09:00:00Z',
        replied: '2026-04-30T10:00:00Z',
        closed: '2026-05-02T09:00:00Z',
        replies: 4,
        firstAgent: 'Ada',
        lastAgent: 'Ben',
      },
      {
        id: 2,
        opened: '2026-05-03T09:00:00Z',
        replied: '2026-05-03T09:10:00Z',
        closed: '2026-05-03T11:00:00Z',
        replies: 1,
        lastAgent: 'Ben',
      },
      // Closed without any reply: 0 replies, and counted.
      { id: 3, opened: '2026-05-04T09:00:00Z', closed: '2026-05-04T11:00:00Z', lastAgent: 'Ada' },
      // Nobody knows how many followed the first one.
      {
        id: 4,
        opened: '2026-05-05T09:00:00Z',
        replied: '2026-05-05T09:10:00Z',
        closed: '2026-05-05T11:00:00Z',
        replies: null,
      },
      { id: 5, opened: '2026-05-06T09:00:00Z', replied: '2026-05-06T09:10:00Z', replies: 7 },
      { id: 6, opened: '2026-05-07T09:00:00Z', closed: '2026-05-07T10:00:00Z', isOutreach: true },
      {
        id: 7,
        opened: '2026-05-08T09:00:00Z',
        closed: '2026-05-08T08:00:00Z',
        replied: '2026-05-08T09:30:00Z',
        replies: 9,
      },
    ],
  })

  it('is the mean of the human replies of what was closed, with median and Student’s interval', () => {
    // 4, 1, 0: mean 5/3, median 1, variance ((7/3)² + (2/3)² + (5/3)²)/2 = 13/3; t(2 degrees) 4.30265: ± 4.30265 √(13/9).
    const result = measured(facts, 'replies-to-resolution')
    expect(result).toMatchObject({
      n: 3,
      mean: 5 / 3,
      median: 1,
      supports: { median: false, p90: false, verdict: false },
      ledger: {
        counted: 3,
        excluded: { 'no-reply-count': 1, 'still-open': 1, outreach: 1, 'times-out-of-order': 1 },
      },
    })
    expect(result.value).toBeCloseTo(5 / 3, 12)
    expect(result.interval?.low).toBeCloseTo(5 / 3 - 4.302652729911275 * Math.sqrt(13 / 9), 9)
    expect(result.interval?.high).toBeCloseTo(5 / 3 + 4.302652729911275 * Math.sqrt(13 / 9), 9)
    expect(result).not.toHaveProperty('p90')
    expect(result).not.toHaveProperty('numerator')
  })

  it('belongs to the close, and to whom the conversation was last with', () => {
    expect(
      measured(facts, 'replies-to-resolution', { selection: { from: '2026-05-02', to: '2026-05-02' } }).value,
    ).toBe(4)
    expect(byGroup(facts, 'replies-to-resolution', { by: ['agent'] })).toEqual({ Ada: 0, Ben: 2.5, '': 'no-data' })
    expect(behind(facts, 'replies-to-resolution')).toEqual({ 1: 4, 2: 1, 3: 0 })
  })

  it('shows what varies nowhere without an interval', () => {
    const same = buildFacts({
      conversations: [1, 2, 3].map((day) => ({
        opened: `2026-05-0${day}T09:00:00Z`,
        closed: `2026-05-0${day}T10:00:00Z`,
        replies: 2,
      })),
    })
    expect(measured(same, 'replies-to-resolution').value).toBe(2)
    expect(measured(same, 'replies-to-resolution')).not.toHaveProperty('interval')
  })

  it('says what is missing', () => {
    const blind = { conversations: [{ opened: '2026-05-01T09:00:00Z', source: 'log.csv' }] }
    const noClose = buildFacts({ ...blind, abilities: { 'log.csv': { hasClose: false } } })
    expect(one(noClose, 'replies-to-resolution')).toMatchObject({ status: 'not-measurable', reason: 'no-close' })
    const noCount = buildFacts({
      conversations: [{ opened: '2026-05-01T09:00:00Z', closed: '2026-05-01T10:00:00Z', replies: null }],
    })
    expect(one(noCount, 'replies-to-resolution')).toMatchObject({
      status: 'not-measurable',
      reason: 'no-reply-count',
      message: expect.stringContaining('in log.csv'),
    })
  })
})

describe('one-touch-share', () => {
  const closed = (id: number, replies: number | null, more = {}) => ({
    id,
    opened: '2026-05-03T09:00:00Z',
    replied: '2026-05-03T09:10:00Z',
    closed: '2026-05-03T11:00:00Z',
    replies,
    ...more,
  })

  it('divides those closed after one human reply by those closed after any', () => {
    const facts = buildFacts({
      conversations: [
        closed(1, 1),
        closed(2, 1),
        closed(3, 2),
        closed(4, 0),
        closed(5, null),
        { id: 6, opened: '2026-05-03T09:00:00Z', replied: '2026-05-03T09:10:00Z' },
        closed(7, 1, { isOutreach: true }),
      ],
    })
    // 1, 2 of 1, 2, 3.
    expect(one(facts, 'one-touch-share')).toMatchObject({
      status: 'ok',
      n: 3,
      numerator: 2,
      value: 2 / 3,
      ledger: {
        counted: 3,
        excluded: { 'closed-without-reply': 1, 'no-reply-count': 1, 'still-open': 1, outreach: 1 },
      },
    })
    expect(behind(facts, 'one-touch-share')).toEqual({ 1: 1, 2: 1, 3: 0 })
  })

  it('works with inferred closes, and says so', () => {
    const facts = buildFacts({
      conversations: [{ opened: '2026-05-01T09:00:00Z', replied: '2026-05-01T10:00:00Z' }],
      abilities: { 'log.csv': { hasClose: false, splitGapSeconds: 86_400 } },
      dataEnd: { sms: '2026-05-09T00:00:00Z' },
    })
    expect(one(facts, 'one-touch-share').status).toBe('not-measurable')
    // Last event on 1 May at 10:00, so closed on 2 May.
    expect(measured(facts, 'one-touch-share', { inferredClose: true })).toMatchObject({
      value: 1,
      n: 1,
      inferred: true,
    })
    const second = { from: '2026-05-02', to: '2026-05-02' }
    expect(measured(facts, 'one-touch-share', { inferredClose: true, selection: second }).n).toBe(1)
  })
})

describe('first-contact-resolution', () => {
  const facts = buildFacts({
    conversations: [
      // Contact 1 writes again on another channel 6 days and 23 hours after the close.
      { id: 1, contact: 1, opened: '2026-05-01T09:00:00Z', closed: '2026-05-01T10:00:00Z', team: 'Care' },
      { id: 2, contact: 1, opened: '2026-05-08T09:00:00Z', closed: '2026-05-08T10:00:00Z', channel: 'email' },
      // Contact 2 writes again one second after the seven days.
      { id: 3, contact: 2, opened: '2026-05-01T09:00:00Z', closed: '2026-05-01T10:00:00Z' },
      { id: 4, contact: 2, opened: '2026-05-08T10:00:01Z', closed: '2026-05-08T11:00:00Z' },
      // Contact 3 opens a second one before the first is closed, and nothing after.
      { id: 5, contact: 3, opened: '2026-05-02T09:00:00Z', closed: '2026-05-03T09:00:00Z' },
      { id: 6, contact: 3, opened: '2026-05-02T10:00:00Z', closed: '2026-05-02T11:00:00Z', channel: 'email' },
      // Reopened and closed again; still open; outreach to contact 5 is no contact of theirs.
      { id: 7, contact: 4, opened: '2026-05-03T09:00:00Z', closed: '2026-05-04T09:00:00Z', reopens: 1 },
      { id: 8, contact: 4, opened: '2026-05-20T09:00:00Z' },
      { id: 9, contact: 5, opened: '2026-05-04T09:00:00Z', closed: '2026-05-04T10:00:00Z' },
      { id: 10, contact: 5, opened: '2026-05-05T09:00:00Z', isOutreach: true },
      // Closed too late to know; nobody knows whose it is.
      { id: 11, contact: 6, opened: '2026-05-22T09:00:00Z', closed: '2026-05-23T12:00:01Z' },
      { id: 12, contact: 7, opened: '2026-05-22T09:00:00Z', closed: '2026-05-23T12:00:00Z' },
      { id: 13, opened: '2026-05-06T09:00:00Z', closed: '2026-05-06T10:00:00Z' },
    ],
    dataEnd: { sms: '2026-05-30T12:00:00Z', email: '2026-05-30T12:00:00Z' },
  })

  it('asks whether the contact came back within seven days of the close, on any channel', () => {
    // Solved at once: 2, 3, 4, 6, 9, 12. Not: 1 (came back), 5 (wrote elsewhere meanwhile), 7 (reopened). 6 of 9.
    expect(behind(facts, 'first-contact-resolution')).toEqual({ 1: 0, 2: 1, 3: 1, 4: 1, 5: 0, 6: 1, 7: 0, 9: 1, 12: 1 })
    expect(one(facts, 'first-contact-resolution')).toMatchObject({
      status: 'ok',
      n: 9,
      numerator: 6,
      value: 6 / 9,
      ledger: {
        counted: 9,
        excluded: { 'still-open': 1, outreach: 1, 'follow-up-too-short': 1, 'no-contact': 1 },
      },
    })
  })

  it('knows of contacts on other channels also where the selection does not show them', () => {
    expect(behind(facts, 'first-contact-resolution', { selection: { channels: ['sms'], teams: ['Care'] } })).toEqual({
      1: 0,
    })
  })

  it('follows a contact as far as the data of every channel of its sources reach', () => {
    const short = buildFacts({
      conversations: [
        { id: 1, contact: 1, opened: '2026-05-01T09:00:00Z', closed: '2026-05-01T10:00:00Z', source: 'sms.csv' },
        // Both contacts are in the SMS log; contact 2 is also in an e-mail export that ends on 5 May.
        { id: 2, contact: 2, opened: '2026-05-01T09:00:00Z', closed: '2026-05-01T10:00:00Z', source: 'sms.csv' },
        { id: 3, contact: 2, opened: '2026-04-01T09:00:00Z', channel: 'email', source: 'mail.csv' },
      ],
      dataEnd: { sms: '2026-05-30T00:00:00Z', email: '2026-05-05T00:00:00Z' },
    })
    expect(behind(short, 'first-contact-resolution')).toEqual({ 1: 1 })
    expect(one(short, 'first-contact-resolution').ledger.excluded).toEqual({
      'follow-up-too-short': 1,
      'still-open': 1,
    })
  })

  it('says what is missing', () => {
    const closed = { opened: '2026-05-01T09:00:00Z', closed: '2026-05-01T10:00:00Z' }
    const anonymous = buildFacts({ conversations: [closed], abilities: { 'log.csv': { hasContacts: false } } })
    expect(one(anonymous, 'first-contact-resolution')).toMatchObject({
      status: 'not-measurable',
      missing: ['contacts'],
    })
    const recent = buildFacts({ conversations: [{ contact: 1, ...closed }] })
    expect(one(recent, 'first-contact-resolution')).toMatchObject({ status: 'no-data' })
  })
})

describe('reopen-share', () => {
  const facts = buildFacts({
    conversations: [
      { id: 1, opened: '2026-05-01T09:00:00Z', closed: '2026-05-01T10:00:00Z' },
      // Closed three times, the last time in June.
      { id: 2, opened: '2026-05-01T09:00:00Z', closed: '2026-06-01T10:00:00Z', reopens: 2 },
      // Closed once, reopened, and open since: it was closed, and is missed by its lacking closing time.
      { id: 3, opened: '2026-05-01T09:00:00Z', lastEvent: '2026-05-20T10:00:00Z', reopens: 1, lastAgent: 'Ada' },
      { id: 4, opened: '2026-05-02T09:00:00Z' },
      { id: 5, opened: '2026-05-03T09:00:00Z', isOutreach: true },
    ],
  })

  it('counts what was ever closed, and of it what was reopened', () => {
    expect(one(facts, 'reopen-share')).toMatchObject({
      n: 3,
      numerator: 2,
      value: 2 / 3,
      ledger: { counted: 3, excluded: { 'still-open': 1, outreach: 1 } },
    })
    // In May: 1 by its close, 3 by its last event.
    expect(behind(facts, 'reopen-share', { selection: may })).toEqual({ 1: 0, 3: 1 })
    expect(byGroup(facts, 'reopen-share', { by: ['agent'] })).toEqual({ Ada: 1, '': 0.5 })
  })

  it('is not measurable where a source tells no reopenings, whatever closes it tells', () => {
    const blind = buildFacts({
      conversations: [{ opened: '2026-05-01T09:00:00Z', closed: '2026-05-01T10:00:00Z' }],
      abilities: { 'log.csv': { hasReopens: false } },
    })
    expect(one(blind, 'reopen-share')).toMatchObject({
      status: 'not-measurable',
      reason: 'no-reopens',
      message:
        'Not measurable: no reopenings in log.csv. Import an export that lists when conversations were closed and reopened, or how often.',
      ledger: { counted: 0, excluded: { 'no-reopens': 1 } },
    })
    expect(one(blind, 'reopen-share', { inferredClose: true }).status).toBe('not-measurable')
  })
})

describe('open-at-end', () => {
  const facts = buildFacts({
    conversations: [
      { id: 1, opened: '2026-04-20T09:00:00Z', closed: '2026-05-10T09:00:00Z', team: 'Care' },
      // Closed at the very midnight that ends May: open until then.
      { id: 2, opened: '2026-05-05T09:00:00Z', closed: '2026-06-01T00:00:00Z', team: 'Care' },
      { id: 3, opened: '2026-05-31T23:59:59Z', team: 'Sales' },
      // Opened at that midnight: in June.
      { id: 4, opened: '2026-06-01T00:00:00Z', team: 'Sales' },
      { id: 5, opened: '2026-05-06T09:00:00Z', closed: '2026-05-06T10:00:00Z', channel: 'email' },
      { id: 6, opened: '2026-05-07T09:00:00Z', isOutreach: true },
    ],
    dataEnd: { sms: '2026-06-10T09:00:00Z' },
  })

  it('counts what was opened before the end of the period and not closed by then', () => {
    // At the end of May: 2 and 3 are open; 1 and 5 were closed before.
    expect(one(facts, 'open-at-end', { selection: may })).toMatchObject({
      status: 'ok',
      n: 2,
      value: 2,
      ledger: { counted: 2, excluded: { 'closed-by-then': 2, outreach: 1 } },
    })
    expect(behind(facts, 'open-at-end', { selection: may })).toEqual({ 2: 1, 3: 1 })
    // The beginning of the period does not matter.
    expect(one(facts, 'open-at-end', { selection: { from: '2026-05-31', to: '2026-05-31' } })).toMatchObject({ n: 2 })
    // Without an end, the end of the data: 3 and 4.
    expect(behind(facts, 'open-at-end')).toEqual({ 3: 1, 4: 1 })
  })

  it('asks at the end of each period where it is grouped by period', () => {
    // April: 1. May: 2, 3. June, as far as the data go: 3, 4.
    expect(byGroup(facts, 'open-at-end', { by: ['month'] })).toEqual({
      '2026-04-01': 1,
      '2026-05-01': 2,
      '2026-06-01': 2,
    })
    const months = compute(facts, 'open-at-end', { by: ['month'], selection: { from: '2026-05-01' } })
    expect(months.map(({ period, ledger }) => [period?.from, period?.complete, ledger])).toEqual([
      ['2026-05-01', true, { counted: 2, excluded: { 'closed-by-then': 2, outreach: 1 } }],
      ['2026-06-01', false, { counted: 2, excluded: { 'closed-by-then': 3, outreach: 1 } }],
    ])
    // The last period is cut off where the selection ends: on 9 May 1 is open, and 2.
    expect(byGroup(facts, 'open-at-end', { by: ['month'], selection: { to: '2026-05-09' } })).toEqual({
      '2026-04-01': 1,
      '2026-05-01': 2,
    })
    expect(
      compute(facts, 'open-at-end', { by: ['team', 'month'] }).map((one) => [one.group, 'value' in one && one.value]),
    ).toEqual([
      [{ team: 'Care', month: '2026-04-01' }, 1],
      [{ team: 'Care', month: '2026-05-01' }, 1],
      [{ team: 'Care', month: '2026-06-01' }, 0],
      [{ team: 'Sales', month: '2026-04-01' }, false],
      [{ team: 'Sales', month: '2026-05-01' }, 1],
      [{ team: 'Sales', month: '2026-06-01' }, 2],
      [{ team: '', month: '2026-04-01' }, false],
      [{ team: '', month: '2026-05-01' }, 0],
      [{ team: '', month: '2026-06-01' }, 0],
    ])
  })

  it('follows the days of the workspace’s zone', () => {
    // In Auckland, twelve hours ahead, May ends at noon of the 31st: 3 is opened in June.
    const auckland = { ...settings, zone: 'Pacific/Auckland' }
    expect(behind(facts, 'open-at-end', { selection: may, settings: auckland })).toEqual({ 2: 1 })
  })

  it('is known to be 0 where all are closed, and unknown where nothing was opened or no close is told', () => {
    expect(one(facts, 'open-at-end', { selection: { channels: ['email'] } })).toMatchObject({
      status: 'ok',
      value: 0,
      n: 0,
      supports: { verdict: false },
    })
    expect(one(facts, 'open-at-end', { selection: { to: '2026-04-01' } })).toMatchObject({ status: 'no-data' })
    const blind = { conversations: [{ opened: '2026-05-01T09:00:00Z' }], abilities: { 'log.csv': { hasClose: false } } }
    expect(one(buildFacts(blind), 'open-at-end')).toMatchObject({ status: 'not-measurable', reason: 'no-close' })
    // Silent for a day: closed on 2 May, if silence is taken for a close.
    const silent = buildFacts({ ...blind, dataEnd: { sms: '2026-05-09T00:00:00Z' } })
    expect(one(silent, 'open-at-end', { inferredClose: true, by: ['week'] })).toMatchObject({
      value: 0,
      inferred: true,
      group: { week: '2026-04-27' },
    })
    const first = { from: '2026-05-01', to: '2026-05-01' }
    expect(one(silent, 'open-at-end', { inferredClose: true, selection: first })).toMatchObject({
      value: 1,
      inferred: true,
    })
  })
})
