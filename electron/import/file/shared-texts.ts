import { AppError } from '../../../shared/errors.ts'
import { maxSharedTextBytes, maxSharedTexts } from './limits.ts'

// Larger than the longest text that is kept of a cell.
const segmentBytes = 4 * 1024 ** 2

/**
 * The texts that the cells of a workbook refer to by number. Any cell can name any of them, so all stay in memory: as
 * UTF-8 outside of the JavaScript heap, with sixteen bytes for each place, at most `maxSharedTextBytes` in all.
 */
export class SharedTexts {
  private readonly fileName: string
  private readonly segments: Buffer[] = []
  private readonly starts: number[] = []
  private readonly lengths: number[] = []
  private end = 0
  private textBytes = 0

  constructor(fileName: string) {
    this.fileName = fileName
  }

  /** Throws `file-too-large`. */
  add(text: string): void {
    const length = Buffer.byteLength(text)
    this.textBytes += length
    if (this.textBytes > maxSharedTextBytes || this.starts.length >= maxSharedTexts) {
      throw new AppError(
        'file-too-large',
        `${this.fileName} holds more different texts than can be kept in memory; save its sheet as CSV.`,
        { file: this.fileName },
      )
    }
    // A text never lies across two segments.
    if (this.end + length > this.segments.length * segmentBytes) {
      this.end = this.segments.length * segmentBytes
      this.segments.push(Buffer.allocUnsafe(segmentBytes))
    }
    this.segments.at(-1)?.write(text, this.end % segmentBytes)
    this.starts.push(this.end)
    this.lengths.push(length)
    this.end += length
  }

  get byteCount(): number {
    return this.textBytes
  }

  get(index: number): string | null {
    const start = this.starts[index]
    const length = this.lengths[index]
    if (start === undefined || length === undefined) return null
    const from = start % segmentBytes
    return this.segments[Math.floor(start / segmentBytes)]?.toString('utf8', from, from + length) ?? ''
  }
}

/** 22.9.2.19 (ST_Xstring): characters that XML cannot hold are written as `_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
