/** What the reading of Intercom's conversations is told, and what it notices. */
import type { Channel } from '../../../shared/model.ts'
import type { TimeReader } from '../times/time-reader.ts'

export interface ConversationReading {
  readonly times: TimeReader
  /** What the user said of channels that the export does not name. */
  readonly channel: Channel | null
  /** The parts are rows of their own, here or in another file. */
  readonly hasPartsElsewhere: boolean
  readonly noticed: Noticed
}

/** What turned out while reading. */
export interface Noticed {
  withoutParts: number
  cutParts: number
  automaticRatings: number
  datedByRequest: number
  readonly unknownSources: Set<string>
}
