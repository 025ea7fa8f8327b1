/** Every method of the data thread, through the real thread, on a real workspace. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import { contract, methodNames } from '../../../shared/api.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { AppError } from '../../../shared/errors.ts'
import { kpiIds } from '../../../shared/kpi.ts'
import type { JobProgress } from '../../../shared/progress.ts'
import { writeMessageLog } from '../../bench/generate-log.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-contract-'))
const path = (name: string): string => join(folder, name)
const calendar = { selection: {}, hours: 'calendar' } as const
const sms = { channels: ['sms'] } as const
const webChat = { channels: ['web_chat'] } as const

let data: DataThread
beforeAll(async () => {
  data = startDataThread(new URL('../../../electron/worker/entry.ts', import.meta.url))
  await data.call('node.sampleWorkspace', { seed: 3, conversations: 300 }, path('sample.plumbline'))
})
afterAll(async () => {
  await data.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function failure(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no failure',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )
}

describe('workspaces', () => {
  it('are described, and open ones stay open when another cannot be opened', async () => {
    const summary = await data.call('workspaces.current', undefined)
    expect(summary).toMatchObject({ name: 'sample', isSample: true, lastDay: '2026-09-30' })
    expect(summary?.counts.conversations).toBeGreaterThan(290)
    expect(await failure(data.call('workspaces.open', { fileId: 'x' }, path('none.plumbline')))).toBe(
      'workspace-missing',
    )
    writeFileSync(path('text.plumbline'), 'hello')
    expect(await failure(data.call('workspaces.open', { fileId: 'x' }, path('text.plumbline')))).toBe(
      'workspace-not-database',
    )
    expect(await data.call('workspaces.current', undefined)).toEqual(summary)
  })

  it('say which names there are', async () => {
    const facets = await data.call('workspaces.facets', { selection: {} })
    expect(facets.channels.map((facet) => facet.name).toSorted()).toEqual(['email', 'phone', 'sms', 'web_chat'])
    expect(facets.teams.length).toBe(3)
    const inOneDay = await data.call('workspaces.facets', { selection: { from: '2026-09-30', to: '2026-09-30' } })
    const total = (all: typeof facets): number => all.channels.reduce((sum, facet) => sum + facet.conversations, 0)
    expect(total(inOneDay)).toBeLessThan(total(facets))
  })
})

describe('results', () => {
  it('come for every KPI, each with a ledger that adds up', async () => {
    const results = await data.call('kpis.compute', calendar)
    expect(results.map((result) => result.id)).toEqual([...kpiIds])
    for (const result of results) {
      expect(result.status).not.toBe('failed')
      expect(result.ledger.counted).toBeGreaterThanOrEqual(0)
    }
  })

  it('open into the conversations behind them', async () => {
    const [result] = await data.call('kpis.compute', { ...calendar, kpis: ['first-response-time'], selection: sms })
    if (result?.status !== 'ok') throw new Error('not measured')
    const seconds: number[] = []
    let after: number | undefined
    do {
      const page = await data.call('conversations.list', {
        selection: sms,
        kpi: 'first-response-time',
        hours: 'calendar',
        limit: 40,
        after,
      })
      expect(page.total).toBe(result.n)
      seconds.push(...page.rows.map((row) => row.value ?? Number.NaN))
      after = page.next ?? undefined
    } while (after !== undefined)
    seconds.sort((a, b) => a - b)
    expect(seconds).toHaveLength(result.n)
    const middle = (seconds.length - 1) / 2
    expect(((seconds[Math.floor(middle)] ?? 0) + (seconds[Math.ceil(middle)] ?? 0)) / 2).toBe(result.value)
  })

  it('show one conversation with every counted interval', async () => {
    const page = await data.call('conversations.list', { selection: webChat, hours: 'calendar', limit: 5 })
    const timeline = await data.call('conversations.timeline', { id: page.rows[0]?.id ?? 0 })
    expect(timeline.messages.length).toBeGreaterThan(0)
    expect(timeline.intervals.some((interval) => interval.kpi === 'first-response-time')).toBe(true)
    expect(await failure(data.call('conversations.timeline', { id: 99_999_999 }))).toBe('not-found')
  })

  it('are compared, drawn and followed over time', async () => {
    const comparison = await data.call('comparisons.run', { subject: sms, baseline: webChat, hours: 'calendar' })
    expect(comparison.rows.map((row) => row.id)).toEqual([...kpiIds])
    expect(comparison.answer.length).toBeGreaterThan(0)
    const [distribution] = await data.call('kpis.distribution', {
      ...calendar,
      kpis: ['first-response-time'],
      selection: sms,
    })
    const counted = distribution?.bins.reduce((sum, bin) => sum + bin.count, 0)
    expect(counted).toBe(distribution?.n)
    const trend = await data.call('kpis.trend', { kpi: 'conversations', selection: sms, by: 'week', hours: 'calendar' })
    expect(trend.points.length).toBeGreaterThan(20)
  })
})

describe('goals', () => {
  it('take a target from a measured baseline and say how they stand', async () => {
    const target = {
      goal: 'fast-service',
      kpi: 'first-response-time',
      baseline: webChat,
      subject: sms,
      rule: { kind: 'beat', by: 0.1 },
      hours: 'calendar',
    } as const
    const preview = await data.call('goals.preview', target)
    await data.call('goals.setTarget', target)
    const goals = await data.call('goals.list', calendar)
    const row = goals.find((goal) => goal.id === 'fast-service')?.kpis[0]
    if (row?.baseline?.status !== 'ok') throw new Error('no baseline')
    expect(row.target?.value).toBeCloseTo(row.baseline.value * 0.9, 9)
    expect(['met', 'not-met', 'on-the-line']).toContain(row.state)
    // What was shown before saving is what was saved.
    const { baseline, value, derivation, evidence } = preview
    expect({ baseline, value, derivation, evidence }).toEqual({
      baseline: row.baseline,
      value: row.target?.value,
      derivation: row.target?.derivation,
      evidence: row.target?.evidence,
    })
    expect(await failure(data.call('goals.setTarget', { ...target, kpi: 'nps' }))).toBe('argument-invalid')
    const empty = { channels: ['whatsapp'] } as const
    expect(await failure(data.call('goals.setTarget', { ...target, baseline: empty }))).toBe('argument-invalid')
    expect(await data.call('goals.preview', { ...target, baseline: empty })).toMatchObject({
      value: null,
      evidence: '',
    })
    expect(row.target?.record).toMatchObject({ definition: { version: 1 }, schedules: [], result: row.baseline })
    expect(row.target?.record?.sources.flatMap(({ imports }) => imports).length).toBeGreaterThan(0)
    // The share answered within a target follows the target of the first response.
    const [within] = await data.call('kpis.compute', { ...calendar, kpis: ['within-target-share'], selection: sms })
    expect(within).toMatchObject({ status: 'ok', withinSeconds: row.target?.value })
    await data.call('goals.measureAgain', { goal: 'fast-service', kpi: 'first-response-time' })
    await data.call('goals.clearTarget', { goal: 'fast-service', kpi: 'first-response-time' })
    const cleared = await data.call('goals.list', calendar)
    const without = cleared.find((goal) => goal.id === 'fast-service')?.kpis[0]
    expect(without?.target).toBeNull()
    expect(without?.history.map(({ what }) => what).slice(0, 2)).toEqual(['removed', 'measured-again'])
    expect(await failure(data.call('goals.measureAgain', { goal: 'fast-service', kpi: 'first-response-time' }))).toBe(
      'not-found',
    )
  })

  it('are made, changed and removed', async () => {
    const before = await data.call('goals.list', calendar)
    const { id } = await data.call('goals.save', { id: null, title: 'Calm nights', kpis: ['response-time', 'csat'] })
    await data.call('goals.save', { id, title: 'Quiet nights', kpis: ['csat'], position: 0 })
    const [first] = await data.call('goals.list', calendar)
    expect(first).toMatchObject({ id, title: 'Quiet nights' })
    expect(first?.kpis.map(({ kpi }) => kpi)).toEqual(['csat'])
    await data.call('goals.remove', { id })
    expect(await data.call('goals.list', calendar)).toEqual(before)
    expect(await failure(data.call('goals.remove', { id }))).toBe('not-found')
  })

  it('say what to work on first, and what cannot be ranked', async () => {
    const { ranked, unranked } = await data.call('focus.list', calendar)
    expect(ranked.length).toBeGreaterThan(0)
    for (const item of ranked) expect(item.sentence).toMatch(/ touches [\d,]+ customers?\.$/)
    ranked.slice(1).forEach((item, i) => expect(item.weight).toBeLessThanOrEqual(ranked[i]?.weight ?? 0))
    for (const item of unranked) expect(item.reason).not.toBe('')
    const names = [...ranked, ...unranked].map(({ kpi }) => kpi)
    expect(new Set(names).size).toBe(names.length)
  })
})

describe('reports', () => {
  const request = {
    subject: sms,
    baseline: webChat,
    hours: 'calendar',
    withAgents: false,
    withCustomers: false,
  } as const

  it('are the same bytes for the same time, and keep the file name to themselves', async () => {
    const generatedAt = Date.UTC(2026, 9, 1, 9)
    for (const format of ['html', 'json', 'csv'] as const) {
      const first = await data.call('node.writeReport', { request, format, generatedAt }, path(`one.${format}`))
      await data.call('node.writeReport', { request, format, generatedAt }, path(`two.${format}`))
      expect(readFileSync(path(`one.${format}`)).equals(readFileSync(path(`two.${format}`)))).toBe(true)
      expect(statSync(path(`one.${format}`)).size).toBe(first.byteCount)
    }
    const { html } = await data.call('reports.preview', request)
    expect(html).toContain('<!doctype html>')
    const written = await data.call('reports.write', { request, format: 'html', fileId: 'x' }, path('three.html'))
    expect(written.file).toBe('three.html')
  })

  it('fail with a reason where the folder is missing', async () => {
    const write = data.call('reports.write', { request, format: 'html', fileId: 'x' }, path('no/where/r.html'))
    expect(await failure(write)).toBe('file-unwritable')
  })
})

describe('settings', () => {
  it('are kept, and facts follow them', async () => {
    const before = await data.call('workspaces.current', undefined)
    if (before === null) throw new Error('no workspace')
    const waiting = async (): Promise<number> => {
      const [result] = await data.call('kpis.compute', { ...calendar, kpis: ['response-time'] })
      return result?.ledger.excluded['courtesy'] ?? 0
    }
    expect(await waiting()).toBeGreaterThan(0)
    await data.call('settings.save', { ...before.settings, courtesyEndsTurn: false })
    expect(await waiting()).toBe(0)
    const after = await data.call('settings.save', before.settings)
    expect(after.fingerprint).toBe(before.fingerprint)
    expect(await waiting()).toBeGreaterThan(0)
    expect(await failure(data.call('settings.save', { ...before.settings, zone: 'Mars/Olympus' }))).toBe(
      'argument-invalid',
    )
    expect(await data.call('node.verify', undefined)).toEqual({ problems: [] })
  })

  it('read opt-out words again when the list changes', async () => {
    const before = await data.call('workspaces.current', undefined)
    if (before === null) throw new Error('no workspace')
    const without = await data.call('settings.save', { ...before.settings, optOutWords: ['NOTAWORDATALL'] })
    expect(without.counts.optOuts).toBeLessThan(before.counts.optOuts)
    const again = await data.call('settings.save', before.settings)
    expect(again.counts).toEqual(before.counts)
  })
})

describe('imports', () => {
  const csv = [
    'id,time,direction,contact,agent,text',
    '1,2026-01-05T09:00:00Z,in,+14155550100,,Hello',
    '2,2026-01-05T09:02:00Z,out,+14155550100,Ana,Hi',
    '3,not a time,in,+14155550101,,Broken',
    '',
  ].join('\r\n')

  it('are previewed without a trace, then written exactly so, listed and undone', async () => {
    const before = await data.call('workspaces.current', undefined)
    writeFileSync(path('small.csv'), csv)
    const preview = await data.call('imports.preview', { fileId: 'x', choices: { channel: 'sms' } }, path('small.csv'))
    expect(preview.rows).toEqual({ read: 3, new: 2, changed: 0, duplicate: 0, rejected: 1, ignored: 0 })
    expect(await data.call('workspaces.current', undefined)).toEqual(before)

    const summary = await data.call('imports.commit', { previewId: preview.previewId })
    expect(summary.rows).toEqual(preview.rows)
    expect(summary.rejected).toEqual([{ line: 4, code: 'time-unreadable', column: 'time', text: 'not a time' }])
    const [newest] = await data.call('imports.list', undefined)
    expect(newest).toMatchObject({ id: summary.id, file: 'small.csv', rows: summary.rows })
    const saved = await data.call('imports.saveRejected', { importId: summary.id, fileId: 'x' }, path('rejected.csv'))
    expect(saved.rows).toBe(1)
    expect(readFileSync(path('rejected.csv'), 'utf8')).toContain('not a time')

    const again = await data.call('node.import', { choices: { channel: 'sms' }, dryRun: false }, path('small.csv'))
    expect(again.rows).toMatchObject({ new: 0, changed: 0, duplicate: 2, rejected: 1 })
    await data.call('imports.undo', { importId: again.id })
    const undone = await data.call('imports.undo', { importId: summary.id })
    expect(undone).toEqual(before)
    expect(await failure(data.call('imports.undo', { importId: summary.id }))).toBe('not-found')
  })

  it('refuse a preview that the file has outrun', async () => {
    writeFileSync(path('moving.csv'), csv)
    const preview = await data.call('imports.preview', { fileId: 'x', choices: { channel: 'sms' } }, path('moving.csv'))
    writeFileSync(path('moving.csv'), `${csv}4,2026-01-05T09:09:00Z,in,+14155550100,,More\r\n`)
    const before = await data.call('workspaces.current', undefined)
    expect(await failure(data.call('imports.commit', { previewId: preview.previewId }))).toBe('preview-outdated')
    expect(await failure(data.call('imports.commit', { previewId: 'never shown' }))).toBe('preview-outdated')
    expect(await data.call('workspaces.current', undefined)).toEqual(before)
  })

  it('report progress, answer reads meanwhile, and leave nothing when cancelled', async () => {
    writeMessageLog(path('long.csv'), { messages: 30_000, seed: 5 })
    const before = await data.call('workspaces.current', undefined)
    const seen: (JobProgress | null)[] = []
    data.onProgress((progress) => seen.push(progress))
    const run = failure(data.call('node.import', { choices: {}, dryRun: false }, path('long.csv')))
    while (seen.length === 0) await data.call('kpis.compute', { ...calendar, kpis: ['conversations'] })
    // In the middle of the import a read sees the state before it.
    expect(await data.call('workspaces.current', undefined)).toEqual(before)
    data.cancel()
    expect(await run).toBe('cancelled')
    expect(await data.call('workspaces.current', undefined)).toEqual(before)
    expect(await data.call('node.verify', undefined)).toEqual({ problems: [] })
  })

  it('are looked through in steps before the preview, which a cancel ends', async () => {
    // Dates that all rows have to decide on, so that the file is looked through twice.
    const row = (index: number): string =>
      `${String((index % 12) + 1).padStart(2, '0')}/05/2026 10:00,in,+1212555${String(1000 + (index % 9000))},Hello\n`
    const rows = Array.from({ length: 60_000 }, (_, index) => row(index)).join('')
    writeFileSync(path('dates.csv'), `time,direction,contact,text\n${rows}31/05/2026 10:00,in,+12125551000,Bye\n`)
    const phases = new Set<string>()
    data.onProgress((progress) => progress !== null && phases.add(progress.phase))
    const preview = await data.call('imports.preview', { fileId: 'x', choices: {} }, path('dates.csv'))
    expect(preview).toMatchObject({ isComplete: false, format: 'message-table' })
    expect([...phases]).toContain('looking')
    writeFileSync(path('dates.csv'), `time,direction,contact,text\n${rows}31/05/2026 10:00,in,+12125551000,Hi\n`)
    const stopped = failure(data.call('imports.preview', { fileId: 'x', choices: {} }, path('dates.csv')))
    data.cancel()
    expect(await stopped).toBe('cancelled')
  })

  it('are counted only while nothing else is to be done', async () => {
    writeMessageLog(path('counted.csv'), { messages: 30_000, seed: 6 })
    const { previewId, isComplete } = await data.call(
      'imports.preview',
      { fileId: 'x', choices: {} },
      path('counted.csv'),
    )
    expect(isComplete).toBe(false)
    const given = failure(data.call('imports.count', { previewId }))
    await data.call('authors.choose', { agent: 'Ann', kind: 'bot' })
    expect(await given).toBe('cancelled')
    // Asked for behind another write, it waits for that one and is done then.
    const written = data.call('authors.choose', { agent: 'Ann', kind: null })
    const counted = await data.call('imports.count', { previewId })
    await written
    expect(counted).toMatchObject({ isComplete: true, rows: { read: 30_000 } })
  })
})

describe('the contract', () => {
  it('checks every argument of every method', () => {
    const nonsense = [null, 0, '', [], { __proto__: null, unknown: true }, { selection: { channels: ['fax'] } }]
    for (const method of methodNames) {
      const { input } = contract[method]
      const accepted = nonsense.filter((value) => input.safeParse(value).success)
      expect(accepted, method).toEqual([])
    }
  })
})
