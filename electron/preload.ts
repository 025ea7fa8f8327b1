/** Exposes the bridge and nothing else. No logic: what may be called, and with what, is decided in `ipc.ts`. */
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { IpcRendererEvent } from 'electron'
import type { Bridge, EventName, Events } from '../shared/api.ts'
import { adoptChannel, bridgeKey, commandChannel, eventChannel, methodChannel } from '../shared/wire.ts'

/** Listens without ever handing Electron's event, and with it the sender, to the page. */
function listen(channel: string, listener: (payload: never) => void): () => void {
  // Boundary: what comes on a channel is what `main.ts` sends on it, typed there by the same contract.
  const forward = (_event: IpcRendererEvent, payload: unknown): void => listener(payload as never)
  ipcRenderer.on(channel, forward)
  return () => void ipcRenderer.removeListener(channel, forward)
}

const bridge: Bridge = {
  invoke: (method, input) => ipcRenderer.invoke(methodChannel(method), input),
  on: <Name extends EventName>(event: Name, listener: (payload: Events[Name]) => void) =>
    listen(eventChannel(event), listener),
  // Boundary: the contract has no DOM types; Electron throws for anything that is not a `File`.
  adopt: (files) =>
    ipcRenderer.invoke(
      adoptChannel,
      files.map((file) => webUtils.getPathForFile(file as File)),
    ),
  onCommand: (listener) => listen(commandChannel, listener),
}

contextBridge.exposeInMainWorld(bridgeKey, bridge)
