/** The single cases of a KPI: what each is worth, or why it does not count. */
import { UnstyledButton } from '@mantine/core'
import { useMemo } from 'react'
import type { CaseRow } from '../../../shared/explain.ts'
import { reasonText } from '../../../shared/explain-words.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import type { ZoneName } from '../../../shared/model.ts'
import { channelNames, formatCaseValue, formatInstant } from '../../../shared/units.ts'
import { DataTable } from '../../components/data-table.tsx'
import type { DataColumn } from '../../components/data-table.tsx'

interface CaseTableProps {
  readonly kpi: KpiId
  readonly rows: readonly CaseRow[]
  readonly zone: ZoneName
  readonly onOpen: (conversationId: number) => void
}

interface Item {
  readonly key: string
  readonly row: CaseRow
}

export function CaseTable({ kpi, rows, zone, onOpen }: CaseTableProps) {
  const items = useMemo(() => rows.map((row, index): Item => ({ key: String(index), row })), [rows])
  const columns = useMemo(() => columnsOf(kpi, zone, onOpen), [kpi, zone, onOpen])
  return <DataTable label="Cases" columns={columns} items={items} keyOf={({ key }) => key} maxHeight={480} />
}

function columnsOf(kpi: KpiId, zone: ZoneName, onOpen: (id: number) => void): readonly DataColumn<Item>[] {
  const { shortTitle, unit, kind } = kpiCatalogue[kpi]
  return [
    {
      id: 'at',
      label: 'When',
      sortBy: ({ row }) => row.at,
      cell: ({ row }) => {
        const when = row.at === null ? 'no time' : formatInstant(row.at, zone)
        const { conversation } = row
        if (conversation === null) return when
        return (
          <UnstyledButton
            className="pl-link"
            aria-label={`Conversation with ${row.contact}, ${when}`}
            onClick={() => onOpen(conversation)}
          >
            {when}
          </UnstyledButton>
        )
      },
    },
    {
      id: 'channel',
      label: 'Channel',
      sortBy: ({ row }) => row.channel,
      cell: ({ row }) => (row.channel === null ? '–' : channelNames[row.channel]),
    },
    { id: 'contact', label: 'Contact', sortBy: ({ row }) => row.contact, cell: ({ row }) => row.contact || '–' },
    { id: 'team', label: 'Team', sortBy: ({ row }) => row.team, cell: ({ row }) => row.team ?? '–' },
    { id: 'agent', label: 'Agent', sortBy: ({ row }) => row.agent, cell: ({ row }) => row.agent ?? '–' },
    {
      id: 'value',
      label: shortTitle,
      numeric: true,
      sortBy: ({ row }) => row.value,
      cell: ({ row }) => (row.value === null ? '–' : formatCaseValue(kind, unit, row.value)),
    },
    {
      id: 'reason',
      label: 'Not counted because',
      sortBy: ({ row }) => row.reason,
      cell: ({ row }) => (row.reason === 'counted' ? '' : reasonText(row.reason)),
    },
  ]
}
