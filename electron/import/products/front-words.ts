/**
 * What Front calls its values: channel types as in the Core API's `MessageResponse`, event types as in its
 * `EventResponse` (https://dev.frontapp.com/reference/events), both at github.com/frontapp/front-api-specs.
 */
import type { Channel } from '../../../shared/model.ts'
import { foldHeader } from '../table/header-name.ts'
import { fieldOrNull, fieldText } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { readChannelWord } from '../table/value-words.ts'

/** Namespace of ids and prefix of aliases. */
export const frontKey = 'front'

const channels = new Map<string, Channel>([
  ['frontchat', 'web_chat'],
  ['intercom', 'web_chat'],
  ['phonecall', 'phone'],
  ['yalowha', 'whatsapp'],
  ['googleplay', 'other'],
  ['smooch', 'other'],
])

/** The channel of a message's type; null for the types of partners and unknown ones, such as `custom`. */
export function channelOfType(type: string): Channel | null {
  const folded = foldHeader(type)
  return folded === 'custom' ? null : (channels.get(folded) ?? readChannelWord(type))
}

export type FrontActivity = 'in' | 'out' | 'closed' | 'reopened' | 'note'

// Folded: the API writes `out_reply`, the export of events may write `Outbound reply`.
const activities = new Map<string, FrontActivity>([
  ['inbound', 'in'],
  ['inboundmessage', 'in'],
  ['messagereceived', 'in'],
  ['received', 'in'],
  ['outbound', 'out'],
  ['outboundmessage', 'out'],
  ['outreply', 'out'],
  ['outboundreply', 'out'],
  ['messagesent', 'out'],
  ['sent', 'out'],
  ['reply', 'out'],
  ['archive', 'closed'],
  ['archived', 'closed'],
  ['reopen', 'reopened'],
  ['reopened', 'reopened'],
  ['unarchive', 'reopened'],
  ['comment', 'note'],
])

/** What an event did, as far as it matters here; null = nothing, such as an assignment or a tag. */
export function readActivity(type: string): FrontActivity | null {
  return activities.get(foldHeader(type)) ?? null
}

const otherEvents = new Map<string, string>([
  ['assign', 'assignment'],
  ['unassign', 'assignment'],
  ['assigned', 'assignment'],
  ['unassigned', 'assignment'],
  ['tag', 'tag'],
  ['untag', 'tag'],
  ['move', 'move'],
  ['moved', 'move'],
  ['mention', 'mention'],
  ['snooze', 'snooze'],
  ['unsnooze', 'snooze'],
  ['reminder', 'snooze'],
  ['trash', 'trash'],
  ['restore', 'trash'],
])

/** What an event that matters nothing here is counted as. */
export function otherEventKind(type: string): string {
  return otherEvents.get(foldHeader(type)) ?? 'other event'
}

/** Directions as the export may write them besides the usual words. */
export function readFrontDirection(text: string): 'in' | 'out' | null {
  const activity = readActivity(text)
  return activity === 'in' || activity === 'out' ? activity : null
}

/** Why a conversation with this status is none to be measured; null = it is one. */
export function leftOutStatus(status: string): string | null {
  const folded = foldHeader(status)
  if (folded === 'spam') return 'spam'
  return folded === 'deleted' || folded === 'trashed' || folded === 'trash' ? 'deleted' : null
}

/** Name of a teammate as the row has it; null where it has none but an id. */
export function teammateName(teammate: JsonObject): string | null {
  const name = `${fieldText(teammate, 'first_name')} ${fieldText(teammate, 'last_name')}`.trim()
  return name || fieldOrNull(teammate, 'name') || fieldOrNull(teammate, 'email') || fieldOrNull(teammate, 'username')
}
