/** The from × to matrix behind the returns to a channel, with net switching and what it rests on. */
import type { ChannelReturns, NetSwitching, ReturnCell, ReturnRow } from '../../shared/channel-returns.ts'
import { mostReturnDays } from '../../shared/channel-returns.ts'
import type { Facts } from '../../shared/facts.ts'
import { channels } from '../../shared/model.ts'
import type { Channel, Selection } from '../../shared/model.ts'
import { dayOf } from '../../shared/time.ts'
import { channelNamesInText, formatCount, formatShare } from '../../shared/units.ts'
import type { EngineSettings } from './column-cache.ts'
import { computeKpis } from './engine.ts'
import { reasonIndex } from './reasons.ts'
import { returnsOf } from './returns.ts'
import { isCounted, selectRows } from './selected-cases.ts'
import type { SelectedRows } from './selected-cases.ts'
import { wilson } from './statistics/share.ts'

const kpi = 'channel-return-rate'

/** The channels of the selection are those of the first conversations; the next ones are on any. */
export function channelReturnsOf(facts: Facts, selection: Selection, settings: EngineSettings): ChannelReturns {
  const reading = { settings, hours: 'calendar', inferredClose: false } as const
  const returns = returnsOf(facts)
  const { channels: wanted = [] } = selection
  const from = returns.channels.filter((channel) => wanted.length === 0 || wanted.includes(channel))
  // All are named, since a KPI about one channel by default is asked about all of them.
  const of = (named: readonly Channel[]): Selection => ({
    ...selection,
    channels: named.length === 0 ? channels : named,
  })
  const [result] = computeKpis(facts, { kpis: [kpi], selection: of(from), hours: 'calendar' }, settings)
  if (result === undefined) throw new Error('a request without groups gives one result per KPI')
  const all = countRows(facts, selectRows(facts, kpi, of(returns.channels), reading))
  const cells = from.flatMap((one) => returns.channels.map((to) => cellOf(all, one, to)))
  const switching = switchingOf(all, returns.channels)
  const rows = from.map((one) => rowOf(all, one))
  const sum = (pick: (row: ReturnRow) => number): number => rows.reduce((total, row) => total + pick(row), 0)
  const status = result.status === 'failed' ? 'no-data' : result.status
  return {
    status,
    message:
      result.status === 'ok'
        ? finding(from, cells, switching)
        : result.status === 'failed'
          ? 'The returns could not be computed.'
          : result.message,
    channels: returns.channels,
    rows,
    cells,
    switching,
    coverage: returns.channels.map((channel) => ({
      channel,
      from: dayOf(facts.dataStart[channel], settings.zone),
      to: dayOf(facts.dataEnd[channel], settings.zone),
    })),
    window: Number.isNaN(returns.from)
      ? null
      : { from: dayOf(returns.from, settings.zone), to: dayOf(returns.to, settings.zone) },
    followUp: {
      enough: sum((row) => row.returned + row.didNotReturn),
      tooLittle: sum((row) => row.tooLittleFollowUp),
    },
    ledger: result.ledger,
    linking: { ...facts.customers, onSeveralChannels: returns.onSeveralChannels },
  }
}

interface Counts {
  readonly returned: (from: Channel, to: Channel) => number
  readonly excluded: (from: Channel, reason: number) => number
}

function countRows(facts: Facts, selected: SelectedRows): Counts {
  const { columns, groups } = selected
  const { nextChannel } = returnsOf(facts)
  const size = channels.length
  const returned = new Int32Array(size * size)
  const excluded = new Map<string, number>()
  for (let row = 0; row < columns.count; row++) {
    if (groups[row] !== 0) continue
    const from = columns.channel[row] ?? 0
    const to = nextChannel[columns.conversation[row] ?? -1] ?? -1
    const place = from * size + to
    if (isCounted(selected, row)) returned[place] = (returned[place] ?? 0) + 1
    else {
      const key = `${from} ${columns.reason[row]}`
      excluded.set(key, (excluded.get(key) ?? 0) + 1)
    }
  }
  const index = (channel: Channel): number => channels.indexOf(channel)
  return {
    returned: (from, to) => returned[index(from) * size + index(to)] ?? 0,
    excluded: (from, reason) => excluded.get(`${index(from)} ${reason}`) ?? 0,
  }
}

const returnedFrom = (counts: Counts, from: Channel): number =>
  channels.reduce((total, to) => total + counts.returned(from, to), 0)

function cellOf(counts: Counts, from: Channel, to: Channel): ReturnCell {
  const count = counts.returned(from, to)
  const n = returnedFrom(counts, from)
  return { from, to, count, share: n === 0 ? null : count / n, interval: wilson(count, n) }
}

function rowOf(counts: Counts, from: Channel): ReturnRow {
  return {
    from,
    returned: returnedFrom(counts, from),
    didNotReturn: counts.excluded(from, reasonIndex('did-not-return')),
    tooLittleFollowUp: counts.excluded(from, reasonIndex('follow-up-too-short')),
  }
}

/** Every pair of channels between which anybody switched, the largest net first. */
function switchingOf(counts: Counts, compared: readonly Channel[]): NetSwitching[] {
  return compared
    .flatMap((from, index) => compared.slice(index + 1).map((to) => pairOf(counts, from, to)))
    .filter(({ there, back }) => there + back > 0)
    .sort((a, b) => b.net - a.net || b.there + b.back - a.there - a.back)
}

function pairOf(counts: Counts, from: Channel, to: Channel): NetSwitching {
  const forth = counts.returned(from, to)
  const back = counts.returned(to, from)
  const [start, end] = forth >= back ? [from, to] : [to, from]
  const there = Math.max(forth, back)
  const fewer = Math.min(forth, back)
  // Of those who changed between the two, who went this way: no net switching would be one half.
  const interval = wilson(there, there + fewer)
  return {
    from: start,
    to: end,
    there,
    back: fewer,
    net: there - fewer,
    isClear: interval !== null && interval.low > 0.5,
  }
}

function finding(from: readonly Channel[], cells: readonly ReturnCell[], switching: readonly NetSwitching[]): string {
  const n = cells.reduce((total, { count }) => total + count, 0)
  const same = cells.reduce((total, cell) => total + (cell.from === cell.to ? cell.count : 0), 0)
  const [only] = from
  const where =
    only === undefined || from.length > 1
      ? `on the channel of their first conversation`
      : `on ${channelNamesInText[only]} again`
  const start = `Of ${formatCount(n)} customers who came back within ${mostReturnDays} days, ${formatCount(same)} (${formatShare(same / n)}) came back ${where}`
  const [largest] = switching
  if (largest === undefined || largest.net === 0) return `${start}.`
  const net = `net, ${formatCount(largest.net)} went from ${channelNamesInText[largest.from]} to ${channelNamesInText[largest.to]} (${formatCount(largest.there)} there, ${formatCount(largest.back)} back)`
  return `${start}; ${net}${largest.isClear ? '' : ', which may be chance'}.`
}
