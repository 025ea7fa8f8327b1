/** What the generator makes: the invented company's half year as it happened, before any export format shapes it. */
import type { AuthorKind, Day, Direction, EpochMs, MessageKind, SurveyKind, ZoneName } from '../../shared/model.ts'
import type { Agent, SampleChannel, Team, TeamName } from './staff.ts'

export interface Customer {
  readonly name: string
  /** E.164, from the numbers set aside for fiction. */
  readonly phone: string
  readonly email: string
}

export interface SampleMessage {
  readonly id: string
  /** Whole seconds. Within a conversation every message is at least one second after the one before. */
  readonly at: EpochMs
  readonly direction: Direction
  readonly authorKind: AuthorKind
  readonly agent: string | null
  readonly team: TeamName | null
  readonly kind: Extract<MessageKind, 'message' | 'note'>
  readonly automatic: boolean
  readonly text: string
  /** Twilio's error code of a failed delivery; null = delivered. */
  readonly errorCode: number | null
  /** Part of a broadcast. */
  readonly campaign: boolean
  /** `stop`, `start`: nothing but such a word. `wish`: a longer text that asks to be left alone. */
  readonly consent: 'stop' | 'wish' | 'start' | null
}

/**
 * `service`: opened by the customer, also in answer to a broadcast (then the broadcast's message comes first).
 * `outreach`: a broadcast that got no answer, or only STOP. `keyword`: nothing but START.
 */
export type SampleConversationKind = 'service' | 'outreach' | 'keyword'

export interface SampleConversation {
  readonly id: string
  readonly channel: Exclude<SampleChannel, 'phone'>
  readonly kind: SampleConversationKind
  readonly customer: Customer
  /** The customer's normalised address on this channel. */
  readonly contact: string
  readonly inbox: string
  readonly team: TeamName
  readonly messages: readonly SampleMessage[]
  /** Null: still open at the end, or a channel without closes (sms). */
  readonly closedAt: EpochMs | null
  readonly reopens: number
}

/** A phone call: known as a whole only. */
export interface SampleCall {
  readonly id: string
  readonly customer: Customer
  readonly openedAt: EpochMs
  /** Null = missed. */
  readonly firstReplyAt: EpochMs | null
  readonly closedAt: EpochMs
  readonly agent: string | null
  readonly team: TeamName
}

export interface SampleSurvey {
  readonly id: string
  readonly kind: Extract<SurveyKind, 'nps' | 'csat' | 'ces'>
  /** NPS 0 to 10, CSAT 1 to 5, effort 1 to 7, where 7 is the least; null = offered, not answered. */
  readonly score: number | null
  readonly answeredAt: EpochMs | null
  readonly channel: SampleChannel
  readonly contact: string
  /** Null where the channel's export has no conversations (sms). */
  readonly conversation: string | null
  readonly agent: string | null
  readonly team: TeamName
  readonly comment: string | null
}

/** One line of the texting tool's opt-out list. */
export interface SampleOptOut {
  readonly contact: string
  readonly at: EpochMs
  readonly state: 'out' | 'in'
}

export interface Company {
  readonly name: string
  readonly zone: ZoneName
  readonly seed: number
  readonly firstDay: Day
  readonly lastDay: Day
  /** The first instant after the last day. */
  readonly end: EpochMs
  readonly accountSid: string
  readonly teams: readonly Team[]
  readonly agents: readonly Agent[]
  readonly customers: readonly Customer[]
  /** By opening time. */
  readonly conversations: readonly SampleConversation[]
  readonly calls: readonly SampleCall[]
  readonly surveys: readonly SampleSurvey[]
  readonly optOutList: readonly SampleOptOut[]
  readonly truth: Truth
}

export interface ChannelTruth {
  /** Opened by the customer. */
  readonly conversations: number
  /** With at least one delivered reply by a person. */
  readonly answered: number
  readonly unanswered: number
  readonly closed: number
  /** Which the message tables do not show: they repeat the last closing time only. */
  readonly reopened: number
  /** Rows of the export that are messages to or from the customer, outreach included; 0 for phone. */
  readonly messages: number
  readonly notes: number
  readonly automatic: number
  readonly failed: number
  /** Delivered replies by people in customer-opened conversations. */
  readonly humanReplies: number
}

/** The generator's own tally. Contacts are normalised addresses, so one person with two addresses is two contacts. */
export interface Truth {
  readonly channels: Readonly<Record<SampleChannel, ChannelTruth>>
  readonly outreach: {
    readonly sent: number
    readonly answered: number
    /** Answered with STOP and nothing else. */
    readonly stopped: number
    /** Refused by the carrier with error 21610. */
    readonly refused: number
  }
  /** Distinct contacts by kind of evidence; `any` = their union. */
  readonly optOuts: { readonly keyword: number; readonly refused: number; readonly list: number; readonly any: number }
  readonly surveys: {
    readonly nps: {
      readonly offered: number
      readonly answered: number
      readonly promoters: number
      readonly detractors: number
    }
    /** Positive: 4 or 5. */
    readonly csat: { readonly offered: number; readonly answered: number; readonly positive: number }
    /** Easy: 5 and more; `sum` of all scores. */
    readonly ces: { readonly offered: number; readonly answered: number; readonly easy: number; readonly sum: number }
  }
  /** Contacts that opened a conversation on any channel. */
  readonly openingContacts: number
  /** Of those, the ones that opened more than one. */
  readonly returningContacts: number
  /** Contacts that went from web chat to SMS at least once. */
  readonly movedFromChatToSms: number
}
