/** How a series is drawn: colour, dash and point shape together, so that no reader depends on colour alone. */
import type { PointStyle } from 'chart.js'
import { channelLooks } from '../../../shared/channel-look.ts'
import { isChannel } from '../../../shared/model.ts'

export interface SeriesStyle {
  /** A CSS variable of the theme, or a colour. */
  readonly colour: string
  readonly dash: readonly number[]
  readonly point: PointStyle
}

const pointStyles = { circle: 'circle', square: 'rect', triangle: 'triangle', diamond: 'rectRot' } as const

/** The fixed look of a channel; anything else takes the accent. */
export function seriesStyle(name: string): SeriesStyle {
  if (!isChannel(name)) return { colour: '--mantine-color-anchor', dash: [], point: 'circle' }
  const { colour, dash, point } = channelLooks[name]
  return { colour, dash, point: pointStyles[point] }
}

/** Subject and baseline of a comparison; two looks even where both are the same channel. */
export const subjectStyle: SeriesStyle = { colour: '--mantine-color-anchor', dash: [], point: 'circle' }
export const baselineStyle: SeriesStyle = { colour: '--pl-unclear', dash: [7, 4], point: 'rect' }
