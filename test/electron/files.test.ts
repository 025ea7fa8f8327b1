import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { BrowserWindow, OpenDialogOptions, SaveDialogOptions } from 'electron'
import { createFiles } from '../../electron/files.ts'
import type { Files, FileSurroundings } from '../../electron/files.ts'

let folder: string
let recentFile: string
let shown: string[]
let openAnswer: readonly string[] | null
let saveAnswer: string | null
let asked: (OpenDialogOptions | SaveDialogOptions)[]
let files: Files

/** A person who chooses what the test says; Electron's dialogs are the edge of the machine. */
function personsDialog(): FileSurroundings['dialog'] {
  const answer = {
    showOpenDialog: async (_window: BrowserWindow, options: OpenDialogOptions) => {
      asked.push(options)
      return { canceled: openAnswer === null, filePaths: [...(openAnswer ?? [])] }
    },
    showSaveDialog: async (_window: BrowserWindow, options: SaveDialogOptions) => {
      asked.push(options)
      return { canceled: saveAnswer === null, filePath: saveAnswer ?? '' }
    },
  }
  // Boundary: without the overloads that have no window.
  return answer as unknown as FileSurroundings['dialog']
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-files-'))
  recentFile = path.join(folder, 'recent.json')
  shown = []
  asked = []
  openAnswer = null
  saveAnswer = null
  files = createFiles({
    dialog: personsDialog(),
    shell: { showItemInFolder: (file) => void shown.push(file) },
    window: () => ({}) as BrowserWindow, // handed through to the dialogs above, which do not look at it
    home: folder,
    documents: path.join(folder, 'Documents'),
    recentFile,
  })
})
afterEach(() => rm(folder, { recursive: true }))

test('a chosen export has an id, a name and a size, and no path', async () => {
  const file = path.join(folder, 'export.csv')
  await writeFile(file, 'a,b\n1,2\n')
  openAnswer = [file]
  const [picked] = await files.chooseImports()
  expect(picked).toMatchObject({ name: 'export.csv', byteCount: 8 })
  expect(JSON.stringify(picked)).not.toContain(folder)
  expect(files.resolve(picked?.fileId ?? '', 'import')).toBe(file)
})

test('an id is good only for what its file was picked for', async () => {
  openAnswer = [path.join(folder, 'export.csv')]
  const [picked] = await files.chooseImports()
  for (const purpose of ['report', 'rejected-rows', 'new-workspace', 'workspace'] as const) {
    expect(() => files.resolve(picked?.fileId ?? '', purpose)).toThrow(expect.objectContaining({ code: 'not-found' }))
  }
  expect(() => files.resolve('../export.csv', 'import')).toThrow(expect.objectContaining({ code: 'not-found' }))
})

test('dropped files may be exports or workspaces; what is no file says so', async () => {
  const [picked] = await files.adopt([path.join(folder, 'a.plumbline')])
  expect(files.resolve(picked?.fileId ?? '', 'workspace')).toBe(path.join(folder, 'a.plumbline'))
  expect(files.resolve(picked?.fileId ?? '', 'import')).toBe(path.join(folder, 'a.plumbline'))
  await expect(files.adopt([''])).rejects.toMatchObject({ code: 'file-missing' })
})

test('cancelled dialogs choose nothing', async () => {
  expect(await files.chooseImports()).toEqual([])
  expect(await files.chooseWorkspace()).toBeNull()
  expect(await files.chooseReport('html')).toBeNull()
})

test.each([
  ['report', 'report.html'],
  ['report.htm', 'report.htm'],
])('a report saved as %s is named %s', async (typed, name) => {
  saveAnswer = path.join(folder, typed)
  const picked = await files.chooseReport('html')
  expect(picked?.name).toBe(name)
  expect(asked[0]?.defaultPath).toBe(path.join(folder, 'Documents', 'Service review.html'))
  files.showReport(picked?.fileId ?? '')
  expect(shown).toEqual([path.join(folder, name)])
})

test('recent workspaces: newest first, no doubles, at most twelve, forgotten on request', async () => {
  for (let index = 0; index < 14; index += 1) await files.remember(path.join(folder, `w${index}.plumbline`), index)
  await files.remember(path.join(folder, 'w5.plumbline'), 20)
  await writeFile(path.join(folder, 'w5.plumbline'), 'x')
  const recent = await files.recent()
  expect(recent).toHaveLength(12)
  expect(recent[0]).toMatchObject({ name: 'w5', folder: '~', openedAt: 20, exists: true })
  expect(recent[1]).toMatchObject({ name: 'w13', exists: false })
  expect((await files.recent())[1]?.fileId).toBe(recent[1]?.fileId)
  await files.forget(recent[0]?.fileId ?? '')
  expect((await files.recent())[0]?.name).toBe('w13')
  expect(files.resolve(recent[1]?.fileId ?? '', 'workspace')).toBe(path.join(folder, 'w13.plumbline'))
})

test('a damaged list of recent workspaces is set aside, not overwritten', async () => {
  await writeFile(recentFile, '[{"path":')
  expect(await files.recent()).toEqual([])
  await files.remember(path.join(folder, 'a.plumbline'), 1)
  expect(await readFile(`${recentFile}.unreadable`, 'utf8')).toBe('[{"path":')
  expect(await readdir(folder)).not.toContain('recent.json.new')
})
