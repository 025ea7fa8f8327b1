/** How a duration is spread. */
import { useMemo } from 'react'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId, KpiResult } from '../../../shared/kpi.ts'
import { describeSelection, formatCount } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import { Histogram } from '../../components/chart/histogram.tsx'
import { seriesStyle } from '../../components/chart/series-styles.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ChartSlot } from './chart-slot.tsx'
import type { ScreenProps } from '../../screen-props.ts'
import { distributionFinding } from '../../components/findings.ts'

interface DistributionChartProps extends ScreenProps {
  readonly kpi: KpiId
  readonly total: KpiResult | undefined
}

export function DistributionChart({ filters, kpi, total, onOpenConversations }: DistributionChartProps) {
  const { selection, hours } = filters
  const state = useApi('kpis.distribution', { kpis: [kpi], selection, hours })
  const distribution = state.value?.find((each) => each.id === kpi)
  const { title } = kpiCatalogue[kpi]
  const onlyChannel = selection.channels?.length === 1 ? (selection.channels[0] ?? '') : ''
  const median = total?.status === 'ok' && total.supports.median ? (total.median ?? null) : null
  const series = useMemo(
    () =>
      distribution
        ? [
            {
              label: title,
              style: { ...seriesStyle(onlyChannel), dash: [] },
              n: distribution.n,
              bins: distribution.bins,
              median,
              pick: () => onOpenConversations({ selection, kpi, show: 'counted', hours }, title),
            },
          ]
        : [],
    [distribution, title, onlyChannel, median, onOpenConversations, selection, kpi, hours],
  )
  return (
    <ChartSlot state={state} height={390}>
      {() =>
        distribution && distribution.n > 0 && total ? (
          <Histogram
            title={distributionFinding(kpi, total)}
            subtitle={`Share of ${formatCount(distribution.n)} ${kpiCatalogue[kpi].countedUnit}, log scale · ${describeSelection(selection)}`}
            fileName={`${kpi}-distribution`}
            series={series}
          />
        ) : (
          <div className="pl-card pl-chart-empty">
            <EmptyState title={`No ${title.toLowerCase()} to spread out`} />
          </div>
        )
      }
    </ChartSlot>
  )
}
