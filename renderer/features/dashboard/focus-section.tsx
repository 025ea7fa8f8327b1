/** What to work on first, by the goals: one sentence each, and what cannot be ranked with its reason. */
import { Skeleton, UnstyledButton } from '@mantine/core'
import type { FocusItem } from '../../../shared/focus.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import { formatCount } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { StateBadge } from '../../components/meaning.tsx'
import type { ScreenProps } from '../../screen-props.ts'

export function FocusSection({ filters, onOpenConversations }: ScreenProps) {
  const { selection, hours } = filters
  const focus = useApi('focus.list', { selection, hours })
  const open = ({ kpi, goal, ...of }: FocusItem): void =>
    onOpenConversations(
      { selection: of.selection, kpi, show: 'counted', hours: of.hours },
      `${goal.title}: ${kpiCatalogue[kpi].title}`,
    )
  return (
    <section aria-labelledby="focus">
      <div className="pl-section-head">
        <h2 id="focus">What to work on</h2>
        <p className="pl-note">Ranked by distance from target, direction and customers</p>
      </div>
      {focus.status === 'failed' && <ErrorPanel error={focus.error} onRetry={focus.reload} />}
      {!focus.value && focus.status === 'loading' && <Skeleton height={120} radius="lg" />}
      {focus.value && (
        <div className="pl-card pl-focus">
          {focus.value.ranked.length === 0 && <p className="pl-note">Nothing can be ranked yet.</p>}
          <ol aria-label="KPIs by what to work on first">
            {focus.value.ranked.map((item) => (
              <li key={item.kpi}>
                <UnstyledButton
                  className="pl-focus-item"
                  aria-label={`${item.sentence} Show the conversations`}
                  onClick={() => open(item)}
                >
                  {item.sentence}
                </UnstyledButton>
                <StateBadge state={item.state} />
              </li>
            ))}
          </ol>
          {focus.value.unranked.length > 0 && (
            <details>
              <summary>Not ranked ({formatCount(focus.value.unranked.length)})</summary>
              <ul aria-label="KPIs that are not ranked">
                {focus.value.unranked.map(({ kpi, reason }) => (
                  <li key={kpi}>
                    <strong>{kpiCatalogue[kpi].title}</strong>: {reason}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </section>
  )
}
