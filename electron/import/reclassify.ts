/** Reads the customers' texts again after the opt-out words were changed. Texts that were not kept keep their reading. */
import type { Database } from 'better-sqlite3'
import { classifyText } from './keywords.ts'

/** Longer texts hold more than a word of opting out; see `classifyText`. */
const longestKeywordText = 60

export function reclassifyTexts(db: Database, optOutWords: readonly string[], optInWords: readonly string[]): void {
  const rows = db
    .prepare<[number], { id: number; text: string; keyword: string | null }>(
      `SELECT id, text, keyword FROM message
       WHERE direction = 'in' AND kind = 'message' AND text IS NOT NULL AND (keyword IS NOT NULL OR length(text) <= ?)`,
    )
    .all(longestKeywordText)
  const update = db.prepare<[string | null, number]>('UPDATE message SET keyword = ? WHERE id = ?')
  for (const row of rows) {
    const keyword = classifyText(row.text, optOutWords, optInWords)
    if (keyword !== row.keyword) update.run(keyword, row.id)
  }
}
