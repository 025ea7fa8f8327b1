/** Who writes in which chat of a Telegram export, from all of its messages. */
import { AppError } from '../../../shared/errors.ts'
import { maxAuthors } from './chat-sides.ts'
import type { FileScan, PlanSettings } from '../export-format.ts'
import { fieldOrNull, fieldText } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { cutTelegram, telegramRowOf } from './telegram-rows.ts'
import type { TelegramChat } from './telegram-rows.ts'

export interface SurveyedChat extends TelegramChat {
  /** Keys of the authors (`authorKeyOf`). */
  readonly authors: ReadonlySet<string>
}

export interface SurveyedAuthor {
  /** Null: a deleted account. */
  readonly name: string | null
  /** The name, with the key where somebody else in the file has the same name. */
  readonly label: string
  readonly messages: number
}

export interface TelegramSurvey {
  readonly chats: readonly SurveyedChat[]
  /** Key of the account's owner; null = the export does not say. */
  readonly ownKey: string | null
  /** By key. */
  readonly authors: ReadonlyMap<string, SurveyedAuthor>
  /** Messages that have a local time and none in UTC, as exports before 2022 have it. */
  readonly zoneless: number
}

export const noChat: TelegramChat = { name: null, type: '', id: null }

/** Chats in which nobody is a customer, and what their messages count as. */
export function ignoredKindOf({ type }: TelegramChat): string | null {
  if (type === 'saved_messages') return 'saved message'
  if (type.endsWith('_channel')) return 'channel post'
  return type === 'bot_chat' ? 'chat with a bot' : null
}

/** Who wrote: `from_id`, else the name; a deleted account has neither, but in a personal chat it can be only one. */
export function authorKeyOf(message: JsonObject, chat: TelegramChat): string | null {
  return fieldOrNull(message, 'from_id') ?? fieldOrNull(message, 'from') ?? partnerKeyOf(chat)
}

/** Whom a personal chat is with. */
export function partnerKeyOf({ type, id }: TelegramChat): string | null {
  return type === 'personal_chat' && id !== null ? `user${id}` : null
}

export function* surveyTelegram(scanRows: PlanSettings['scanRows'], fileName: string): FileScan<TelegramSurvey> {
  const chats: (TelegramChat & { authors: Set<string> })[] = []
  const authors = new Map<string, { name: string | null; messages: number }>()
  let ownKey: string | null = null
  let zoneless = 0
  const chatAt = (index: number): (typeof chats)[number] => (chats[index] ??= { ...noChat, authors: new Set() })
  const cut = cutTelegram({
    onChat: (index, chat) => {
      chats[index] = { ...chat, authors: chatAt(index).authors }
    },
    onOwnId: (id) => {
      ownKey = `user${id}`
    },
  })
  yield* scanRows(cut, (row) => {
    const found = telegramRowOf(row)
    if (found === null) return
    const { message } = found
    const chat = chatAt(found.chatIndex)
    if (fieldText(message, 'type') === 'service' || ignoredKindOf(chat) !== null) return
    if (fieldText(message, 'date_unixtime') === '') zoneless++
    const key = authorKeyOf(message, chat)
    if (key === null) return
    chat.authors.add(key)
    const known = authors.get(key)
    if (known !== undefined) {
      known.messages++
      known.name ??= fieldOrNull(message, 'from')
    } else if (authors.size < maxAuthors) authors.set(key, { name: fieldOrNull(message, 'from'), messages: 1 })
    else {
      throw new AppError(
        'file-too-large',
        `${fileName} has more than ${maxAuthors} authors; no account knows as many.`,
        {
          file: fileName,
        },
      )
    }
  })
  // A chat at the end of the list can be without messages.
  for (let index = 0; index < chats.length; index++) chatAt(index)
  return { chats, ownKey, authors: labelAuthors(authors), zoneless }
}

/** Two people of one name are told apart by their ids. */
function labelAuthors(
  authors: ReadonlyMap<string, { readonly name: string | null; readonly messages: number }>,
): Map<string, SurveyedAuthor> {
  const sharers = new Map<string, number>()
  for (const { name } of authors.values()) if (name !== null) sharers.set(name, (sharers.get(name) ?? 0) + 1)
  return new Map(
    [...authors].map(([key, { name, messages }]) => {
      const isAlone = name !== null && sharers.get(name) === 1
      const label = name === null ? `deleted account ${key}` : isAlone ? name : `${name} (${key})`
      return [key, { name, label, messages }]
    }),
  )
}
