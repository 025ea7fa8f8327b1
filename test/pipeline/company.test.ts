/**
 * A shop of three hand-written exports, small enough to work everything out on paper: what the importers read, every KPI,
 * one comparison and the report. The shop is in New York: UTC−5 until 8 March 2026, 2:00, then UTC−4. The text messages
 * are logged in UTC, the web chats in the shop's own time.
 *
 * Text messages (Twilio, one log per customer, split after 24 h of silence):
 *
 * | | opened (UTC) | first reply after | other turns |
 * |---|---|---|---|
 * | S1 …0111 | Mon 2 Mar 14:00 | 60 s | “Thanks!” five minutes later: courtesy |
 * | S2 …0112 | Mon 2 Mar 15:00 | 180 s (they write again after 120 s: one turn) | 30 s |
 * | S3 …0113 | Tue 3 Mar 16:00 | 300 s (a reply after 60 s was not delivered) | |
 * | S4 …0114 | Tue 3 Mar 23:30 | never | |
 * | S5 …0115 | Wed 4 Mar 13:20, answering our reminder of 13:00 (outreach) | 120 s | |
 * | S1 again | Thu 5 Mar 14:05 | 240 s | |
 * | S8 …0118 | Sun 8 Mar 04:30, in New York Sat 7 Mar 23:30 | 90 s | |
 * | S7 …0117 | Mon 9 Mar 12:00 | 600 s | |
 * | S7 again | Tue 10 Mar 12:10, exactly 24 h after the last message | 20 s | |
 *
 * S6 …0116 got the reminder, answered STOP and is refused (21610) on 6 March: two outreaches, an opt-out, no service.
 * With the reminder to S5 that makes three outreaches.
 *
 * Web chats (W1 is from the number of S2, an hour before):
 *
 * | | opened (New York) | first reply after | by | closed after |
 * |---|---|---|---|---|
 * | W1 …0112 | Mon 2 Mar 9:00 | 40 s (a bot after 5 s) | Ada | 600 s |
 * | W2 kim | Mon 2 Mar 10:00 | 90 s | Ben | 1800 s |
 * | W3 lee | Tue 3 Mar 11:00 | 120 s (a note after 10 s); another turn 20 s | Ada | 1200 s |
 * | W4 max | Thu 5 Mar 14:00 | never: closed without reply | – | 3600 s |
 * | W5 kim | Mon 9 Mar 8:00 | 50 s | Ben | 1200 s |
 * | W6 nia | Tue 10 Mar 13:00 | 200 s | Ada | open |
 * | W7 oli | Thu 12 Mar 16:00 | 70 s (an auto-reply after 2 s) | Ada | 1870 s |
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { compareSelections } from '../../electron/worker/compare-selections.ts'
import { writeReport } from '../../electron/worker/report-now.ts'
import type { Grouping, KpiId, KpiResult, MeasuredKpi } from '../../shared/kpi.ts'
import type { Selection } from '../../shared/model.ts'
import { openSession, temporaryFolder } from './workspace-session.ts'

const folder = temporaryFolder()
const shop = openSession(folder.path, 'shop', 'America/New_York')
afterAll(() => {
  shop.close()
  folder.remove()
})
const file = (name: string): string => join(import.meta.dirname, '../golden/company', name)
const sms = shop.importPath(file('sms-log.csv'), {})
const chat = shop.importPath(file('web-chat.csv'), { channel: 'web_chat' })
const answers = shop.importPath(file('surveys.csv'), {})

function results(kpi: KpiId, selection: Selection, ...by: Grouping[]): KpiResult[] {
  return computeKpis(shop.session.facts(), { kpis: [kpi], selection, by, hours: 'calendar' }, shop.session.settings())
}

function measured(kpi: KpiId, selection: Selection): MeasuredKpi {
  const [result] = results(kpi, selection)
  if (result?.status !== 'ok') throw new Error(`${kpi} is ${result?.status}`)
  return result
}

/** Name of each group with its value, and its n. */
function byName(kpi: KpiId, selection: Selection, by: Grouping): Record<string, [value: number, n: number]> {
  return Object.fromEntries(
    results(kpi, selection, by).flatMap((one) =>
      one.status === 'ok' ? [[one.group[by] ?? '?', [one.value, one.n]]] : [],
    ),
  )
}

const onSms: Selection = { channels: ['sms'] }
const onChat: Selection = { channels: ['web_chat'] }

it('reads every row of the three files', () => {
  expect([sms, chat, answers].map(({ format, rows }) => [format, rows.read, rows.new])).toEqual([
    ['twilio-csv', 26, 26],
    ['message-table', 18, 18],
    ['survey-table', 10, 10],
  ])
  // 9 service conversations; 8 at a gap of 48 h, where S7's two are one; at 5 days also S1's two: 2 Mar 14:05 to 5 Mar.
  expect(sms.splitCounts).toEqual({ h24: 9, h48: 8, d5: 7 })
  expect(shop.session.summary().counts).toEqual({
    // 9 + 7 service conversations; outreach is none
    conversations: 16,
    // 26 + 18, of which one is a note
    messages: 43,
    // 8 numbers and kim, lee, max, nia, oli
    contacts: 13,
    agents: 2,
    surveys: 18,
    optOuts: 2,
  })
  expect(shop.problems()).toEqual([])
})

it('measures the first response time', () => {
  // 20 60 90 120 | 180 240 300 600, S4 unanswered. Median (120 + 180)/2; mean 1610/8; p90 at 0.9 · 7 = 6.3: 300 + 0.3 · 300.
  // With n = 8 only the extremes have a tail below 2.5 % (1/256; the next is 9/256). With S4 still waiting at the end there
  // are 9: the curve falls below one half at the fifth, 4/9.
  expect(measured('first-response-time', onSms)).toMatchObject({
    n: 8,
    value: 150,
    median: 150,
    mean: 201.25,
    p90: expect.closeTo(390, 9),
    unanswered: 1,
    medianIncludingWaiting: 180,
    interval: { low: 20, high: 600, level: 0.95 },
    supports: { median: true, p90: false, verdict: false },
    ledger: { counted: 8, excluded: { unanswered: 1, outreach: 3 } },
  })
  // 40 50 70 | 90 120 200, W4 unanswered. Mean 570/6; p90 at 4.5: 120 + 0.5 · 80; of 7 the fourth is below one half, 3/7.
  expect(measured('first-response-time', onChat)).toMatchObject({
    n: 6,
    value: 80,
    mean: 95,
    p90: expect.closeTo(160, 9),
    unanswered: 1,
    medianIncludingWaiting: 90,
    interval: { low: 40, high: 200, level: 0.95 },
    ledger: { counted: 6, excluded: { unanswered: 1 } },
  })
  // Ada 40 70 | 120 200, Ben 50 90; nobody is known for the text messages and for W4.
  expect(byName('first-response-time', {}, 'agent')).toEqual({ Ada: [95, 4], Ben: [70, 2], '': [150, 8] })
  expect(byName('first-response-time', {}, 'team')).toEqual({ Service: [95, 4], Shop: [70, 2], '': [150, 8] })
})

it('measures the response time of turns', () => {
  // 20 30 60 90 120 180 240 300 600; mean 1640/9; p90 at 7.2: 300 + 0.2 · 300. n = 9: the second and the eighth, 10/512 each.
  // S4 waits: of 10 the curve stays at one half from the fifth to the sixth, (120 + 180)/2.
  expect(measured('response-time', onSms)).toMatchObject({
    n: 9,
    value: 120,
    mean: 1640 / 9,
    p90: expect.closeTo(360, 9),
    unanswered: 1,
    medianIncludingWaiting: 150,
    interval: { low: 30, high: 300, level: 0.95 },
    ledger: { counted: 9, excluded: { waiting: 1, courtesy: 1 } },
  })
  // 20 40 50 70 90 120 200; mean 590/7; p90 at 5.4: 120 + 0.4 · 80. W4 was closed: it does not wait.
  expect(measured('response-time', onChat)).toMatchObject({
    n: 7,
    value: 70,
    mean: 590 / 7,
    p90: expect.closeTo(152, 9),
    unanswered: 1,
    medianIncludingWaiting: 70,
    interval: { low: 20, high: 200, level: 0.95 },
    ledger: { counted: 7, excluded: { 'closed-without-reply': 1 } },
  })
})

it('measures the resolution time where there are closes, and says where there are none', () => {
  // 600 1200 1200 | 1800 1870 3600; mean 10 270/6; p90 at 4.5: 1870 + 0.5 · 1730. W6 is open.
  const onWeb = measured('resolution-time', onChat)
  expect(onWeb).toMatchObject({
    n: 6,
    value: 1500,
    p90: expect.closeTo(2735, 9),
    interval: { low: 600, high: 3600, level: 0.95 },
    ledger: { counted: 6, excluded: { 'still-open': 1 } },
  })
  expect(onWeb.mean).toBeCloseTo(1711.6666666666667, 9)
  const [onPhone] = results('resolution-time', onSms)
  expect(onPhone).toMatchObject({ status: 'not-measurable', missing: ['closing times'] })
})

it('measures shares with Wilson intervals', () => {
  // z² = 3.841459: (1/9 + z²/18 ± z √(8/729 + z²/324)) / (1 + z²/9)
  const unanswered = measured('unanswered-share', onSms)
  expect(unanswered).toMatchObject({ n: 9, numerator: 1, value: 1 / 9 })
  expect(unanswered.interval?.low).toBeCloseTo(0.0198908876385, 12)
  expect(unanswered.interval?.high).toBeCloseTo(0.4349997055767, 12)
  expect(byName('unanswered-share', {}, 'channel')).toEqual({ sms: [1 / 9, 9], web_chat: [1 / 7, 7] })

  // S1, S2 (after W1), S7 of S1–S5, S7, S8; kim of six on the web; together S1, S2, S7 and kim of 12.
  expect(byName('returning-customer-share', {}, 'channel')).toEqual({ sms: [3 / 7, 7], web_chat: [1 / 6, 6] })
  expect(measured('returning-customer-share', {})).toMatchObject({ n: 12, numerator: 4 })
  // In the second week the earlier one still counts as before: S7 came back, kim came back; nia and oli are new.
  expect(measured('returning-customer-share', { from: '2026-03-09' })).toMatchObject({ n: 4, numerator: 2 })

  // S6 of S1, S2, S3, S5, S6, S7, S8; S4 was never written to.
  expect(measured('opt-out-share', {})).toMatchObject({ n: 7, numerator: 1, value: 1 / 7 })
  // On 6 March only S6 was written to, in vain: refused, so nobody was sent a message.
  expect(results('opt-out-share', { from: '2026-03-06', to: '2026-03-06' })).toMatchObject([{ status: 'no-data' }])
})

it('counts conversations by days, weeks and hours of New York', () => {
  // S8 wrote on Saturday there, on Sunday in UTC.
  expect(byName('conversations', onSms, 'day')).toEqual({
    '2026-03-02': [2, 2],
    '2026-03-03': [2, 2],
    '2026-03-04': [1, 1],
    '2026-03-05': [1, 1],
    '2026-03-07': [1, 1],
    '2026-03-09': [1, 1],
    '2026-03-10': [1, 1],
  })
  expect(byName('conversations', {}, 'week')).toEqual({ '2026-03-02': [11, 11], '2026-03-09': [5, 5] })
  // S7 at 12:00 and 12:10 UTC and W5 at 8:00 meet after the change of the clocks; W1 and S1 are both at 9 before it.
  expect(byName('conversations', {}, 'weekday-hour')).toMatchObject({
    '1-08': [2, 2],
    '1-09': [2, 2],
    '1-10': [2, 2],
    '6-23': [1, 1],
    '2-08': [1, 1],
  })
})

it('measures the surveys', () => {
  // 10 9 9 10 9 promote, 2 6 3 detract: (5 − 3)/10. Adjusted: 5.75 and 3.75 of 13, 15.3846 ± 1.959964 · 23.3222.
  const nps = measured('nps', {})
  expect(nps).toMatchObject({ n: 10, value: 20, promoters: 5, detractors: 3 })
  expect(nps.interval?.low).toBeCloseTo(-30.3259944355, 9)
  expect(nps.interval?.high).toBeCloseTo(61.0952252047, 9)
  // W1–W7: 10 9 9 of seven against 2 6; the other three name no conversation, so that their channel is not known.
  expect(byName('nps', {}, 'channel')).toEqual({ web_chat: [100 / 7, 7], '': [100 / 3, 3] })
  // 5 4 5 4 5 of 5 4 3 1 5 4 2 5
  const csat = measured('csat', {})
  expect(csat).toMatchObject({ n: 8, numerator: 5, value: 0.625, responseRate: null })
  expect(csat.interval?.low).toBeCloseTo(0.3057423946026, 12)
  expect(csat.interval?.high).toBeCloseTo(0.8631557141764, 12)
  expect(byName('csat', {}, 'channel')).toEqual({ web_chat: [4 / 6, 6], '': [1 / 2, 2] })
})

it('compares the channels without a verdict that so few cases could not carry', () => {
  const comparison = compareSelections(shop.session, { subject: onSms, baseline: onChat, hours: 'calendar' })
  const rows = new Map(comparison.rows.map((row) => [row.id, row]))
  expect(rows.get('first-response-time')).toMatchObject({
    difference: 70,
    ratio: expect.closeTo(150 / 80, 12),
    verdict: 'too-little-data',
  })
  expect(rows.get('response-time')).toMatchObject({
    difference: 50,
    ratio: expect.closeTo(120 / 70, 12),
    verdict: 'too-little-data',
  })
  expect(rows.get('unanswered-share')).toMatchObject({
    difference: expect.closeTo(1 / 9 - 1 / 7, 12),
    verdict: 'too-little-data',
  })
  expect(rows.get('resolution-time')).toMatchObject({ difference: null, verdict: 'not-comparable' })
})

it('writes the same report again', async () => {
  const path = join(folder.path, 'report.json')
  const request = {
    subject: onSms,
    baseline: onChat,
    hours: 'calendar',
    withAgents: true,
    withCustomers: false,
  } as const
  writeReport(shop.session, request, 'json', Date.UTC(2026, 3, 1, 12), path)
  await expect(readFileSync(path, 'utf8')).toMatchFileSnapshot('../golden/company/report.json')
})
