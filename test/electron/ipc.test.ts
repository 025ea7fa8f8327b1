import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { handleCalls, isOurPage } from '../../electron/ipc.ts'
import type { Answers, Sender } from '../../electron/ipc.ts'
import { argumentLimits } from '../../electron/plain-data.ts'
import { contract, methodNames } from '../../shared/api.ts'
import { AppError } from '../../shared/errors.ts'
import type { Reply } from '../../shared/errors.ts'
import { adoptChannel, methodChannel } from '../../shared/wire.ts'

const ourPage: Sender = { sender: { id: 7 }, senderFrame: { origin: 'app://plumbline', parent: null } }

interface Boundary {
  readonly channels: readonly string[]
  readonly bugs: unknown[]
  /** Methods that reached the code behind the boundary, with their arguments. */
  readonly reached: [string, unknown][]
  readonly call: (channel: string, given: readonly unknown[], sender?: Sender) => Promise<Reply<unknown>>
}

/** The real boundary, before answers that note what reached them; `data` may be replaced. */
function openBoundary(data?: Answers['data']): Boundary {
  const listeners = new Map<string, (event: Sender, ...given: unknown[]) => Promise<Reply<unknown>>>()
  const reached: [string, unknown][] = []
  const bugs: unknown[] = []
  function note(method: string) {
    return (input: unknown): never => {
      reached.push([method, input])
      throw new AppError('cancelled', 'Noted.')
    }
  }
  const answers: Answers = {
    main: {
      'app.info': note('app.info'),
      'app.restartData': note('app.restartData'),
      'files.chooseImports': note('files.chooseImports'),
      'files.chooseWorkspace': note('files.chooseWorkspace'),
      'files.chooseNewWorkspace': note('files.chooseNewWorkspace'),
      'files.chooseReport': note('files.chooseReport'),
      'files.chooseRejected': note('files.chooseRejected'),
      'files.chooseImportFolder': note('files.chooseImportFolder'),
      'files.chooseProfile': note('files.chooseProfile'),
      'files.chooseProfileTarget': note('files.chooseProfileTarget'),
      'files.showReport': note('files.showReport'),
      'imports.cancel': note('imports.cancel'),
      'workspaces.recent': note('workspaces.recent'),
      'workspaces.forget': note('workspaces.forget'),
    },
    data: data ?? (async (method, input) => note(method)(input)),
    adopt: async (paths) => paths,
    reportBug: (_place, cause) => void bugs.push(cause),
  }
  // Boundary: an `ipcMain` with the one function that is used, given events with the parts that are read.
  const ipcMain = { handle: (channel: string, listener: never) => void listeners.set(channel, listener) }
  handleCalls(ipcMain, (event) => isOurPage(event, 7), answers)
  return {
    channels: [...listeners.keys()],
    bugs,
    reached,
    call: (channel, given, sender = ourPage) => {
      const listener = listeners.get(channel)
      if (!listener) throw new Error(`No handler registered for '${channel}'`)
      return listener(sender, ...given)
    },
  }
}

test('exactly the methods of the contract have a channel, and dropped files', () => {
  expect(openBoundary().channels.toSorted()).toEqual([...methodNames.map(methodChannel), adoptChannel].toSorted())
})

test.each<[string, Sender]>([
  ['a frame that is gone', { ...ourPage, senderFrame: null }],
  ['a frame inside the page', { ...ourPage, senderFrame: { origin: 'app://plumbline', parent: {} } }],
  ['another origin', { ...ourPage, senderFrame: { origin: 'https://example.com', parent: null } }],
  [
    'an origin that begins like ours',
    { ...ourPage, senderFrame: { origin: 'app://plumbline.example.com', parent: null } },
  ],
  ['a file', { ...ourPage, senderFrame: { origin: 'file://', parent: null } }],
  ['an opaque origin', { ...ourPage, senderFrame: { origin: 'null', parent: null } }],
  ['another window', { ...ourPage, sender: { id: 8 } }],
])('%s may call nothing', async (_, sender) => {
  const boundary = openBoundary()
  for (const channel of boundary.channels) {
    expect(await boundary.call(channel, [], sender)).toMatchObject({ ok: false, code: 'argument-invalid' })
  }
  expect(boundary.reached).toEqual([])
})

test('a page that asks before there is a window is not ours', () => {
  expect(isOurPage(ourPage, null)).toBe(false)
})

const hostile: readonly [string, unknown][] = [
  ['a key named __proto__', JSON.parse('{"__proto__":{"isAdmin":true},"fileId":"x"}')],
  ['a __proto__ deep inside', { choices: { constants: JSON.parse('{"__proto__":"x"}') as unknown }, fileId: 'x' }],
  ['an extra key', { fileId: 'x', path: '/etc/passwd' }],
  ['a path in place of an id object', '/etc/passwd'],
  ['a huge text', { fileId: 'x'.repeat(argumentLimits.characters + 1) }],
  ['a huge list', { fileId: Array.from({ length: argumentLimits.values + 1 }, () => 0) }],
  ['a deep nest', Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 1)],
  ['a date', new Date(0)],
  ['a map', new Map([['fileId', 'x']])],
  ['bytes', new Uint8Array(8)],
  ['not a number', Number.NaN],
  ['null', null],
]

test.each(hostile)('%s is refused by every method', async (_, argument) => {
  const boundary = openBoundary()
  for (const channel of boundary.channels) {
    expect(await boundary.call(channel, [argument]), channel).toMatchObject({ ok: false, code: 'argument-invalid' })
  }
  expect(boundary.reached).toEqual([])
  expect(boundary.bugs).toEqual([])
})

test('more than one argument is refused', async () => {
  expect(await openBoundary().call(methodChannel('app.info'), [undefined, undefined])).toMatchObject({ ok: false })
})

test('random arguments never get past a schema and never cause a bug', async () => {
  const boundary = openBoundary()
  for (const method of methodNames) {
    await fc.assert(
      fc.asyncProperty(fc.anything({ withNullPrototype: true, withDate: true, withMap: true }), async (argument) => {
        const reply = await boundary.call(methodChannel(method), [argument])
        const [reached] = boundary.reached.splice(0)
        if (reached) expect(contract[method].input.safeParse(reached[1]).success).toBe(true)
        else expect(reply).toMatchObject({ ok: false, code: 'argument-invalid' })
      }),
      { numRuns: 1000 },
    )
  }
  expect(boundary.bugs).toEqual([])
}, 120_000)

test('a valid argument reaches its method, and the value comes back in an envelope', async () => {
  const boundary = openBoundary(async (method, input) => ({ method, input }))
  expect(await boundary.call(methodChannel('workspaces.open'), [{ fileId: 'x' }])).toEqual({
    ok: true,
    value: { method: 'workspaces.open', input: { fileId: 'x' } },
  })
  expect(await boundary.call(adoptChannel, [['/a', '/b']])).toEqual({ ok: true, value: ['/a', '/b'] })
})

test('an expected failure keeps its code and details; a bug says only that it happened', async () => {
  const expected = openBoundary(async () => {
    throw new AppError('workspace-newer', 'It was written by version 9.', { version: 9 })
  })
  expect(await expected.call(methodChannel('workspaces.open'), [{ fileId: 'x' }])).toEqual({
    ok: false,
    code: 'workspace-newer',
    message: 'It was written by version 9.',
    details: { version: 9 },
  })
  const bug = new TypeError('cannot read /home/jane/secret.csv of Jane Doe')
  const broken = openBoundary(async () => {
    throw bug
  })
  const reply = await broken.call(methodChannel('workspaces.open'), [{ fileId: 'x' }])
  expect(reply).toMatchObject({ ok: false, code: 'internal' })
  expect(JSON.stringify(reply)).not.toMatch(/jane|secret|TypeError|\.ts|at /i)
  expect(broken.bugs).toEqual([bug])
})
