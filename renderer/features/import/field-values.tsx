/** What the values of a closed list mean: recognised where they are known words, to be said where they are not. */
import { Select, Text } from '@mantine/core'
import { IconArrowRight } from '@tabler/icons-react'
import type { TableOutline } from '../../../shared/model.ts'
import { formatCounted } from '../../format.ts'
import { fieldValues, withMeaning } from './mapping-draft.ts'
import type { MappingDraft } from './mapping-draft.ts'
import { fieldWordsOf, meanings } from './table-words.ts'

interface FieldValuesProps {
  readonly field: string
  readonly draft: MappingDraft
  readonly outline: TableOutline
  readonly onDraft: (next: MappingDraft) => void
}

export function FieldValues({ field, draft, outline, onDraft }: FieldValuesProps) {
  const column = draft.columns[field]
  const closed = meanings[field]
  if (column === undefined || closed === undefined) return null
  const values = fieldValues(draft, field, outline)
  if (values.length === 0)
    return <Text className="pl-note">Too many different values for a list of words. Is this the right column?</Text>
  const open = values.filter(({ meaning }) => meaning === null).length
  return (
    <fieldset className="pl-values" aria-label={`Values of ${fieldWordsOf(field).label}`}>
      {values.map(({ value, meaning, isRecognised }) => (
        <div key={value} className="pl-values-row">
          <span className="pl-values-from" title={value}>
            {value}
          </span>
          <IconArrowRight aria-hidden size={14} stroke={1.5} />
          <Select
            aria-label={`Meaning of ${value}`}
            size="xs"
            placeholder="Choose"
            allowDeselect={false}
            clearable={!isRecognised}
            clearButtonProps={{ 'aria-label': `Back to what ${value} is recognised as` }}
            data={[...closed]}
            value={meaning}
            data-open={meaning === null || undefined}
            onChange={(next) => onDraft(withMeaning(draft, field, value, next))}
          />
        </div>
      ))}
      {open > 0 && (
        <Text className="pl-note">
          {formatCounted(open, 'value')} without a meaning: rows with {open === 1 ? 'it' : 'them'} are rejected.
        </Text>
      )}
    </fieldset>
  )
}
