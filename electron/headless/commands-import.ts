/** `import`, `imports`, `undo` and `formats`. */
import { errorCatalogue } from '../../shared/errors.ts'
import type { ImportChoices, ImportSummary } from '../../shared/model.ts'
import { formatCount } from '../../shared/units.ts'
import { failureOf } from '../worker/failures.ts'
import { readChannel, readChoice, readMappingFile, readNumber, readSeconds } from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { textTable } from './output.ts'
import { openWorkspaceOf, withWorkspace } from './open-workspace.ts'
import { UsageError } from './usage.ts'

const defaultZone = 'UTC'
const defaultCountry = 'US'

const importFiles: Command = {
  name: 'import',
  usage:
    'import WORKSPACE FILE|FOLDER... [--format ID] [--channel C] [--zone IANA] [--country CC] [--gap 24h] [--day-order day-first|month-first] [--us NAME]... [--entry NAME] [--sheet NAME] [--encoding NAME] [--delimiter CHARACTER|tab] [--map mapping.json] [--profile NAME] [--no-text] [--dry-run] [--rejected OUT.csv]',
  summary: 'Imports exports; creates the workspace if it is not there.',
  options: {
    format: { type: 'string' },
    channel: { type: 'string' },
    zone: { type: 'string' },
    country: { type: 'string' },
    gap: { type: 'string' },
    'day-order': { type: 'string' },
    us: { type: 'string', multiple: true },
    entry: { type: 'string' },
    sheet: { type: 'string' },
    encoding: { type: 'string' },
    delimiter: { type: 'string' },
    map: { type: 'string' },
    profile: { type: 'string' },
    'no-text': { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    rejected: { type: 'string' },
  },
  positionals: 2,
  run: async (context) => {
    const { args } = context
    const choices = readChoices(context)
    const create = { zone: args.text('zone') ?? defaultZone, country: args.text('country') ?? defaultCountry }
    return withWorkspace(context, create, async () => {
      const outcomes = await importAll(context, args.positionals.slice(1), choices)
      const imported = outcomes.filter((one) => one.ok)
      await saveRejected(context, imported)
      report(context, outcomes)
      return { keep: imported.length > 0 && !args.has('dry-run'), status: imported.length === outcomes.length ? 0 : 1 }
    })
  },
}

function readChoices({ args }: CommandContext): ImportChoices {
  const channel = args.text('channel')
  const gap = args.text('gap')
  const map = args.text('map')
  const country = args.text('country')
  const us = args.texts('us')
  const dayOrder = args.text('day-order')
  const delimiter = args.text('delimiter')
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) {
    throw new UsageError(`"${country}" is no country code; write two capitals, like DE.`)
  }
  return {
    format: args.text('format'),
    channel: channel === undefined ? undefined : readChannel(channel),
    zone: args.text('zone'),
    country,
    splitGapSeconds: gap === undefined ? undefined : readSeconds(gap),
    keepText: args.has('no-text') ? false : undefined,
    dayOrder:
      dayOrder === undefined
        ? undefined
        : readChoice('order of day and month', dayOrder, ['day-first', 'month-first'] as const),
    us: us.length === 0 ? undefined : us,
    entry: args.text('entry'),
    sheet: args.text('sheet'),
    encoding: args.text('encoding'),
    delimiter: delimiter === 'tab' ? '\t' : delimiter,
    mapping: map === undefined ? undefined : readMappingFile(map),
    profile: args.text('profile'),
  }
}

type FileOutcome =
  | ({ readonly ok: true } & ImportSummary)
  | {
      readonly ok: false
      readonly file: string
      readonly code: string
      readonly message: string
      readonly next: string
    }

/** One after the other; a file that fails leaves the others imported. */
async function importAll(
  context: CommandContext,
  files: readonly string[],
  choices: ImportChoices,
): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = []
  for (const { file, part } of await expand(context, files, choices)) {
    const dryRun = context.args.has('dry-run')
    const outcome = await context.data.call('node.import', { choices: part, dryRun }, file).then(
      (summary): FileOutcome => ({ ok: true, ...summary }),
      (error: unknown): FileOutcome => {
        const failure = failureOf(error)
        if (failure.code === 'cancelled') throw failure
        context.output.note(`${failure.code}: ${failure.message}\n${errorCatalogue[failure.code].next}`)
        return {
          ok: false,
          file,
          code: failure.code,
          message: failure.message,
          next: errorCatalogue[failure.code].next,
        }
      },
    )
    outcomes.push(outcome)
  }
  return outcomes
}

/** Archives and folders are the files in them. What cannot be looked into is left to the import, which says why. */
async function expand(
  context: CommandContext,
  files: readonly string[],
  choices: ImportChoices,
): Promise<{ file: string; part: ImportChoices }[]> {
  const parts: { file: string; part: ImportChoices }[] = []
  for (const file of files) {
    const contents =
      choices.entry === undefined
        ? await context.data.call('imports.contents', { fileId: '' }, file).catch(() => [])
        : []
    const entries = contents.filter(({ leftOut }) => leftOut === null)
    for (const { entry, leftOut } of contents) {
      if (leftOut !== null) context.output.note(`${entry} is left out: ${leftOut}.`)
    }
    if (entries.length === 0) parts.push({ file, part: choices })
    else parts.push(...entries.map(({ entry }) => ({ file, part: { ...choices, entry } })))
  }
  return parts
}

async function saveRejected(context: CommandContext, imported: readonly FileOutcome[]): Promise<void> {
  const target = context.args.text('rejected')
  if (target === undefined || context.args.has('dry-run')) return
  const summaries = imported.filter((one) => one.ok)
  const first = summaries.find((one) => one.rows.rejected > 0)
  if (summaries.length > 1) throw new UsageError('--rejected takes the rows of one file; import the files one by one.')
  if (first === undefined) return
  const { rows } = await context.data.call('imports.saveRejected', { importId: first.id, fileId: '' }, target)
  context.output.note(`${formatCount(rows)} rejected rows written to ${target}.`)
}

function report(context: CommandContext, outcomes: readonly FileOutcome[]): void {
  const single = outcomes.length === 1 ? outcomes[0] : undefined
  if (single !== undefined && !single.ok) {
    context.output.result(
      { ok: false, code: single.code, message: single.message, details: { file: single.file } },
      () => '',
    )
    return
  }
  const ok = outcomes.every((one) => one.ok)
  context.output.result({ ok, imports: outcomes }, () => outcomes.map(describe).join('\n\n'))
}

function describe(outcome: FileOutcome): string {
  if (!outcome.ok) return `${outcome.file}: not imported. ${outcome.message}`
  const { rows, entities } = outcome
  return [
    `${outcome.file}: ${outcome.format}, import ${outcome.id}`,
    `  rows read ${formatCount(rows.read)} = new ${formatCount(rows.new)} + changed ${formatCount(rows.changed)} + duplicate ${formatCount(rows.duplicate)} + rejected ${formatCount(rows.rejected)} + ignored ${formatCount(rows.ignored)}`,
    `  added: ${formatCount(entities.conversations)} conversations, ${formatCount(entities.messages)} messages, ${formatCount(entities.contacts)} contacts, ${formatCount(entities.agents)} agents, ${formatCount(entities.surveys)} surveys, ${formatCount(entities.optOuts)} opt-outs`,
    ...outcome.assumptions.map((assumption) => `  assumed: ${assumption}`),
    ...outcome.rejected
      .slice(0, 5)
      .map(
        (row) =>
          `  rejected: line ${row.line}, ${row.code}${row.column === null ? '' : `, column ${row.column}`}: ${row.text}`,
      ),
  ].join('\n')
}

const listImports: Command = {
  name: 'imports',
  usage: 'imports WORKSPACE',
  summary: 'Lists what was imported, newest first.',
  options: {},
  positionals: 1,
  run: async (context) => {
    await openWorkspaceOf(context)
    const imports = await context.data.call('imports.list', undefined)
    context.output.result({ ok: true, imports }, () =>
      textTable(
        [
          ['id', 'file', 'format', 'read', 'new', 'changed', 'duplicate', 'rejected', 'ignored'],
          ...imports.map(({ id, file, format, rows }) => [
            String(id),
            file,
            format,
            ...[rows.read, rows.new, rows.changed, rows.duplicate, rows.rejected, rows.ignored].map((n) =>
              formatCount(n),
            ),
          ]),
        ],
        [1, 2],
      ),
    )
    return 0
  },
}

const undo: Command = {
  name: 'undo',
  usage: 'undo WORKSPACE IMPORT_ID',
  summary: 'Takes one import back; rows that other imports hold too stay.',
  options: {},
  positionals: 2,
  run: async (context) => {
    await openWorkspaceOf(context)
    const importId = readNumber('IMPORT_ID', context.args.positionals[1] ?? '', 1)
    const summary = await context.data.call('imports.undo', { importId })
    context.output.result(
      { ok: true, undone: importId, counts: summary.counts },
      () => `Import ${importId} was undone. ${formatCount(summary.counts.conversations)} conversations are left.`,
    )
    return 0
  },
}

const formats: Command = {
  name: 'formats',
  usage: 'formats',
  summary: 'Lists the export formats, how to get each and what each can measure.',
  options: {},
  positionals: 0,
  run: async ({ data, output }) => {
    const infos = await data.call('imports.formats', undefined)
    output.result({ ok: true, formats: infos }, () =>
      infos
        .map(
          (info) =>
            `${info.id}: ${info.title} (${info.files})\n  get it: ${info.howToGet}\n  measures: ${info.measures}`,
        )
        .join('\n'),
    )
    return 0
  },
}

export const importCommands: readonly Command[] = [importFiles, listImports, undo, formats]
