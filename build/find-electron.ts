/** Electron's runtime. Asking its package would start a download, so this reads what the package reads. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The executable, or null where the runtime is not installed. `root` is the folder of package.json. */
export function findElectron(root: string): string | null {
  const folder = path.join(root, 'node_modules/electron')
  const pathFile = path.join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const executable = path.join(
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? path.join(folder, 'dist'),
    readFileSync(pathFile, 'utf8').trim(),
  )
  return existsSync(executable) ? executable : null
}
