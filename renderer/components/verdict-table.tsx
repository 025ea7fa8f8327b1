/** Subject against baseline, KPI by KPI: both values, how far apart, how sure, and the verdict. Rows open to the details. */
import { UnstyledButton } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { Fragment, useId, useState } from 'react'
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { Comparison, ComparisonRow, KpiId, KpiResult } from '../../shared/kpi.ts'
import { formatCount } from '../../shared/units.ts'
import { verdictWords } from '../../shared/verdict-words.ts'
import { differenceText, pairsText, ratioText, rowIntervalText } from './comparison-text.ts'
import { Definition } from './definition.tsx'
import { IntervalBar } from './interval-bar.tsx'
import { cellText, isSmallSample } from './kpi-text.ts'
import { VerdictBadge } from './meaning.tsx'
import { VerdictDetails } from './verdict-details.tsx'
import './hidden.css'
import './table.css'
import './verdict-table.css'

export type Side = 'subject' | 'baseline'

interface VerdictTableProps {
  readonly comparison: Comparison
  /** Short names for the heads, such as `SMS`. */
  readonly subjectName: string
  readonly baselineName: string
  /** Absent in previews, where nothing opens. */
  readonly onOpen?: ((kpi: KpiId, side: Side) => void) | undefined
}

const columnCount = 8

export function VerdictTable({ comparison, subjectName, baselineName, onOpen }: VerdictTableProps) {
  const [opened, setOpened] = useState<ReadonlySet<KpiId>>(new Set())
  const axes = intervalAxes(comparison.rows)
  const toggle = (kpi: KpiId): void => {
    const next = new Set(opened)
    if (!next.delete(kpi)) next.add(kpi)
    setOpened(next)
  }
  return (
    <div className="pl-table-scroll">
      <table className="pl-table pl-verdicts">
        <thead>
          <tr>
            <th scope="col">KPI</th>
            <th scope="col" className="pl-number">
              {subjectName}
            </th>
            <th scope="col" className="pl-number">
              {baselineName}
            </th>
            <th scope="col" className="pl-number">
              Difference
            </th>
            <th scope="col">95 % interval</th>
            <th
              scope="col"
              className="pl-number"
              title="Of 100 random pairs, one of each side, how many the subject wins"
            >
              Pairs won
            </th>
            <th scope="col">Verdict</th>
            <th scope="col">
              <span className="pl-hidden">Details</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {comparison.rows.map((row) => (
            <VerdictRow
              key={row.id}
              row={row}
              axes={axes}
              isOpen={opened.has(row.id)}
              onToggle={() => toggle(row.id)}
              onOpen={onOpen}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface VerdictRowProps {
  readonly row: ComparisonRow
  readonly axes: Axes
  readonly isOpen: boolean
  readonly onToggle: () => void
  readonly onOpen: VerdictTableProps['onOpen']
}

function VerdictRow({ row, axes, isOpen, onToggle, onOpen }: VerdictRowProps) {
  const { title } = kpiCatalogue[row.id]
  const detailsId = useId()
  const interval = rowIntervalText(row)
  const pairs = pairsText(row)
  return (
    <Fragment>
      <tr className={isOpen ? 'pl-verdict-open' : undefined}>
        <th scope="row">
          <span className="pl-verdict-name">
            {title}
            <Definition kpi={row.id} />
          </span>
        </th>
        {(['subject', 'baseline'] as const).map((side) => (
          <td key={side} className="pl-number">
            <SideValue result={row[side]} title={title} onOpen={onOpen && (() => onOpen(row.id, side))} />
          </td>
        ))}
        <td className="pl-number">
          <div>{differenceText(row)}</div>
          {row.ratio !== null && <div className="pl-note">{ratioText(row.ratio)}</div>}
        </td>
        <td>
          {row.interval && interval && (
            <>
              <IntervalBar
                value={row.interval.of === 'ratio' ? row.ratio : row.difference}
                low={row.interval.low}
                high={row.interval.high}
                axis={axes[axisName(row)]}
                neutral={row.interval.of === 'ratio' ? 1 : 0}
                isLog={row.interval.of === 'ratio'}
                tone={verdictWords[row.verdict].tone}
              />
              <div className="pl-note">{interval}</div>
            </>
          )}
          {!row.interval && <span className="pl-note">–</span>}
        </td>
        <td className="pl-number">{pairs ?? <span className="pl-note">–</span>}</td>
        <td>
          <VerdictBadge verdict={row.verdict} />
        </td>
        <td>
          <UnstyledButton
            className="pl-verdict-toggle"
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-label={`Details of ${title}`}
            onClick={onToggle}
          >
            <IconChevronRight size={16} aria-hidden />
          </UnstyledButton>
        </td>
      </tr>
      <tr id={detailsId} hidden={!isOpen} className="pl-verdict-details">
        <td colSpan={columnCount}>{isOpen && <VerdictDetails row={row} />}</td>
      </tr>
    </Fragment>
  )
}

interface SideValueProps {
  readonly result: KpiResult
  readonly title: string
  readonly onOpen: (() => void) | undefined
}

function SideValue({ result, title, onOpen }: SideValueProps) {
  const text = cellText(result)
  if (result.status !== 'ok') {
    if (!onOpen) return <span className="pl-note">{text}</span>
    return (
      <UnstyledButton className="pl-note pl-link" onClick={onOpen} aria-label={`${title}: ${text}. Show why`}>
        {text}
      </UnstyledButton>
    )
  }
  return (
    <>
      {onOpen ? (
        <UnstyledButton
          className="pl-verdict-value"
          onClick={onOpen}
          aria-label={`${title}: ${text}. Show the conversations`}
        >
          {text}
        </UnstyledButton>
      ) : (
        <span className="pl-verdict-value">{text}</span>
      )}
      <div className="pl-note">
        n = {formatCount(result.n)}
        {isSmallSample(result) && ', small sample'}
      </div>
    </>
  )
}

interface Axis {
  readonly min: number
  readonly max: number
}
type AxisName = 'ratio' | 'share' | 'points' | 'other'
type Axes = Readonly<Record<AxisName, Axis>>

/** Rows of one kind share an axis, so that their whiskers compare. */
function axisName(row: ComparisonRow): AxisName {
  if (row.interval?.of === 'ratio') return 'ratio'
  return row.unit === 'ratio' ? 'share' : row.unit === 'points' ? 'points' : 'other'
}

function intervalAxes(rows: readonly ComparisonRow[]): Axes {
  const ends = (name: AxisName, neutral: number): readonly number[] => [
    neutral,
    ...rows.flatMap((row) => (row.interval && axisName(row) === name ? [row.interval.low, row.interval.high] : [])),
  ]
  const linear = (name: AxisName): Axis => {
    const reach = Math.max(...ends(name, 0).map(Math.abs)) * 1.1 || 1
    return { min: -reach, max: reach }
  }
  // As far below 1 as above it. A ratio of 50 would squeeze all others, so it runs off at a factor of 10.
  const factor = Math.min(10, Math.max(1.25, ...ends('ratio', 1).map((end) => Math.max(end, 1 / Math.max(end, 0.01)))))
  return {
    ratio: { min: 1 / factor, max: factor },
    share: linear('share'),
    points: linear('points'),
    other: linear('other'),
  }
}
