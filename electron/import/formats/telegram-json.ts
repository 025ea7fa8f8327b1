/**
 * Chats that Telegram Desktop exports as JSON: one chat, or an account with all of its chats.
 *
 * Product: Telegram Desktop. Where a user gets it: a chat > ⋮ > Export chat history, or Settings > Advanced > Export
 * Telegram data; format “Machine-readable JSON”; file `result.json`. Announced at
 * https://telegram.org/blog/export-and-more; the fields are those of the open source of Telegram Desktop
 * (export_output_json) and of joweich/chat-miner's test files. Seen: exports with `date_unixtime`, that is since 2022;
 * older ones have local times only.
 *
 * A chat lives for ever, so its messages are a log, split by silence. The export of an account says who its owner is, a
 * personal chat whom it is with; elsewhere the user says who we are. A group is one contact: a reply in it names nobody.
 * Channels, chats with bots and notes to oneself are no conversations with customers.
 */
import type { Channel } from '../../../shared/model.ts'
import { decideUs, listAuthors, someNames } from '../products/chat-sides.ts'
import { daySeconds, reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, FormatPlan, MappedRow, RowMapper } from '../export-format.ts'
import { fieldId, fieldObject, fieldText } from '../json/json-fields.ts'
import { hasFields, objectsAt } from '../file/json-head.ts'
import { timeOrNull } from '../json/json-record.ts'
import { maxFieldLength } from '../file/limits.ts'
import { cutTelegram, telegramRowOf, telegramText } from '../products/telegram-rows.ts'
import { authorKeyOf, ignoredKindOf, noChat, partnerKeyOf, surveyTelegram } from '../products/telegram-survey.ts'
import type { SurveyedChat, TelegramSurvey } from '../products/telegram-survey.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { plainMessage } from '../record-defaults.ts'
import { aliasOf } from '../record.ts'
import type { PersonRecord } from '../record.ts'
import { rejectTime } from '../times/time-problem.ts'
import { describeZoneless, makeTimeReader } from '../times/time-reader.ts'

export const telegramJson: ExportFormat = {
  id: 'telegram-json',
  row: null,
  title: 'Telegram chats (JSON)',
  files: 'result.json',
  howToGet: 'Telegram Desktop: the chat > ⋮ > Export chat history > Machine-readable JSON',
  measures: 'response times, volumes, returning customers, replies by name; no closing time',
  detect: (sample) =>
    isTelegram(sample) ? { score: 95, because: 'The messages have the fields of a Telegram export.' } : null,
  plan: (sample, settings): FormatPlan => {
    const { fileName } = sample
    const { choices } = settings
    const survey = settings.remember('survey', () => surveyTelegram(settings.scanRows, fileName))
    const labels = new Map([...survey.authors.values()].map(({ label, messages }) => [label, messages]))
    const us = decideUs(labels, choices.us, () => guessUs(survey), fileName)
    const isOurs = (key: string): boolean => us.has(survey.authors.get(key)?.label ?? '')
    const contacts = survey.chats.map((chat, index) => contactOf(chat, index, survey, isOurs))
    const groups = survey.chats.filter((chat) => isGroup(chat, isOurs) && chat.authors.size > 0).length
    const zone = choices.zone ?? settings.defaultZone
    return {
      sourceKey: 'telegram',
      sourceName: 'Telegram',
      zone: survey.zoneless > 0 ? zone : null,
      assumptions: [
        ...describeZoneless(zone, survey.zoneless),
        us.size === 0 ? 'nobody in the file is one of us' : `messages of ${someNames(us)} taken as ours`,
        ...(groups > 0
          ? [
              `a group taken as one customer: a reply in it names nobody (${groups} ${groups === 1 ? 'group' : 'groups'})`,
            ]
          : []),
        'our messages counted as written by people; Telegram does not say which were automatic',
      ],
      meanings: [],
      fields: [
        { name: 'date_unixtime', meaning: 'time', example: '' },
        { name: 'from', meaning: 'customer or agent', example: [...labels.keys()][0] ?? '' },
        { name: 'from_id', meaning: 'customer or agent', example: '' },
        { name: 'text', meaning: 'text', example: '' },
        { name: 'id', meaning: 'message id', example: '' },
      ],
      isLog: true,
      defaultSplitGapSeconds: daySeconds,
      cut: cutTelegram(),
      authors: listAuthors(labels, us),
      openMapper: () => openMapper({ survey, isOurs, contacts, zone, channel: choices.channel ?? 'messenger' }),
    }
  },
}

function isTelegram({ json }: ExportSample): boolean {
  if (json === null) return false
  const [root] = objectsAt(json, '')
  if (root === undefined) return false
  const [message] = ['messages.*', 'chats.list.*.messages.*'].flatMap((path) => objectsAt(json, path))
  if (hasFields(message, 'type') && (hasFields(message, 'date_unixtime') || hasFields(message, 'from_id', 'text')))
    return true
  // An account's contacts and sessions stand before its chats, perhaps beyond the sample.
  return hasFields(fieldObject(root, 'personal_information'), 'user_id', 'first_name')
}

/** The owner of the account; else everybody in personal chats but whom they are with. */
function guessUs({ ownKey, chats, authors }: TelegramSurvey): ReadonlySet<string> | null {
  const labelOf = (key: string): string => authors.get(key)?.label ?? ''
  if (ownKey !== null) return new Set(authors.has(ownKey) ? [labelOf(ownKey)] : [])
  const us = new Set<string>()
  let isKnown = authors.size === 0
  for (const chat of chats) {
    const partner =
      partnerKeyOf(chat) ??
      (chat.type === '' && chat.authors.size <= 2
        ? [...chat.authors].find((key) => chat.name !== null && labelOf(key) === chat.name)
        : undefined)
    if (partner === undefined || chat.authors.size === 0) continue
    isKnown = true
    for (const key of chat.authors) if (key !== partner && labelOf(key) !== chat.name) us.add(labelOf(key))
  }
  return isKnown ? us : null
}

function isGroup(chat: SurveyedChat, isOurs: (key: string) => boolean): boolean {
  if (chat.type !== '') return chat.type.endsWith('group')
  return [...chat.authors].filter((key) => !isOurs(key)).length > 1
}

interface ChatContact {
  readonly contact: string
  /** Who that is, where `contact` is an alias. */
  readonly person: PersonRecord | null
}

/**
 * Names repeat and change, and ids do not: a contact is an id where the chat has one, so that the chat is the same in every
 * export. The id stays visible behind the name, since two people of one name are two contacts.
 */
function contactOf(
  chat: SurveyedChat,
  index: number,
  { authors }: TelegramSurvey,
  isOurs: (key: string) => boolean,
): ChatContact {
  const customers = [...chat.authors].filter((key) => !isOurs(key))
  if (isGroup(chat, isOurs)) {
    if (chat.id !== null) return named(aliasOf('telegram', chat.id, 'chat'), chat.name, `chat ${chat.id}`)
    const names = customers.map((key) => authors.get(key)?.label ?? key).toSorted()
    return { contact: chat.name ?? names.join(', ').slice(0, 200), person: null }
  }
  const key = partnerKeyOf(chat) ?? customers[0]
  if (key === undefined) return { contact: chat.name ?? `chat ${chat.id ?? index + 1}`, person: null }
  if (!/^[a-z]+\d+$/.test(key)) return { contact: key, person: null }
  return named(aliasOf('telegram', key), authors.get(key)?.name ?? chat.name, key)
}

function named(alias: string, name: string | null, id: string): ChatContact {
  if (name === null) return { contact: alias, person: null }
  const address = `${name} (${id})`
  return { contact: alias, person: { type: 'person', alias, role: 'customer', name, address, versionAt: null } }
}

interface MapperParts {
  readonly survey: TelegramSurvey
  readonly isOurs: (key: string) => boolean
  /** By chat. */
  readonly contacts: readonly ChatContact[]
  readonly zone: string
  readonly channel: Channel
}

function openMapper({ survey, isOurs, contacts, zone, channel }: MapperParts): RowMapper {
  const times = makeTimeReader({ zone, dayOrder: null, format: null })
  const introduced = new Set<number>()
  /** Once for each chat, with its first message. */
  const introduce = (chatIndex: number): PersonRecord[] => {
    const person = contacts[chatIndex]?.person ?? null
    if (person === null || introduced.has(chatIndex)) return []
    introduced.add(chatIndex)
    return [person]
  }
  const map = (message: JsonObject, chatIndex: number): MappedRow => {
    const chat = survey.chats[chatIndex] ?? noChat
    if (fieldText(message, 'type') === 'service') return 'service message'
    const ignored = ignoredKindOf(chat)
    if (ignored !== null) return ignored
    const timeField = fieldText(message, 'date_unixtime') === '' ? 'date' : 'date_unixtime'
    const sentAt = times.read(fieldText(message, timeField))
    if (sentAt < 0) return rejectTime(sentAt, timeField, fieldText(message, timeField))
    const key = authorKeyOf(message, chat)
    if (key === null) return reject('contact-missing', 'from', '')
    const text = telegramText(message)
    if (text.length > maxFieldLength) return reject('field-too-long', 'text', text)
    const id = fieldId(message, 'id')
    const isOut = isOurs(key)
    return [
      ...introduce(chatIndex),
      {
        ...plainMessage,
        // Ids are unique in a chat only.
        id: id === null || chat.id === null ? null : `${chat.id}/${id}`,
        channel,
        contact: contacts[chatIndex]?.contact ?? key,
        sentAt,
        direction: isOut ? 'out' : 'in',
        authorKind: isOut ? 'agent' : 'customer',
        agent: isOut ? (survey.authors.get(key)?.name ?? key) : null,
        text,
        versionAt: timeOrNull(message, 'edited_unixtime', times),
      },
    ]
  }
  return {
    map: (_cells, row) => {
      const found = telegramRowOf(row)
      // The cut has told everything else from messages.
      return found === null ? 'no message' : map(found.message, found.chatIndex)
    },
    lateAssumptions: () => [],
  }
}
