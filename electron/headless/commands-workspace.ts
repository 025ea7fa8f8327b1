/** `verify`, `backup` and `sample`. */
import { existsSync, statSync } from 'node:fs'
import { formatCount } from '../../shared/units.ts'
import { readNumber } from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { openWorkspaceOf, workspacePath } from './open-workspace.ts'

const verify: Command = {
  name: 'verify',
  usage: 'verify WORKSPACE',
  summary: 'Recomputes structure, hashes and facts and says what differs.',
  options: {},
  positionals: 1,
  run: async (context) => {
    await openWorkspaceOf(context)
    const { problems } = await context.data.call('node.verify', undefined)
    const ok = problems.length === 0
    context.output.result({ ok, problems }, () => (ok ? 'Everything is as it was imported.' : problems.join('\n')))
    return ok ? 0 : 1
  },
}

const backup: Command = {
  name: 'backup',
  usage: 'backup WORKSPACE OUT',
  summary: 'Writes a copy of the workspace.',
  options: {},
  positionals: 2,
  run: async (context) => {
    await openWorkspaceOf(context)
    const target = context.args.positionals[1] ?? ''
    const { byteCount } = await context.data.call('node.backup', undefined, target)
    context.output.result({ ok: true, file: target, byteCount }, () => `${target}: ${formatCount(byteCount)} bytes.`)
    return 0
  },
}

const defaultSeed = 1
const defaultConversations = 2400

const sample: Command = {
  name: 'sample',
  usage: 'sample WORKSPACE|DIR [--seed N] [--conversations N]',
  summary: 'Makes a synthetic company: a workspace (a name ending in .plumbline) or export files (a folder).',
  options: { seed: { type: 'string' }, conversations: { type: 'string' } },
  positionals: 1,
  run: async (context) => {
    const { args } = context
    const input = {
      seed: readNumber('seed', args.text('seed') ?? String(defaultSeed), 0),
      conversations: readNumber('conversations', args.text('conversations') ?? String(defaultConversations), 1),
    }
    const path = workspacePath(context)
    const isFolder = existsSync(path) ? statSync(path).isDirectory() : !path.toLowerCase().endsWith('.plumbline')
    return isFolder ? sampleFiles(context, path, input) : sampleWorkspace(context, input)
  },
}

interface SampleInput {
  readonly seed: number
  readonly conversations: number
}

async function sampleFiles({ data, output }: CommandContext, path: string, input: SampleInput): Promise<number> {
  const { files } = await data.call('node.sampleFiles', input, path)
  output.result({ ok: true, files }, () => files.join('\n'))
  return 0
}

async function sampleWorkspace(context: CommandContext, input: SampleInput): Promise<number> {
  const path = workspacePath(context)
  const { rows } = await context.data.call('node.sampleWorkspace', input, path)
  context.output.result(
    { ok: true, workspace: path, rows },
    () => `${path}: ${formatCount(rows.read)} rows of a synthetic company.`,
  )
  return 0
}

export const workspaceCommands: readonly Command[] = [verify, backup, sample]
