/** What stands behind a result: its single cases, counted or not, each with its reason. */
import type { KpiId, KpiResult } from './kpi.ts'
import type { Channel, EpochMs, HoursMode, Selection } from './model.ts'

export interface CaseQuery {
  readonly kpi: KpiId
  readonly selection: Selection
  readonly hours: HoursMode
  readonly inferredClose?: boolean | undefined
  /** What a first response is expected within; absent: the target that the workspace has for it. */
  readonly withinSeconds?: number | undefined
  /** ISO weekday and hour, such as `1-09`. */
  readonly weekdayHour?: string | undefined
  /** `counted`, or a reason of the ledger; absent: all. */
  readonly reason?: string | undefined
  /** Rows to pass over. */
  readonly after?: number | undefined
  readonly limit?: number | undefined
}

/** One case of a KPI: a conversation, a turn, an answer, a contact, an agent's day. */
export interface CaseRow {
  /** Null where it belongs to no conversation. */
  readonly conversation: number | null
  readonly contact: string
  readonly channel: Channel | null
  readonly team: string | null
  readonly agent: string | null
  /** What puts it into a period; null = not known. */
  readonly at: EpochMs | null
  /** What it is worth: seconds, 1 or 0, a score; null where it does not count. */
  readonly value: number | null
  /** `counted`, or why not. */
  readonly reason: string
}

export interface CasePage {
  /** What the cases add up to. */
  readonly result: KpiResult
  readonly rows: readonly CaseRow[]
  /** Of all pages together. */
  readonly total: number
  /** Pass as `after` to get the next page; null on the last one. */
  readonly next: number | null
}
