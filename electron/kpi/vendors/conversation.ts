/** One conversation as a vendor's counting looks at it: what was written, and what our own facts made of it. */

export interface VendorMessage {
  readonly at: number
  readonly isIncoming: boolean
  /** A message that the customer sees or sent: no note, no event. */
  readonly isWritten: boolean
  readonly event: 'closed' | 'reopened' | null
  /** By a person on our side, as the user corrected it and as the export says. */
  readonly isByPerson: { readonly corrected: boolean; readonly exported: boolean }
  readonly isByBot: boolean
  readonly isFailed: boolean
}

export interface VendorConversation {
  /** Of the database. */
  readonly id: number
  readonly team: number
  readonly isService: boolean
  /** Ours. NaN = did not happen. */
  readonly openedAt: number
  readonly firstReplyAt: number
  readonly closedAt: number
  /** Answered turns, in order. */
  readonly turns: readonly { readonly startedAt: number; readonly endedAt: number; readonly isInside: boolean }[]
  /**
   * Whether it lies in the selection, its days aside: credited to who replied first, and to who closed it or was assigned
   * last.
   */
  readonly isInside: { readonly replier: boolean; readonly assignee: boolean }
  /** When the export says that it was created, else its first message; NaN = unknown. */
  readonly createdAt: number
  /** The export's closing time of the whole, apart from events; NaN = none. */
  readonly recordedCloseAt: number
  /** By time; of one instant the customer first. */
  readonly messages: readonly VendorMessage[]
  /** Seconds by the vendor's names. */
  readonly reported: Readonly<Record<string, number>>
}
