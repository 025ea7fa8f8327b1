import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRows, recognise } from '../../../../electron/import/read-export.ts'
import type { ImportRecord, RowVerdict } from '../../../../electron/import/record.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults } from '../describe-reading.ts'

export interface TextReading {
  readonly formatId: string
  readonly assumptions: readonly string[]
  readonly rows: readonly RowVerdict[]
}

/** Reads a text, or a value as JSON, as a file of the given name would be read. */
export function readText(content: unknown, choices: ImportChoices = {}, name = 'export.json'): TextReading {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-format-'))
  try {
    const path = join(folder, name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    const recognised = recognise(path, choices, defaults)
    const rows = [...readRows(recognised)].flatMap(({ verdicts }) => verdicts)
    return { formatId: recognised.formatId, assumptions: recognised.assumptions, rows }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

export function rowsOf(content: unknown, choices: ImportChoices = {}): readonly RowVerdict[] {
  return readText(content, choices).rows
}

export function recordsOf(content: unknown, choices: ImportChoices = {}): readonly ImportRecord[] {
  return rowsOf(content, choices).flatMap((row) => (row.verdict === 'records' ? row.records : []))
}
