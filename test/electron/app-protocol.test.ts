import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appOrigin, contentSecurityPolicy, listBundle, respond } from '../../electron/app-protocol.ts'
import type { Bundle } from '../../electron/app-protocol.ts'

const secret = 'TOP SECRET'
const page = '<meta name="csp-nonce" content="__CSP_NONCE__"><style nonce="__CSP_NONCE__"></style>'
let folder: string
let bundle: Bundle

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plumbline-bundle-'))
  await mkdir(path.join(folder, 'renderer/assets'), { recursive: true })
  await writeFile(path.join(folder, 'secret.html'), secret)
  await writeFile(path.join(folder, 'renderer/index.html'), page)
  await writeFile(path.join(folder, 'renderer/assets/app-1a2b.js'), 'export {}')
  await writeFile(path.join(folder, 'renderer/assets/app.css'), 'body{}')
  await writeFile(path.join(folder, 'renderer/notes.txt'), secret)
  await symlink(path.join(folder, 'secret.html'), path.join(folder, 'renderer/link.html'))
  bundle = await listBundle(path.join(folder, 'renderer'))
})

afterAll(() => rm(folder, { recursive: true }))

const get = (url: string, method = 'GET'): Promise<Response> => respond(new Request(url, { method }), bundle)

test('the bundle is the plain files of the types that a page needs; links lead nowhere', () => {
  expect([...bundle.keys()].sort()).toEqual(['/assets/app-1a2b.js', '/assets/app.css', '/index.html'])
})

test('files come with their type, and a page with the nonce of its own policy', async () => {
  const script = await get(`${appOrigin}/assets/app-1a2b.js`)
  expect([script.status, script.headers.get('content-type'), await script.text()]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    'export {}',
  ])
  const first = await get(`${appOrigin}/index.html`)
  const policy = first.headers.get('content-security-policy') ?? ''
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
  expect(nonce).toHaveLength(24)
  expect(await first.text()).toBe(page.replaceAll('__CSP_NONCE__', nonce))
  const second = await get(`${appOrigin}/index.html`)
  expect(second.headers.get('content-security-policy')).not.toBe(policy)
})

test('every answer, refusals included, carries the policy and forbids guessing of types', async () => {
  for (const response of [await get(`${appOrigin}/index.html`), await get(`${appOrigin}/none`)]) {
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin')
  }
})

test('the policy allows no inline script, no eval and no network', () => {
  const policy = contentSecurityPolicy('abc')
  expect(policy).not.toMatch(/unsafe|https?:|\*/)
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("connect-src 'none'")
  expect(policy).toContain("require-trusted-types-for 'script'")
})

test.each([
  `${appOrigin}/`,
  appOrigin,
  `${appOrigin}/Index.html`,
  `${appOrigin}/INDEX.HTML`,
  `${appOrigin}/index.html%00`,
  `${appOrigin}/index.html/`,
  `${appOrigin}//index.html`,
  `${appOrigin}/./assets\\app.css`,
  `${appOrigin}/%69ndex.html`,
  `${appOrigin}/assets%2fapp.css`,
  `${appOrigin}/..%2fsecret.html`,
  `${appOrigin}/%2e%2e/secret.html`,
  `${appOrigin}/....//secret.html`,
  `${appOrigin}/index.html?x=1`,
  `${appOrigin}/notes.txt`,
  `${appOrigin}/link.html`,
  `${appOrigin}/__proto__`,
  `${appOrigin}:80/index.html`,
  'app://PLUMBLINE/index.html',
  'app://plumbline./index.html',
  'app://evil/index.html',
  'app:index.html',
  'app:///index.html',
  'file:///etc/passwd',
  'https://plumbline/index.html',
])('%s is not there', async (url) => {
  const response = await get(url)
  expect([response.status, await response.text()]).toEqual([404, ''])
})

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is refused', async (method) => {
  expect((await get(`${appOrigin}/index.html`, method)).status).toBe(405)
})

test('HEAD has the head only', async () => {
  const response = await get(`${appOrigin}/index.html`, 'HEAD')
  expect([response.status, await response.text()]).toEqual([200, ''])
})

test('no URL gets a byte from outside of the bundle', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2E%2e',
      '..%2f',
      '..%5c',
      '..\\',
      '%252e%252e',
      '%00',
      '\u0000',
      '//',
      '~',
      ' ',
    ),
    fc.constantFrom(
      'renderer',
      'assets',
      'index.html',
      'secret.html',
      'SECRET.HTML',
      'app.css',
      'notes.txt',
      'link.html',
    ),
    fc.constantFrom(
      'etc',
      'passwd',
      'C:',
      '%c0%ae%c0%ae',
      '\u2025',
      '\uff0e\uff0e',
      'index.html%00.js',
      '#',
      '?',
      '@',
      ':',
    ),
    fc.string({ maxLength: 8, unit: 'binary' }),
  )
  const start = fc.constantFrom(
    'app://plumbline/',
    'app://plumbline',
    'APP://plumbline/',
    'app://plumbline@evil/',
    'app://evil/',
    'app://user:pass@plumbline/',
    'app:',
    'app:/',
    'file:///',
    'http://plumbline/',
  )
  const inside = new Set(['export {}', 'body{}', ''])
  await fc.assert(
    fc.asyncProperty(
      start,
      fc.array(piece, { maxLength: 8 }),
      fc.constantFrom('/', '\\', ''),
      async (head, parts, glue) => {
        const url = URL.parse(head + parts.join(glue))
        fc.pre(url !== null && !url.username && !url.password) // `Request` itself refuses addresses with a password.
        const text = await (await get(url.href)).text()
        const isPage = text.replaceAll(/(content|nonce)="[^"]{24}"/g, '$1="__CSP_NONCE__"') === page
        expect(inside.has(text) || isPage).toBe(true)
      },
    ),
    { numRuns: 10_000 },
  )
}, 60_000)
