/**
 * What runs in the page before its own scripts, in the main frame only: the built preload, with a `require('electron')`
 * whose `ipcRenderer` talks to the host process over one binding. The functions below are sent as source text.
 */
import { decodePlain, encodePlain } from './plain-codec.ts'
import { refuseUnknown } from './refuse-unknown.ts'

/** Names that a page cannot guess, fresh for every run. */
export interface PageNames {
  readonly binding: string
  readonly dispatch: string
  readonly files: string
}

interface PreloadSurroundings {
  readonly names: PageNames
  readonly origin: string
  readonly runPreload: (require: (name: string) => unknown, module: { exports: unknown }) => void
  readonly encodePlain: typeof encodePlain
  readonly decodePlain: typeof decodePlain
  readonly refuseUnknown: typeof refuseUnknown
}

/** The stand-in of `electron` inside a sandboxed preload. */
function installPreload(surroundings: PreloadSurroundings): void {
  const { names, origin, runPreload, encodePlain, decodePlain, refuseUnknown } = surroundings
  if (window !== window.top || location.origin !== origin) return
  // Boundary: the host has put these under names that only it knows.
  const hidden = window as unknown as Record<string, unknown>
  const callHost = hidden[names.binding] as (channel: string, text: string) => Promise<string>
  const listeners = new Map<string, Set<(event: unknown, ...given: unknown[]) => void>>()
  const files: File[] = []

  const ipcRenderer = refuseUnknown('ipcRenderer', {
    invoke: async (channel: string, ...given: unknown[]): Promise<unknown> => {
      const [outcome, value] = decodePlain(JSON.parse(await callHost(channel, JSON.stringify(encodePlain(given))))) as [
        string,
        unknown,
      ]
      if (outcome === 'ok') return value
      throw new Error(`Error invoking remote method '${channel}': ${String(value)}`)
    },
    on: (channel: string, listener: (event: unknown, ...given: unknown[]) => void): void => {
      const known = listeners.get(channel) ?? new Set()
      listeners.set(channel, known.add(listener))
    },
    removeListener: (channel: string, listener: (event: unknown, ...given: unknown[]) => void): void => {
      listeners.get(channel)?.delete(listener)
    },
  })
  const contextBridge = refuseUnknown('contextBridge', {
    exposeInMainWorld: (key: string, value: object): void => {
      Object.defineProperty(window, key, { value: Object.freeze(value), enumerable: true })
    },
  })
  const webUtils = refuseUnknown('webUtils', {
    // The path is known outside of the page only: the host puts it in place of this text when the call leaves the page.
    getPathForFile: (file: unknown): string => {
      if (!(file instanceof File)) throw new TypeError('getPathForFile takes a File.')
      files.push(file)
      return `${names.files}:${files.length - 1}`
    },
  })

  Object.defineProperty(window, names.files, { value: files })
  Object.defineProperty(window, names.dispatch, {
    value: (channel: string, text: string) => {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...(decodePlain(JSON.parse(text)) as unknown[]))
    },
  })
  const electron = { ipcRenderer, contextBridge, webUtils }
  runPreload(
    (name) => {
      if (name === 'electron') return electron
      throw new Error(`module not found: ${name}`)
    },
    { exports: {} },
  )
}

/** The init script for a built preload (the text of one CommonJS file). */
export function initScript(preload: string, names: PageNames, origin: string): string {
  return `(${installPreload.toString()})({
    names: ${JSON.stringify(names)},
    origin: ${JSON.stringify(origin)},
    encodePlain: ${encodePlain.toString()},
    decodePlain: ${decodePlain.toString()},
    refuseUnknown: ${refuseUnknown.toString()},
    runPreload: (require, module) => { const exports = module.exports;\n${preload}\n},
  })`
}
