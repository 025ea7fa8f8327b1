/** The rows of a preview: as they will be stored, what each column was taken for, and what was rejected. */
import { Table, Tabs, Text } from '@mantine/core'
import type { ImportPreview } from '../../../shared/model.ts'
import { formatCount } from '../../../shared/units.ts'
import { WideTable } from '../../components/wide-table.tsx'
import { RejectedTable } from './rejected-table.tsx'
import { StoredRows } from './stored-rows.tsx'
import { fieldWordsOf } from './table-words.ts'

const shownRows = 10

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
        {columns.length > 0 && <Tabs.Tab value="columns">Columns ({formatCount(columns.length)})</Tabs.Tab>}
        {rejected.length > 0 && <Tabs.Tab value="rejected">Rejected rows ({formatCount(rows.rejected)})</Tabs.Tab>}
      </Tabs.List>
      <Tabs.Panel value="rows">
        {sample.length > 0 ? (
          <StoredRows rows={sample.slice(0, shownRows)} zone={zone} />
        ) : (
          <Text c="dimmed" py="sm">
            None of these rows is stored.
          </Text>
        )}
      </Tabs.Panel>
      <Tabs.Panel value="columns">
        <ColumnsTable columns={columns} />
      </Tabs.Panel>
      <Tabs.Panel value="rejected">
        <RejectedTable rejected={rejected} total={rows.rejected} />
      </Tabs.Panel>
    </Tabs>
  )
}

function ColumnsTable({ columns }: { readonly columns: ImportPreview['columns'] }) {
  return (
    <WideTable label="Columns and what they were taken for">
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
              <Table.Td className="pl-preview-name">{column.name || <span className="pl-note">no name</span>}</Table.Td>
              <Table.Td>
                {column.meaning === null ? (
                  <span className="pl-note">kept out</span>
                ) : (
                  fieldWordsOf(column.meaning).label
                )}
              </Table.Td>
              <Table.Td className="pl-preview-text">{column.example}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  )
}
