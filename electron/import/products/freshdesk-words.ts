/**
 * What Freshdesk's exports and API call their values. Ticket sources 1 to 13 and the sources of conversations as
 * Freshdesk's own code lists them (`Helpdesk::Source`: TICKET_SOURCES, NOTE_SOURCES), the documented ones at
 * https://developers.freshdesk.com/api/#tickets; 15 is today's web chat, seen in a trial account's tickets.
 */
import type { Channel } from '../../../shared/model.ts'
import { foldHeader } from '../table/header-name.ts'
import { readChannelWord } from '../table/value-words.ts'

/** Namespace of ids and prefix of aliases. Freshservice numbers its tickets the same way and writes the same exports. */
export const freshdeskKey = 'freshdesk'

const outboundEmail = 10
const webChat = 15

const channelsBySource = new Map<number, Channel>([
  [1, 'email'],
  [2, 'other'], // portal
  [3, 'phone'],
  [4, 'other'], // forum
  [5, 'social'], // Twitter
  [6, 'messenger'], // Facebook
  [7, 'web_chat'],
  [8, 'web_chat'], // Mobihelp, chat inside mobile apps
  [9, 'other'], // feedback widget
  [outboundEmail, 'email'],
  [11, 'other'], // e-commerce
  [12, 'other'], // bot
  [13, 'whatsapp'],
  [webChat, 'web_chat'],
])

// Names of sources that are no usual words for channels.
const channelsByName = new Map<string, Channel>([
  ['forum', 'other'],
  ['mobihelp', 'web_chat'],
  ['ecommerce', 'other'],
  ['bot', 'other'],
])

/** The channel of a ticket's source, number or name; null for the account's own sources. */
export function channelOfSource(source: string): Channel | null {
  if (/^\d+(?:\.0)?$/.test(source)) return channelsBySource.get(Number(source)) ?? null
  return channelsByName.get(foldHeader(source)) ?? readChannelWord(source)
}

/** A ticket that we opened by writing to the customer. */
export const isOutboundEmail = (source: string): boolean =>
  source === String(outboundEmail) || foldHeader(source) === 'outboundemail'

/** A ticket whose description is repeated among its conversations. */
export const isWebChat = (source: string): boolean => source === String(webChat)

/** Sources of conversations that are no messages between us and the customer. */
const noteSources = new Set([
  3, // status
  4, // meta
  6, // feedback of a survey
  8, // forwarded to somebody else
  13, // summary
  16, // forwarded by a rule
])
export const isNoteSource = (source: number | null): boolean => source !== null && noteSources.has(source)

/** Written by an automation rule, as web chat's greeting is. */
export const isRuleSource = (source: number | null): boolean => source === 15
/** Category of conversations that the system wrote. */
export const systemCategory = 5

const statuses = new Map<string, string>([
  ['2', 'Open'],
  ['3', 'Pending'],
  ['4', 'Resolved'],
  ['5', 'Closed'],
  // Two statuses that every new account has besides.
  ['6', 'Waiting on Customer'],
  ['7', 'Waiting on Third Party'],
])

/** A status by its name; the account's own ones are numbers in the API. */
export function statusName(status: string): string | null {
  if (status === '') return null
  return statuses.get(status) ?? (/^\d+$/.test(status) ? `custom status ${status}` : status)
}

/** A ticket in these statuses is not solved, whatever times it still carries. */
export function isUnsolved(status: string | null): boolean {
  const folded = foldHeader(status ?? '')
  return folded === 'open' || folded === 'pending'
}

// 103 to -103 are the values of the API (#satisfaction_ratings); the words are those of a new account's survey, in which
// happy ones are positive and the others, neutral included, are not.
const ratings = new Map<string, 0 | 1>([
  ['103', 1],
  ['102', 1],
  ['101', 1],
  ['100', 0],
  ['-101', 0],
  ['-102', 0],
  ['-103', 0],
  ['extremelyhappy', 1],
  ['veryhappy', 1],
  ['happy', 1],
  ['awesome', 1],
  ['neutral', 0],
  ['justokay', 0],
  ['unhappy', 0],
  ['veryunhappy', 0],
  ['extremelyunhappy', 0],
  ['notgood', 0],
])

/** 1 = happy, 0 = not; null = none of Freshdesk's own answers. */
export function readRating(text: string): 0 | 1 | null {
  const trimmed = text.trim()
  return ratings.get(/^-?\d+$/.test(trimmed) ? trimmed : foldHeader(trimmed)) ?? null
}

/** The message that opened a ticket, which has no id of its own. */
export const openingId = (ticket: string): string => `ticket:${ticket}`

/** The CSV export tells a ticket's last rating without an id of its own; the API's ratings take the same identity. */
export const ratingId = (ticket: string): string => `ticket:${ticket}`
