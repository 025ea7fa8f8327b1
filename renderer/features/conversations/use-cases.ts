import { useCallback, useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { CasePage, CaseQuery, CaseRow } from '../../../shared/explain.ts'
import { call, toAppError, useApi } from '../../api.ts'
import type { ApiState } from '../../api.ts'

const pageSize = 200

interface Further {
  /** The first page that these follow; with another first page they are out of date. */
  readonly first: CasePage | undefined
  readonly rows: readonly CaseRow[]
  readonly next: number | null
}

interface Cases {
  readonly head: ApiState<CasePage>
  readonly rows: readonly CaseRow[]
  readonly hasMore: boolean
  readonly error: AppError | undefined
  readonly loadMore: () => void
}

/** The cases behind a number, page by page. */
export function useCases(query: CaseQuery): Cases {
  const head = useApi('kpis.cases', { ...query, limit: pageSize })
  const [further, setFurther] = useState<Further>({ first: undefined, rows: [], next: null })
  const [error, setError] = useState<AppError | undefined>()
  const first = head.value
  const { next, rows } = further.first === first ? further : { rows: [], next: first?.next ?? null }

  const loadMore = useCallback(() => {
    if (next === null) return
    setError(undefined)
    call('kpis.cases', { ...query, limit: pageSize, after: next }).then(
      (page) => setFurther({ first, rows: [...rows, ...page.rows], next: page.next }),
      (cause: unknown) => setError(toAppError(cause)),
    )
  }, [query, first, rows, next])

  return { head, rows: [...(first?.rows ?? []), ...rows], hasMore: next !== null, error, loadMore }
}
