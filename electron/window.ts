/** The one window: sandboxed, isolated, without Node, showing pages of the app only. */
import { BrowserWindow, protocol } from 'electron'
import type { BrowserWindowConstructorOptions } from 'electron'
import { appPage, appScheme, respond } from './app-protocol.ts'
import type { Bundle } from './app-protocol.ts'

/** Has to run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: appScheme, privileges: { standard: true, secure: true } }])
}

export function serveBundle(bundle: Bundle): void {
  protocol.handle(appScheme, (request) => respond(request, bundle))
}

function windowOptions(preload: string, devTools: boolean): BrowserWindowConstructorOptions {
  return {
    title: 'Plumbline',
    width: 1280,
    height: 800,
    minWidth: 800,
    minHeight: 560,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools,
    },
  }
}

/** The window, not yet loaded, so that calls of the page find it known; `loadPage` comes next. `preload` is a file. */
export function createWindow(preload: string, devTools: boolean): BrowserWindow {
  const window = new BrowserWindow(windowOptions(preload, devTools))
  window.once('ready-to-show', () => window.show())
  return window
}

export async function loadPage(window: BrowserWindow): Promise<void> {
  await window.loadURL(appPage)
}
