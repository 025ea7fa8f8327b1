/** Who wrote a message in truth, as the user corrected the export: names that are bots or people, texts that a machine sent. */
import type { Database } from 'better-sqlite3'
import { countRows } from './fact-rows.ts'
import type { Cell } from './fact-rows.ts'

interface Author {
  /** As the export says. */
  readonly kind: Cell
  readonly agent: Cell
  /** By the export's word or by the user's about its text. */
  readonly isAutomatic: boolean
}

export interface ChosenAuthors {
  /** An SQL expression over a row of `message`: 1 if the user says that a machine sends its text. */
  readonly isAutomaticText: string
  readonly isPerson: (author: Author) => boolean
}

export function chosenAuthors(db: Database): ChosenAuthors {
  const kinds = new Map<Cell, string>(
    db
      .prepare<[], { id: number; kind: string }>(
        `SELECT agent.id, author_choice.kind FROM agent LEFT JOIN agent named ON named.id = agent.same_as
         JOIN author_choice ON author_choice.agent = coalesce(named.name, agent.name)`,
      )
      .all()
      .map(({ id, kind }) => [id, kind]),
  )
  // Texts are long; nothing of them is read where nothing was chosen.
  const hasTexts = countRows(db, 'automatic_text_choice WHERE is_automatic = 1') > 0
  return {
    isAutomaticText: hasTexts
      ? `EXISTS (SELECT 1 FROM automatic_text_choice choice WHERE choice.text = message.text AND choice.is_automatic = 1)`
      : '0',
    isPerson: ({ kind, agent, isAutomatic }) => (kinds.get(agent) ?? kind) === 'agent' && !isAutomatic,
  }
}
