/** What pages may do beyond showing the app: nothing. Rules as plain functions, and their registration with Electron. */
import type { Session, WebContents } from 'electron'
import { appOrigin, appScheme } from './app-protocol.ts'

/**
 * Switches of the browser engine that keep it off the network, read at start-up. Sources: Chromium's
 * `chrome/common/chrome_switches.cc`, `components/embedder_support/switches.cc` and `services/network`.
 */
export const offlineSwitches: readonly (readonly [name: string, value?: string])[] = [
  ['no-proxy-server'],
  ['dns-prefetch-disable'],
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['no-pings'],
]

const allowedPermissions: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'fullscreen'])

export function isPermissionAllowed(permission: string): boolean {
  return allowedPermissions.has(permission)
}

/** Requests that stay inside the app: its own pages, and data that the page made itself. */
export function isRequestAllowed(url: string): boolean {
  const parsed = URL.parse(url)
  if (!parsed) return false
  if (parsed.protocol === 'data:') return true
  if (parsed.protocol === 'blob:') return url.startsWith(`blob:${appOrigin}/`)
  return parsed.protocol === `${appScheme}:` && url.startsWith(`${appOrigin}/`)
}

/** No permissions, no network, no spelling dictionaries for every page of the session. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback) => callback(isPermissionAllowed(permission)))
  session.setPermissionCheckHandler((_contents, permission) => isPermissionAllowed(permission))
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.webRequest.onBeforeRequest((details, callback) => callback({ cancel: !isRequestAllowed(details.url) }))
}

/** No navigation, no new window, no embedded page, whatever the page contains. */
export function lockContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}
