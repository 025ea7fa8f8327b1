/** The workspace that a command names, opened or made. */
import { existsSync, rmSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import type { CommandContext } from './command.ts'
import { UsageError } from './usage.ts'

/** Opens the workspace of an existing file. */
export async function openWorkspaceOf(context: CommandContext): Promise<void> {
  await context.data.call('node.open', { create: null }, workspacePath(context))
}

export function workspacePath(context: CommandContext): string {
  const path = context.args.positionals[0]
  if (path === undefined) throw new UsageError('Name a workspace file, such as review.plumbline.')
  return path
}

/**
 * Opens the workspace, creating it first where there is none. If the work then keeps nothing, a workspace that was
 * created for it is taken away again.
 */
export async function withWorkspace(
  context: CommandContext,
  create: { readonly zone: string; readonly country: string },
  work: () => Promise<{ readonly keep: boolean; readonly status: number }>,
): Promise<number> {
  const path = workspacePath(context)
  const isNew = !existsSync(path)
  if (!isNew) {
    await openWorkspaceOf(context)
    return (await work()).status
  }
  if (!path.toLowerCase().endsWith('.plumbline')) {
    throw new AppError('argument-invalid', `A new workspace needs a name ending in .plumbline, not ${path}.`, { path })
  }
  let keep = false
  try {
    await context.data.call('node.open', { create }, path)
    const outcome = await work()
    keep = outcome.keep
    return outcome.status
  } finally {
    if (!keep) {
      await context.data.call('workspaces.close', undefined)
      for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true })
    }
  }
}
