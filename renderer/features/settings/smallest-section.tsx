/** From which difference on the user would act, KPI by KPI: what verdicts are measured against. */
import { NumberInput, Select, UnstyledButton } from '@mantine/core'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId } from '../../../shared/kpi.ts'
import {
  allowedForms,
  describeSmallest,
  kpisWithVerdict,
  smallestOf,
  smallestProblem,
  startingSmallest,
} from '../../../shared/smallest-difference.ts'
import type { SmallestDifference, SmallestDifferences } from '../../../shared/smallest-difference.ts'
import '../../components/table.css'

interface SmallestSectionProps {
  readonly chosen: SmallestDifferences
  readonly onChosen: (next: SmallestDifferences) => void
}

export function SmallestSection({ chosen, onChosen }: SmallestSectionProps) {
  return (
    <table className="pl-table pl-smallest">
      <thead>
        <tr>
          <th scope="col">KPI</th>
          <th scope="col">Smallest difference</th>
          <th scope="col">Counted in</th>
          <th scope="col">Start value</th>
        </tr>
      </thead>
      <tbody>
        {kpisWithVerdict.map((id) => (
          <SmallestRow
            key={id}
            id={id}
            smallest={smallestOf(id, chosen)}
            onSmallest={(next) => onChosen({ ...chosen, [id]: next })}
          />
        ))}
      </tbody>
    </table>
  )
}

interface SmallestRowProps {
  readonly id: KpiId
  readonly smallest: SmallestDifference
  readonly onSmallest: (next: SmallestDifference) => void
}

function SmallestRow({ id, smallest, onSmallest }: SmallestRowProps) {
  const { title, unit } = kpiCatalogue[id]
  const start = startingSmallest(id)
  const forms = allowedForms(id).map((of) => ({ value: of, label: formName(id, of) }))
  const isStart = smallest.of === start.of && smallest.value === start.value
  const change = (of: SmallestDifference['of'], shown: number): void =>
    onSmallest({ of, value: shown / scaleOf(id, of) })
  return (
    <tr>
      <th scope="row">{title}</th>
      <td>
        <NumberInput
          size="xs"
          w={96}
          aria-label={`Smallest difference of ${title}`}
          min={0}
          decimalScale={2}
          hideControls
          error={smallestProblem(id, smallest) !== null}
          value={round(smallest.value * scaleOf(id, smallest.of))}
          onChange={(shown) => change(smallest.of, Number(shown))}
        />
      </td>
      <td>
        <Select
          size="xs"
          w={180}
          aria-label={`How the smallest difference of ${title} is counted`}
          allowDeselect={false}
          disabled={forms.length === 1}
          data={forms}
          value={smallest.of}
          onChange={(of) => {
            const form = allowedForms(id).find((one) => one === of)
            if (form !== undefined && form !== smallest.of) onSmallest(form === start.of ? start : ownUnit(id, form))
          }}
        />
      </td>
      <td>
        {isStart ? (
          <span className="pl-note">{describeSmallest(unit, start)}</span>
        ) : (
          <UnstyledButton
            className="pl-smallest-reset"
            aria-label={`Reset ${title} to ${describeSmallest(unit, start)}`}
            onClick={() => onSmallest(start)}
          >
            {describeSmallest(unit, start)}
          </UnstyledButton>
        )}
      </td>
    </tr>
  )
}

/** What is typed is per cent, percentage points, seconds or points. */
function scaleOf(id: KpiId, of: SmallestDifference['of']): number {
  return of === 'ratio' || kpiCatalogue[id].unit === 'ratio' ? 100 : 1
}

const round = (shown: number): number => Math.round(shown * 100) / 100

function formName(id: KpiId, of: SmallestDifference['of']): string {
  if (of === 'ratio') return '% of the baseline'
  return { seconds: 'seconds', ratio: 'percentage points', points: 'points', count: 'on average' }[
    kpiCatalogue[id].unit
  ]
}

/** A first value in the other form. */
function ownUnit(id: KpiId, of: SmallestDifference['of']): SmallestDifference {
  if (of === 'ratio') return { of, value: 0.1 }
  return { of, value: { seconds: 30, ratio: 0.05, points: 10, count: 0.5 }[kpiCatalogue[id].unit] }
}
