/** Start-up of the desktop app, in order: single instance, data thread, ipc, window, menu. */
import { homedir } from 'node:os'
import path from 'node:path'
import { inspect } from 'node:util'
import { app, dialog, ipcMain, Menu, session, shell } from 'electron'
import type { BrowserWindow } from 'electron'
import type { EventName, Events } from '../shared/api.ts'
import { commandChannel, eventChannel } from '../shared/wire.ts'
import { createAnswers } from './answers.ts'
import { listBundle } from './app-protocol.ts'
import { createFiles } from './files.ts'
import { handleCalls, isOurPage } from './ipc.ts'
import { lockContents, lockSession, offlineSwitches } from './lockdown.ts'
import { openLog } from './log.ts'
import { commandsNeedingWorkspace, menuTemplate } from './menu.ts'
import { createWindow, loadPage, registerAppScheme, serveBundle } from './window.ts'
import { startDataThread } from './worker/client.ts'
import type { DataThread } from './worker/protocol.ts'

/** Long enough for a chunk of an import to roll back. */
const stopPatienceMs = 5000

const builtFolder = path.dirname(import.meta.dirname)
const log = openLog(app.getPath('logs'), Date.now)
let window: BrowserWindow | null = null
let dataThread: DataThread

/** Into the log file without personal data; in full only on the terminal of whoever runs the app from its sources. */
function reportBug(place: string, cause: unknown): void {
  log.write(place, cause)
  if (!app.isPackaged) process.stderr.write(`${place}: ${inspect(cause)}\n`)
}

function send<Name extends EventName>(event: Name, payload: Events[Name]): void {
  if (window && !window.isDestroyed()) window.webContents.send(eventChannel(event), payload)
}

function showWorkspaceState(workspaceOpen: boolean): void {
  const menu = Menu.getApplicationMenu()
  for (const id of commandsNeedingWorkspace) {
    const item = menu?.getMenuItemById(id)
    if (item) item.enabled = workspaceOpen
  }
  send('data-changed', { workspaceOpen })
}

function connectDataThread(): DataThread {
  const thread = startDataThread()
  thread.onProgress((progress) => send('import-progress', progress))
  thread.onDataChanged(showWorkspaceState)
  thread.onStopped(() => {
    reportBug('data thread', new Error('The data thread ended without being asked to.'))
    showWorkspaceState(false)
  })
  return thread
}

async function restartData(): Promise<void> {
  await dataThread.stop()
  dataThread = connectDataThread()
  showWorkspaceState(false)
}

function sendCommand(commandId: string): void {
  window?.webContents.send(commandChannel, commandId)
}

function focusWindow(): void {
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

/** Lets running work roll back before the process ends, but never hangs on it. */
function quitOrderly(event: { preventDefault: () => void }): void {
  event.preventDefault()
  const patience = new Promise<void>((resolve) => void setTimeout(resolve, stopPatienceMs))
  void Promise.race([dataThread.stop(), patience]).then(() => app.exit(0))
}

async function start(): Promise<void> {
  await app.whenReady()
  const devTools = !app.isPackaged
  lockSession(session.defaultSession)
  serveBundle(await listBundle(path.join(builtFolder, 'renderer')))

  dataThread = connectDataThread()
  const files = createFiles({
    dialog,
    shell,
    window: () => {
      if (!window) throw new Error('A dialog was asked for without a window.')
      return window
    },
    home: homedir(),
    documents: app.getPath('documents'),
    recentFile: path.join(app.getPath('userData'), 'recent-workspaces.json'),
  })
  const answers = createAnswers({
    version: app.getVersion(),
    platform: process.platform,
    host: 'electron' in process.versions ? 'electron' : 'chromium',
    files,
    dataThread: () => dataThread,
    restartData,
    temporary: app.getPath('temp'),
    now: Date.now,
    reportBug,
  })
  handleCalls(ipcMain, (event) => isOurPage(event, window?.webContents.id ?? null), answers)

  app.on('second-instance', focusWindow)
  app.on('window-all-closed', () => app.quit())
  app.once('will-quit', quitOrderly)
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(menuTemplate({ isMac: process.platform === 'darwin', devTools, onCommand: sendCommand })),
  )
  window = createWindow(path.join(builtFolder, 'preload', 'preload.cjs'), devTools)
  await loadPage(window)
}

if (app.requestSingleInstanceLock()) {
  app.enableSandbox()
  for (const [name, value] of offlineSwitches) app.commandLine.appendSwitch(name, value)
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
  process.on('uncaughtException', (error) => reportBug('main process', error))
  process.on('unhandledRejection', (error) => reportBug('main process', error))
  registerAppScheme()
  start().catch((error: unknown) => {
    reportBug('start-up', error)
    app.exit(1)
  })
} else {
  app.quit()
}
