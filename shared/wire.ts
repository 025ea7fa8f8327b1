/** Names of the IPC channels between preload and main process. Derived, so that no side can invent one. */
import type { EventName, MethodName } from './api.ts'

/** The key of `window` under which the preload exposes the bridge. */
export const bridgeKey = 'plumbline'

/** Dropped files: the preload sends their paths here; the page never sees one. */
export const adoptChannel = 'files:adopt'

/** Commands chosen in a native menu. */
export const commandChannel = 'menu:command'

export function methodChannel(method: MethodName): string {
  return `method:${method}`
}

export function eventChannel(event: EventName): string {
  return `event:${event}`
}
