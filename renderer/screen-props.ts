/** What every screen that shows results is given. */
import type { ConversationQuery } from '../shared/api.ts'
import type { WorkspaceSummary } from '../shared/model.ts'
import type { Filters } from './filters.ts'

export interface ScreenProps {
  readonly workspace: WorkspaceSummary
  readonly filters: Filters
  readonly onFilters: (next: Filters) => void
  /** Opens the conversations behind a number. */
  readonly onOpenConversations: (query: ConversationQuery, title: string) => void
  /** Shows another screen. */
  readonly onGo?: ((screen: 'import' | 'teams') => void) | undefined
}
