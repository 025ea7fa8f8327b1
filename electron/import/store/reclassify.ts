/** Reads the texts again after the opt-out words were changed. Texts that were not kept keep their reading. */
import type { Database } from 'better-sqlite3'
import type { Direction } from '../../../shared/model.ts'
import { readTextMarks } from './text-marks.ts'
import type { WordLists } from './text-marks.ts'
import type { StepsDone } from './stored-facts.ts'

interface StoredText {
  readonly id: number
  readonly text: string
  readonly direction: Direction
  readonly authorAlias: string | null
  readonly keyword: string | null
  readonly wish: number | null
  readonly words: string | null
}

const idsPerStep = 20_000

/** Runs inside the caller's transaction; yields between steps so that the caller can report progress or stop. */
export function* reclassifyTexts(db: Database, lists: WordLists): Generator<StepsDone, void> {
  const read = db.prepare<[number, number], StoredText>(
    `SELECT id, text, direction, author_alias authorAlias, keyword, opt_out_wish wish, opt_out_words words FROM message
     WHERE id > ? AND id <= ? AND kind = 'message' AND text IS NOT NULL`,
  )
  const update = db.prepare<[string | null, number | null, string | null, number]>(
    'UPDATE message SET keyword = ?, opt_out_wish = ?, opt_out_words = ? WHERE id = ?',
  )
  const total = db.prepare<[], number | null>('SELECT max(id) FROM message').pluck().get() ?? 0
  for (let done = 0; done < total;) {
    const last = Math.min(done + idsPerStep, total)
    for (const { id, text, direction, authorAlias, keyword, wish, words } of read.all(done, last)) {
      // Where another file says whose text it is, that may change again.
      const marks = readTextMarks(text, authorAlias === null ? direction : null, lists)
      if (marks.keyword !== keyword || marks.optOutWish !== wish || marks.optOutWords !== words)
        update.run(marks.keyword, marks.optOutWish, marks.optOutWords, id)
    }
    done = last
    yield { done, total }
  }
}

const pendingKey = 'texts-to-read'

/** Whether the texts of an older workspace have yet to be read for what its version did not look for. */
export function hasTextsToRead(db: Database): boolean {
  return db.prepare('SELECT 1 FROM setting WHERE key = ?').get(pendingKey) !== undefined
}

/** Inside the transaction that then makes the facts anew. */
export function* readOldTexts(db: Database, lists: WordLists): Generator<StepsDone, void> {
  yield* reclassifyTexts(db, lists)
  db.prepare('DELETE FROM setting WHERE key = ?').run(pendingKey)
}
