/**
 * Columnar facts: the wall between SQL and the KPI definitions. One array per column, one position per case. Times are
 * epoch milliseconds, NaN = unknown or not happened. Names are indices into `names`, -1 = none.
 */
import type { Channel } from './model.ts'

export interface Facts {
  readonly conversations: ConversationFacts
  readonly turns: TurnFacts
  readonly surveys: SurveyFacts
  readonly outgoing: OutgoingFacts
  readonly optOuts: OptOutFacts
  /** What may be an opt-out and waits for the user to say so; none of them is among `optOuts`. */
  readonly optOutSuspicions: OptOutFacts
  readonly names: {
    readonly teams: readonly string[]
    readonly agents: readonly string[]
    readonly inboxes: readonly string[]
    readonly sources: readonly string[]
  }
  /** How many people are known by what; people, not addresses: those that are one customer's are joined. */
  readonly customers: {
    readonly numberOnly: number
    readonly emailOnly: number
    /** By number and e-mail. */
    readonly linked: number
    readonly otherOnly: number
  }
  /** What each source can tell, by source index. */
  readonly abilities: readonly SourceAbilities[]
  /** Time of the last event of each channel's sources: the end of its data. NaN where the channel has none. */
  readonly dataEnd: Readonly<Record<Channel, number>>
  /** Time of the first event of each channel. NaN where the channel has none. */
  readonly dataStart: Readonly<Record<Channel, number>>
}

export interface SourceAbilities {
  readonly hasMessages: boolean
  readonly hasFirstReply: boolean
  readonly hasClose: boolean
  /**
   * It tells reopenings: by their number, by events of reopening, or by listing every close of a conversation, so that a
   * second close shows one. A single closing time does not; nor does a log that is split at its closes, where a customer
   * who writes again opens a new conversation.
   */
  readonly hasReopens: boolean
  readonly hasAgents: boolean
  readonly hasTeams: boolean
  readonly hasContacts: boolean
  /** Silence after which a log without conversations was split, in seconds; also the gap of an inferred close. */
  readonly splitGapSeconds: number
  /** The same by channel, where the channels of one source differ: e-mail is given longer. */
  readonly splitGapSecondsOf?: Readonly<Partial<Record<Channel, number>>> | undefined
}

/** One position per conversation, ordered by `openedAt`, then `id`. Outreach is among them with `isService` 0. */
export interface ConversationFacts {
  readonly count: number
  readonly id: Float64Array
  /** Index into `channels` of model.ts. */
  readonly channel: Uint8Array
  readonly contact: Int32Array
  readonly team: Int32Array
  readonly inbox: Int32Array
  readonly source: Int32Array
  /** Who wrote the first human reply. */
  readonly firstReplyAgent: Int32Array
  /** Who closed it, was assigned last or, where the export says neither, replied last. */
  readonly lastAgent: Int32Array
  readonly isService: Uint8Array
  readonly openedAt: Float64Array
  readonly firstReplyAt: Float64Array
  readonly closedAt: Float64Array
  readonly lastEventAt: Float64Array
  readonly humanReplies: Int32Array
  /** 1 = `humanReplies` is their number; 0 = no more is known than whether and when there was a first one. */
  readonly knowsReplies: Uint8Array
  readonly reopens: Int32Array
  /** Distinct agents that replied. */
  readonly agentCount: Int32Array
}

/** One position per customer turn of service conversations, ordered by `startedAt`. */
export interface TurnFacts {
  readonly count: number
  /** Position in `conversations`. */
  readonly conversation: Int32Array
  readonly startedAt: Float64Array
  /** When it ended, NaN while it is still waiting. */
  readonly endedAt: Float64Array
  /** Index into `turnEnds` of model.ts. */
  readonly end: Uint8Array
  /** Who answered, -1 if nobody. */
  readonly agent: Int32Array
}

/** One position per survey answer or unanswered offer. */
export interface SurveyFacts {
  readonly count: number
  readonly id: Float64Array
  /** Index into `surveyKinds` of model.ts. */
  readonly kind: Uint8Array
  readonly channel: Uint8Array
  readonly contact: Int32Array
  /** Position in `conversations`, -1 if it belongs to none that is known. */
  readonly conversation: Int32Array
  readonly team: Int32Array
  readonly agent: Int32Array
  readonly inbox: Int32Array
  readonly source: Int32Array
  /** NaN = offered, not answered. */
  readonly score: Float64Array
  readonly scaleMin: Float64Array
  readonly scaleMax: Float64Array
  readonly answeredAt: Float64Array
}

/** One position per outgoing message of any author that was not a failed delivery; who was written to, and when. */
export interface OutgoingFacts {
  readonly count: number
  readonly contact: Int32Array
  readonly channel: Uint8Array
  readonly team: Int32Array
  readonly agent: Int32Array
  readonly inbox: Int32Array
  readonly source: Int32Array
  readonly sentAt: Float64Array
  /** Position in `conversations`, -1 if it was sent before any was opened in its thread. */
  readonly conversation: Int32Array
  /**
   * 1 = written by a person on our side: no bot's, no automatic one, as the export says and the user corrected. Those of a
   * conversation of outreach are no replies to anybody.
   */
  readonly isHumanReply: Uint8Array
}

/** One position per opt-out event (opt-ins are not among them). */
export interface OptOutFacts {
  readonly count: number
  readonly contact: Int32Array
  readonly channel: Uint8Array
  readonly inbox: Int32Array
  readonly source: Int32Array
  /** NaN where the evidence has no date, such as a contact flag. */
  readonly at: Float64Array
  /** Index into `optOutEvidences` of model.ts. */
  readonly evidence: Uint8Array
}
