/** axe on every screen of the sample workspace, in both themes and at three widths. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AxeResults, RunOptions } from 'axe-core'
import { freshFolder, launch } from './driver.ts'
import type { AppUnderTest } from './driver.ts'
import { goTo, openSample, schemes, screens, settled } from './screens.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const widths = [900, 1280, 1680] as const

declare global {
  interface Window {
    readonly axe: { readonly run: (context: Document, options: RunOptions) => Promise<AxeResults> }
  }
}

let app: AppUnderTest
let remove: () => Promise<void>

beforeAll(async () => {
  const fresh = await freshFolder()
  remove = fresh.remove
  app = await launch(fresh.folder)
  // As a debugger would: the page's policy allows no script of ours.
  await app.page.evaluate(axeSource)
})
afterAll(async () => {
  await app.quit()
  await remove()
})

/** Each violation as one line: rule, impact, where. */
async function violations(): Promise<readonly string[]> {
  const found = await app.page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
      resultTypes: ['violations'],
    }),
  )
  // A run that looked at nothing would find nothing.
  expect(found.passes.length).toBeGreaterThan(5)
  return found.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map((node) => `${id} (${String(impact)}): ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
  )
}

async function inEveryLook(name: string): Promise<void> {
  const all: string[] = []
  for (const colorScheme of schemes) {
    await app.page.emulateMedia({ colorScheme })
    for (const width of widths) {
      await app.page.setViewportSize({ width, height: 800 })
      await settled(app.page)
      all.push(...(await violations()).map((line) => `${name} ${colorScheme} ${width}: ${line}`))
    }
  }
  expect(all).toEqual([])
}

test('start', () => inEveryLook('start'))

describe('with the sample workspace', () => {
  beforeAll(() => openSample(app))
  test.each(screens)('%s', async (screen) => {
    await goTo(app, screen)
    await inEveryLook(screen)
  })
})
