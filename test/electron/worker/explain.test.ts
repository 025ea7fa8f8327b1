/** Every number can be opened: its cases, through the contract, add up to its ledger and give its value again. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import type { CasePage, CaseQuery, CaseRow } from '../../../shared/explain.ts'
import { reasonWords } from '../../../shared/explain-words.ts'
import { groupings, kpiCatalogue, kpiIds } from '../../../shared/kpi.ts'
import type { Grouping, KpiId, KpiResult } from '../../../shared/kpi.ts'
import { isChannel } from '../../../shared/model.ts'
import type { HoursMode, Selection } from '../../../shared/model.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-explain-'))
let data: DataThread
beforeAll(async () => {
  data = startDataThread(new URL('../../../electron/worker/entry.ts', import.meta.url))
  await data.call('node.sampleWorkspace', { seed: 5, conversations: 250 }, join(folder, 'sample.plumbline'))
})
afterAll(async () => {
  await data.stop()
  rmSync(folder, { recursive: true, force: true })
})

const withinSeconds = 120

async function allCases(query: CaseQuery): Promise<{ result: KpiResult; rows: CaseRow[] }> {
  const rows: CaseRow[] = []
  for (let after: number | undefined = 0; ;) {
    const page: CasePage = await data.call('kpis.cases', { ...query, after, limit: 1000 })
    rows.push(...page.rows)
    if (page.next === null) {
      expect(rows.length).toBe(page.total)
      return { result: page.result, rows }
    }
    after = page.next
  }
}

/** The group of a result as a selection of its own. */
function queryOf(id: KpiId, selection: Selection, hours: HoursMode, { group, period }: KpiResult): CaseQuery | null {
  const { channel, team, agent, inbox, source } = group
  // What is on no known channel cannot be asked for.
  if (channel === '') return null
  return {
    kpi: id,
    hours,
    withinSeconds,
    weekdayHour: group['weekday-hour'],
    selection: {
      ...selection,
      ...(channel !== undefined && isChannel(channel) ? { channels: [channel] } : {}),
      ...(team === undefined ? {} : { teams: [team] }),
      ...(agent === undefined ? {} : { agents: [agent] }),
      ...(inbox === undefined ? {} : { inboxes: [inbox] }),
      ...(source === undefined ? {} : { sources: [source] }),
      ...(period === undefined ? {} : clip(selection, period)),
    },
  }
}

/** A period that the selection cuts off is only what lies inside. */
function clip({ from, to }: Selection, period: { readonly from: string; readonly to: string }): Selection {
  return {
    from: from !== undefined && from > period.from ? from : period.from,
    to: to !== undefined && to < period.to ? to : period.to,
  }
}

function ledgerOf(rows: readonly CaseRow[]): KpiResult['ledger'] {
  const excluded: Record<string, number> = {}
  let counted = 0
  for (const { reason } of rows) {
    if (reason === 'counted') counted++
    else excluded[reason] = (excluded[reason] ?? 0) + 1
  }
  return { counted, excluded }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2
}

/** The headline as the design defines it, from the cases alone. */
function valueOf(id: KpiId, rows: readonly CaseRow[]): number {
  const counted = rows.filter(({ reason }) => reason === 'counted')
  const values = counted.map(({ value }) => value ?? Number.NaN)
  switch (kpiCatalogue[id].kind) {
    case 'duration':
      return median(values)
    case 'mean':
      return sum(values) / values.length
    case 'count':
    case 'stock':
      return counted.length
    case 'nps':
      return (
        (100 * (values.filter((score) => score >= 9).length - values.filter((score) => score <= 6).length)) /
        values.length
      )
    case 'share':
    case 'csat':
      // An opt-out of somebody who was not written to in the period is in the numerator all the same.
      return rows.filter(({ value }) => value === 1).length / counted.length
  }
}

/** At most so many groups of each KPI and grouping, spread over all. */
const mostGroups = 12

const asked: readonly (readonly Grouping[])[] = [
  [],
  ...groupings.map((by) => [by]),
  ['channel', 'week'],
  ['team', 'agent'],
]

describe.each(asked.map((by) => [by.length === 0 ? 'nothing' : by.join(' and '), by] as const))(
  'by %s',
  (_name, by) => {
    it.each(kpiIds)('%s is what its cases give', async (id) => {
      const isDuration = kpiCatalogue[id].kind === 'duration'
      for (const [selection, hours] of [
        [{}, 'calendar'],
        [{ from: '2026-05-04', to: '2026-08-30' }, isDuration ? 'business' : 'calendar'],
      ] as const) {
        const results = await data.call('kpis.compute', { kpis: [id], selection, by, hours, withinSeconds })
        const step = Math.max(1, Math.ceil(results.length / mostGroups))
        for (const result of results.filter((_, index) => index % step === 0)) {
          expect(result.status).not.toBe('failed')
          const query = queryOf(id, selection, hours, result)
          if (query === null) continue
          const { result: opened, rows } = await allCases(query)
          expect(ledgerOf(rows)).toEqual(opened.ledger)
          // What has no time is in no group of time; a selection of days still lists it.
          const isByTime = by.some((one) => !['channel', 'team', 'agent', 'inbox', 'source'].includes(one))
          expect(ledgerOf(isByTime ? rows.filter(({ at }) => at !== null) : rows)).toEqual(result.ledger)
          for (const reason of Object.keys(result.ledger.excluded)) expect(Object.keys(reasonWords)).toContain(reason)
          if (result.status !== 'ok') continue
          expect(valueOf(id, rows)).toBeCloseTo(result.value, 9)
          if (opened.status === 'ok') expect(opened.value).toBe(result.value)
        }
      }
    })
  },
)

describe('one reason', () => {
  it('opens the cases that it keeps out', async () => {
    const [result] = await data.call('kpis.compute', { kpis: ['response-time'], selection: {}, hours: 'calendar' })
    for (const [reason, count] of Object.entries(result?.ledger.excluded ?? {})) {
      const page = await data.call('kpis.cases', { kpi: 'response-time', selection: {}, hours: 'calendar', reason })
      expect(page.total).toBe(count)
      expect(page.rows.every((row) => row.reason === reason && row.value === null)).toBe(true)
    }
  })
})
