/** A searchable list of conversations, with the value that a KPI took from each where it is asked for one. */
import { Button, SegmentedControl, Skeleton, Table, TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconMessageOff, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { ConversationQuery } from '../../../shared/api.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import type { ConversationRow, ZoneName } from '../../../shared/model.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { formatCounted } from '../../format.ts'
import { channelNames, formatCount, formatDurationDense, formatInstant, formatKpiValue } from '../../../shared/units.ts'
import { useConversations } from './use-conversations.ts'
import './conversation-list.css'

interface ConversationListProps {
  readonly query: ConversationQuery
  readonly zone: ZoneName
  readonly onOpen: (row: ConversationRow) => void
}

export function ConversationList({ query, zone, onOpen }: ConversationListProps) {
  const [search, setSearch] = useState('')
  const [settled] = useDebouncedValue(search.trim(), 200)
  const [show, setShow] = useState(query.show ?? 'counted')
  const { kpi } = query
  const list = useConversations({
    ...query,
    ...(kpi ? { show } : {}),
    ...(settled === '' ? {} : { search: settled }),
  })
  const { rows } = list
  return (
    <div className="pl-list">
      <div className="pl-list-bar">
        <TextInput
          size="xs"
          className="pl-list-search"
          aria-label="Search conversations"
          placeholder="Contact or words of a message"
          leftSection={<IconSearch aria-hidden size={14} />}
          value={search}
          maxLength={200}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        {kpi && (
          <SegmentedControl
            size="xs"
            aria-label="Which conversations"
            value={show}
            onChange={setShow}
            data={[
              { value: 'counted', label: 'Counted' },
              { value: 'unanswered', label: 'Without reply' },
              { value: 'all', label: 'All' },
            ]}
          />
        )}
        <output className="pl-list-total">{rows ? formatCounted(list.total, 'conversation') : ''}</output>
      </div>
      {list.error && <ErrorPanel error={list.error} onRetry={list.reload} />}
      {!rows && list.status === 'loading' && <Skeleton height={320} />}
      {rows?.length === 0 && (
        <EmptyState icon={<IconMessageOff aria-hidden size={32} stroke={1.25} />} title="No conversation fits">
          {settled === '' ? 'Widen the filters to see more.' : `Nothing found for “${settled}” within the filters.`}
        </EmptyState>
      )}
      {rows && rows.length > 0 && (
        <div className="pl-card pl-table-scroll">
          <Table className="pl-list-table" aria-label="Conversations" aria-busy={list.status === 'loading'}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Opened</Table.Th>
                <Table.Th>Channel</Table.Th>
                <Table.Th>Contact</Table.Th>
                <Table.Th>First words</Table.Th>
                <Table.Th>Agent</Table.Th>
                <Table.Th className="pl-list-team">Team</Table.Th>
                <Table.Th className="pl-number">Messages</Table.Th>
                <Table.Th className="pl-number">{kpi ? kpiCatalogue[kpi].shortTitle : 'First reply after'}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <ListRow key={row.id} row={row} kpi={kpi} zone={zone} onOpen={onOpen} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {rows && list.hasMore && (
        <div className="pl-list-more">
          <Button variant="default" size="xs" onClick={list.loadMore}>
            Show more
          </Button>
          <span className="pl-note">
            {formatCount(rows.length)} of {formatCount(list.total)}
          </span>
        </div>
      )}
    </div>
  )
}

function lastCell(row: ConversationRow, kpi: KpiId | undefined): string {
  if (!kpi)
    return row.firstReplyAt === null ? 'no reply' : formatDurationDense((row.firstReplyAt - row.openedAt) / 1000)
  const { unit, kind } = kpiCatalogue[kpi]
  if (kind === 'stock') return row.value === null ? 'not open' : 'open'
  if (row.value === null) return kind === 'duration' && row.firstReplyAt === null ? 'no reply' : 'no value'
  return unit === 'seconds'
    ? formatDurationDense(row.value)
    : unit === 'ratio'
      ? row.value > 0
        ? 'yes'
        : 'no'
      : formatKpiValue(unit, row.value)
}

interface ListRowProps extends Pick<ConversationListProps, 'zone' | 'onOpen'> {
  readonly row: ConversationRow
  readonly kpi: KpiId | undefined
}

function ListRow({ row, kpi, zone, onOpen }: ListRowProps) {
  const opened = formatInstant(row.openedAt, zone)
  return (
    <Table.Tr className="pl-list-row">
      <Table.Td className="pl-nowrap pl-figures">
        <UnstyledButton
          className="pl-list-open"
          aria-label={`Conversation with ${row.contact}, ${opened}`}
          onClick={() => onOpen(row)}
        >
          {opened}
        </UnstyledButton>
      </Table.Td>
      <Table.Td className="pl-nowrap">
        <span aria-hidden className="pl-dot" style={{ background: `var(--pl-channel-${row.channel})` }} />
        {channelNames[row.channel]}
      </Table.Td>
      <Table.Td className="pl-list-contact">
        <div className="pl-ellipsis" title={row.contact}>
          {row.contact}
        </div>
      </Table.Td>
      <Table.Td className="pl-list-words">
        <div className="pl-ellipsis">{row.excerpt || <span className="pl-note">no text kept</span>}</div>
      </Table.Td>
      <Table.Td className="pl-list-name">
        <div className="pl-ellipsis" title={row.agent ?? undefined}>
          {row.agent ?? '–'}
        </div>
      </Table.Td>
      <Table.Td className="pl-list-name pl-list-team">
        <div className="pl-ellipsis" title={row.team ?? undefined}>
          {row.team ?? '–'}
        </div>
      </Table.Td>
      <Table.Td className="pl-number">{formatCount(row.messages)}</Table.Td>
      <Table.Td className="pl-number">{lastCell(row, kpi)}</Table.Td>
    </Table.Tr>
  )
}
