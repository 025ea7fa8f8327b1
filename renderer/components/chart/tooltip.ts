/** The one tooltip of all charts, the same for hover and keyboard. */
import type { TooltipItem } from 'chart.js'
import type { ChartColours } from './chart-colours.ts'
import type { ChartPoint } from './chart-points.tsx'

type Item = Pick<TooltipItem<'line'>, 'datasetIndex' | 'dataIndex'>

export function chartTooltip(points: readonly ChartPoint[], colours: ChartColours) {
  const find = (item: Item | undefined): ChartPoint | undefined =>
    points.find((point) => point.series === item?.datasetIndex && point.index === item.dataIndex)
  return {
    displayColors: false,
    backgroundColor: colours.isDark ? '#e6e9ec' : '#1b2026',
    titleColor: colours.isDark ? '#1b2026' : '#ffffff',
    bodyColor: colours.isDark ? '#2d343b' : '#e3e6e9',
    padding: 10,
    cornerRadius: 6,
    caretSize: 5,
    titleFont: { weight: 600 },
    bodySpacing: 3,
    filter: (item: Item) => find(item) !== undefined,
    callbacks: {
      title: (items: readonly Item[]) => find(items[0])?.title ?? '',
      label: (item: Item) => [...(find(item)?.lines ?? [])],
    },
  }
}
