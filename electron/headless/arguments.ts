/** Reads the values that options carry: selections, days, gaps, targets. Wrong ones are usage errors. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { ParseArgsOptionsConfig } from 'node:util'
import { tableMapping } from '../../shared/api.ts'
import { AppError } from '../../shared/errors.ts'
import { kpiIds } from '../../shared/kpi.ts'
import type { TargetRule } from '../../shared/goals.ts'
import type { KpiId } from '../../shared/kpi.ts'
import { channels } from '../../shared/model.ts'
import type { Channel, Day, HoursMode, Selection, TableMapping } from '../../shared/model.ts'
import { UsageError, unknownWord } from './usage.ts'

export interface ParsedArguments {
  readonly positionals: readonly string[]
  readonly text: (name: string) => string | undefined
  readonly texts: (name: string) => readonly string[]
  readonly has: (name: string) => boolean
}

const everywhere = {
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  debug: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsOptionsConfig

export function parse(args: readonly string[], options: ParseArgsOptionsConfig): ParsedArguments {
  const all = { ...options, ...everywhere }
  const unknown = args.find((arg) => arg.startsWith('--') && arg.length > 2 && !Object.hasOwn(all, optionName(arg)))
  if (unknown !== undefined)
    throw unknownWord(
      'option',
      `--${optionName(unknown)}`,
      Object.keys(all).map((name) => `--${name}`),
    )
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options: all, allowPositionals: true, strict: true }),
  )
  const lookUp = (name: string): unknown => (values as Readonly<Record<string, unknown>>)[name] // read by name below, with the type checked
  return {
    positionals,
    text: (name) => {
      const value = lookUp(name)
      return typeof value === 'string' ? value : undefined
    },
    texts: (name) => {
      const value = lookUp(name)
      return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
    },
    has: (name) => lookUp(name) === true,
  }
}

function optionName(arg: string): string {
  return arg.slice(2).split('=')[0] ?? ''
}

/** Node's own complaints about arguments are usage errors as well. */
function strictly<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message)
    throw error
  }
}

export function readDay(text: string): Day {
  const date = new Date(`${text}T00:00:00Z`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) {
    throw new UsageError(`"${text}" is not a day; write it like 2026-09-30.`)
  }
  return text
}

export function readChannel(text: string): Channel {
  const channel = channels.find((one) => one === text)
  if (channel === undefined) throw unknownWord('channel', text, channels)
  return channel
}

export function readKpi(text: string): KpiId {
  const id = kpiIds.find((one) => one === text)
  if (id === undefined) throw unknownWord('KPI', text, kpiIds)
  return id
}

export function readChoice<Choice extends string>(kind: string, text: string, known: readonly Choice[]): Choice {
  const choice = known.find((one) => one === text)
  if (choice === undefined) throw unknownWord(kind, text, known)
  return choice
}

export function readHours(args: ParsedArguments, name = 'hours'): HoursMode {
  return readChoice('hours', args.text(name) ?? 'calendar', ['calendar', 'business'] as const)
}

export function readNumber(name: string, text: string, min: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < min)
    throw new UsageError(`--${name} takes a whole number from ${min} on, not "${text}".`)
  return value
}

export const filterOptions = {
  channel: { type: 'string', multiple: true },
  team: { type: 'string', multiple: true },
  agent: { type: 'string', multiple: true },
  inbox: { type: 'string', multiple: true },
  source: { type: 'string', multiple: true },
  from: { type: 'string' },
  to: { type: 'string' },
  hours: { type: 'string' },
} as const satisfies ParseArgsOptionsConfig

export function readFilters(args: ParsedArguments): Selection {
  const from = args.text('from')
  const to = args.text('to')
  return selectionOf({
    channels: args.texts('channel').map(readChannel),
    teams: args.texts('team'),
    agents: args.texts('agent'),
    inboxes: args.texts('inbox'),
    sources: args.texts('source'),
    from: from === undefined ? undefined : readDay(from),
    to: to === undefined ? undefined : readDay(to),
  })
}

const selectionKeys = ['channel', 'team', 'agent', 'inbox', 'source', 'from', 'to'] as const

/** `channel=sms,team=North,from=2026-07-01,to=2026-09-30`. A key may come several times. */
export function readSelection(text: string): Selection {
  const lists: Record<'channel' | 'team' | 'agent' | 'inbox' | 'source', string[]> = {
    channel: [],
    team: [],
    agent: [],
    inbox: [],
    source: [],
  }
  let from: Day | undefined
  let to: Day | undefined
  for (const part of text.split(',').filter((one) => one.trim() !== '')) {
    const at = part.indexOf('=')
    const word = (at < 0 ? part : part.slice(0, at)).trim()
    const key = readChoice('part of a selection', word, selectionKeys)
    if (at < 0) throw new UsageError(`"${part}" has no value; write ${key}=….`)
    const value = part.slice(at + 1).trim()
    if (key === 'from') from = readDay(value)
    else if (key === 'to') to = readDay(value)
    else lists[key].push(value)
  }
  return selectionOf({
    channels: lists.channel.map(readChannel),
    teams: lists.team,
    agents: lists.agent,
    inboxes: lists.inbox,
    sources: lists.source,
    from,
    to,
  })
}

export function requiredSelection(args: ParsedArguments, name: 'subject' | 'baseline'): Selection {
  const text = args.text(name)
  if (text === undefined) throw new UsageError(`--${name} is missing; write it like --${name} channel=sms.`)
  return readSelection(text)
}

/** Leaves out what is not chosen, so that equal selections are equal texts. */
function selectionOf(parts: Required<Selection>): Selection {
  return {
    ...(parts.channels?.length ? { channels: parts.channels } : {}),
    ...(parts.teams?.length ? { teams: parts.teams } : {}),
    ...(parts.agents?.length ? { agents: parts.agents } : {}),
    ...(parts.inboxes?.length ? { inboxes: parts.inboxes } : {}),
    ...(parts.sources?.length ? { sources: parts.sources } : {}),
    ...(parts.from === undefined ? {} : { from: parts.from }),
    ...(parts.to === undefined ? {} : { to: parts.to }),
  }
}

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, min: 60, h: 3600, d: 86_400 }

/** `24h`, `5d`, `90s`, `2min` in seconds. */
export function readSeconds(text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*(s|min|m|h|d)?$/.exec(text.trim())
  if (match === null) throw new UsageError(`"${text}" is not a length of time; write it like 90s, 24h or 5d.`)
  return Number(match[1]) * (secondsOf[match[2] ?? 's'] ?? 1)
}

/** `--within 90s`: what a first response is expected within, other than the workspace's own target. */
export function readWithin(args: ParsedArguments): { readonly withinSeconds?: number } {
  const text = args.text('within')
  if (text === undefined) return {}
  const withinSeconds = readSeconds(text)
  if (withinSeconds <= 0) throw new UsageError('--within takes a length of time above 0, such as 90s.')
  return { withinSeconds }
}

/** `match`, `beat:10%`, `best-quarter`, `value:90s`, `value:80%`, `value:42`. */
export function readTarget(text: string): TargetRule {
  if (text === 'match' || text === 'best-quarter') return { kind: text }
  const [kind, amount = ''] = text.split(':')
  if (kind === 'beat') {
    const share = Number(amount.replace('%', '')) / 100
    if (!(share > 0 && share < 1)) throw new UsageError(`"${text}" does not say by how much; write it like beat:10%.`)
    return { kind, by: share }
  }
  if (kind === 'value') {
    if (/^-?\d+(\.\d+)?%$/.test(amount)) return { kind, value: Number(amount.slice(0, -1)) / 100 }
    return { kind, value: amount.startsWith('-') ? Number(amount) : readSeconds(amount) }
  }
  throw unknownWord('target', text, ['match', 'beat:10%', 'best-quarter', 'value:90s'])
}

export function readMappingFile(path: string): TableMapping {
  const parsed = tableMapping.safeParse(readJson(path))
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AppError('mapping-invalid', `${path}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(), {
    file: path,
  })
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new AppError('mapping-invalid', `${path} is not valid JSON: ${error.message}.`)
    throw new AppError('file-unreadable', `The mapping ${path} cannot be read.`, { file: path })
  }
}
