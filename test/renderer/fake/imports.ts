import type { PickedFile } from '../../../shared/api.ts'
import { AppError } from '../../../shared/errors.ts'
import { refuseOpenQuestions, specialFiles, specialPreview } from './tables.ts'
import type { FormatInfo, ImportChoices, ImportPreview, ImportSummary, RejectedRow } from '../../../shared/model.ts'

export const pickedFiles: readonly PickedFile[] = [
  { fileId: 'file-1', name: 'twilio-messages-2026-Q2.csv', byteCount: 4_210_332 },
  { fileId: 'file-2', name: 'web-chat-export-april-to-june-of-the-berlin-and-hamburg-shops.csv', byteCount: 812_004 },
  { fileId: 'file-3', name: 'quarterly-review.pdf', byteCount: 98_112 },
]

const rejected: readonly RejectedRow[] = [
  { line: 118, code: 'time-unreadable', column: 'DateSent', text: '2026-13-45 25:61' },
  { line: 2044, code: 'direction-unknown', column: 'Direction', text: 'sideways' },
  { line: 9310, code: 'contact-missing', column: 'From', text: '' },
]

const splitAt = (seconds: number): number => (seconds <= 86_400 ? 1204 : seconds <= 172_800 ? 1131 : 1012)

/** A believable preview of one picked file; a PDF is no export. */
export function previewOf(fileId: string, choices: ImportChoices): ImportPreview {
  const file = [...pickedFiles, ...Object.values(specialFiles)].find((each) => each.fileId === fileId)
  if (!file) throw new AppError('file-missing', 'The file is gone.')
  if (file.name.endsWith('.pdf'))
    throw new AppError('format-unknown', `${file.name} is a PDF document, not an export of conversations.`, {
      file: file.name,
    })
  refuseOpenQuestions(fileId, choices)
  const isTwilio = file.fileId === 'file-1'
  return specialPreview(fileId, choices, {
    previewId: `preview-${file.fileId}-${JSON.stringify(choices).length}`,
    file: file.name,
    byteCount: file.byteCount,
    sha256: 'c0ffee'.padEnd(64, '1'),
    format: isTwilio ? 'twilio-console' : 'message-table',
    formatTitle: isTwilio ? 'Twilio Console message log (CSV)' : 'Table of messages',
    recognisedBecause: isTwilio
      ? 'The first line names the columns From, To, Body, Status, SentDate and Sid of a Twilio message log.'
      : 'Each row has a time, a sender and a text.',
    rows: { read: 10_420, new: 9830, changed: 12, duplicate: 540, rejected: 3, ignored: 35 },
    ignoredKinds: { 'outgoing message that was never sent': 35 },
    rejected,
    entities: {
      conversations: splitAt(choices.splitGapSeconds ?? 86_400),
      messages: 9842,
      contacts: 731,
      agents: 6,
      surveys: 0,
      optOuts: 9,
    },
    assumptions: [
      'Times without a zone are read in Europe/Berlin.',
      'The log has no conversations of its own: messages of one contact are split where nobody wrote for 24 hours.',
      '14 outgoing texts were sent word for word within 10 s in at least 5 conversations and look automatic.',
    ],
    splitCounts: isTwilio ? { h24: 1204, h48: 1131, d5: 1012 } : null,
    isComplete: true,
    headerFingerprint: null,
    authors: [],
    columns: [
      { name: 'DateSent', meaning: 'time', example: '2026-04-01 09:14:22' },
      { name: 'Direction', meaning: 'direction', example: 'inbound' },
      { name: 'From', meaning: 'contact', example: '+49 151 5550 0143' },
      { name: 'Body', meaning: 'text', example: 'Hi, is my bike ready for collection today?' },
      { name: 'NumSegments', meaning: null, example: '1' },
    ],
    sample: [
      {
        line: 2,
        kind: 'message',
        at: Date.UTC(2026, 3, 1, 7, 14, 22),
        channel: choices.channel ?? 'sms',
        direction: 'in',
        author: '+49 151 5550 0143',
        contact: '+4915155500143',
        text: choices.keepText === false ? '' : 'Hi, is my bike ready for collection today?',
      },
      {
        line: 3,
        kind: 'message',
        at: Date.UTC(2026, 3, 1, 7, 15, 56),
        channel: choices.channel ?? 'sms',
        direction: 'out',
        author: 'Amara Diallo',
        contact: '+4915155500143',
        text: choices.keepText === false ? '' : 'Good morning! Yes, any time after 14:00.',
      },
    ],
    choices: {
      channel: 'sms',
      zone: 'Europe/Berlin',
      country: 'DE',
      splitGapSeconds: 86_400,
      keepText: true,
      ...choices,
    },
    encoding: 'utf-8',
    delimiter: ',',
    zone: 'Europe/Berlin',
  })
}

/** Commit executes the preview: the same counts. */
export function summaryOf(preview: ImportPreview, id: number): ImportSummary {
  return {
    id,
    file: preview.file,
    format: preview.format,
    source: preview.formatTitle,
    sha256: preview.sha256,
    zone: preview.zone ?? 'UTC',
    rows: preview.rows,
    ignoredKinds: preview.ignoredKinds,
    rejected: preview.rejected,
    entities: preview.entities,
    assumptions: preview.assumptions,
    splitCounts: preview.splitCounts,
    importedAt: Date.UTC(2026, 5, 29, 8, 30) + id * 60_000,
    seconds: 1.4,
  }
}

export const formats: readonly FormatInfo[] = [
  {
    id: 'twilio-console',
    title: 'Twilio Console message log (CSV)',
    files: '.csv',
    howToGet: 'Console → Monitor → Logs → Messaging → Download CSV',
    measures: 'response times, volumes, opt-outs; no closing times, no agents',
  },
  {
    id: 'twilio-api',
    title: 'Twilio messages from the API (JSON)',
    files: '.json, .ndjson, .ndjson.gz',
    howToGet: 'Messages list of the API, or the bulk export',
    measures: 'response times, volumes, opt-outs; no closing times, no agents',
  },
  {
    id: 'message-table',
    title: 'Table of messages',
    files: '.csv, .tsv',
    howToGet: 'Any table with one message per row: time, direction, contact',
    measures: 'depends on its columns',
  },
  {
    id: 'survey-table',
    title: 'Table of survey answers',
    files: '.csv, .tsv',
    howToGet: 'Any table with one answer per row: time and score',
    measures: 'NPS, customer satisfaction',
  },
]
