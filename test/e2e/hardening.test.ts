/** What a page of the app may not do, tried from inside the page, and what Electron was told. Chromium host only. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bridge } from '../../shared/api.ts'
import { launchOnChromium } from './chromium-driver.ts'
import type { AppOnChromium } from './chromium-driver.ts'
import { freshFolder } from './driver.ts'

declare global {
  interface Window {
    readonly plumbline: Bridge
  }
}

let app: AppOnChromium
let dataFolder: string
let removeFolder: () => Promise<void>

beforeAll(async () => {
  const { folder, remove } = await freshFolder()
  dataFolder = folder
  removeFolder = remove
  app = await launchOnChromium(folder)
  await app.page.evaluate(() => {
    Object.assign(window, { violations: [] })
    document.addEventListener('securitypolicyviolation', (event) => {
      // Boundary: the list that the line above made.
      const { violations } = window as unknown as { violations: string[] }
      violations.push(event.effectiveDirective)
    })
  })
})
afterAll(async () => {
  await app.quit()
  await removeFolder()
})

/** In the page: what the last attempt threw or violated. */
function outcome(): string {
  const { thrown, violations } = window as unknown as { thrown: string | null; violations: string[] }
  return [...violations, ...(thrown === null ? [] : [thrown])].join(' ')
}

/** Runs code as the page's own (a task without the rights of a debugger) and tells what it threw or violated. */
async function attempt(code: () => unknown): Promise<string> {
  const name = `probe${Math.random().toString(36).slice(2)}`
  // The debugger may define functions; when they run later they have the page's rights.
  await app.page.evaluate(`window.${name} = ${code.toString()}; window.violations.length = 0; window.thrown = null`)
  await app.page.evaluate((name) => {
    setTimeout(() => {
      // Boundary: what the line before has put there.
      const here = window as unknown as Record<string, unknown> & { thrown: string | null }
      const fail = (error: unknown): void => void (here.thrown = error instanceof Error ? error.name : 'unknown')
      try {
        Promise.resolve((here[name] as () => unknown)()).catch(fail)
      } catch (error) {
        fail(error)
      }
    }, 0)
  }, name)
  for (let waited = 0; waited < 3000; waited += 50) {
    const text = await app.page.evaluate(outcome)
    if (text !== '') return text
    await app.page.waitForTimeout(50)
  }
  return ''
}

test('the window is sandboxed, isolated and without Node', async () => {
  const { windows, isSandboxEnabled, switches } = await app.observe()
  expect(isSandboxEnabled).toBe(true)
  expect(windows).toHaveLength(1)
  expect(windows[0]).toMatchObject({
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  expect(switches.map(([name]) => name)).toContain('no-proxy-server')
})

test('the page has the bridge and nothing of Node or Electron', async () => {
  const kinds = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'global', 'electron'].map(
      (name) => `${name} ${typeof Reflect.get(window, name)}`,
    ),
  )
  expect(kinds.every((kind) => kind.endsWith('undefined'))).toBe(true)
  expect(await app.page.evaluate(() => Object.keys(window.plumbline).toSorted())).toEqual([
    'adopt',
    'invoke',
    'on',
    'onCommand',
  ])
  expect(await app.page.evaluate(() => Object.isFrozen(window.plumbline))).toBe(true)
})

const probes: readonly [name: string, code: () => unknown][] = [
  ['eval', () => Reflect.apply(Reflect.get(window, 'eval'), window, ['1'])],
  ['the Function constructor', () => Reflect.construct(Function, ['return 1'])],
  ['a timer with text', () => Reflect.apply(setTimeout, window, ['1', 0])],
  ['markup with innerHTML', () => void (document.body.innerHTML = '<img src=x onerror=alert(1)>')],
  ['markup after the root', () => document.body.insertAdjacentHTML('beforeend', '<b>x</b>')],
  ['document.write', () => document.write('<b>x</b>')],
  ['an inline handler', () => document.body.setAttribute('onclick', 'alert(1)')],
  [
    'a script from elsewhere',
    () => {
      const script = document.createElement('script')
      script.setAttribute('src', 'https://example.com/x.js')
      document.body.append(script)
    },
  ],
  [
    'a style element without the nonce',
    () => {
      const style = document.createElement('style')
      style.append('body { display: none }')
      document.head.append(style)
    },
  ],
  [
    'a style sheet from elsewhere',
    () =>
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'stylesheet', href: 'https://example.com/x.css' }),
      ),
  ],
  ['fetch', () => fetch('https://example.com/x')],
  ['fetch of our own page', () => fetch('/index.html')],
  [
    'XMLHttpRequest',
    () => {
      const request = new XMLHttpRequest()
      request.open('GET', 'https://example.com/x')
      request.send()
    },
  ],
  ['a beacon', () => navigator.sendBeacon('https://example.com/x', 'x')],
  ['a web socket', () => new WebSocket('wss://example.com/')],
  ['an event source', () => new EventSource('https://example.com/x')],
  ['an image from elsewhere', () => void (new Image().src = 'https://example.com/x.png')],
  ['a font from elsewhere', () => new FontFace('x', 'url(https://example.com/x.woff2)').load()],
  ['audio', () => void (new Audio().src = 'https://example.com/x.mp3')],
  [
    'a frame',
    () => document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.com/' })),
  ],
  [
    'a frame of our own',
    () => document.body.append(Object.assign(document.createElement('iframe'), { src: '/index.html' })),
  ],
  [
    'an object',
    () => document.body.append(Object.assign(document.createElement('object'), { data: 'https://example.com/x' })),
  ],
  ['a worker', () => new Worker('/x.js')],
  ['a service worker', () => navigator.serviceWorker.register('/x.js')],
  [
    'a form',
    () =>
      Object.assign(document.body.appendChild(document.createElement('form')), {
        action: 'https://example.com/',
      }).submit(),
  ],
  [
    'a base address',
    () => document.head.append(Object.assign(document.createElement('base'), { href: 'https://example.com/' })),
  ],
  ['another Trusted Types policy', () => Reflect.get(window, 'trustedTypes').createPolicy('evil', {})],
  ['a replaced bridge', () => void Object.defineProperty(window, 'plumbline', { value: {} })],
]

test.each(probes)('blocked: %s', async (_, code) => {
  expect(await attempt(code)).not.toBe('')
  expect(await app.page.evaluate(() => Reflect.get(window, 'wasRun') as unknown)).toBeUndefined()
})

test('an inline script does not run', async () => {
  // Refused by the Trusted Types policy of the page, which reports nothing, before the inline rule would report it.
  await attempt(() => {
    const script = document.createElement('script')
    script.append('window.wasRun = true')
    document.body.append(script)
    throw new Error('done')
  })
  expect(await app.page.evaluate(() => Reflect.get(window, 'wasRun') as unknown)).toBeUndefined()
})

test('nothing that was tried reached the edge of the app', async () => {
  const { cancelledRequests, leakedRequests } = await app.observe()
  expect({ cancelledRequests, leakedRequests }).toEqual({ cancelledRequests: [], leakedRequests: [] })
})

test.each([
  ['https://example.com/', 'https://example.com/'],
  ['file:///etc/passwd', null],
  ['/index.html?again', 'app://plumbline/index.html?again'],
  ['javascript:window.wasRun=true', null],
  ['data:text/html,<script>1</script>', null],
])('navigation to %s goes nowhere', async (target, prevented) => {
  const before = app.page.url()
  await app.page.evaluate((target) => void setTimeout(() => location.assign(target), 0), target)
  await app.page.waitForTimeout(300)
  expect(app.page.url()).toBe(before)
  expect(await app.page.evaluate(() => Reflect.get(window, 'wasRun') as unknown)).toBeUndefined()
  if (prevented) expect((await app.observe()).preventedNavigations).toContain(prevented)
})

test.each(['https://example.com/', '/index.html', 'about:blank'])('a new window with %s is denied', async (target) => {
  await app.page.evaluate((target) => void window.open(target), target)
  await expect.poll(() => app.page.context().pages().length).toBe(1)
  const denied = new URL(target, 'app://plumbline').href
  // An empty window asks for no page.
  if (target !== 'about:blank') await expect.poll(async () => (await app.observe()).deniedWindows).toContain(denied)
  expect((await app.observe()).leakedRequests).toEqual([])
})

test('the app grants two permissions and no other that Electron knows', async () => {
  const declarations = readFileSync(path.resolve('node_modules/electron/electron.d.ts'), 'utf8')
  const signature = /setPermissionCheckHandler\(handler: [^\n]*?permission: ([^,]+),/.exec(declarations)?.[1] ?? ''
  const names = [...signature.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '')
  expect(names.length).toBeGreaterThan(20)
  expect((await app.grantedPermissions(names)).toSorted()).toEqual(['clipboard-sanitized-write', 'fullscreen'])
})

test.each([
  [
    'geolocation',
    () =>
      new Promise((_, reject) =>
        navigator.geolocation.getCurrentPosition(
          () => undefined,
          () => reject(new Error('denied')),
        ),
      ),
  ],
  ['camera and microphone', () => navigator.mediaDevices.getUserMedia({ audio: true, video: true })],
  ['reading the clipboard', () => navigator.clipboard.readText()],
  ['MIDI', () => navigator.requestMIDIAccess()],
] as const)('the browser denies %s', async (_, code) => {
  expect(await attempt(code)).not.toBe('')
})

test('a method that is not in the contract has no channel', async () => {
  const failure = await app.page.evaluate(() =>
    window.plumbline.invoke('workspaces.deleteAll' as never, undefined).catch((error: unknown) => String(error)),
  )
  expect(failure).toContain('No handler registered')
})

test('a frame inside the page has no bridge', async () => {
  const kinds = await app.page.evaluate(() => {
    const frame = document.body.appendChild(document.createElement('iframe'))
    const kind = typeof (frame.contentWindow && Reflect.get(frame.contentWindow, 'plumbline'))
    frame.remove()
    return kind
  })
  expect(kinds).toBe('undefined')
})

test('a second app on the same data gives way to the first', async () => {
  await expect(launchOnChromium(dataFolder)).rejects.toThrow('exit code 0')
})
