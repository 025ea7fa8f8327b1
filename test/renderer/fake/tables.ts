/** Files that need more than being dropped: an unknown table, an archive, open questions, a large file. */
import type { PickedFile } from '../../../shared/api.ts'
import { AppError } from '../../../shared/errors.ts'
import type { AuthorList, ContainedFile, ImportChoices, ImportPreview, TableOutline } from '../../../shared/model.ts'

export const specialFiles = {
  unknown: { fileId: 'file-unknown', name: 'shop-texts-2026-05.csv', byteCount: 18_204 },
  archive: { fileId: 'file-archive', name: 'help-desk.zip', byteCount: 901_220 },
  dates: { fileId: 'file-dates', name: 'visits.csv', byteCount: 4120 },
  chat: { fileId: 'file-chat', name: 'group-chat.txt', byteCount: 52_100 },
  large: { fileId: 'file-large', name: 'five-years-of-texts.csv', byteCount: 812_000_000 },
} as const satisfies Record<string, PickedFile>

export const contents: readonly ContainedFile[] = [
  { entry: 'export/tickets.json', byteCount: 610_220, leftOut: null },
  { entry: 'export/chats.csv', byteCount: 210_000, leftOut: null },
  { entry: 'export/logo.png', byteCount: 0, leftOut: 'an image' },
]

export const outline: TableOutline = {
  names: ['When', 'Way', 'Phone', 'Said'],
  rows: [
    ['2026-05-04 09:12:00', 'C', '+15550100', 'Is my bike ready?'],
    ['2026-05-04 09:14:30', 'A', '+15550100', 'Yes, from two on.'],
  ],
  suggestions: {
    message: { time: 'When', contact: 'Phone' },
    conversation: {},
    survey: { answeredAt: 'When' },
    'opt-out': { contact: 'Phone', at: 'When' },
  },
  fields: {
    message: ['conversation', 'time', 'direction', 'contact', 'text', 'agent', 'channel', 'closedAt'],
    conversation: ['conversation', 'openedAt', 'firstReplyAt', 'closedAt', 'contact', 'agent'],
    survey: ['kind', 'scale', 'answeredAt', 'contact', 'score'],
    'opt-out': ['contact', 'channel', 'at', 'state'],
  },
  values: { Way: ['A', 'C'], Phone: ['+15550100'] },
  words: { direction: {} },
  delimiter: ';',
  encoding: 'utf-8',
  sheets: [],
  sheet: null,
}

/** What cannot be previewed before the user has said something. */
export function refuseOpenQuestions(fileId: string, choices: ImportChoices): void {
  if (fileId === specialFiles.unknown.fileId && !choices.mapping && typeof choices.profile !== 'string')
    throw new AppError(
      'format-unknown',
      'shop-texts-2026-05.csv has the columns “When”, “Way”, “Phone”, “Said”; as a table of messages it lacks a direction.',
      { file: specialFiles.unknown.name, columns: outline.names },
    )
  if (fileId === specialFiles.dates.fileId && !choices.dayOrder)
    throw new AppError('choice-needed', 'Say which it is with --day-order.', { option: 'dayOrder', column: 'Sent' })
  if (fileId === specialFiles.chat.fileId && !choices.us)
    throw new AppError('choice-needed', 'Say it with --us NAME.', {
      option: 'us',
      authors: ['Ana', 'Ben', '+15550101'],
      messages: ['40', '12', '31'],
    })
}

/** A preview of the special files: what differs from the usual one. */
export function specialPreview(fileId: string, choices: ImportChoices, usual: ImportPreview): ImportPreview {
  switch (fileId) {
    case specialFiles.unknown.fileId: {
      const translated = Object.keys(choices.mapping?.values?.['direction'] ?? { both: 0, known: 0 }).length
      const rejected = translated < 2 ? 1 : 0
      return {
        ...usual,
        format: 'message-table',
        headerFingerprint: 'f1f1f1f1f1f1',
        rows: { read: 2, new: 2 - rejected, changed: 0, duplicate: 0, rejected, ignored: 0 },
        rejected: rejected ? [{ line: 3, code: 'direction-unknown', column: 'Way', text: 'A' }] : [],
      }
    }
    case specialFiles.chat.fileId:
      return {
        ...usual,
        authors: [
          { name: 'Ana', messages: 40, isUs: choices.us?.includes('Ana') ?? false },
          { name: '+15550101', messages: 31, isUs: choices.us?.includes('+15550101') ?? false },
          { name: 'Ben', messages: 12, isUs: choices.us?.includes('Ben') ?? false },
        ],
      }
    case specialFiles.large.fileId:
      return {
        ...usual,
        isComplete: false,
        rows: { read: 1500, new: 1500, changed: 0, duplicate: 0, rejected: 0, ignored: 0 },
        rejected: [],
      }
    default:
      return usual
  }
}

export const authors: AuthorList = {
  agents: [
    { name: 'Amara Diallo', kind: 'agent', guess: 'agent', isChosen: false, messages: 1204 },
    { name: 'Welcome Bot', kind: 'agent', guess: 'bot', isChosen: false, messages: 310 },
  ],
  automaticTexts: [
    { text: 'Thanks, we will be with you soon.', conversations: 41, isAutomatic: false, isChosen: false },
  ],
}
