import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { expect, test } from 'vitest'
import { isPermissionAllowed, isRequestAllowed, offlineSwitches } from '../../electron/lockdown.ts'

/** Permission names from Electron's own declarations, so that a new one is denied or decided here, never forgotten. */
function permissionsOf(method: string): readonly string[] {
  const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const declarations = readFileSync(path.join(folder, 'electron.d.ts'), 'utf8')
  const signature = new RegExp(`${method}\\(handler: [^\\n]*?permission: ([^,]+),`).exec(declarations)?.[1] ?? ''
  return [...signature.matchAll(/'([^']+)'/g)].map((match) => match[1] ?? '')
}

test.each(['setPermissionCheckHandler', 'setPermissionRequestHandler'])(
  '%s: all but two permissions are denied',
  (method) => {
    const names = permissionsOf(method)
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter(isPermissionAllowed).toSorted()).toEqual(['clipboard-sanitized-write', 'fullscreen'])
  },
)

test.each(['app://plumbline/index.html', 'data:image/png;base64,AA==', 'blob:app://plumbline/7b1c'])(
  '%s stays inside the app',
  (url) => expect(isRequestAllowed(url)).toBe(true),
)

test.each([
  'https://example.com/',
  'http://localhost/',
  'ws://127.0.0.1/',
  'file:///etc/passwd',
  'ftp://example.com/',
  'devtools://devtools/x',
  'chrome://settings',
  'app://plumbline.example.com/index.html',
  'app://evil/index.html',
  'app://plumbline@evil/',
  'blob:https://example.com/7b1c',
  'about:blank',
  'not a url',
])('%s is cancelled', (url) => expect(isRequestAllowed(url)).toBe(false))

test('host names resolve to nothing', () => {
  expect(offlineSwitches).toContainEqual(['host-resolver-rules', 'MAP * ~NOTFOUND'])
})
