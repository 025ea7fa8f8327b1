import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { commandsNeedingWorkspace, menuTemplate } from '../../electron/menu.ts'
import { commandIds, commands } from '../../shared/commands.ts'

function itemsOf(template: readonly MenuItemConstructorOptions[]): readonly MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? itemsOf(item.submenu) : [])])
}

function build(isMac: boolean, devTools: boolean, chosen: string[] = []) {
  return itemsOf(menuTemplate({ isMac, devTools, onCommand: (id) => void chosen.push(id) }))
}

test.each([true, false])('every command is in the menu once (mac: %s)', (isMac) => {
  const ids = build(isMac, false).flatMap((item) => item.id ?? [])
  expect(ids.toSorted()).toEqual([...commandIds].toSorted())
})

test('choosing an item gives its command', () => {
  const chosen: string[] = []
  for (const item of build(false, false, chosen)) if (item.id) (item.click as (() => void) | undefined)?.()
  expect(chosen.toSorted()).toEqual([...commandIds].toSorted())
})

test('commands that need a workspace start disabled', () => {
  const disabled = build(false, false).flatMap((item) => (item.enabled === false ? (item.id ?? []) : []))
  expect(disabled.toSorted()).toEqual([...commandsNeedingWorkspace].toSorted())
  expect(commandsNeedingWorkspace.every((id) => commands[id].needsWorkspace)).toBe(true)
})

test('accelerators are unique and name keys as Electron does', () => {
  const accelerators = build(false, false).flatMap((item) => item.accelerator ?? [])
  expect(new Set(accelerators).size).toBe(accelerators.length)
  for (const accelerator of accelerators) expect(accelerator).toMatch(/^CmdOrCtrl\+(Shift\+)?[A-Z0-9,/]$/)
})

test.each([true, false])('developer tools are only in the menu of a build from sources (%s)', (devTools) => {
  expect(build(false, devTools).some((item) => item.role === 'toggleDevTools')).toBe(devTools)
})
