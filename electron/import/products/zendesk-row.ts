/** Reading the fields of one Zendesk object, whichever export wrote it. */
import type { Channel, EpochMs } from '../../../shared/model.ts'
import { fieldText } from '../json/json-fields.ts'
import { timeOrNull } from '../json/json-record.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { aliasOrNull } from '../record.ts'
import type { TimeReader } from '../times/time-reader.ts'
import { isMissing } from '../times/time-text.ts'
import type { ViaReader } from './zendesk-channel.ts'

/** The namespace of all Zendesk exports, so that they join by ids. */
export const zendeskKey = 'zendesk'

export interface ZendeskReading {
  readonly times: TimeReader
  readonly via: ViaReader
  /** The channel of tickets that name none; null = not known here. */
  readonly fallbackChannel: Channel | null
}

/** '' where it is missing, `null` or a dash. */
export function textOf(object: JsonObject, name: string): string {
  const text = fieldText(object, name)
  return isMissing(text) ? '' : text
}

/**
 * Zendesk's ids are whole numbers of up to 14 digits, in some copies `7253394974479.0`. A spreadsheet's `1.03006E+13` has
 * lost its digits and is nobody's id.
 */
export function idOfText(text: string): string | null {
  return /^(\d+)(?:\.0+)?$/.exec(text.trim())?.[1] ?? null
}

export function idOf(object: JsonObject, name: string): string | null {
  return idOfText(fieldText(object, name))
}

export function personAlias(id: string | null): string | null {
  return aliasOrNull(zendeskKey, id)
}

export function groupAlias(id: string | null): string | null {
  return aliasOrNull(zendeskKey, id, 'group')
}

/** When the export last changed the object; null where it does not say so readably. */
export function versionOf(object: JsonObject, times: TimeReader): EpochMs | null {
  return timeOrNull(object, 'updated_at', times)
}
