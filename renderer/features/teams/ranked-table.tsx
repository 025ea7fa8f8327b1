/** One ranked table, of teams or of agents. */
import { Skeleton, UnstyledButton } from '@mantine/core'
import { useMemo } from 'react'
import type { ConversationQuery } from '../../../shared/api.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId, KpiResult } from '../../../shared/kpi.ts'
import { formatCount, formatInterval } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import { DataTable } from '../../components/data-table.tsx'
import type { DataColumn } from '../../components/data-table.tsx'
import { Definition } from '../../components/definition.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { leaderFinding } from '../../components/findings.ts'
import { narrow } from '../../components/group-selection.ts'
import { IntervalBar } from '../../components/interval-bar.tsx'
import { cellText, isDrawable, isSmallSample } from '../../components/kpi-text.ts'
import { rankText } from '../../components/rank.ts'
import type { Filters } from '../../filters.ts'
import { rankedRows } from './ranked-rows.ts'
import type { RankedRow } from './ranked-rows.ts'

interface RankedTableProps {
  readonly grouping: 'team' | 'agent'
  readonly kpi: KpiId
  readonly filters: Filters
  readonly onOpenConversations: (query: ConversationQuery, title: string) => void
}

const words = { team: { one: 'Team', many: 'Teams' }, agent: { one: 'Agent', many: 'Agents' } } as const

export function RankedTable({ grouping, kpi, filters, onOpenConversations }: RankedTableProps) {
  const { selection, hours } = filters
  const kpis = [...new Set([kpi, 'conversations', 'unanswered-share'] as const)]
  const state = useApi('kpis.compute', { kpis, selection, hours, by: [grouping] })
  const { one, many } = words[grouping]
  const rows = useMemo(() => rankedRows(kpi, grouping, state.value ?? []), [kpi, grouping, state.value])
  const columns = useMemo(() => {
    const open = (row: RankedRow, of: KpiId, show: 'counted' | 'unanswered'): void =>
      onOpenConversations(
        { selection: narrow(selection, row.result), kpi: of, show, hours },
        `${kpiCatalogue[of].title}, ${row.name}`,
      )
    return columnsOf(one, kpi, rows, open)
  }, [one, kpi, rows, selection, hours, onOpenConversations])
  const finding = leaderFinding(
    kpi,
    rows.filter((row) => row.key !== ''),
    many.toLowerCase(),
  )

  return (
    <section className="pl-card pl-ranked" aria-label={many}>
      <header className="pl-ranked-head">
        <h2>{many}</h2>
        <Definition kpi={kpi} />
        <p>{state.value && rows.length > 0 ? finding : ''}</p>
      </header>
      {state.status === 'failed' ? (
        <ErrorPanel error={state.error} onRetry={state.reload} />
      ) : state.value === undefined ? (
        <Skeleton height={240} radius="md" />
      ) : rows.length === 0 ? (
        <EmptyState title={`No ${many.toLowerCase()} here`}>
          The imports name none, or none has conversations within these filters.
        </EmptyState>
      ) : (
        <DataTable
          key={kpi}
          label={`${many} by ${kpiCatalogue[kpi].title.toLowerCase()}`}
          columns={columns}
          items={rows}
          keyOf={(row) => row.key}
        />
      )}
    </section>
  )
}

type Open = (row: RankedRow, kpi: KpiId, show: 'counted' | 'unanswered') => void

function columnsOf(one: string, kpi: KpiId, rows: readonly RankedRow[], open: Open): readonly DataColumn<RankedRow>[] {
  const { shortTitle, unit } = kpiCatalogue[kpi]
  const axis = sharedAxis(rows)
  return [
    {
      id: 'rank',
      label: 'Rank',
      width: '72px',
      sortBy: ({ rank }) => (rank ? rank.from * 1000 + rank.to : null),
      cell: ({ rank }) =>
        rank ? <span className="pl-ranked-rank">{rankText(rank)}</span> : <span className="pl-note">–</span>,
    },
    {
      id: 'name',
      label: one,
      width: '30%',
      sortBy: ({ name }) => name,
      cell: ({ name }) => <span className="pl-ranked-name">{name}</span>,
    },
    {
      id: 'value',
      label: unit === 'seconds' ? `${shortTitle}, median` : shortTitle,
      numeric: true,
      sortBy: ({ result }) => (isDrawable(result) ? result.value : null),
      cell: (row) => <ValueCell row={row} result={row.result} onOpen={() => open(row, kpi, 'counted')} />,
    },
    {
      id: 'interval',
      label: '95 % interval',
      cell: ({ result }) =>
        isDrawable(result) && result.interval && axis ? (
          <>
            <IntervalBar
              value={result.value}
              low={result.interval.low}
              high={result.interval.high}
              axis={axis}
              neutral={null}
              isLog={unit === 'seconds'}
              tone="unclear"
            />
            <div className="pl-note">{formatInterval(unit, result.interval.low, result.interval.high)}</div>
          </>
        ) : (
          <span className="pl-note">–</span>
        ),
    },
    {
      id: 'n',
      label: 'n',
      numeric: true,
      sortBy: ({ result }) => (result.status === 'ok' ? result.n : null),
      cell: ({ result }) => (result.status === 'ok' ? formatCount(result.n) : '–'),
    },
    {
      id: 'unanswered',
      label: 'Unanswered',
      numeric: true,
      sortBy: ({ unanswered }) => (unanswered?.status === 'ok' ? unanswered.value : null),
      cell: (row) =>
        row.unanswered ? (
          <ValueCell row={row} result={row.unanswered} onOpen={() => open(row, 'unanswered-share', 'unanswered')} />
        ) : (
          '–'
        ),
    },
    {
      id: 'conversations',
      label: 'Conversations',
      numeric: true,
      sortBy: ({ conversations }) => (conversations?.status === 'ok' ? conversations.value : null),
      cell: (row) =>
        row.conversations ? (
          <ValueCell row={row} result={row.conversations} onOpen={() => open(row, 'conversations', 'counted')} />
        ) : (
          '–'
        ),
    },
  ]
}

interface ValueCellProps {
  readonly row: RankedRow
  readonly result: KpiResult
  readonly onOpen: () => void
}

function ValueCell({ row, result, onOpen }: ValueCellProps) {
  const text = cellText(result)
  if (result.status !== 'ok')
    return (
      <UnstyledButton
        className="pl-note pl-link"
        aria-label={`${kpiCatalogue[result.id].title}, ${row.name}: ${text}. Show why`}
        onClick={onOpen}
      >
        {text}
      </UnstyledButton>
    )
  return (
    <>
      <UnstyledButton
        className="pl-verdict-value"
        aria-label={`${kpiCatalogue[result.id].title}, ${row.name}: ${text}. Show the conversations`}
        onClick={onOpen}
      >
        {text}
      </UnstyledButton>
      {isSmallSample(result) && <div className="pl-note">small sample</div>}
    </>
  )
}

/** From the lowest to the highest end of all intervals shown; null where there is none. */
function sharedAxis(rows: readonly RankedRow[]): { readonly min: number; readonly max: number } | null {
  const ends = rows.flatMap(({ result }) =>
    isDrawable(result) && result.interval ? [result.interval.low, result.interval.high] : [],
  )
  return ends.length === 0
    ? null
    : { min: Math.max(Math.min(...ends), 0.5 * Number(rows[0]?.result.unit === 'seconds')), max: Math.max(...ends) }
}
