/** One page of an installed Chromium that plays the window: requests, navigation and calls go through the app's code. */
import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { chromium } from 'playwright-core'
import type { BrowserContext, CDPSession, Frame, Page, Request as PageRequest, Route } from 'playwright-core'
import { findChromium } from '../../build/find-chromium.ts'
import { seen } from './host-state.ts'
import { initScript } from './page-side.ts'
import type { PageNames } from './page-side.ts'
import { decodePlain, encodePlain } from './plain-codec.ts'

/** Chromium has no schemes of our own; `app://plumbline` is shown as this secure origin, which resolves to nothing. */
const appPrefix = 'app://plumbline'
const localOrigin = 'https://plumbline.localhost'

function toAppUrl(url: string): string {
  return url === localOrigin || url.startsWith(`${localOrigin}/`) ? appPrefix + url.slice(localOrigin.length) : url
}

function toLocalUrl(url: string): string {
  return url === appPrefix || url.startsWith(`${appPrefix}/`) ? localOrigin + url.slice(appPrefix.length) : url
}

export interface FrameOfPage {
  readonly url: string
  readonly origin: string
  readonly isMain: boolean
}

/** The app's side of everything that a page does. */
export interface PageOwner {
  readonly switches: readonly (readonly [name: string, value: string])[]
  readonly size: { readonly width: number; readonly height: number }
  readonly isVisible: boolean
  readonly profileFolder: string
  /** Text of the built preload. */
  readonly preload: string
  /** Permissions of Chromium that the app allows; all others are denied. */
  readonly permissions: readonly string[]
  readonly invoke: (channel: string, given: readonly unknown[], frame: FrameOfPage) => Promise<unknown>
  readonly isRequestCancelled: (url: string) => boolean
  readonly isNavigationPrevented: (url: string, isMainFrame: boolean) => boolean
  readonly isWindowDenied: (url: string) => boolean
  readonly respond: (request: Request) => Promise<Response>
  readonly onClosed: () => void
}

export interface ChromiumPage {
  readonly page: Page
  /** Address for a second client. */
  readonly browserUrl: string
  readonly load: (appUrl: string) => Promise<void>
  readonly send: (channel: string, given: readonly unknown[]) => void
  /** Path of a file that the page holds under an expression; empty if it lies nowhere. */
  readonly pathOfFile: (expression: string) => Promise<string>
  readonly close: () => Promise<void>
}

function browserArguments(owner: PageOwner): string[] {
  const { width, height } = owner.size
  return [
    ...owner.switches.map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`)),
    '--remote-debugging-port=0',
    '--test-type',
    `--window-size=${width},${height}`,
    ...(owner.isVisible ? ['--app=data:text/html,Plumbline'] : []),
    // Chromium refuses its sandbox to root, such as in a container.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ]
}

/** Chromium writes the port that it chose into its profile folder. */
async function readBrowserUrl(profileFolder: string): Promise<string> {
  const file = path.join(profileFolder, 'DevToolsActivePort')
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const text = await readFile(file, 'utf8').catch(() => '')
    const port = text.split('\n')[0]
    if (port) return `http://127.0.0.1:${port}`
    await delay(50)
  }
  throw new Error('Chromium did not say where it can be reached.')
}

async function launch(owner: PageOwner): Promise<BrowserContext> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('The Chromium host found no Chromium or Chrome on this machine.')
  await mkdir(owner.profileFolder, { recursive: true })
  return chromium.launchPersistentContext(owner.profileFolder, {
    executablePath,
    headless: !owner.isVisible,
    args: browserArguments(owner),
    ignoreDefaultArgs: ['--enable-automation'],
    viewport: owner.isVisible ? null : owner.size,
    colorScheme: null,
    chromiumSandbox: process.getuid?.() !== 0,
    acceptDownloads: false,
    handleSIGINT: false,
  })
}

function describeFrame(frame: Frame, page: Page): FrameOfPage {
  const url = toAppUrl(frame.url())
  const parsed = URL.parse(url)
  const origin = parsed && parsed.host !== '' ? `${parsed.protocol}//${parsed.host}` : 'null'
  return { url, origin, isMain: frame === page.mainFrame() }
}

const freshName = (): string => `host_${randomUUID().replaceAll('-', '')}`

const toText = (value: unknown): string => JSON.stringify(encodePlain(value))

/** The frame that asks, or null where there is none yet: a window that a page just tried to open. */
function frameOf(request: PageRequest): Frame | null {
  try {
    return request.frame()
  } catch {
    return null
  }
}

/** Opens the browser with one page, on which nothing has been loaded yet. */
export async function openChromiumPage(owner: PageOwner): Promise<ChromiumPage> {
  const names: PageNames = { binding: freshName(), dispatch: freshName(), files: freshName() }
  const context = await launch(owner)
  const page = context.pages()[0] ?? (await context.newPage())
  const cdp = await context.newCDPSession(page)
  let expectedUrl: string | null = null
  let sending: Promise<unknown> = Promise.resolve()

  async function callFromPage(frame: Frame, channel: string, text: string): Promise<string> {
    try {
      const given = (await putPaths(decodePlain(JSON.parse(text)), names.files, cdp)) as readonly unknown[]
      return toText(['ok', await owner.invoke(channel, given, describeFrame(frame, page))])
    } catch (error) {
      return toText(['failed', error instanceof Error ? error.message : 'unknown'])
    }
  }

  function isNavigationStopped(request: PageRequest): boolean {
    const frame = frameOf(request)
    if (!request.isNavigationRequest() || frame?.page() !== page) return false
    const isMainFrame = frame === page.mainFrame()
    if (isMainFrame && request.url() === expectedUrl) {
      expectedUrl = null
      return false
    }
    return owner.isNavigationPrevented(toAppUrl(request.url()), isMainFrame)
  }

  async function answerRequest(route: Route, request: PageRequest): Promise<void> {
    const url = toAppUrl(request.url())
    if (frameOf(request)?.page() !== page && owner.isWindowDenied(url)) {
      seen.deniedWindows.push(url)
      return route.abort('blockedbyclient')
    }
    if (isNavigationStopped(request)) {
      seen.preventedNavigations.push(url)
      return route.abort('aborted')
    }
    if (owner.isRequestCancelled(url)) {
      seen.cancelledRequests.push(url)
      return route.abort('blockedbyclient')
    }
    if (!url.startsWith(`${appPrefix}/`)) {
      seen.leakedRequests.push(url)
      return route.abort('blockedbyclient')
    }
    const response = await owner.respond(new Request(url, { method: request.method() }))
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    })
  }

  await context.grantPermissions(owner.permissions, { origin: localOrigin })
  await context.exposeBinding(names.binding, ({ frame }, channel: string, text: string) =>
    callFromPage(frame, channel, text),
  )
  await context.addInitScript({ content: initScript(owner.preload, names, localOrigin) })
  await context.route('**/*', (route, request) => answerRequest(route, request))
  context.on('page', (popup) => {
    if (owner.isWindowDenied(toAppUrl(popup.url()))) void popup.close()
  })
  page.once('close', owner.onClosed)
  page.on('pageerror', (error) => seen.complaints.push(`uncaught ${error.name}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error') seen.complaints.push(`console: ${message.text()}`)
  })

  return {
    page,
    browserUrl: await readBrowserUrl(owner.profileFolder),
    load: async (appUrl) => {
      expectedUrl = toLocalUrl(appUrl)
      await page.goto(expectedUrl)
    },
    send: (channel, given) => {
      const message = [names.dispatch, channel, toText(given)] as const
      sending = sending.then(
        () =>
          page
            .evaluate(([dispatch, channel, text]) => {
              // Boundary: the init script has put the function there; a page that is just loading has none yet.
              const hidden = window as unknown as Record<string, ((channel: string, text: string) => void) | undefined>
              hidden[dispatch]?.(channel, text)
            }, message)
            .catch(() => undefined), // The page is closing or loading; Electron drops the message as well.
      )
    },
    pathOfFile: (expression) => pathOfFile(cdp, expression),
    close: () => context.close(),
  }
}

async function pathOfFile(cdp: CDPSession, expression: string): Promise<string> {
  const { result } = await cdp.send('Runtime.evaluate', { expression })
  if (!result.objectId) return ''
  const info = await cdp.send('DOM.getFileInfo', { objectId: result.objectId }).catch(() => ({ path: '' }))
  return info.path
}

/** Replaces what the page's `getPathForFile` gave by the path that only the browser knows. */
async function putPaths(value: unknown, filesName: string, cdp: CDPSession): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => putPaths(item, filesName, cdp)))
  if (typeof value !== 'string' || !value.startsWith(`${filesName}:`)) return value
  return pathOfFile(cdp, `window[${JSON.stringify(filesName)}][${Number(value.slice(filesName.length + 1))}]`)
}
