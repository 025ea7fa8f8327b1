/** One import: its counts, and on demand everything that it was read with. */
import { ActionIcon, Button, Group, Table, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconChevronDown, IconChevronRight, IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import type { ImportSummary } from '../../../shared/model.ts'
import { formatCount, formatDuration, formatInstant } from '../../../shared/units.ts'
import { toSentence } from '../../format.ts'
import { RejectedTable } from './rejected-table.tsx'
import { entityText } from './rows-summary.tsx'

const counts = ['read', 'new', 'changed', 'duplicate', 'rejected', 'ignored'] as const
const shortHash = 12

interface HistoryRowProps {
  readonly summary: ImportSummary
  readonly zone: string
  readonly formatTitle: string
  readonly isBusy: boolean
  readonly onSaveRejected: () => void
  readonly onUndo: () => void
}

export function HistoryRow(props: HistoryRowProps) {
  const { summary, zone, formatTitle, isBusy, onSaveRejected, onUndo } = props
  const { file, rows } = summary
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Table.Tr>
        <Table.Td>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-expanded={isOpen}
            aria-label={`Details of the import of ${file}`}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? <IconChevronDown aria-hidden size={16} /> : <IconChevronRight aria-hidden size={16} />}
          </ActionIcon>
        </Table.Td>
        <Table.Td className="pl-history-file">
          {file}
          <span className="pl-note">{formatTitle}</span>
        </Table.Td>
        <Table.Td className="pl-nowrap">{formatInstant(summary.importedAt, zone)}</Table.Td>
        {counts.map((key) => (
          <Table.Td key={key} className="pl-number">
            {formatCount(rows[key])}
          </Table.Td>
        ))}
        <Table.Td>
          <Group gap={4} justify="flex-end" wrap="nowrap">
            {rows.rejected > 0 && (
              <Tooltip label="Save rejected rows as CSV">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  disabled={isBusy}
                  aria-label={`Save rejected rows of ${file}`}
                  onClick={onSaveRejected}
                >
                  <IconDownload aria-hidden size={16} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            )}
            <Tooltip label="Undo this import">
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={isBusy}
                aria-label={`Undo import of ${file}`}
                onClick={onUndo}
              >
                <IconArrowBackUp aria-hidden size={16} stroke={1.5} />
              </ActionIcon>
            </Tooltip>
          </Group>
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td />
          <Table.Td colSpan={counts.length + 3}>
            <HistoryDetails summary={summary} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
  )
}

function HistoryDetails({ summary }: { readonly summary: ImportSummary }) {
  const { source, sha256, zone, rows, ignoredKinds, rejected, entities, assumptions, seconds } = summary
  const [showsHash, setShowsHash] = useState(false)
  const ignored = Object.entries(ignoredKinds)
  return (
    <div className="pl-history-details">
      <dl>
        <dt>Brought</dt>
        <dd>{entityText(entities) || 'nothing new'}</dd>
        <dt>Source</dt>
        <dd>{source}</dd>
        <dt>Read in</dt>
        <dd>
          {formatDuration(seconds)}; times without a zone in {zone}
        </dd>
        {ignored.length > 0 && (
          <>
            <dt>Ignored</dt>
            <dd>{ignored.map(([kind, count]) => `${formatCount(count)} × ${kind}`).join(', ')}</dd>
          </>
        )}
        <dt>SHA-256</dt>
        <dd className="pl-history-hash">
          {showsHash ? sha256 : `${sha256.slice(0, shortHash)}…`}
          <Button size="compact-xs" variant="subtle" onClick={() => setShowsHash(!showsHash)}>
            {showsHash ? 'Short' : 'Show all of it'}
          </Button>
        </dd>
        {assumptions.length > 0 && (
          <>
            <dt>Read with</dt>
            <dd>
              <ul>
                {assumptions.map((assumption) => (
                  <li key={assumption}>{toSentence(assumption)}</li>
                ))}
              </ul>
            </dd>
          </>
        )}
      </dl>
      {rejected.length > 0 && <RejectedTable rejected={rejected.slice(0, 20)} total={rows.rejected} />}
    </div>
  )
}
