/**
 * The frame of every chart: its finding as the title, the canvas with an accessible name, the points by keyboard, the
 * table with the same numbers, and the ways out (picture, CSV).
 */
import { ActionIcon, Menu } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconChartLine, IconCopy, IconDots, IconPhoto, IconTable, IconFileTypeCsv } from '@tabler/icons-react'
import type { ChartData, ChartOptions, Chart as ChartJs, DefaultDataPoint, Plugin } from 'chart.js'
import { useId, useRef, useState } from 'react'
import { Chart } from 'react-chartjs-2'
import type { ChartColours } from './chart-colours.ts'
import { ChartPoints } from './chart-points.tsx'
import type { ChartPoint } from './chart-points.tsx'
import { copyPicture, savePicture, saveTwin } from './save-chart.ts'
import { chartTooltip } from './tooltip.ts'
import type { Twin } from './twin.ts'
import { TwinTable } from './twin-table.tsx'
import './register.ts'
import './chart.css'

type FigureType = 'line' | 'bar' | 'matrix'

interface ChartFigureProps<Type extends FigureType> {
  /** One sentence: what the chart shows, hedged as the verdict is. */
  readonly title: string
  /** What is drawn and how, in one quiet line. */
  readonly subtitle: string
  /** Base name of saved files, without extension. */
  readonly fileName: string
  /** Pixels of the drawing. */
  readonly height: number
  readonly type: Type
  readonly data: ChartData<Type, DefaultDataPoint<Type>, string>
  readonly options: NonNullable<ChartOptions<Type>>
  readonly plugins: readonly Plugin[]
  readonly points: readonly ChartPoint[]
  readonly twin: Twin
  readonly colours: ChartColours
}

export function ChartFigure<Type extends FigureType>(props: ChartFigureProps<Type>) {
  const { title, subtitle, fileName, height, type, data, options, plugins, points, twin, colours } = props
  const [isTable, setIsTable] = useState(false)
  const isStill = useReducedMotion()
  const titleId = useId()
  const chart = useRef<ChartJs<Type, DefaultDataPoint<Type>, string> | null>(null)

  const complete = Object.assign({}, options, {
    responsive: true,
    maintainAspectRatio: false,
    color: colours.text,
    animation: isStill ? false : { duration: 160 },
    onClick: (_event: unknown, elements: readonly { datasetIndex: number; index: number }[]) => {
      const [element] = elements
      if (element) findPoint(points, element.datasetIndex, element.index)?.pick?.()
    },
    onHover: (_event: unknown, elements: readonly { datasetIndex: number; index: number }[], { canvas }: ChartJs) => {
      const [element] = elements
      const isPickable = element && findPoint(points, element.datasetIndex, element.index)?.pick
      canvas.style.cursor = isPickable ? 'pointer' : 'default'
    },
    plugins: { ...options.plugins, tooltip: chartTooltip(points, colours) },
    // The boundary to chart.js: its options are a deep intersection per chart type that no generic object satisfies.
  }) as unknown as ChartOptions<Type>

  const withPicture = (act: (picture: Parameters<typeof copyPicture>[0]) => Promise<void>, done: string): void => {
    const canvas = chart.current?.canvas
    if (!canvas) return
    const { surface, text, quiet } = colours
    act({ canvas, title, subtitle, surface, text, quiet }).then(
      () => notifications.show({ message: done }),
      (cause: unknown) =>
        notifications.show({ color: 'red', message: `The picture could not be made. ${String(cause)}` }),
    )
  }

  return (
    <figure className="pl-card pl-chart" aria-labelledby={titleId}>
      <figcaption className="pl-chart-head">
        <div>
          <h3 id={titleId} className="pl-chart-title">
            {title}
          </h3>
          <p className="pl-note">{subtitle}</p>
        </div>
        <div className="pl-chart-actions">
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={isTable ? 'Show as chart' : 'Show as table'}
            title={isTable ? 'Show as chart' : 'Show as table'}
            onClick={() => setIsTable(!isTable)}
          >
            {isTable ? <IconChartLine size={18} /> : <IconTable size={18} />}
          </ActionIcon>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label="Copy or save this chart" title="Copy or save">
                <IconDots size={18} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconCopy size={16} />}
                disabled={isTable}
                onClick={() => withPicture(copyPicture, 'The chart is on the clipboard.')}
              >
                Copy as image
              </Menu.Item>
              <Menu.Item
                leftSection={<IconPhoto size={16} />}
                disabled={isTable}
                onClick={() => withPicture((picture) => savePicture(picture, fileName), 'The picture was saved.')}
              >
                Save as PNG
              </Menu.Item>
              <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={() => saveTwin(twin, fileName)}>
                Save as CSV
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </div>
      </figcaption>
      {isTable ? (
        <TwinTable twin={twin} label={title} maxHeight={height} />
      ) : (
        <div className="pl-chart-plot" style={{ minHeight: height }}>
          <Chart
            ref={chart}
            type={type}
            data={data}
            options={complete}
            // Ours draw on any type of chart; chart.js has no type for that.
            plugins={plugins as unknown as Plugin<Type>[]}
            aria-label={`${title}. ${subtitle}`}
          />
          <ChartPoints points={points} onFocusPoint={(point) => showPoint(chart.current, point)} />
        </div>
      )}
    </figure>
  )
}

function findPoint(points: readonly ChartPoint[], series: number, index: number): ChartPoint | undefined {
  return points.find((point) => point.series === series && point.index === index)
}

/** The hover look and tooltip of a point, or of none. */
function showPoint<Type extends FigureType>(
  chart: ChartJs<Type, DefaultDataPoint<Type>, string> | null,
  point: ChartPoint | null,
): void {
  if (!chart) return
  const active = point ? [{ datasetIndex: point.series, index: point.index }] : []
  chart.setActiveElements(active)
  chart.tooltip?.setActiveElements(active, { x: 0, y: 0 })
  chart.update('none')
}
