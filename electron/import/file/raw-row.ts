import type { RejectionCode } from '../../../shared/model.ts'

/** One input row, cut out of its file and not yet understood. */
export interface RawRow {
  /** 1-based line where it starts; for JSON documents the 1-based number of the record. */
  readonly line: number
  /** Where a JSON value stood in its document, such as `tickets.*`; empty elsewhere. */
  readonly path: string
  /** Empty where `problem` says why the row could not be cut into cells. */
  readonly cells: readonly string[]
  /** What the row is in its file, where the cells are not enough to write it again: a JSON value, or a broken line. */
  readonly source: unknown
  readonly problem: { readonly code: RejectionCode; readonly text: string } | null
  /** The kind of row that is no data, such as `blank line`; null = data. */
  readonly ignored: string | null
}

export interface RawBatch {
  readonly rows: readonly RawRow[]
  /** File offset that was read so far. */
  readonly end: number
}

/** Decoded text in file order. */
export interface TextChunk {
  readonly text: string
  readonly end: number
}
