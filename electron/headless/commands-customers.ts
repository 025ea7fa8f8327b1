/** `returns`, `link` and `opt-outs`: customers over several channels, and what the user says about them. */
import type { ChannelReturns, ReturnCell } from '../../shared/channel-returns.ts'
import { AppError } from '../../shared/errors.ts'
import type { ContactLinks, OptOutReview } from '../../shared/model.ts'
import { channelNames, formatCount, formatDay, formatInstant, formatShare } from '../../shared/units.ts'
import { filterOptions, readFilters, readNumber } from './arguments.ts'
import type { Command, CommandContext } from './command.ts'
import { openWorkspaceOf } from './open-workspace.ts'
import { textTable } from './output.ts'
import { UsageError } from './usage.ts'

const returns: Command = {
  name: 'returns',
  usage: 'returns WORKSPACE [filters]',
  summary: 'Shows on which channel customers come back, from × to, with net switching and what it rests on.',
  options: filterOptions,
  positionals: 1,
  run: async (context) => {
    await openWorkspaceOf(context)
    const found = await context.data.call('kpis.channelReturns', { selection: readFilters(context.args) })
    context.output.result({ ok: true, ...found }, () => describeReturns(found))
    return 0
  },
}

function describeReturns(found: ChannelReturns): string {
  const { channels, rows, cells, switching, coverage, window, followUp, linking } = found
  const cellOf = (from: string, to: string): ReturnCell | undefined =>
    cells.find((cell) => cell.from === from && cell.to === to)
  const table = textTable(
    [
      ['first on', ...channels.map((to) => `back on ${channelNames[to]}`), 'came back', 'did not', 'too little data'],
      ...rows.map((row) => [
        channelNames[row.from],
        ...channels.map((to) => cellText(cellOf(row.from, to))),
        formatCount(row.returned),
        formatCount(row.didNotReturn),
        formatCount(row.tooLittleFollowUp),
      ]),
    ],
    [0],
  )
  return [
    found.message,
    '',
    ...(rows.length === 0 ? [] : [table, '']),
    ...switching.map(
      (one) =>
        `${channelNames[one.from]} to ${channelNames[one.to]}: net ${formatCount(one.net)} (${formatCount(one.there)} there, ${formatCount(one.back)} back)${one.isClear ? '' : ', which may be chance'}`,
    ),
    ...coverage.map((one) => `${channelNames[one.channel]}: data from ${formatDay(one.from)} to ${formatDay(one.to)}`),
    window === null
      ? 'On no day do the data of all these channels reach 90 days ahead.'
      : `First conversations from ${formatDay(window.from)} to ${formatDay(window.to)} have 90 days of data on every channel: ${formatCount(followUp.enough)} customers; ${formatCount(followUp.tooLittle)} had too little.`,
    `Customers known by number only: ${formatCount(linking.numberOnly)}, by e-mail only: ${formatCount(linking.emailOnly)}, by both: ${formatCount(linking.linked)}, by neither: ${formatCount(linking.otherOnly)}; on several channels: ${formatCount(linking.onSeveralChannels)}.`,
  ].join('\n')
}

function cellText(cell: ReturnCell | undefined): string {
  if (cell === undefined || cell.share === null || cell.interval === null) return '–'
  const { low, high } = cell.interval
  return `${formatCount(cell.count)} (${formatShare(cell.share)}, ${formatShare(low)}–${formatShare(high)})`
}

const link: Command = {
  name: 'link',
  usage: 'link WORKSPACE [ADDRESS ADDRESS [--undo]]',
  summary: 'Says that two addresses are one customer’s, or takes that back; without addresses lists what was said.',
  options: { undo: { type: 'boolean' } },
  positionals: 1,
  run: async (context) => {
    const [, address, other, ...rest] = context.args.positionals
    const isIncomplete = (address === undefined) !== (other === undefined)
    if (isIncomplete || rest.length > 0) throw new UsageError(`Usage: plumbline ${link.usage}`)
    await openWorkspaceOf(context)
    if (address !== undefined && other !== undefined)
      await context.data.call(context.args.has('undo') ? 'contacts.unlink' : 'contacts.link', { address, other })
    const links = await context.data.call('contacts.links', undefined)
    context.output.result({ ok: true, ...links }, () => describeLinks(links))
    return 0
  },
}

function describeLinks({ choices, shared }: ContactLinks): string {
  if (choices.length === 0 && shared.length === 0)
    return 'No link was made by hand, and no address belongs to several people.'
  return [
    ...choices.map(
      ({ address, other, isSame, isUsed }) =>
        `${address} ${isSame ? 'is the same customer as' : 'is not the same customer as'} ${other}${isUsed ? '' : ' (one of them is not in the data now)'}`,
    ),
    ...shared.map(
      ({ address, people }) =>
        `${address} belongs to several people and joins nobody: ${people.map((one) => `${one.name} (${one.addresses.join(', ')})`).join('; ')}`,
    ),
  ].join('\n')
}

const optOuts: Command = {
  name: 'opt-outs',
  usage: 'opt-outs WORKSPACE [--confirm ID]... [--dismiss ID]... [--open ID]...',
  summary: 'Lists messages that may be opt-outs; they count when they are confirmed. --open takes a decision back.',
  options: {
    confirm: { type: 'string', multiple: true },
    dismiss: { type: 'string', multiple: true },
    open: { type: 'string', multiple: true },
  },
  positionals: 1,
  run: async (context) => {
    const decisions = [...readDecisions(context, 'confirm', true), ...readDecisions(context, 'dismiss', false)]
    const all = [...decisions, ...readDecisions(context, 'open', null)]
    if (new Set(all.map(({ id }) => id)).size < all.length)
      throw new UsageError('A message can be confirmed, dismissed or opened, one of them at a time.')
    await openWorkspaceOf(context)
    for (const decision of all) await context.data.call('optOuts.decide', decision)
    const review = await context.data.call('optOuts.review', undefined)
    const summary = await context.data.call('workspaces.current', undefined)
    if (summary === null) throw new AppError('workspace-not-open', 'This needs an open workspace.')
    context.output.result({ ok: true, ...review }, () => describeReview(review, summary.settings.zone))
    return 0
  },
}

function readDecisions(
  { args }: CommandContext,
  name: 'confirm' | 'dismiss' | 'open',
  isOptOut: boolean | null,
): { id: number; isOptOut: boolean | null }[] {
  return args.texts(name).map((text) => ({ id: readNumber(name, text, 1), isOptOut }))
}

function describeReview(review: OptOutReview, zone: string): string {
  const why = { wish: 'asks in more than one word', answer: 'answers our question' } as const
  return [
    `${formatCount(review.waiting)} waiting, ${formatCount(review.confirmed)} confirmed, ${formatCount(review.dismissed)} dismissed`,
    textTable(
      [
        ['id', 'when', 'channel', 'contact', 'state', 'why', 'text'],
        ...review.rows.map((row) => [
          String(row.id),
          formatInstant(row.at, zone),
          channelNames[row.channel],
          row.contact,
          row.state,
          why[row.reason],
          [row.text ?? '(text not kept)', ...(row.asked === null ? [] : [`(we had asked: ${row.asked})`])].join(' '),
        ]),
      ],
      [1, 2, 3, 4, 5, 6],
    ),
  ].join('\n')
}

export const customerCommands: readonly Command[] = [returns, link, optOuts]
