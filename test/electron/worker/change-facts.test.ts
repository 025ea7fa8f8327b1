/** What the user says about a workspace takes effect whole or not at all, and says how far it is. */
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startDataThread } from '../../../electron/worker/client.ts'
import { authorHandlers } from '../../../electron/worker/handle-authors.ts'
import { importHandlers } from '../../../electron/worker/handle-imports.ts'
import { workspaceHandlers } from '../../../electron/worker/handle-workspaces.ts'
import type { DataThread } from '../../../electron/worker/protocol.ts'
import { startSession } from '../../../electron/worker/session.ts'
import type { Session } from '../../../electron/worker/session.ts'
import type { JobProgress, RecomputeProgress } from '../../../shared/progress.ts'
import { writeMessageLog } from '../../bench/generate-log.ts'
import { finish, openSession, temporaryFolder } from '../../pipeline/workspace-session.ts'
import { runWith } from '../headless/command-line.ts'

const folder = temporaryFolder()
const workspace = join(folder.path, 'log.plumbline')
let clock = 0
let importId = 0
const session = startSession(() => (clock += 10))
let data: DataThread
beforeAll(() => {
  openSession(folder.path, 'log').close()
  const log = join(folder.path, 'log.csv')
  writeMessageLog(log, { messages: 25_000, seed: 5 })
  finish(workspaceHandlers['node.open'](session, { create: null }, workspace))
  const { id } = finish(importHandlers['node.import'](session, { choices: {}, dryRun: false }, log))
  importId = id
  session.changed()
  data = startDataThread(new URL('../../../electron/worker/entry.ts', import.meta.url))
})
afterAll(async () => {
  await data.stop()
  session.close()
  folder.remove()
})

/** Of every conversation and turn, of the words that texts were read by, and of the settings. */
function stateOf({ workspace: of }: Session): unknown {
  const { db } = of()
  const all = (sql: string): unknown[] => db.prepare(sql).raw().all()
  return [
    all('SELECT thread_id, opened_at, first_reply_at, human_reply_count FROM conversation ORDER BY 1, 2'),
    all('SELECT count(*), sum(ended_at) FROM turn'),
    all('SELECT id FROM message WHERE keyword IS NOT NULL'),
    all('SELECT key, value FROM setting ORDER BY key'),
    all('SELECT * FROM author_choice'),
  ]
}

type Steps = Generator<JobProgress | null, unknown>
/** Whoever wrote most. */
const busiest = (db: Database): string =>
  db
    .prepare<[], string>(
      'SELECT name FROM message JOIN agent ON agent.id = agent_id GROUP BY name ORDER BY count(*) DESC',
    )
    .pluck()
    .get() ?? ''

const otherWords = (): unknown =>
  workspaceHandlers['settings.save'](session, { ...session.summary().settings, optOutWords: ['HALT'] }, null)
const bot = (): unknown =>
  authorHandlers['authors.choose'](session, { agent: busiest(session.workspace().db), kind: 'bot' }, null)
const undone = (): unknown => importHandlers['imports.undo'](session, { importId }, null)

/** Some 6,000 threads, of which one person has few: steps until a third is done. */
const changes = [
  { name: 'other opt-out words', start: otherWords, steps: 4 },
  { name: 'a bot', start: bot, steps: 1 },
  { name: 'an undone import', start: undone, steps: 4 },
]

const isShare = (step: JobProgress | null): step is RecomputeProgress => step !== null && 'share' in step

it.each(changes)('$name: says how far it is, and left early leaves everything as before', ({ start, steps }) => {
  const before = stateOf(session)
  const seen: RecomputeProgress[] = []
  const job = start() as Steps // all of them are long work
  for (let step = job.next(); step.done !== true && seen.length < 1000; step = job.next()) {
    if (!isShare(step.value)) throw new Error('a step without a share')
    seen.push(step.value)
    if (step.value.phase === 'facts' && step.value.share > 0.3) break
  }
  // Each step is further than the one before in its phase, with a guess at the time that is left.
  const facts = seen.filter(({ phase }) => phase === 'facts')
  for (const phase of ['texts', 'facts'] as const) {
    const shares = seen.filter((step) => step.phase === phase).map(({ share }) => share)
    expect(shares).toEqual([...new Set(shares)].toSorted((a, b) => a - b))
  }
  expect(facts.length).toBeGreaterThanOrEqual(steps)
  expect(facts.at(-1)?.secondsLeft).toBeGreaterThanOrEqual(0)
  job.return(undefined)
  expect(stateOf(session)).toEqual(before)
})

it('reads the texts in steps, too', () => {
  const job = otherWords() as Steps // as above
  const phases: string[] = []
  for (let step = job.next(); step.done !== true; step = job.next())
    if (isShare(step.value)) phases.push(step.value.phase)
  // 25,000 messages are two steps, and the facts come after them.
  expect(phases.slice(0, 2)).toEqual(['texts', 'texts'])
  expect(phases.slice(2).every((phase) => phase === 'facts')).toBe(true)
})

it('keeps the open workspace when another is left before it is up to date', () => {
  const older = openSession(folder.path, 'older')
  const csv = 'id,time,direction,contact,text\n1,2026-01-05T09:00:00Z,in,+14155550100,Hello\n'
  older.import({ name: 'small.csv', content: csv, choices: { channel: 'sms' } })
  older.db().prepare("INSERT INTO setting (key, value) VALUES ('texts-to-read', 'true')").run()
  older.close()
  const open = (): Steps =>
    workspaceHandlers['node.open'](session, { create: null }, join(folder.path, 'older.plumbline')) as Steps // opening is long work
  const job = open()
  expect(job.next().value).toMatchObject({ phase: 'texts' })
  job.return(undefined)
  expect(session.workspace().path).toBe(workspace)
  finish(open())
  expect(session.workspace().name).toBe('older')
})

it('tells whoever waits, until it has ended', async () => {
  await data.call('node.open', { create: null }, workspace)
  const seen: (JobProgress | null)[] = []
  data.onProgress((progress) => seen.push(progress))
  const agent = (await data.call('authors.list', undefined)).agents[0]?.name ?? ''
  const { status, stderr } = await runWith(data, ['authors', workspace, '--bot', agent])
  expect(status).toBe(0)
  expect(stderr).toMatch(/^making the conversations anew: \d+ %/)
  expect(seen[0]).toMatchObject({ phase: 'facts' })
  expect(seen.at(-1)).toBeNull()
})
