/** Builds the app into `dist/`: `node build/build.ts`, with the names of parts to build only those. */
import { build } from 'vite'
import mainConfig from './vite.main.config.ts'
import preloadConfig from './vite.preload.config.ts'
import rendererConfig from './vite.renderer.config.ts'

const parts = { main: mainConfig, preload: preloadConfig, renderer: rendererConfig } as const
type Part = keyof typeof parts
const partNames = Object.keys(parts) as readonly Part[] // keys of a const object: exactly its names

function isPart(name: string): name is Part {
  return Object.hasOwn(parts, name)
}

export async function buildApp(chosen: readonly Part[] = partNames): Promise<void> {
  for (const part of chosen) await build({ ...parts[part], configFile: false, logLevel: 'warn' })
}

if (import.meta.main) {
  const names = process.argv.slice(2)
  const unknown = names.filter((name) => !isPart(name))
  if (unknown.length > 0) {
    process.stderr.write(`There is no part named ${unknown.join(', ')}. The parts are ${partNames.join(', ')}.\n`)
    process.exitCode = 1
  } else {
    await buildApp(names.length > 0 ? names.filter(isPart) : partNames)
  }
}
