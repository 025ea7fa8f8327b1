/** Where every row of a file went: the parts add up to the rows read. */
import type { EntityCounts, RowCounts } from '../../../shared/model.ts'
import { formatCounted } from '../../format.ts'
import { formatCount } from '../../../shared/units.ts'
import './rows-summary.css'

const parts = [
  { key: 'new', label: 'new', meaning: 'not in the workspace yet' },
  { key: 'changed', label: 'changed', meaning: 'known, with other values: the newer ones count' },
  { key: 'duplicate', label: 'duplicate', meaning: 'already in the workspace, unchanged' },
  { key: 'rejected', label: 'rejected', meaning: 'cannot be used; listed below with the reason' },
  { key: 'ignored', label: 'ignored', meaning: 'readable, but nothing that service is measured by' },
] as const satisfies readonly { key: keyof RowCounts; label: string; meaning: string }[]

export function RowsSummary({ rows }: { readonly rows: RowCounts }) {
  return (
    <div className="pl-rows">
      <div className="pl-rows-bar" aria-hidden>
        {parts.map(({ key }) =>
          rows[key] === 0 ? null : (
            <span key={key} className={`pl-rows-part pl-rows-${key}`} style={{ flexGrow: rows[key] }} />
          ),
        )}
      </div>
      <dl className="pl-rows-counts">
        <div className="pl-rows-count">
          <dt>rows read</dt>
          <dd>{formatCount(rows.read)}</dd>
        </div>
        {parts.map(({ key, label, meaning }, index) => (
          <div key={key} className="pl-rows-count" title={meaning} data-empty={rows[key] === 0 || undefined}>
            <span aria-hidden className="pl-rows-sign">
              {index === 0 ? '=' : '+'}
            </span>
            <dt>
              <span aria-hidden className={`pl-rows-key pl-rows-${key}`} />
              {label}
            </dt>
            <dd>{formatCount(rows[key])}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** What the rows amount to: `1,204 conversations · 9,842 messages · …`, without what there is none of. */
export function entityText(entities: EntityCounts, between = ' · '): string {
  const { conversations, messages, contacts, agents, surveys, optOuts } = entities
  const texts = [
    [conversations, 'conversation'],
    [messages, 'message'],
    [contacts, 'contact'],
    [agents, 'agent'],
    [surveys, 'survey answer'],
    [optOuts, 'opt-out'],
  ] as const
  return texts
    .filter(([count]) => count > 0)
    .map(([count, one]) => formatCounted(count, one))
    .join(between)
}
