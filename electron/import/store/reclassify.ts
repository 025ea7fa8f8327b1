/** Reads the texts again after the opt-out words were changed. Texts that were not kept keep their reading. */
import type { Database } from 'better-sqlite3'
import type { Direction } from '../../../shared/model.ts'
import { readTextMarks } from './text-marks.ts'
import type { TextMarks, WordLists } from './text-marks.ts'

interface StoredText {
  readonly id: number
  readonly text: string
  readonly direction: Direction
  readonly authorAlias: string | null
  readonly keyword: string | null
  readonly wish: number | null
  readonly words: string | null
}

export function reclassifyTexts(db: Database, lists: WordLists): void {
  const rows = db
    .prepare<[], StoredText>(
      `SELECT id, text, direction, author_alias authorAlias, keyword, opt_out_wish wish, opt_out_words words FROM message
       WHERE kind = 'message' AND text IS NOT NULL`,
    )
    .iterate()
  // Few messages change: those are kept until all are read, since nothing can be written while the query runs.
  const changes: { readonly id: number; readonly marks: TextMarks }[] = []
  for (const { id, text, direction, authorAlias, keyword, wish, words } of rows) {
    // Where another file says whose text it is, that may change again.
    const marks = readTextMarks(text, authorAlias === null ? direction : null, lists)
    if (marks.keyword !== keyword || marks.optOutWish !== wish || marks.optOutWords !== words)
      changes.push({ id, marks })
  }
  const update = db.prepare<[string | null, number | null, string | null, number]>(
    'UPDATE message SET keyword = ?, opt_out_wish = ?, opt_out_words = ? WHERE id = ?',
  )
  for (const { id, marks } of changes) update.run(marks.keyword, marks.optOutWish, marks.optOutWords, id)
}

const pendingKey = 'texts-to-read'

/** Whether the texts of an older workspace have yet to be read for what its version did not look for. */
export function hasTextsToRead(db: Database): boolean {
  return db.prepare('SELECT 1 FROM setting WHERE key = ?').get(pendingKey) !== undefined
}

/** Inside the transaction that then makes the facts anew. */
export function readOldTexts(db: Database, lists: WordLists): void {
  reclassifyTexts(db, lists)
  db.prepare('DELETE FROM setting WHERE key = ?').run(pendingKey)
}
