/** A KPI by team or by agent, ties said as ties. */
import { Anchor } from '@mantine/core'
import { useMemo } from 'react'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId, KpiResult } from '../../../shared/kpi.ts'
import { formatCount } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import { BarChart } from '../../components/chart/bar-chart.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { isDrawable } from '../../components/kpi-text.ts'
import type { OpenGroup } from './open-group.ts'
import { ChartSlot } from './chart-slot.tsx'
import type { ScreenProps } from '../../screen-props.ts'
import { leaderFinding } from '../../components/findings.ts'

interface GroupChartProps extends ScreenProps {
  readonly kpi: KpiId
  readonly grouping: 'team' | 'agent'
  readonly open: OpenGroup
}

const mostRows = 10
const none: readonly KpiResult[] = []
const words = { team: { one: 'Team', many: 'teams' }, agent: { one: 'Agent', many: 'agents' } } as const

export function GroupChart({ filters, kpi, grouping, open, onGo }: GroupChartProps) {
  const { selection, hours } = filters
  const state = useApi('kpis.compute', { kpis: [kpi], selection, hours, by: [grouping] })
  const results = state.value ?? none
  const { title, unit, better } = kpiCatalogue[kpi]
  const { one, many } = words[grouping]
  const items = useMemo(() => {
    const sign = better === 'lower' ? 1 : -1
    return results
      .filter(isDrawable)
      .toSorted((a, b) => b.n - a.n)
      .slice(0, mostRows)
      .toSorted((a, b) => Number(isUnknown(a, grouping)) - Number(isUnknown(b, grouping)) || sign * (a.value - b.value))
      .map((result) => {
        const label = nameOf(result, grouping)
        return {
          label,
          value: result.value,
          n: result.n,
          interval: result.interval ?? null,
          colour: isUnknown(result, grouping) ? '--pl-unclear' : undefined,
          pick: () => open(result, label),
        }
      })
  }, [results, better, grouping, open])
  // Who is not known cannot lead: it may be anybody.
  const named = results.flatMap((result) => {
    const name = result.group[grouping] ?? ''
    return name === '' ? [] : [{ name, result }]
  })
  const left = results.filter((result) => result.status === 'ok' && result.n > 0).length - items.length

  return (
    <ChartSlot state={state} height={300}>
      {() =>
        items.length === 0 ? (
          <div className="pl-card pl-chart-empty">
            <EmptyState title={`No ${title.toLowerCase()} by ${grouping}`}>
              {results.length === 0
                ? `The imports name no ${many}.`
                : `No ${grouping} has the six cases that a middle value needs.`}
            </EmptyState>
          </div>
        ) : (
          <div className="pl-chart-stack">
            <BarChart
              title={leaderFinding(kpi, named, many)}
              subtitle={`${title}${unit === 'seconds' ? ', median, log scale' : ''}, whiskers: 95 % interval; where they overlap, it is a tie`}
              fileName={`${kpi}-by-${grouping}`}
              unit={unit}
              rowName={one}
              items={items}
            />
            {left > 0 && (
              <p className="pl-chart-more pl-note">
                {formatCount(left)} more {many} are smaller.{' '}
                {onGo && (
                  <Anchor component="button" type="button" size="xs" onClick={() => onGo('teams')}>
                    Show all
                  </Anchor>
                )}
              </p>
            )}
          </div>
        )
      }
    </ChartSlot>
  )
}

const isUnknown = (result: KpiResult, grouping: 'team' | 'agent'): boolean => (result.group[grouping] ?? '') === ''

function nameOf(result: KpiResult, grouping: 'team' | 'agent'): string {
  const name = result.group[grouping] ?? ''
  return name === '' ? `No ${grouping} known` : name
}
