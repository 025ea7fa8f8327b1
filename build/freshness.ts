/** Whether `dist/` still belongs to the sources: by the newest change below the folders that are built from. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const sources = ['electron', 'renderer', 'shared', 'build', 'package-lock.json']

function markOf(root: string): string {
  return path.join(root, 'dist/built')
}

function newestChange(file: string): number {
  const found = statSync(file)
  if (!found.isDirectory()) return found.mtimeMs
  const parts = readdirSync(file).map((name) => newestChange(path.join(file, name)))
  return Math.max(found.mtimeMs, ...parts)
}

export function isBuilt(root: string): boolean {
  const builtAt = statSync(markOf(root), { throwIfNoEntry: false })?.mtimeMs ?? 0
  return sources.every((source) => newestChange(path.join(root, source)) < builtAt)
}

export function markBuilt(root: string): void {
  mkdirSync(path.dirname(markOf(root)), { recursive: true })
  writeFileSync(markOf(root), '')
}
