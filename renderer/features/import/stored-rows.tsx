/** The first rows of a preview as they will be stored. */
import { Table } from '@mantine/core'
import type { PreviewRow } from '../../../shared/model.ts'
import { formatCount, formatInstant } from '../../../shared/units.ts'
import { formatName } from '../../format.ts'
import { WideTable } from '../../components/wide-table.tsx'

const kindNames = {
  message: 'Message',
  conversation: 'Conversation',
  survey: 'Survey answer',
  'opt-out': 'Opt-out',
  person: 'Person',
  group: 'Group',
} as const satisfies Record<PreviewRow['kind'], string>

const directionNames = { in: 'from customer', out: 'to customer' } as const

interface StoredRowsProps {
  readonly rows: readonly PreviewRow[]
  readonly zone: string
}

export function StoredRows({ rows, zone }: StoredRowsProps) {
  const hasKinds = new Set(rows.map(({ kind }) => kind)).size > 1 || rows.some(({ kind }) => kind !== 'message')
  const hasDirections = rows.some(({ direction }) => direction !== null)
  const hasChannels = rows.some(({ channel }) => channel !== null)
  const hasTimes = rows.some(({ at }) => at !== null)
  return (
    <WideTable label="First rows as they will be stored">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="pl-number">Line</Table.Th>
            {hasKinds && <Table.Th>Kind</Table.Th>}
            {hasTimes && <Table.Th>Time</Table.Th>}
            {hasChannels && <Table.Th>Channel</Table.Th>}
            {hasDirections && <Table.Th>Direction</Table.Th>}
            <Table.Th>Author</Table.Th>
            <Table.Th>Contact</Table.Th>
            <Table.Th>Text</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {[...rows.entries()].map(([index, row]) => (
            // Several records may come from one line.
            <Table.Tr key={`${index} ${row.line}`}>
              <Table.Td className="pl-number">{formatCount(row.line)}</Table.Td>
              {hasKinds && <Table.Td className="pl-nowrap">{kindNames[row.kind]}</Table.Td>}
              {hasTimes && (
                <Table.Td className="pl-nowrap">{row.at === null ? '–' : formatInstant(row.at, zone)}</Table.Td>
              )}
              {hasChannels && (
                <Table.Td className="pl-nowrap">{row.channel === null ? '–' : formatName(row.channel)}</Table.Td>
              )}
              {hasDirections && (
                <Table.Td className="pl-nowrap">
                  {row.direction === null ? 'not known yet' : directionNames[row.direction]}
                </Table.Td>
              )}
              <Table.Td className="pl-preview-name">{row.author || '–'}</Table.Td>
              <Table.Td className="pl-preview-name">{row.contact || '–'}</Table.Td>
              <Table.Td className="pl-preview-text">{row.text || '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
