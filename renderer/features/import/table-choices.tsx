/** How a file is cut: the encoding of a text, the delimiter of its table, and which sheet of a workbook. */
import type { ImportChoices, ImportPreview } from '../../../shared/model.ts'
import { useApi } from '../../api.ts'
import { ChoiceSelect, delimiters, encodings, withCurrent } from './choice-fields.tsx'

interface TableChoicesProps {
  readonly fileId: string
  readonly choices: ImportChoices
  readonly preview: ImportPreview
  readonly disabled: boolean
  /** Null takes the choice back. */
  readonly onChange: (key: 'encoding' | 'delimiter' | 'sheet', value: string | null) => void
}

export function TableChoices({ fileId, choices, preview, disabled, onChange }: TableChoicesProps) {
  const { encoding, delimiter, headerFingerprint } = preview
  const isWorkbook = headerFingerprint !== null && delimiter === null
  const chosenEncoding = choices.encoding ?? encoding
  const chosenDelimiter = choices.delimiter ?? delimiter
  return (
    <>
      {isWorkbook && <SheetChoice fileId={fileId} choices={choices} disabled={disabled} onChange={onChange} />}
      {encoding !== null && (
        <ChoiceSelect
          label="Encoding"
          searchable
          disabled={disabled}
          data={withCurrent(encodings, chosenEncoding)}
          value={chosenEncoding}
          isChosen={choices.encoding !== undefined}
          onValue={(value) => onChange('encoding', value)}
        />
      )}
      {delimiter !== null && (
        <ChoiceSelect
          label="Columns are separated by"
          disabled={disabled}
          data={withCurrent(delimiters, chosenDelimiter)}
          value={chosenDelimiter}
          isChosen={choices.delimiter !== undefined}
          onValue={(value) => onChange('delimiter', value)}
        />
      )}
    </>
  )
}

function SheetChoice({ fileId, choices, disabled, onChange }: Omit<TableChoicesProps, 'preview'>) {
  const outline = useApi('imports.outline', { fileId, choices }).value
  if (!outline || outline.sheets.length < 2) return null
  return (
    <ChoiceSelect
      label="Sheet"
      searchable
      disabled={disabled}
      data={[...new Set(outline.sheets)].map((value) => ({ value, label: value }))}
      value={choices.sheet ?? outline.sheet}
      isChosen={choices.sheet !== undefined}
      onValue={(value) => onChange('sheet', value)}
    />
  )
}
