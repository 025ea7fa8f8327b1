/** The JSON that Telegram Desktop exports as rows: one per message, whatever chat it is in. */
import type { Cut } from '../file/export-layout.ts'
import { fieldId, fieldText, fieldValue } from '../json/json-fields.ts'
import type { JsonPath } from '../file/json-cutter.ts'
import { cutJsonRecords, isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'
import type { RawRow } from '../file/raw-row.ts'

/** What an export says of a chat beside its messages. */
export interface TelegramChat {
  readonly name: string | null
  /** `personal_chat`, `private_group`, … */
  readonly type: string
  readonly id: string | null
}

/** Where chats stand: a single one is the document itself, an account has lists of them. */
const places = ['', 'chats.list.*.', 'left_chats.list.*.'] as const
const chatFields = ['name', 'type', 'id'] as const
const ownIdPath = 'personal_information.user_id'
const paths: readonly JsonPath[] = [
  ownIdPath,
  ...places.flatMap((place) => [...chatFields.map((field) => place + field), `${place}messages.*`]),
]

/** A row's chat and message. The row's text is an export of this one message, which can be corrected and read again. */
export interface TelegramRow {
  readonly chatIndex: number
  readonly message: JsonObject
}

export function telegramRowOf(row: RawRow): TelegramRow | null {
  const messages = isJsonObject(row.source) ? row.source['messages'] : undefined
  const message: unknown = Array.isArray(messages) ? messages[0] : undefined
  return isJsonObject(message) ? { chatIndex: Number(row.path), message } : null
}

export interface TelegramListener {
  /** A field of the chat at this index became known, perhaps after its messages. */
  readonly onChat?: (index: number, chat: TelegramChat) => void
  /** The account's own user id. */
  readonly onOwnId?: (id: string) => void
}

/** `path` of a row is the index of its chat in the file, `line` the number of the message. */
export function cutTelegram(listener: TelegramListener = {}): Cut {
  return function* (chunks, fileName) {
    let index = -1
    let place = ''
    let fields: Record<string, unknown> = {}
    let hasMessages = false
    let count = 0
    const openChat = (at: string): void => {
      index++
      place = at
      fields = {}
      hasMessages = false
    }
    for (const { records, end } of cutJsonRecords(chunks, { kind: 'document', paths }, fileName)) {
      const rows: RawRow[] = []
      for (const { path, value } of records) {
        if (path === ownIdPath) {
          const id = fieldId({ id: value }, 'id')
          if (id !== null) listener.onOwnId?.(id)
          continue
        }
        const at = path.slice(0, path.lastIndexOf('list.*.') === -1 ? 0 : path.lastIndexOf('list.*.') + 7)
        if (path === `${at}messages.*`) {
          if (index === -1 || place !== at) openChat(at)
          hasMessages = true
          rows.push({
            line: ++count,
            path: String(index),
            cells: [],
            source: { ...fields, messages: [value] },
            problem: isJsonObject(value) ? null : { code: 'not-an-object', text: JSON.stringify(value) },
            ignored: null,
          })
          continue
        }
        // Telegram writes name, type and id before the messages; copies that sort their keys write some of them after.
        const field = path.slice(at.length)
        const isNext = Object.hasOwn(fields, field) || (hasMessages && Object.hasOwn(fields, 'type'))
        if (index === -1 || place !== at || isNext) openChat(at)
        fields[field] = value
        listener.onChat?.(index, {
          name: fieldText(fields, 'name') || null,
          type: fieldText(fields, 'type'),
          id: fieldId(fields, 'id'),
        })
      }
      if (rows.length > 0) yield { rows, end }
    }
  }
}

/** `text` is a text, or a list of texts and of objects with a text (links, bold words). */
export function telegramText(message: JsonObject): string {
  const text = fieldValue(message, 'text')
  if (typeof text === 'string') return text
  if (!Array.isArray(text)) return ''
  return text
    .map((part: unknown) => {
      if (typeof part === 'string') return part
      const inner = isJsonObject(part) && Object.hasOwn(part, 'text') ? part['text'] : ''
      return typeof inner === 'string' ? inner : ''
    })
    .join('')
}
