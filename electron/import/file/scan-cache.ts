/** What is known of the bytes of the files that the user is looking at, so that a changed choice reads none of them anew. */
import { statSync } from 'node:fs'
import { scanExport } from './scan-export.ts'
import type { ExportScan } from './scan-export.ts'
import type { ExportFile } from './file-bytes.ts'

export interface KnownScan {
  readonly scan: ExportScan
  /** Answers about the whole file, by what was asked; see `PlanSettings.remember`. */
  readonly answers: Map<string, unknown>
}

/** Yields how many bytes have been read, as `scanExport` does; nothing where the scan is known. */
export type ScanFile = (
  file: ExportFile,
  encoding: string | undefined,
  sheet: string | undefined,
) => Generator<number, KnownScan, void>

export interface ScanCache {
  readonly scan: ScanFile
}

const maxKnown = 16
/** A workbook with more shared texts than this is read anew, so that memory stays flat. */
const maxKnownTextBytes = 16 * 1024 ** 2

export const scanAnew: ScanFile = function* (file, encoding, sheet) {
  return { scan: yield* scanExport(file, encoding, sheet), answers: new Map() }
}

/** A file counts as the same while its size, its time of change and its place on the disk are. */
export function openScanCache(): ScanCache {
  const known = new Map<string, KnownScan>()
  return {
    *scan(file, encoding, sheet) {
      const { size, mtimeMs, ino } = statSync(file.path)
      const key = JSON.stringify([file.path, file.name, size, mtimeMs, ino, encoding ?? '', sheet ?? ''])
      const found = known.get(key)
      if (found !== undefined) {
        // The file that the user works on stays, however many others are looked at meanwhile.
        known.delete(key)
        known.set(key, found)
        return found
      }
      const scan = yield* scanAnew(file, encoding, sheet)
      if ((scan.scan.sheet?.workbook.texts.byteCount ?? 0) > maxKnownTextBytes) return scan
      const [oldest] = known.keys()
      if (known.size >= maxKnown && oldest !== undefined) known.delete(oldest)
      known.set(key, scan)
      return scan
    },
  }
}
