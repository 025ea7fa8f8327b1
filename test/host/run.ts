/**
 * Runs the built app on Node with an installed Chromium as its window:
 * `node test/host/run.ts [--visible] --data FOLDER`. The module `electron` is the stand-in beside this file.
 */
import { subscribe } from 'node:diagnostics_channel'
import { registerHooks } from 'node:module'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import type { FromHost, ToHost } from './control.ts'
import { app, grantedPermissions, Menu } from './electron.ts'
import { dialogAnswers, options, seen, whenPageIsOpen } from './host-state.ts'

const standIn = new URL('./electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : nextResolve(specifier, context),
})

const { values } = parseArgs({ options: { visible: { type: 'boolean', default: false }, data: { type: 'string' } } })
if (!values.data) throw new Error('--data FOLDER is needed.')
options.current = { isVisible: values.visible, dataFolder: path.resolve(values.data) }

// Node announces every thread that is started; the newest one of the app is its data thread.
let dataThread: Worker | null = null
subscribe('worker_threads', (message) => {
  if (typeof message === 'object' && message !== null && 'worker' in message && message.worker instanceof Worker) {
    dataThread = message.worker
  }
})

function tell(message: FromHost): void {
  process.send?.(message)
}

process.on('message', (message: ToHost) => {
  switch (message.type) {
    case 'answer-dialog':
      dialogAnswers.push(message.answer)
      break
    case 'click-menu':
      Menu.getApplicationMenu()?.click(message.id)
      break
    case 'observe':
      tell({ type: 'observations', observations: { ...seen, menu: Menu.getApplicationMenu()?.list() ?? [] } })
      break
    case 'ask-permissions':
      tell({ type: 'permissions', granted: grantedPermissions(message.permissions) })
      break
    case 'end-data-thread':
      void dataThread?.terminate()
      break
    case 'quit':
      app.quit()
      break
  }
})
process.once('SIGINT', () => app.quit())
process.once('SIGTERM', () => app.quit())
process.once('disconnect', () => app.quit())

void whenPageIsOpen.promise.then((browserUrl) => tell({ type: 'ready', browserUrl }))
await import(new URL('../../dist/main/main.js', import.meta.url).href)
