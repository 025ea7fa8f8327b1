/** What the stores of one import's records have in common. */
import type { WorkspaceSettings } from '../../../shared/model.ts'
import type { IdSet } from './id-set.ts'
import type { Names } from './names.ts'
import type { VersionLookup, VersionWriter, VersionedTable } from './versions.ts'

export interface StoreContext {
  readonly names: Names
  readonly sourceId: number
  readonly sourceKey: string
  readonly country: string
  readonly keepText: boolean
  readonly settings: WorkspaceSettings
  readonly touched: { readonly threads: IdSet; readonly contacts: IdSet }
  /** As `openVersions`, for this import. */
  readonly openVersions: (
    table: VersionedTable,
    columns: readonly string[],
    lookup?: VersionLookup,
    retired?: (id: number) => void,
  ) => VersionWriter
}
