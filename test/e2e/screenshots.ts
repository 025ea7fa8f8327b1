/** `npm run screenshots [-- FOLDER]`: every screen of the sample workspace, in two sizes, light and dark. */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { freshFolder, launch } from './driver.ts'
import { goTo, openSample, schemes, screens, settled } from './screens.ts'

const sizes = [
  { width: 1280, height: 800 },
  { width: 1680, height: 1050 },
] as const

const target = path.resolve(process.argv[2] ?? 'dist/screenshots')
await mkdir(target, { recursive: true })
const { folder, remove } = await freshFolder()
const app = await launch(folder)

async function shoot(name: string): Promise<void> {
  for (const colorScheme of schemes) {
    await app.page.emulateMedia({ colorScheme })
    for (const size of sizes) {
      await app.page.setViewportSize(size)
      await settled(app.page)
      const file = path.join(target, `${name}-${colorScheme}-${size.width}x${size.height}.png`)
      await app.page.screenshot({ path: file })
      process.stdout.write(`${file}\n`)
    }
  }
}

try {
  await app.page.getByRole('heading', { name: 'Plumbline' }).waitFor()
  await shoot('start')
  await openSample(app)
  for (const screen of screens) {
    await goTo(app, screen)
    await shoot(screen)
  }
  for (const complaint of await app.complaints()) {
    process.stderr.write(`The page complained: ${complaint}\n`)
    process.exitCode = 1
  }
} finally {
  await app.quit()
  await remove()
}
