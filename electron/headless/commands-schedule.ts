/** `schedule`: opening hours of the workspace and of its teams, shown, set and removed. */
import type { Day, Schedule, WorkspaceSettings } from '../../shared/model.ts'
import { hoursText, orderSchedules, ownerName, sinceText } from '../../shared/schedules.ts'
import { formatDay } from '../../shared/units.ts'
import { readDay } from './arguments.ts'
import type { ParsedArguments } from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { openWorkspaceOf } from './open-workspace.ts'
import { readOpeningHours } from './read-opening-hours.ts'
import { UsageError } from './usage.ts'

export const schedule: Command = {
  name: 'schedule',
  usage:
    'schedule WORKSPACE [--zone IANA --open "mon-fri 09:00-17:00"... [--holiday DATE]... | --clear] [--team NAME] [--from DATE]',
  summary:
    'Shows, sets or removes the opening hours that --hours business counts: of everybody or of a team, since ever or ' +
    'from a day on. "fri 22:00-06:00" ends on Saturday; --open closed is never open.',
  options: {
    zone: { type: 'string' },
    open: { type: 'string', multiple: true },
    holiday: { type: 'string', multiple: true },
    team: { type: 'string' },
    from: { type: 'string' },
    clear: { type: 'boolean' },
  },
  positionals: 1,
  run: async (context) => {
    const { args } = context
    const team = args.text('team') ?? null
    const from = args.text('from')
    const fromDay = from === undefined ? null : readDay(from)
    const isSetting =
      args.text('zone') !== undefined || args.texts('open').length > 0 || args.texts('holiday').length > 0
    if (args.has('clear')) {
      if (isSetting) throw new UsageError('--clear removes opening hours; it takes --team and --from only.')
      // Without a day: every one of them.
      return clear(context, team, from === undefined ? undefined : fromDay)
    }
    if (isSetting) return set(context, readSchedule(args, team, fromDay))
    if (team !== null || from !== undefined) throw new UsageError('schedule needs --zone and --open, or --clear.')
    return show(context)
  },
}

function readSchedule(args: ParsedArguments, team: string | null, from: Day | null): Schedule {
  const zone = args.text('zone')
  const open = args.texts('open')
  if (zone === undefined || open.length === 0) throw new UsageError('schedule needs --zone and --open.')
  return { team, from, zone, weekly: open.flatMap(readOpeningHours), holidays: args.texts('holiday').map(readDay) }
}

async function settingsOf(context: CommandContext): Promise<WorkspaceSettings> {
  await openWorkspaceOf(context)
  const current = await context.data.call('workspaces.current', undefined)
  if (current === null) throw new UsageError('schedule needs a workspace.')
  return current.settings
}

async function save(context: CommandContext, settings: WorkspaceSettings): Promise<WorkspaceSettings> {
  return (await context.data.call('settings.save', settings)).settings
}

const isSame = (a: Schedule, team: string | null, from: Day | null): boolean => a.team === team && a.from === from

async function set(context: CommandContext, wanted: Schedule): Promise<number> {
  const settings = await settingsOf(context)
  const [saved = wanted] = orderSchedules([wanted])
  const others = settings.schedules.filter((one) => !isSame(one, saved.team, saved.from))
  const { schedules } = await save(context, { ...settings, schedules: [...others, saved] })
  const { teams } = await context.data.call('workspaces.facets', { selection: {} })
  if (saved.team !== null && !teams.some(({ name }) => name === saved.team))
    context.output.note(`No conversation of this workspace belongs to ${ownerName(saved)} yet.`)
  context.output.result({ ok: true, schedule: saved, schedules }, () => `Saved. ${described(saved)}`)
  return 0
}

async function clear(context: CommandContext, team: string | null, from: Day | null | undefined): Promise<number> {
  const settings = await settingsOf(context)
  const left = settings.schedules.filter((one) => one.team !== team || (from !== undefined && one.from !== from))
  const removed = settings.schedules.length - left.length
  const { schedules } = await save(context, { ...settings, schedules: left })
  context.output.result({ ok: true, removed, schedules }, () =>
    [`${removed === 0 ? 'Nothing to remove' : `Removed ${removed}`}. What is set:`, listed(schedules)].join('\n'),
  )
  return 0
}

async function show(context: CommandContext): Promise<number> {
  const { schedules } = await settingsOf(context)
  context.output.result({ ok: true, schedules }, () => listed(schedules))
  return 0
}

function listed(schedules: readonly Schedule[]): string {
  return schedules.length === 0 ? 'No opening hours are set.' : schedules.map(described).join('\n')
}

function described(one: Schedule): string {
  const owner = ownerName(one)
  const title = `${owner.charAt(0).toUpperCase()}${owner.slice(1)}, ${sinceText(one.from)}: ${hoursText(one)}`
  return one.holidays.length === 0 ? title : `${title}\n    ${one.holidays.map((day) => formatDay(day)).join(', ')}`
}
