/** Counts the rows of an import by their outcome, and keeps the first of them to be shown. */
import type { PreviewRow, RejectedRow, RowCounts } from '../../shared/model.ts'
import type { ImportRecord, RowVerdict } from './record.ts'
import type { PutOutcome } from './store/versions.ts'

const shownRejections = 100
const shownRows = 20

export interface RowTally {
  readonly rows: { -readonly [Key in keyof RowCounts]: number }
  readonly ignoredKinds: Record<string, number>
  readonly rejected: RejectedRow[]
  readonly sample: PreviewRow[]
  readonly count: (row: RowVerdict, outcome: PutOutcome) => void
}

export function startTally(): RowTally {
  const rows = { read: 0, new: 0, changed: 0, duplicate: 0, rejected: 0, ignored: 0 }
  const ignoredKinds: Record<string, number> = {}
  const rejected: RejectedRow[] = []
  const sample: PreviewRow[] = []
  return {
    rows,
    ignoredKinds,
    rejected,
    sample,
    count: (row, outcome) => {
      rows.read++
      switch (row.verdict) {
        case 'records':
          rows[outcome]++
          if (sample.length < shownRows) sample.push(...row.records.slice(0, 1).map((one) => previewOf(row.line, one)))
          break
        case 'rejected':
          rows.rejected++
          if (rejected.length < shownRejections) {
            rejected.push({ line: row.line, code: row.code, column: row.column, text: row.text })
          }
          break
        case 'ignored':
          rows.ignored++
          ignoredKinds[row.kind] = (ignoredKinds[row.kind] ?? 0) + 1
          break
      }
    },
  }
}

function previewOf(line: number, record: ImportRecord): PreviewRow {
  const none = { line, at: null, channel: null, direction: null, author: '', contact: '', text: '' }
  if (record.type === 'person' || record.type === 'group') {
    const author = record.type === 'person' ? (record.role ?? '') : record.of
    const contact = record.type === 'person' ? (record.address ?? '') : ''
    return { ...none, kind: record.type, author, contact, text: record.name ?? record.alias }
  }
  const base = { ...none, contact: record.contact ?? '' }
  switch (record.type) {
    case 'message':
      return {
        ...base,
        kind: 'message',
        at: record.sentAt,
        channel: record.channel,
        direction: record.direction,
        author: record.agent ?? record.authorKind ?? record.author ?? '',
        text: (record.text ?? '').slice(0, 200),
      }
    case 'conversation':
      return { ...base, kind: 'conversation', at: record.openedAt, channel: record.channel, author: record.agent ?? '' }
    case 'survey':
      return {
        ...base,
        kind: 'survey',
        at: record.answeredAt,
        channel: record.channel,
        author: record.agent ?? '',
        text: record.score === null ? `${record.kind}, not answered` : `${record.kind} ${record.score}`,
      }
    case 'opt-out':
      return { ...base, kind: 'opt-out', at: record.at, channel: record.channel, text: `opted ${record.state}` }
  }
}
