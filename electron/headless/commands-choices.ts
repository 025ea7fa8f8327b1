/** `authors` and `profiles`: what the user says about a workspace's imports. */
import type { DataThread } from '../worker/protocol.ts'
import type { Command } from './command.ts'
import { openWorkspaceOf } from './open-workspace.ts'
import { textTable } from './output.ts'
import { UsageError } from './usage.ts'
import { formatCount } from '../../shared/units.ts'

const authors: Command = {
  name: 'authors',
  usage:
    'authors WORKSPACE [--bot NAME]... [--agent NAME]... [--automatic TEXT]... [--written TEXT]... [--take-back NAME|TEXT]...',
  summary:
    'Lists who replied and which texts look automatic; says who is a bot and which texts a machine sent, or takes that back.',
  options: {
    bot: { type: 'string', multiple: true },
    agent: { type: 'string', multiple: true },
    automatic: { type: 'string', multiple: true },
    written: { type: 'string', multiple: true },
    'take-back': { type: 'string', multiple: true },
  },
  positionals: 1,
  run: async (context) => {
    await openWorkspaceOf(context)
    const { args, data, output } = context
    for (const kind of ['bot', 'agent'] as const) {
      for (const agent of args.texts(kind)) await data.call('authors.choose', { agent, kind })
    }
    for (const text of args.texts('automatic')) await data.call('authors.chooseText', { text, isAutomatic: true })
    for (const text of args.texts('written')) await data.call('authors.chooseText', { text, isAutomatic: false })
    for (const word of args.texts('take-back')) await takeBack(data, word)
    const list = await data.call('authors.list', undefined)
    output.result({ ok: true, ...list }, () =>
      [
        textTable(
          [
            ['author', 'counts as', 'looks like', 'messages'],
            ...list.agents.map((one) => [
              one.name,
              one.isChosen ? `${one.kind} (chosen)` : one.kind,
              one.guess,
              formatCount(one.messages),
            ]),
          ],
          [0, 1, 2],
        ),
        ...list.automaticTexts.map(
          (one) =>
            `${one.isAutomatic ? 'automatic' : one.isChosen ? 'written by people' : 'looks automatic'}: “${one.text}” (${formatCount(one.conversations)} conversations)`,
        ),
      ].join('\n'),
    )
    return 0
  },
}

/** A choice about the replier or the text of these words; both are listed, so that nobody has to say which. */
async function takeBack(data: DataThread, word: string): Promise<void> {
  const { agents, automaticTexts } = await data.call('authors.list', undefined)
  const isAgent = agents.some(({ name, isChosen }) => isChosen && name === word)
  const isText = automaticTexts.some(({ text, isChosen }) => isChosen && text === word)
  if (!isAgent && !isText) throw new UsageError(`Nothing was chosen about "${word}".`)
  if (isAgent) await data.call('authors.choose', { agent: word, kind: null })
  if (isText) await data.call('authors.chooseText', { text: word, isAutomatic: null })
}

const profiles: Command = {
  name: 'profiles',
  usage: 'profiles WORKSPACE [--write NAME --out FILE.json] [--read FILE.json] [--remove NAME]',
  summary: 'Lists the mapping profiles; writes one to a file, reads one from a file, removes one.',
  options: {
    write: { type: 'string' },
    out: { type: 'string' },
    read: { type: 'string' },
    remove: { type: 'string' },
  },
  positionals: 1,
  run: async (context) => {
    const { args, data, output } = context
    const write = args.text('write')
    const out = args.text('out')
    const read = args.text('read')
    const remove = args.text('remove')
    if ((write === undefined) !== (out === undefined)) throw new UsageError('--write and --out belong together.')
    await openWorkspaceOf(context)
    if (read !== undefined) await data.call('profiles.read', { fileId: '' }, read)
    if (write !== undefined && out !== undefined) await data.call('profiles.write', { name: write, fileId: '' }, out)
    if (remove !== undefined) await data.call('profiles.remove', { name: remove })
    const list = await data.call('profiles.list', undefined)
    output.result({ ok: true, profiles: list }, () =>
      list.length === 0
        ? 'There are no mapping profiles.'
        : textTable(
            [
              ['profile', 'columns', 'saved'],
              ...list.map((one) => [
                one.name,
                Object.keys(one.choices.mapping?.columns ?? {}).join(', ') || 'as recognised',
                new Date(one.savedAt).toISOString().slice(0, 10),
              ]),
            ],
            [0, 1, 2],
          ),
    )
    return 0
  },
}

export const choiceCommands: readonly Command[] = [authors, profiles]
