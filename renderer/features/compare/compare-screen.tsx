/** Subject against baseline: the answer, the verdicts, and both distributions over each other. */
import { Skeleton } from '@mantine/core'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import type { Facets } from '../../../shared/model.ts'
import { useApi } from '../../api.ts'
import { Answer } from '../../components/answer.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { SidePickers, useSides } from '../../components/side-pickers.tsx'
import { isSameSelection, sideNames } from '../../components/sides.ts'
import { VerdictTable } from '../../components/verdict-table.tsx'
import type { Side } from '../../components/verdict-table.tsx'
import { periodOptions } from '../../filters.ts'
import type { ScreenProps } from '../../screen-props.ts'
import { OverlaidDistributions } from './overlaid-distributions.tsx'
import { VendorSection } from './vendor-section.tsx'
import '../../components/section-head.css'
import './compare.css'

export function CompareScreen(props: ScreenProps) {
  const { lastDay } = props.workspace
  const facets = useApi('workspaces.facets', lastDay === null ? null : { selection: {} })
  if (lastDay === null)
    return <EmptyState title="Nothing to compare yet">Import conversations of at least one channel first.</EmptyState>
  if (facets.status === 'failed') return <ErrorPanel error={facets.error} onRetry={facets.reload} />
  if (facets.value === undefined) return <Skeleton height={560} radius="lg" />
  return <Comparing {...props} facets={facets.value} lastDay={lastDay} />
}

interface ComparingProps extends ScreenProps {
  readonly facets: Facets
  readonly lastDay: string
}

function Comparing({ filters, facets, lastDay, onOpenConversations }: ComparingProps) {
  const { hours } = filters
  const [sides, setSides] = useSides(filters.selection, facets)
  const isSame = isSameSelection(sides.subject, sides.baseline)
  const comparison = useApi('comparisons.run', isSame ? null : { ...sides, hours })
  const [subjectName, baselineName] = sideNames(sides)
  const periods = periodOptions(lastDay)
  const open = (kpi: KpiId, side: Side): void =>
    onOpenConversations(
      { selection: sides[side], kpi, show: 'counted', hours },
      `${kpiCatalogue[kpi].title}, ${side === 'subject' ? subjectName : baselineName}`,
    )

  return (
    <div className="pl-compare">
      <SidePickers sides={sides} facets={facets} periods={periods} onSides={setSides} />
      {isSame ? (
        <div className="pl-card">
          <EmptyState title="Both sides are the same">
            Choose another channel, team, agent or period on one side.
          </EmptyState>
        </div>
      ) : comparison.status === 'failed' ? (
        <ErrorPanel error={comparison.error} onRetry={comparison.reload} />
      ) : comparison.value === undefined ? (
        <Skeleton height={480} radius="lg" />
      ) : (
        <>
          <section aria-label="Answer" aria-busy={comparison.status === 'loading'}>
            <Answer sentences={comparison.value.answer} />
          </section>
          <section className="pl-card pl-compare-table" aria-label="Verdicts">
            <VerdictTable
              comparison={comparison.value}
              subjectName={subjectName}
              baselineName={baselineName}
              onOpen={open}
            />
          </section>
          <OverlaidDistributions
            sides={sides}
            hours={hours}
            comparison={comparison.value}
            subjectName={subjectName}
            baselineName={baselineName}
            onOpen={open}
          />
          <VendorSection sides={sides} hours={hours} subjectName={subjectName} baselineName={baselineName} />
        </>
      )}
    </div>
  )
}
