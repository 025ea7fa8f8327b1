/** What a number counts and what not: its definition, its ledger in words, and the single cases of each entry. */
import { Skeleton, UnstyledButton } from '@mantine/core'
import type { ConversationQuery } from '../../../shared/api.ts'
import { reasonText } from '../../../shared/explain-words.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId, KpiResult } from '../../../shared/kpi.ts'
import type { ZoneName } from '../../../shared/model.ts'
import { formatCount } from '../../../shared/units.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { CaseTable } from './case-table.tsx'
import { useCases } from './use-cases.ts'
import './case-explanation.css'

interface CaseExplanationProps {
  readonly query: ConversationQuery & { readonly kpi: KpiId }
  readonly zone: ZoneName
  /** Whose cases are listed: `counted`, or a reason of the ledger; null = none are. */
  readonly reason: string | null
  readonly onReason: (reason: string | null) => void
  readonly onOpen: (conversationId: number) => void
}

export function CaseExplanation({ query, zone, reason, onReason, onOpen }: CaseExplanationProps) {
  const { kpi, selection, hours, weekdayHour } = query
  const { head, rows, hasMore, error, loadMore } = useCases({
    kpi,
    selection,
    hours,
    weekdayHour,
    ...(reason === null ? {} : { reason }),
  })
  if (head.status === 'failed') return <ErrorPanel error={head.error} onRetry={head.reload} />
  if (!head.value) return <Skeleton height={96} mb="md" />
  const { result, total } = head.value
  return (
    <section className="pl-explained" aria-label="What is counted">
      <p>{kpiCatalogue[kpi].meaning}</p>
      {result.status !== 'ok' && <p>{result.status === 'failed' ? 'It could not be computed.' : result.message}</p>}
      <ul className="pl-explained-ledger">
        {entriesOf(kpi, result).map((entry) => (
          <li key={entry.reason}>
            <UnstyledButton
              className="pl-link"
              aria-pressed={entry.reason === reason}
              onClick={() => onReason(entry.reason === reason ? null : entry.reason)}
            >
              {entry.text}
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {reason !== null && (
        <>
          <CaseTable kpi={kpi} rows={rows} zone={zone} onOpen={onOpen} />
          {error && <ErrorPanel error={error} />}
          {hasMore && (
            <p className="pl-note">
              The newest {formatCount(rows.length)} of {formatCount(total)}.{' '}
              <UnstyledButton className="pl-link" onClick={loadMore}>
                Show more
              </UnstyledButton>
            </p>
          )}
        </>
      )}
    </section>
  )
}

/** Counted first, then the reasons by how many they keep out. */
function entriesOf(kpi: KpiId, { ledger }: KpiResult): readonly { readonly reason: string; readonly text: string }[] {
  const excluded = Object.entries(ledger.excluded).toSorted(([, a], [, b]) => b - a)
  return [
    { reason: 'counted', text: `${formatCount(ledger.counted)} counted: ${kpiCatalogue[kpi].countedUnit}` },
    ...excluded.map(([reason, count]) => ({
      reason,
      text: `${formatCount(count)} not counted: ${reasonText(reason)}`,
    })),
  ]
}
