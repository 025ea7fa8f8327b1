/** `goals`: what is aimed at, from which baseline, and how it stands. */
import { readyGoals } from '../../shared/goals.ts'
import { kpiCatalogue } from '../../shared/kpi.ts'
import {
  filterOptions,
  readChoice,
  readFilters,
  readHours,
  readKpi,
  readSelection,
  readTarget,
  requiredSelection,
} from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { openWorkspaceOf } from './open-workspace.ts'
import { UsageError } from './usage.ts'
const goals: Command = {
  name: 'goals',
  usage:
    'goals WORKSPACE [filters] | goals set WORKSPACE --goal ID --kpi ID --baseline SEL --target match|beat:10%|best-quarter|value:90s [--subject SEL]',
  summary: 'Lists goals with value, baseline, target and state, or sets a target from a measured baseline.',
  options: {
    ...filterOptions,
    goal: { type: 'string' },
    kpi: { type: 'string' },
    baseline: { type: 'string' },
    subject: { type: 'string' },
    target: { type: 'string' },
  },
  positionals: 1,
  run: async (context) => {
    const [first, ...rest] = context.args.positionals
    if (first !== 'set') return listGoals(context)
    if (rest.length === 0) throw new UsageError(`Usage: plumbline ${goals.usage}`)
    return setTarget({ ...context, args: { ...context.args, positionals: rest } })
  },
}

async function setTarget(context: CommandContext): Promise<number> {
  const { args, data } = context
  const goal = readChoice(
    'goal',
    args.text('goal') ?? '',
    readyGoals.map((one) => one.id),
  )
  const target = args.text('target')
  if (target === undefined) throw new UsageError('--target is missing; write it like --target beat:10%.')
  const subject = args.text('subject')
  await openWorkspaceOf(context)
  await data.call('goals.setTarget', {
    goal,
    kpi: readKpi(args.text('kpi') ?? ''),
    baseline: requiredSelection(args, 'baseline'),
    // The product's question is about text messaging; any other subject is named.
    subject: subject === undefined ? { channels: ['sms'] } : readSelection(subject),
    rule: readTarget(target),
    hours: readHours(args),
  })
  return listGoals(context)
}

async function listGoals(context: CommandContext): Promise<number> {
  const { args, data, output } = context
  await openWorkspaceOf(context)
  const list = await data.call('goals.list', { selection: readFilters(args), hours: readHours(args) })
  output.result({ ok: true, goals: list }, () =>
    list
      .map((goal) =>
        [
          `${goal.title} (${goal.id}): ${goal.summary}`,
          ...goal.kpis.map((one) =>
            [
              `  ${kpiCatalogue[one.kpi].title}: ${one.sentence}`,
              ...(one.target === null ? [] : [`    target ${one.target.derivation} ${one.target.evidence}`]),
            ].join('\n'),
          ),
        ].join('\n'),
      )
      .join('\n\n'),
  )
  return 0
}

export const goalCommands: readonly Command[] = [goals]
