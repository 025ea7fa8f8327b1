/** Whatever is in a file: every row ends in exactly one count, and nothing half-made stays behind. */
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { canonicalDump } from './canonical-dump.ts'
import { csvRow, openSession, temporaryFolder } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)
let opened = 0

const odd = fc.constantFrom(
  '',
  ' ',
  'null',
  '-',
  '0',
  'x',
  '2026-13-40',
  '99999999999999999999',
  '"',
  'a,b',
  'ä\u0000',
  '💥',
  '=1+1',
)
const oneOf = (...good: string[]): fc.Arbitrary<string> =>
  fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: odd })

const messageCells = fc.tuple(
  oneOf('2026-03-02T09:00:00Z', '2026-03-02 10:00', '1772449200', 'Mon, 02 Mar 2026 11:00:00 +0000'),
  oneOf('in', 'out', 'inbound', 'outbound-api'),
  oneOf('customer', 'agent', 'bot', 'system'),
  oneOf('+12025550111', '(202) 555-0112', 'kim@example.com', '12345'),
  oneOf('sms', 'email', 'web chat'),
  oneOf('Hello?', 'STOP', 'START', 'Thanks!', 'delivered'),
  oneOf('delivered', 'failed', 'draft'),
  oneOf('2026-03-02T12:00:00Z', ''),
)
const messageHeader = [
  'sent_at',
  'direction',
  'author_type',
  'customer_number',
  'channel',
  'text',
  'status',
  'closed_at',
]
const surveyCells = fc.tuple(
  oneOf('R1', 'R2', 'R3'),
  oneOf('0', '5', '10', '7.5', 'offered'),
  oneOf('2026-03-02T09:00:00Z'),
)
const surveyHeader = ['response_id', 'nps', 'answered_at']
const ticketCells = fc.tuple(
  oneOf('T1', 'T2', 'T3'),
  oneOf('2026-03-02T09:00:00Z'),
  oneOf('2026-03-02T09:05:00Z', ''),
  oneOf('2026-03-02T10:00:00Z', ''),
  oneOf('good', 'bad', '4', ''),
)
const ticketHeader = ['ticket_id', 'created_at', 'first_response_at', 'solved_at', 'satisfaction_rating']
const optOutCells = fc.tuple(
  oneOf('+12025550111', '12345'),
  oneOf('opted_out', 'opted_in'),
  oneOf('2026-03-02T09:00:00Z'),
)
const optOutHeader = ['phone_number', 'opt_out_state', 'opted_out_at']

interface Garbage {
  readonly format: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Cells cut off or added at the end of the row, by its number. */
  readonly lengths: readonly number[]
}

const tables: readonly (readonly [string, readonly string[], fc.Arbitrary<readonly string[]>])[] = [
  ['message-table', messageHeader, messageCells],
  ['survey-table', surveyHeader, surveyCells],
  ['conversation-table', ticketHeader, ticketCells],
  ['opt-out-table', optOutHeader, optOutCells],
]
const garbage = fc.oneof(
  ...tables.map(([format, header, cells]): fc.Arbitrary<Garbage> =>
    fc.record({
      format: fc.constant(format),
      header: fc.constant(header),
      rows: fc.array(cells, { minLength: 1, maxLength: 25 }),
      lengths: fc.array(fc.constantFrom(0, 0, 0, 0, 1, -1), { minLength: 25, maxLength: 25 }),
    }),
  ),
)

function fileOf({ header, rows, lengths }: Garbage): string {
  const lines = rows.map((row, index) => {
    const change = lengths[index] ?? 0
    return csvRow(change < 0 ? row.slice(0, change) : change > 0 ? [...row, 'extra'] : row)
  })
  return csvRow([...header]) + lines.join('')
}

it('counts every row once, refuses with a reason, and repeats itself', () => {
  fc.assert(
    fc.property(garbage, (table) => {
      const workspace = openSession(folder.path, `garbage-${opened++}`)
      const before = canonicalDump(workspace.db())
      const file = { name: 'garbage.csv', content: fileOf(table), choices: { format: table.format } }
      try {
        const { rows, ignoredKinds, rejected } = workspace.import(file)
        expect(rows.read).toBe(table.rows.length)
        expect(rows.new + rows.changed + rows.duplicate + rows.rejected + rows.ignored).toBe(rows.read)
        expect(Object.values(ignoredKinds).reduce((sum, count) => sum + count, 0)).toBe(rows.ignored)
        expect(rejected.length).toBe(rows.rejected)
        const again = workspace.import(file).rows
        expect(again).toEqual({ ...rows, new: 0, changed: 0, duplicate: rows.new + rows.changed + rows.duplicate })
      } catch (error) {
        // A file may be refused as a whole, such as for a scale that has to be chosen: then nothing of it stays.
        if (!(error instanceof Error) || error.name !== 'AppError') throw error
        expect(canonicalDump(workspace.db())).toEqual(before)
      }
      expect(workspace.problems()).toEqual([])
      workspace.close()
    }),
    { seed: 7, numRuns: 60 },
  )
})
