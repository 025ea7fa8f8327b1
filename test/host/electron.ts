/**
 * Stands in for the module `electron` in the main process. It has exactly what the app uses, typed against Electron's own
 * declarations; anything else fails by name.
 */
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync } from 'node:fs'
import { readFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import type {
  App,
  BrowserWindowConstructorOptions,
  IpcMain,
  IpcMainInvokeEvent,
  Menu as ElectronMenu,
  MenuItemConstructorOptions,
  OpenDialogOptions,
  OpenDialogReturnValue,
  Protocol,
  SaveDialogOptions,
  SaveDialogReturnValue,
  Session,
  Shell,
  WebContents,
} from 'electron'
import { openChromiumPage } from './chromium-page.ts'
import type { ChromiumPage, FrameOfPage } from './chromium-page.ts'
import type { MenuEntry } from './control.ts'
import { showOpenDialog, showSaveDialog } from './dialogs.ts'
import { options, seen, whenPageIsOpen } from './host-state.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { takeInstanceLock } from './instance-lock.ts'

type Listener = (...given: unknown[]) => void

/** `on` and `once` with one signature in place of Electron's hundred overloads. */
interface Emits {
  on(event: string, listener: Listener): this
  once(event: string, listener: Listener): this
}

/** An event that can be prevented; says afterwards whether it was. */
function preventable(): { readonly event: { preventDefault: () => void }; readonly isPrevented: () => boolean } {
  let prevented = false
  return { event: { preventDefault: () => void (prevented = true) }, isPrevented: () => prevented }
}

const root = path.resolve(import.meta.dirname, '../..')
const packageJson = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string } // our own file

// ---------------------------------------------------------------------------------------------------------------- app

const appEvents = new EventEmitter()
let openPage: ChromiumPage | null = null

function folderOf(name: string): string {
  const documents = path.join(homedir(), 'Documents')
  switch (name) {
    case 'userData':
      return options.current.dataFolder
    case 'logs':
      return path.join(options.current.dataFolder, 'logs')
    case 'temp':
      return tmpdir()
    case 'documents':
      return existsSync(documents) ? documents : homedir()
    default:
      throw new Error(`The Chromium host has no path "${name}".`)
  }
}

async function exit(exitCode = 0): Promise<void> {
  await openPage?.close().catch(() => undefined) // It may be the page's closing that brought us here.
  process.exit(exitCode)
}

function quit(): void {
  const { event, isPrevented } = preventable()
  appEvents.emit('will-quit', event)
  if (!isPrevented()) void exit()
}

type UsedApp = Pick<
  App,
  'whenReady' | 'getPath' | 'getVersion' | 'isPackaged' | 'enableSandbox' | 'requestSingleInstanceLock'
> &
  Emits & { commandLine: Pick<App['commandLine'], 'appendSwitch'>; quit: () => void; exit: (exitCode?: number) => void }

const usedApp: UsedApp = {
  whenReady: () => Promise.resolve(),
  getPath: folderOf,
  getVersion: () => packageJson.version,
  isPackaged: false,
  enableSandbox: () => void (seen.isSandboxEnabled = true),
  requestSingleInstanceLock: () => {
    mkdirSync(options.current.dataFolder, { recursive: true })
    return takeInstanceLock(options.current.dataFolder)
  },
  commandLine: { appendSwitch: (name, value = '') => void seen.switches.push([name, value]) },
  quit,
  exit: (exitCode) => void exit(exitCode),
  on(event, listener) {
    appEvents.on(event, listener)
    return this
  },
  once(event, listener) {
    appEvents.once(event, listener)
    return this
  },
}
export const app = refuseUnknown('app', usedApp)

// ---------------------------------------------------------------------------------------------------------------- ipc

type InvokeListener = Parameters<IpcMain['handle']>[1]
const invokeListeners = new Map<string, InvokeListener>()

export const ipcMain: Pick<IpcMain, 'handle'> = refuseUnknown('ipcMain', {
  handle: (channel: string, listener: InvokeListener) => {
    if (invokeListeners.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    invokeListeners.set(channel, listener)
  },
})

async function invoke(
  channel: string,
  given: readonly unknown[],
  frame: FrameOfPage,
  sender: UsedContents,
): Promise<unknown> {
  const listener = invokeListeners.get(channel)
  if (!listener) throw new Error(`Error: No handler registered for '${channel}'`)
  const senderFrame = { url: frame.url, origin: frame.origin, parent: frame.isMain ? null : {} }
  // Boundary: an event with the parts that the app reads.
  const event = { sender, senderFrame } as unknown as IpcMainInvokeEvent
  return (await listener(event, ...given)) as unknown
}

// ------------------------------------------------------------------------------------------------- protocol and session

const protocolHandlers = new Map<string, (request: Request) => Response | Promise<Response>>()

export const protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'> = refuseUnknown('protocol', {
  registerSchemesAsPrivileged: (schemes) => {
    for (const { scheme, privileges } of schemes) {
      if (!privileges?.standard || !privileges.secure)
        throw new Error(`The Chromium host can only show ${scheme}: as secure.`)
    }
  },
  handle: (scheme, handler) => void protocolHandlers.set(scheme, handler),
})

type SessionHandlers = {
  -readonly [Name in 'setPermissionRequestHandler' | 'setPermissionCheckHandler']: Parameters<Session[Name]>[0]
}
type BeforeRequest = (
  details: Electron.OnBeforeRequestListenerDetails,
  callback: (response: Electron.CallbackResponse) => void,
) => void
const sessionHandlers: SessionHandlers = { setPermissionRequestHandler: null, setPermissionCheckHandler: null }
let beforeRequest: BeforeRequest | null = null

const usedSession = refuseUnknown('session.defaultSession', {
  setPermissionRequestHandler: (handler: SessionHandlers['setPermissionRequestHandler']) =>
    void (sessionHandlers.setPermissionRequestHandler = handler),
  setPermissionCheckHandler: (handler: SessionHandlers['setPermissionCheckHandler']) =>
    void (sessionHandlers.setPermissionCheckHandler = handler),
  setDevicePermissionHandler: () => undefined, // Chromium's own chooser for devices never opens under automation.
  setSpellCheckerEnabled: () => undefined, // The host's Chromium has no spelling dictionaries to load.
  webRequest: refuseUnknown('session.webRequest', {
    onBeforeRequest: (listener: BeforeRequest | null) => void (beforeRequest = listener),
  }),
})
// Boundary: a session with the parts that the app uses.
export const session = { defaultSession: usedSession as unknown as Session }

/** Which of these permissions the app grants when asked and when checked. */
export function grantedPermissions(names: readonly string[]): readonly string[] {
  return names.filter((name) => {
    let isGranted = false
    // Boundary: the names come from Electron's declarations; the app's handlers look at the name only.
    const permission = name as Parameters<NonNullable<SessionHandlers['setPermissionCheckHandler']>>[1]
    const request = name as Parameters<NonNullable<SessionHandlers['setPermissionRequestHandler']>>[1]
    const contents = {} as WebContents
    sessionHandlers.setPermissionRequestHandler?.(contents, request, (granted) => (isGranted = granted), {
      isMainFrame: true,
      requestingUrl: 'app://plumbline/index.html',
    })
    const details = { isMainFrame: true }
    return (
      isGranted ||
      sessionHandlers.setPermissionCheckHandler?.(contents, permission, 'app://plumbline', details) === true
    )
  })
}

function isRequestCancelled(url: string): boolean {
  let isCancelled = false
  // Boundary: the app looks at the address only.
  const details = { url } as Electron.OnBeforeRequestListenerDetails
  beforeRequest?.(details, (response) => (isCancelled = response.cancel === true))
  return isCancelled
}

async function respond(request: Request): Promise<Response> {
  const handler = protocolHandlers.get(new URL(request.url).protocol.slice(0, -1))
  if (!handler) throw new Error(`No handler is registered for ${request.url}.`)
  return handler(request)
}

// ------------------------------------------------------------------------------------------------------------- windows

type UsedContents = Pick<WebContents, 'id' | 'send' | 'setWindowOpenHandler'> & Emits
let windowCount = 0

/** Electron's names of permissions that playwright can grant, by Chromium's name. */
const grantable: Readonly<Record<string, string>> = { 'clipboard-sanitized-write': 'clipboard-write' }

export class BrowserWindow {
  readonly webContents: UsedContents
  readonly #events = new EventEmitter()
  readonly #contentsEvents = new EventEmitter()
  readonly #given: BrowserWindowConstructorOptions
  #openHandler: Parameters<WebContents['setWindowOpenHandler']>[0] | null = null
  #page: ChromiumPage | null = null
  #isDestroyed = false

  constructor(given: BrowserWindowConstructorOptions) {
    windowCount += 1
    const contentsEvents = this.#contentsEvents
    this.#given = given
    this.webContents = refuseUnknown('webContents', {
      id: windowCount,
      send: (channel: string, ...sent: unknown[]) => this.#page?.send(channel, sent),
      setWindowOpenHandler: (handler: Parameters<WebContents['setWindowOpenHandler']>[0]) => {
        this.#openHandler = handler
      },
      on(event: string, listener: Listener) {
        contentsEvents.on(event, listener)
        return this
      },
      once(event: string, listener: Listener) {
        contentsEvents.once(event, listener)
        return this
      },
    })
    seen.windows.push(given)
    appEvents.emit('web-contents-created', {}, this.webContents)
    return refuseUnknown('BrowserWindow', this)
  }

  /** The page of a window given to a dialog. */
  static pageOf(window: unknown): ChromiumPage {
    if (openPage && window instanceof BrowserWindow) return openPage
    throw new Error('A dialog needs a window with a page.')
  }

  once = (event: string, listener: Listener): this => {
    this.#events.once(event, listener)
    return this
  }

  async loadURL(url: string): Promise<void> {
    const contents = this.webContents
    const handler = this.#openHandler
    this.#page = await openChromiumPage({
      switches: seen.switches,
      size: { width: this.#given.width ?? 1280, height: this.#given.height ?? 800 },
      isVisible: options.current.isVisible,
      profileFolder: path.join(options.current.dataFolder, 'chromium-profile'),
      preload: readFileSync(this.#given.webPreferences?.preload ?? '', 'utf8'),
      permissions: grantedPermissions(Object.keys(grantable)).map((name) => grantable[name] ?? name),
      invoke: (channel, given, frame) => invoke(channel, given, frame, contents),
      isRequestCancelled,
      isNavigationPrevented: (target, isMainFrame) => this.#isNavigationPrevented(target, isMainFrame),
      // Boundary: the app looks at nothing of the details.
      isWindowDenied: (target) => handler?.({ url: target } as Electron.HandlerDetails).action === 'deny',
      respond,
      onClosed: () => {
        this.#isDestroyed = true
        appEvents.emit('window-all-closed')
      },
    })
    openPage = this.#page
    await this.#page.load(url)
    this.#events.emit('ready-to-show')
    whenPageIsOpen.resolve(this.#page.browserUrl)
  }

  #isNavigationPrevented(url: string, isMainFrame: boolean): boolean {
    const { event, isPrevented } = preventable()
    if (isMainFrame) this.#contentsEvents.emit('will-navigate', event, url)
    this.#contentsEvents.emit('will-frame-navigate', { ...event, url, isMainFrame })
    return isPrevented()
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  isMinimized(): boolean {
    return false
  }

  restore(): void {
    // The host cannot minimise its window, so there is nothing to restore.
  }

  show(): void {
    // Chromium's window has been visible from the start.
  }

  focus(): void {
    void this.#page?.page.bringToFront()
  }
}

/** Dialogs as the app opens them: always on its window. Electron's overloads without one are not there. */
export const dialog = refuseUnknown('dialog', {
  showOpenDialog: (window: BrowserWindow, given: OpenDialogOptions): Promise<OpenDialogReturnValue> =>
    showOpenDialog(BrowserWindow.pageOf(window), given),
  showSaveDialog: (window: BrowserWindow, given: SaveDialogOptions): Promise<SaveDialogReturnValue> =>
    showSaveDialog(BrowserWindow.pageOf(window), given),
})

export const shell: Pick<Shell, 'showItemInFolder'> = refuseUnknown('shell', {
  showItemInFolder: (file: string) => {
    seen.shownInFolder.push(file)
    if (options.current.isVisible) process.stdout.write(`The file is ${file}\n`)
  },
})

// --------------------------------------------------------------------------------------------------------------- menus

interface KeptItem extends MenuItemConstructorOptions {
  enabled: boolean
}

export class Menu {
  static #applicationMenu: Menu | null = null
  readonly #items: readonly KeptItem[]

  private constructor(items: readonly KeptItem[]) {
    this.#items = items
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    const flat = template.flatMap((item) => (Array.isArray(item.submenu) ? item.submenu : [item]))
    return new Menu(flat.map((item) => Object.assign({}, item, { enabled: item.enabled ?? true })))
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#applicationMenu = menu
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#applicationMenu
  }

  getMenuItemById(id: string): KeptItem | null {
    return this.#items.find((item) => item.id === id) ?? null
  }

  /** For the host's owner: the menu as data. */
  list(): readonly MenuEntry[] {
    return this.#items
      .filter((item) => item.id !== undefined)
      .map(({ id = '', label = '', enabled, accelerator }) => ({
        id,
        label,
        enabled,
        accelerator: accelerator ?? null,
      }))
  }

  /** For the host's owner: what choosing an item does. */
  click(id: string): void {
    const item = this.getMenuItemById(id)
    if (!item?.enabled) throw new Error(`The menu has no enabled item "${id}".`)
    // Boundary: the app's items use no argument.
    const click = item.click as (() => void) | undefined
    click?.()
  }
}

/** Compiles only while the stand-in's menu has what the app uses of Electron's. */
export type MenuFits = Pick<ElectronMenu, 'getMenuItemById'>
