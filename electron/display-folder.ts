/** Folders as people read them on a screen. Never used as a path again. */
import path from 'node:path'

const maxCharacters = 40

/** The folder of a file with the home folder as `~`, shortened in the middle: `~/…/clients/acme`. */
export function displayFolder(file: string, home: string): string {
  const folder = path.dirname(file)
  const relative = path.relative(home, folder)
  const isInHome = relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
  const shown = isInHome ? path.join('~', relative) : folder
  if (shown.length <= maxCharacters) return shown
  const parts = shown.split(path.sep)
  const tail = parts.slice(-2).join(path.sep)
  return [parts[0] ?? '', '…', tail.length <= maxCharacters ? tail : `${tail.slice(0, maxCharacters)}…`].join(path.sep)
}
