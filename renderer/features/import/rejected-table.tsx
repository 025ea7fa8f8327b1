/** Rows that cannot be used, each with its place and reason. */
import { Table } from '@mantine/core'
import type { RejectedRow } from '../../../shared/model.ts'
import { formatCount } from '../../../shared/units.ts'
import { rejectionReasons } from './rejections.ts'

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
