/** The screens of the rail, in its order. */
import {
  IconAdjustmentsHorizontal,
  IconFileAnalytics,
  IconFileImport,
  IconGauge,
  IconMessages,
  IconScale,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { CommandId } from '../../shared/commands.ts'

export const pages = {
  dashboard: { title: 'Dashboard', icon: IconGauge, hasFilters: true },
  compare: { title: 'Compare', icon: IconScale, hasFilters: true },
  teams: { title: 'Teams and agents', icon: IconUsersGroup, hasFilters: true },
  conversations: { title: 'Conversations', icon: IconMessages, hasFilters: true },
  reports: { title: 'Reports', icon: IconFileAnalytics, hasFilters: true },
  import: { title: 'Import', icon: IconFileImport, hasFilters: false },
  settings: { title: 'Settings', icon: IconAdjustmentsHorizontal, hasFilters: false },
} as const
export type PageId = keyof typeof pages
export const pageIds = Object.keys(pages) as readonly PageId[] // keys of a const object: exactly its ids

/** A command that opens a page. */
export type GoCommand = Extract<CommandId, `go.${string}`>

/** The page that a `go.…` command opens; null for the other commands. */
export const pageOfCommand = (id: CommandId): PageId | null => pageIds.find((page) => id === `go.${page}`) ?? null
