import type { ReadonlyIdSet } from './id-set.ts'

/** What an import or an undo changed: ids of threads, and of contacts whose opt-outs changed. */
export interface TouchedRows {
  readonly threads: ReadonlyIdSet
  readonly contacts: ReadonlyIdSet
}
