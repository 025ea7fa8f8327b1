/** The place of a chart: a skeleton of its size, the failure in its place, or the chart. */
import { Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import type { ApiState } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'

interface ChartSlotProps<Value> {
  readonly state: ApiState<Value>
  readonly height: number
  readonly children: (value: Value) => ReactNode
}

/** While a new answer is on its way the previous chart stays. */
export function ChartSlot<Value>({ state, height, children }: ChartSlotProps<Value>) {
  if (state.status === 'failed') return <ErrorPanel error={state.error} onRetry={state.reload} />
  if (state.value === undefined) return <Skeleton height={height} radius="lg" />
  return children(state.value)
}
