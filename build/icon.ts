/** Draws `build/resources/icon.png` (1024 × 1024, from which packaging makes every other size) from the SVG beside it. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { chromium } from 'playwright-core'
import { findChromium } from './find-chromium.ts'

const folder = path.join(import.meta.dirname, 'resources')
const executablePath = findChromium()
if (!executablePath) throw new Error('No Chromium or Chrome was found to draw with.')

const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 })
const page = await browser.newPage({ viewport: { width: 512, height: 512 }, deviceScaleFactor: 2 })
await page.setContent(`<body style="margin:0">${await readFile(path.join(folder, 'icon.svg'), 'utf8')}</body>`)
await page.screenshot({ path: path.join(folder, 'icon.png'), omitBackground: true })
await browser.close()
