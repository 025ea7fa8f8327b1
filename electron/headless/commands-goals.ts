/** `goals`: what is aimed at, from which baseline, and how it stands. `focus`: what to work on first. */
import type { Goal, GoalKpi } from '../../shared/goals.ts'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiId } from '../../shared/kpi.ts'
import { formatInstant, formatKpiValue } from '../../shared/units.ts'
import {
  filterOptions,
  readChoice,
  readFilters,
  readHours,
  readKpi,
  readNumber,
  readSelection,
  readTarget,
  requiredSelection,
} from './arguments.ts'
import type { ParsedArguments } from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { openWorkspaceOf } from './open-workspace.ts'
import { UsageError } from './usage.ts'

/** What comes of each, after the workspace is open. */
const actions = {
  set: async ({ args, data }: CommandContext) => {
    const target = required(args, 'target', 'beat:10%')
    const subject = args.text('subject')
    await data.call('goals.setTarget', {
      ...goalAndKpi(args),
      baseline: requiredSelection(args, 'baseline'),
      // The product's question is about text messaging; any other subject is named.
      subject: subject === undefined ? { channels: ['sms'] } : readSelection(subject),
      rule: readTarget(target),
      hours: readHours(args),
      inferredClose: args.has('inferred-close'),
    })
  },
  renew: async ({ args, data }: CommandContext) => data.call('goals.measureAgain', goalAndKpi(args)),
  clear: async ({ args, data }: CommandContext) => data.call('goals.clearTarget', goalAndKpi(args)),
  add: async ({ args, data }: CommandContext) =>
    data.call('goals.save', {
      id: args.text('goal') ?? null,
      title: required(args, 'title', '"Calm nights"'),
      kpis: requiredKpis(args),
      position: positionOf(args),
    }),
  change: async (context: CommandContext) => {
    const { args, data } = context
    const goal = await goalOf(context)
    const kpis = args.texts('kpi').map(readKpi)
    await data.call('goals.save', {
      id: goal.id,
      title: args.text('title') ?? goal.title,
      kpis: kpis.length > 0 ? kpis : goal.kpis.map(({ kpi }) => kpi),
      position: positionOf(args),
    })
  },
  remove: async (context: CommandContext) => context.data.call('goals.remove', { id: (await goalOf(context)).id }),
} as const satisfies Record<string, (context: CommandContext) => Promise<unknown>>

type Action = keyof typeof actions
const actionNames = Object.keys(actions) as Action[] // keys of a const object: exactly its names

const goals: Command = {
  name: 'goals',
  usage: [
    'goals WORKSPACE [filters]',
    'goals set WORKSPACE --goal ID --kpi ID --baseline SEL --target match|beat:10%|best-quarter|value:90s [--subject SEL] [--hours calendar|business] [--inferred-close]',
    'goals renew|clear WORKSPACE --goal ID --kpi ID',
    'goals add WORKSPACE --title TEXT --kpi ID... [--position N]',
    'goals change WORKSPACE --goal ID [--title TEXT] [--kpi ID]... [--position N]',
    'goals remove WORKSPACE --goal ID',
  ].join(' | '),
  summary:
    'Lists goals with value, baseline, target, state and history; sets targets from a measured baseline, measures them again or clears them; adds, changes and removes goals (the first KPI is the primary one).',
  options: {
    ...filterOptions,
    goal: { type: 'string' },
    kpi: { type: 'string', multiple: true },
    baseline: { type: 'string' },
    subject: { type: 'string' },
    target: { type: 'string' },
    title: { type: 'string' },
    position: { type: 'string' },
    'inferred-close': { type: 'boolean' },
  },
  positionals: 1,
  run: async (context) => {
    const [first, ...rest] = context.args.positionals
    const action = actionNames.find((name) => name === first)
    // A workspace may be called like an action.
    if (action === undefined || rest.length === 0) {
      if (first !== undefined && rest.length > 0) readChoice('action', first, actionNames)
      return listGoals(context)
    }
    const own = { ...context, args: { ...context.args, positionals: rest } }
    await openWorkspaceOf(own)
    await actions[action](own)
    return listGoals(own)
  },
}

function required(args: ParsedArguments, name: string, example: string): string {
  const text = args.text(name)
  if (text === undefined) throw new UsageError(`--${name} is missing; write it like --${name} ${example}.`)
  return text
}

function requiredKpis(args: ParsedArguments): readonly KpiId[] {
  const kpis = args.texts('kpi').map(readKpi)
  if (kpis.length === 0) throw new UsageError('--kpi is missing; write it like --kpi first-response-time.')
  return kpis
}

function goalAndKpi(args: ParsedArguments): { goal: string; kpi: KpiId } {
  const [kpi, ...more] = requiredKpis(args)
  if (kpi === undefined || more.length > 0) throw new UsageError('Name one KPI with --kpi.')
  return { goal: required(args, 'goal', 'fast-service'), kpi }
}

function positionOf(args: ParsedArguments): number | undefined {
  const position = args.text('position')
  return position === undefined ? undefined : readNumber('position', position, 1) - 1
}

async function goalOf({ args, data }: CommandContext): Promise<Goal> {
  const all = await data.call('goals.list', { selection: {}, hours: 'calendar' })
  const id = readChoice(
    'goal',
    required(args, 'goal', 'fast-service'),
    all.map((goal) => goal.id),
  )
  const goal = all.find((one) => one.id === id)
  if (goal === undefined) throw new UsageError(`There is no goal "${id}".`)
  return goal
}

async function listGoals(context: CommandContext): Promise<number> {
  const { args, data, output } = context
  await openWorkspaceOf(context)
  const zone = (await data.call('workspaces.current', undefined))?.settings.zone ?? 'UTC'
  const list = await data.call('goals.list', { selection: readFilters(args), hours: readHours(args) })
  output.result({ ok: true, goals: list }, () =>
    list
      .map((goal) =>
        [
          `${goal.title} (${goal.id}): ${goal.summary}`,
          ...goal.kpis.flatMap((row, place) => describeRow(row, place === 0 ? ' (primary)' : '', zone)),
        ].join('\n'),
      )
      .join('\n\n'),
  )
  return 0
}

function describeRow({ kpi, target, state, sentence, history }: GoalKpi, place: string, zone: string): string[] {
  const { title, unit } = kpiCatalogue[kpi]
  return [
    `  ${title}${place}: ${state.replaceAll('-', ' ')}. ${sentence}`,
    ...(target === null
      ? []
      : [
          `    target ${target.value === null ? '–' : formatKpiValue(unit, target.value)}${target.marks.map((mark) => ` (${mark})`).join('')}: ${target.derivation} ${target.evidence}`,
        ]),
    ...history.map((change) => `    ${formatInstant(change.at, zone)}: ${change.sentence}`),
  ]
}

const focus: Command = {
  name: 'focus',
  usage: 'focus WORKSPACE [filters]',
  summary: 'Ranks the KPIs with a target by what to work on first, and says what cannot be ranked and why.',
  options: filterOptions,
  positionals: 1,
  run: async (context) => {
    const { args, data, output } = context
    await openWorkspaceOf(context)
    const result = await data.call('focus.list', { selection: readFilters(args), hours: readHours(args) })
    output.result({ ok: true, ...result }, () =>
      [
        ...result.ranked.map((item, place) => `${place + 1}. ${item.sentence} (${item.goal.title})`),
        ...(result.ranked.length === 0 ? ['Nothing can be ranked yet.'] : []),
        ...(result.unranked.length === 0 ? [] : ['', 'Not ranked:']),
        ...result.unranked.map(({ kpi, reason }) => `- ${kpiCatalogue[kpi].title}: ${reason}`),
      ].join('\n'),
    )
    return 0
  },
}

export const goalCommands: readonly Command[] = [goals, focus]
