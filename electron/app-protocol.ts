/**
 * The pages of the app come from `app://plumbline/`, answered by a pure function over the files of the renderer bundle.
 * The bundle is a list made at start-up: what is not in the list does not exist, whatever the URL says.
 */
import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'

export const appScheme = 'app'
const appHost = 'plumbline'
export const appOrigin = `${appScheme}://${appHost}`
export const appPage = `${appOrigin}/index.html`

/** The bundler writes this text wherever the page needs the nonce of its response. */
const noncePlaceholder = '__CSP_NONCE__'

interface BundleFile {
  readonly contentType: string
  readonly read: () => Promise<Uint8Array>
}

/** Files by their path in the URL, such as `/index.html`. */
export type Bundle = ReadonlyMap<string, BundleFile>

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/**
 * Lists the files of a folder and of those below it. A file of a type that a page does not need is no part of the bundle,
 * and neither is a link. Walks by itself, because Electron's reading of folders inside an archive knows no recursion.
 */
export async function listBundle(folder: string): Promise<Bundle> {
  const bundle = new Map<string, BundleFile>()
  async function add(current: string, url: string): Promise<void> {
    for (const entry of await readdir(current, { withFileTypes: true })) {
      const file = path.join(current, entry.name)
      const contentType = contentTypes[path.extname(entry.name)]
      if (entry.isDirectory()) await add(file, `${url}${entry.name}/`)
      else if (entry.isFile() && contentType) bundle.set(url + entry.name, { contentType, read: () => readFile(file) })
    }
  }
  await add(folder, '/')
  return bundle
}

/**
 * Policy of every page. Mantine and React need: their own style elements (the nonce), images of charts (data:, blob:),
 * and the Trusted Types policy named `default`, which the renderer defines.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self' data: blob:",
    "connect-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default',
  ].join('; ')
}

function headersFor(contentType: string, nonce: string): Headers {
  return new Headers({
    'content-type': contentType,
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  })
}

function refuse(status: number, nonce: string): Response {
  return new Response(null, { status, headers: headersFor('text/plain; charset=utf-8', nonce) })
}

/** The file that a URL names, or undefined. No decoding and no normalising: only the listed spelling matches. */
function findFile(url: string, bundle: Bundle): BundleFile | undefined {
  const parsed = URL.parse(url)
  if (!parsed || parsed.protocol !== `${appScheme}:` || parsed.host !== appHost) return undefined
  if (parsed.username || parsed.password || parsed.search) return undefined
  return bundle.get(parsed.pathname)
}

/** Answers one request for a page, script, style, font or image of the app: the listed file, or an empty refusal. */
export async function respond(request: Request, bundle: Bundle): Promise<Response> {
  const nonce = randomBytes(18).toString('base64')
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, nonce)
  const file = findFile(request.url, bundle)
  if (!file) return refuse(404, nonce)
  const headers = headersFor(file.contentType, nonce)
  if (request.method === 'HEAD') return new Response(null, { headers })
  const bytes = await file.read()
  if (!file.contentType.startsWith('text/html')) return new Response(Buffer.from(bytes), { headers })
  return new Response(Buffer.from(bytes).toString('utf8').replaceAll(noncePlaceholder, nonce), { headers })
}
