/** A KPI over time, one line per channel. */
import { useMemo } from 'react'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { KpiId, KpiResult, PeriodGrouping } from '../../../shared/kpi.ts'
import { channelNames, channelNamesInText, describeSelection, formatCount } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import { LineChart } from '../../components/chart/line-chart.tsx'
import type { LineSeries } from '../../components/chart/line-chart.tsx'
import { seriesStyle } from '../../components/chart/series-styles.ts'
import { isChannel } from '../../../shared/model.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { periodStart } from '../../components/group-selection.ts'
import { isDrawable } from '../../components/kpi-text.ts'
import type { OpenGroup } from './open-group.ts'
import { ChartSlot } from './chart-slot.tsx'
import type { ScreenProps } from '../../screen-props.ts'
import { leaderFinding, trendClause } from '../../components/findings.ts'
import { earlyReservation, hollowWords, periodFor, periodLabel } from './period.ts'

interface TimeChartProps extends ScreenProps {
  readonly kpi: KpiId
  readonly open: OpenGroup
}

/** More lines cannot be told apart; the table has the others too. */
const mostSeries = 6

const none: readonly KpiResult[] = []

const nameOf = (channel: string): string => (isChannel(channel) ? channelNames[channel] : channel)
const nameInText = (channel: string): string => (isChannel(channel) ? channelNamesInText[channel] : channel)

export function TimeChart({ workspace, filters, kpi, open }: TimeChartProps) {
  const { selection, hours } = filters
  const grouping = periodFor(workspace, selection)
  const points = useApi('kpis.compute', { kpis: [kpi], selection, hours, by: ['channel', grouping] })
  const totals = useApi('kpis.compute', { kpis: [kpi], selection, hours, by: ['channel'] })
  const channelTotals = totals.value ?? none
  const periods = points.value ?? none
  const { series, hidden, best } = useMemo(() => {
    const ranked = channelsBySize(channelTotals)
    const shown = ranked.slice(0, mostSeries)
    return {
      series: shown.map((channel) => toSeries(channel, periods, grouping, open)),
      hidden: ranked.length - shown.length,
      best: leaderOf(kpi, comparable(kpi, channelTotals)),
    }
  }, [kpi, channelTotals, periods, grouping, open])
  const trend = useApi(
    'kpis.trend',
    best === null ? null : { kpi, selection: { ...selection, channels: [best] }, by: grouping, hours },
  )
  const drawn = series.flatMap((one) => one.points).filter((point) => point.value !== null)
  const hollow = hollowWords(
    grouping,
    drawn.some((point) => !point.complete),
    drawn.some((point) => point.reservation !== undefined),
  )
  const { title, unit } = kpiCatalogue[kpi]
  const named = comparable(kpi, channelTotals).map((result) => ({
    name: nameInText(result.group.channel ?? ''),
    result,
  }))
  const finding =
    leaderFinding(kpi, named, 'channels') + (best === null ? '' : trendClause(kpi, nameInText(best), trend.value))

  return (
    <ChartSlot state={points} height={390}>
      {() =>
        drawn.length === 0 ? (
          <div className="pl-card pl-chart-empty">
            <EmptyState title={`No ${grouping} has enough cases to draw ${title.toLowerCase()}`}>
              A {grouping} needs at least six. Choose a longer period or fewer filters.
            </EmptyState>
          </div>
        ) : (
          <LineChart
            title={finding}
            subtitle={[
              `${title} per ${grouping}${unit === 'seconds' ? ', median, log scale' : ''}`,
              describeSelection(selection),
              ...(hidden > 0 ? [`${formatCount(hidden)} smaller channels left out`] : []),
              ...(hollow === null ? [] : [hollow]),
            ].join(' · ')}
            fileName={`${kpi}-by-channel-and-${grouping}`}
            unit={unit}
            series={series}
          />
        )
      }
    </ChartSlot>
  )
}

/** Waiting in a phone queue is another kind of wait than waiting for a message: drawn beside them, never judged with them. */
function comparable(kpi: KpiId, totals: readonly KpiResult[]): readonly KpiResult[] {
  const isWait = kpi === 'first-response-time' || kpi === 'response-time'
  return isWait ? totals.filter((result) => result.group.channel !== 'phone') : totals
}

const size = (result: KpiResult): number => (result.status === 'ok' ? result.n : 0)

function channelsBySize(totals: readonly KpiResult[]): readonly string[] {
  return totals
    .filter((result) => size(result) > 0)
    .toSorted((a, b) => size(b) - size(a))
    .flatMap((result) => result.group.channel ?? [])
}

function leaderOf(kpi: KpiId, totals: readonly KpiResult[]) {
  const sign = kpiCatalogue[kpi].better === 'lower' ? 1 : -1
  const judged = totals.flatMap((result) => (result.status === 'ok' && result.supports.verdict ? [result] : []))
  const [leader] = judged.toSorted((a, b) => sign * (a.value - b.value))
  const channel = leader?.group.channel
  return channel !== undefined && isChannel(channel) ? channel : null
}

function toSeries(
  channel: string,
  results: readonly KpiResult[],
  grouping: PeriodGrouping,
  open: OpenGroup,
): LineSeries {
  const own = results
    .filter((result) => result.group.channel === channel)
    .toSorted((a, b) => (periodStart(a) < periodStart(b) ? -1 : 1))
  return {
    label: nameOf(channel),
    style: seriesStyle(channel),
    points: own.map((result) => ({
      from: periodStart(result),
      label: periodLabel(grouping, periodStart(result)),
      value: isDrawable(result) ? result.value : null,
      n: result.status === 'ok' ? result.n : 0,
      interval: isDrawable(result) ? (result.interval ?? null) : null,
      complete: result.period?.complete ?? true,
      ...(result.status === 'ok' && result.shortHistory !== undefined ? { reservation: earlyReservation } : {}),
      pick: () => open(result, nameOf(channel)),
    })),
  }
}
