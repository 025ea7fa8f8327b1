/** On which channel customers come back: from × to, with what it rests on. Plain data. */
import type { Interval, Ledger } from './kpi.ts'
import type { Channel, Day } from './model.ts'

/** A return is a conversation opened at least this long after the first one … */
export const leastReturnHours = 24
/** … and at most this long. */
export const mostReturnDays = 90

export interface ReturnCell {
  readonly from: Channel
  readonly to: Channel
  /** Customers whose first conversation in the period was on `from` and whose next one was on `to`. */
  readonly count: number
  /** Of those of `from` who came back at all; null where nobody did. */
  readonly share: number | null
  /** Wilson, 95 %. */
  readonly interval: Interval | null
}

export interface ReturnRow {
  readonly from: Channel
  /** Customers who came back within the time, on any channel: the n of the row's shares. */
  readonly returned: number
  readonly didNotReturn: number
  readonly tooLittleFollowUp: number
}

/** Between two channels: who changed from the one to the other, and back. */
export interface NetSwitching {
  readonly from: Channel
  readonly to: Channel
  readonly there: number
  readonly back: number
  /** `there` minus `back`; never negative. */
  readonly net: number
  /** Whether the 95 % interval of the share that went there, of all who switched, excludes one half. */
  readonly isClear: boolean
}

/** How customers are known: what a return over two channels needs is that one customer is known on both. */
export interface CustomerLinking {
  readonly numberOnly: number
  readonly emailOnly: number
  /** By number and e-mail. */
  readonly linked: number
  readonly otherOnly: number
  /** With service conversations on two or more channels. */
  readonly onSeveralChannels: number
}

export interface ChannelReturns {
  readonly status: 'ok' | 'no-data' | 'not-measurable'
  /** The finding, or why there is none: one sentence. */
  readonly message: string
  /** The channels that are compared: all with a customer's conversation. */
  readonly channels: readonly Channel[]
  readonly rows: readonly ReturnRow[]
  /** Every pair of a row and a channel. */
  readonly cells: readonly ReturnCell[]
  readonly switching: readonly NetSwitching[]
  /** First and last day of each channel's data. */
  readonly coverage: readonly { readonly channel: Channel; readonly from: Day; readonly to: Day }[]
  /** Days on which a first conversation can have its full follow-up on all channels; null where there is none. */
  readonly window: { readonly from: Day; readonly to: Day } | null
  readonly followUp: { readonly enough: number; readonly tooLittle: number }
  readonly ledger: Ledger
  readonly linking: CustomerLinking
}
