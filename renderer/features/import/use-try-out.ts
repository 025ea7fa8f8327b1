/** The preview of choices that are still being made: asked a moment after the last change, older answers are ignored. */
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { ImportChoices, ImportPreview } from '../../../shared/model.ts'
import { toAppError } from '../../api.ts'
import type { ImportQueue } from './import-queue.ts'

export interface TryOut {
  /** The answer belongs to the choices as they are now. */
  readonly isCurrent: boolean
  readonly preview: ImportPreview | null
  readonly error: AppError | null
}

interface Answer {
  readonly question: string
  readonly preview: ImportPreview | null
  readonly error: AppError | null
}

const typingPause = 300

/** Null choices are not complete enough to ask. */
export function useTryOut(queue: ImportQueue, id: string, choices: ImportChoices | null): TryOut {
  const question = JSON.stringify(choices)
  const [asked] = useDebouncedValue(question, typingPause)
  const [answer, setAnswer] = useState<Answer>({ question: '', preview: null, error: null })
  useEffect(() => {
    const given = JSON.parse(asked) as ImportChoices | null // written from choices just above
    if (given === null) return undefined
    let isWanted = true
    queue.tryOut(id, given).then(
      (preview) => isWanted && setAnswer({ question: asked, preview, error: null }),
      (cause: unknown) => isWanted && setAnswer({ question: asked, preview: null, error: toAppError(cause) }),
    )
    return () => {
      isWanted = false
    }
  }, [asked, queue, id])
  const isCurrent = choices !== null && answer.question === question
  return { isCurrent, preview: choices === null ? null : answer.preview, error: isCurrent ? answer.error : null }
}
