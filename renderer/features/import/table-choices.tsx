/** How the text of a table is cut: encoding, delimiter, and which sheet of a workbook. */
import type { ImportChoices, ImportPreview, TableMapping } from '../../../shared/model.ts'
import { useApi } from '../../api.ts'
import { ChoiceSelect, delimiters, encodings, withCurrent } from './choice-fields.tsx'
import { rowKindOf } from './table-words.ts'

interface TableChoicesProps {
  readonly fileId: string
  readonly choices: ImportChoices
  readonly preview: ImportPreview
  readonly disabled: boolean
  readonly onChoices: (next: ImportChoices) => void
}

export function TableChoices({ fileId, choices, preview, disabled, onChoices }: TableChoicesProps) {
  const outline = useApi('imports.outline', { fileId, choices }).value
  const row = preview.choices.mapping?.row ?? rowKindOf(preview.format)
  if (!outline) return null
  const mapping: TableMapping | undefined = choices.mapping ?? preview.choices.mapping
  const change = (key: 'delimiter' | 'encoding', value: string | null): void => {
    if (row === null) return
    const { [key]: _previous, ...rest } = mapping ?? { row, columns: {} }
    const next = value === null ? rest : { ...rest, [key]: value }
    const { mapping: _mapping, ...unmapped } = choices
    // Still the profile's source, with one thing read differently.
    const profile = preview.choices.profile
    const others = typeof profile === 'string' ? { ...unmapped, profile } : unmapped
    // A mapping that says nothing is none: the columns are then recognised as before.
    onChoices(
      Object.keys(next).length > 2 || Object.keys(next.columns).length > 0 ? { ...others, mapping: next } : others,
    )
  }
  return (
    <>
      {outline.sheets.length > 1 && (
        <ChoiceSelect
          label="Sheet"
          searchable
          disabled={disabled}
          data={[...new Set(outline.sheets)].map((value) => ({ value, label: value }))}
          value={choices.sheet ?? outline.sheet}
          isChosen={choices.sheet !== undefined}
          onValue={(value) => {
            const { sheet: _sheet, ...rest } = choices
            onChoices(value === null ? rest : { ...rest, sheet: value })
          }}
        />
      )}
      {row !== null && outline.encoding !== null && (
        <ChoiceSelect
          label="Encoding"
          searchable
          disabled={disabled}
          data={withCurrent(encodings, mapping?.encoding ?? outline.encoding)}
          value={mapping?.encoding ?? outline.encoding}
          isChosen={mapping?.encoding !== undefined}
          onValue={(value) => change('encoding', value)}
        />
      )}
      {row !== null && outline.delimiter !== null && (
        <ChoiceSelect
          label="Columns are separated by"
          disabled={disabled}
          data={withCurrent(delimiters, mapping?.delimiter ?? outline.delimiter)}
          value={mapping?.delimiter ?? outline.delimiter}
          isChosen={mapping?.delimiter !== undefined}
          onValue={(value) => change('delimiter', value)}
        />
      )}
    </>
  )
}
