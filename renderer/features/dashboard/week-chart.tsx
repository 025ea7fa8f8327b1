/** When conversations arrive: weekday × hour in the workspace zone. */
import { useCallback, useMemo } from 'react'
import type { KpiResult } from '../../../shared/kpi.ts'
import { describeSelection } from '../../../shared/units.ts'
import { useApi } from '../../api.ts'
import { HeatMap, weekdayNames } from '../../components/chart/heat-map.tsx'
import { ChartSlot } from './chart-slot.tsx'
import type { ScreenProps } from '../../screen-props.ts'
import { busiestFinding } from '../../components/findings.ts'

const none: readonly KpiResult[] = []

export function WeekChart({ workspace, filters, onOpenConversations }: ScreenProps) {
  const { selection, hours } = filters
  const state = useApi('kpis.compute', { kpis: ['conversations'], selection, hours, by: ['weekday-hour'] })
  const results = state.value ?? none
  const counts = useMemo(
    () =>
      new Map(
        results.flatMap((result): [string, number][] =>
          result.status === 'ok' ? [[result.group['weekday-hour'] ?? '', result.value]] : [],
        ),
      ),
    [results],
  )
  const pick = useCallback(
    (weekdayHour: string) => {
      const [weekday = '', hour = ''] = weekdayHour.split('-')
      onOpenConversations(
        { selection, kpi: 'conversations', show: 'counted', hours, weekdayHour },
        `Conversations opened on ${weekdayNames[Number(weekday) - 1] ?? ''}, ${hour}:00–${hour}:59`,
      )
    },
    [onOpenConversations, selection, hours],
  )
  return (
    <ChartSlot state={state} height={386}>
      {() => (
        <HeatMap
          title={busiestFinding(counts)}
          subtitle={`Conversations opened by weekday and hour, ${workspace.settings.zone} · ${describeSelection(selection)}`}
          fileName="conversations-by-weekday-and-hour"
          counts={counts}
          unitName="conversations"
          onPick={pick}
        />
      )}
    </ChartSlot>
  )
}
