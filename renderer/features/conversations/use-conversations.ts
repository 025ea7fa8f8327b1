import { useCallback, useState } from 'react'
import type { ConversationQuery } from '../../../shared/api.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { ConversationRow, Page } from '../../../shared/model.ts'
import { call, toAppError, useApi } from '../../api.ts'

const pageSize = 100

interface Further {
  /** The first page that these follow; with another first page they are out of date. */
  readonly first: Page<ConversationRow> | undefined
  readonly rows: readonly ConversationRow[]
  readonly next: number | null
}

export interface Conversations {
  readonly status: 'loading' | 'ok' | 'failed'
  /** Undefined before the first answer. */
  readonly rows: readonly ConversationRow[] | undefined
  readonly total: number
  readonly hasMore: boolean
  readonly error: AppError | undefined
  readonly loadMore: () => void
  readonly reload: () => void
}

/** The conversations of a query, page by page. */
export function useConversations(query: ConversationQuery): Conversations {
  const head = useApi('conversations.list', { ...query, limit: pageSize })
  const [further, setFurther] = useState<Further>({ first: undefined, rows: [], next: null })
  const [failure, setFailure] = useState<AppError | undefined>()
  const first = head.value
  const current = further.first === first ? further : { first, rows: [], next: first?.next ?? null }
  const { next, rows } = current

  const loadMore = useCallback(() => {
    if (next === null) return
    setFailure(undefined)
    call('conversations.list', { ...query, limit: pageSize, after: next }).then(
      (page) => setFurther({ first, rows: [...rows, ...page.rows], next: page.next }),
      (cause: unknown) => setFailure(toAppError(cause)),
    )
  }, [query, first, rows, next])

  return {
    status: head.status,
    rows: first && [...first.rows, ...rows],
    total: first?.total ?? 0,
    hasMore: next !== null,
    error: head.error ?? failure,
    loadMore,
    reload: head.reload,
  }
}
