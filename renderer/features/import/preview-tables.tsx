/** The rows of a preview: as they will be stored, what each column was taken for, and what was rejected. */
import { Table, Tabs } from '@mantine/core'
import type { ImportPreview, RejectedRow } from '../../../shared/model.ts'
import { formatName } from '../../format.ts'
import { formatCount, formatInstant } from '../../../shared/units.ts'
import { rejectionReasons } from './rejections.ts'

interface PreviewTablesProps {
  readonly preview: ImportPreview
  readonly zone: string
}

export function PreviewTables({ preview, zone }: PreviewTablesProps) {
  const { sample, columns, rejected, rows } = preview
  return (
    <Tabs defaultValue="rows" keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="rows">First rows</Tabs.Tab>
        {columns.length > 0 && <Tabs.Tab value="columns">Columns</Tabs.Tab>}
        {rejected.length > 0 && <Tabs.Tab value="rejected">Rejected rows ({formatCount(rows.rejected)})</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="rows" className="pl-table-scroll">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th className="pl-number">Line</Table.Th>
              <Table.Th>Time</Table.Th>
              <Table.Th>Channel</Table.Th>
              <Table.Th>Direction</Table.Th>
              <Table.Th>Author</Table.Th>
              <Table.Th>Contact</Table.Th>
              <Table.Th>Text</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sample.map((row) => (
              <Table.Tr key={row.line}>
                <Table.Td className="pl-number">{formatCount(row.line)}</Table.Td>
                <Table.Td className="pl-nowrap">{row.at === null ? '–' : formatInstant(row.at, zone)}</Table.Td>
                <Table.Td>{row.channel === null ? '–' : formatName(row.channel)}</Table.Td>
                <Table.Td>
                  {row.direction === null ? '–' : row.direction === 'in' ? 'from customer' : 'to customer'}
                </Table.Td>
                <Table.Td>{row.author || '–'}</Table.Td>
                <Table.Td className="pl-nowrap">{row.contact || '–'}</Table.Td>
                <Table.Td className="pl-preview-text">{row.text || '–'}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Tabs.Panel>
      <Tabs.Panel value="columns" className="pl-table-scroll">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Column</Table.Th>
              <Table.Th>Taken for</Table.Th>
              <Table.Th>Example</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {[...columns.entries()].map(([position, column]) => (
              // Columns may share a name; their position is what tells them apart.
              <Table.Tr key={`${position} ${column.name}`}>
                <Table.Td>{column.name}</Table.Td>
                <Table.Td>{column.meaning ?? <span className="pl-note">kept out</span>}</Table.Td>
                <Table.Td className="pl-preview-text">{column.example}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Tabs.Panel>
      <Tabs.Panel value="rejected">
        <RejectedTable rejected={rejected} total={rows.rejected} />
      </Tabs.Panel>
    </Tabs>
  )
}

interface RejectedTableProps {
  readonly rejected: readonly RejectedRow[]
  readonly total: number
}

export function RejectedTable({ rejected, total }: RejectedTableProps) {
  return (
    <div className="pl-table-scroll">
      <Table aria-label="Rejected rows">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="pl-number">Line</Table.Th>
            <Table.Th>Column</Table.Th>
            <Table.Th>Reason</Table.Th>
            <Table.Th>Found</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rejected.map((row) => (
            <Table.Tr key={`${row.line} ${row.code} ${row.column ?? ''}`}>
              <Table.Td className="pl-number">{formatCount(row.line)}</Table.Td>
              <Table.Td>{row.column ?? 'whole row'}</Table.Td>
              <Table.Td>{rejectionReasons[row.code]}</Table.Td>
              <Table.Td className="pl-preview-text">{row.text === '' ? 'nothing' : row.text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {total > rejected.length && (
        <p className="pl-note">
          The first {formatCount(rejected.length)} of {formatCount(total)}. After the import all of them can be saved as
          CSV.
        </p>
      )}
    </div>
  )
}
