/** Getting a chart out of the app: as a picture with its finding, or as its numbers. */
import type { Twin } from './twin.ts'
import { twinToCsv } from './twin.ts'

interface Picture {
  readonly canvas: HTMLCanvasElement
  readonly title: string
  readonly subtitle: string
  readonly surface: string
  readonly text: string
  readonly quiet: string
}

/** The chart on its surface below its title, at the resolution of the screen. */
function drawPicture({ canvas, title, subtitle, surface, text, quiet }: Picture): HTMLCanvasElement {
  const scale = canvas.clientWidth > 0 ? canvas.width / canvas.clientWidth : 1
  const margin = 24 * scale
  const picture = document.createElement('canvas')
  const context = picture.getContext('2d')
  if (!context) throw new Error('This window has no canvas.')
  const family = "'Inter Variable', system-ui, sans-serif"
  const titleFont = `600 ${16 * scale}px ${family}`
  context.font = titleFont
  const titleLines = wrapText(context, title, canvas.width)
  const headHeight = titleLines.length * 22 * scale + (subtitle === '' ? 8 : 28) * scale
  picture.width = canvas.width + 2 * margin
  picture.height = canvas.height + headHeight + 2 * margin
  context.fillStyle = surface
  context.fillRect(0, 0, picture.width, picture.height)
  context.textBaseline = 'top'
  context.font = titleFont
  context.fillStyle = text
  titleLines.forEach((line, index) => context.fillText(line, margin, margin + index * 22 * scale))
  context.font = `400 ${12 * scale}px ${family}`
  context.fillStyle = quiet
  context.fillText(subtitle, margin, margin + titleLines.length * 22 * scale)
  context.drawImage(canvas, margin, margin + headHeight)
  return picture
}

function wrapText(context: CanvasRenderingContext2D, text: string, width: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && context.measureText(`${last} ${word}`).width <= width)
      lines.splice(-1, 1, `${last} ${word}`)
    else lines.push(word)
  }
  return lines
}

function pictureBlob(picture: Picture): Promise<Blob> {
  return new Promise((resolve, reject) => {
    drawPicture(picture).toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('No picture came out.'))),
      'image/png',
    )
  })
}

function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = fileName
  anchor.click()
  // The download has its own hold on the blob as soon as the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}

export async function copyPicture(picture: Picture): Promise<void> {
  await navigator.clipboard.write([new ClipboardItem({ 'image/png': pictureBlob(picture) })])
}

export async function savePicture(picture: Picture, fileName: string): Promise<void> {
  saveBlob(await pictureBlob(picture), `${fileName}.png`)
}

/** With a byte order mark: spreadsheets otherwise read UTF-8 names as something else. */
export function saveTwin(twin: Twin, fileName: string): void {
  saveBlob(new Blob(['\uFEFF', twinToCsv(twin)], { type: 'text/csv;charset=utf-8' }), `${fileName}.csv`)
}
