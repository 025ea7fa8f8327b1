/** Which column holds which field: those that rows are read by first, then what makes more measurable. */
import { Select, Text, TextInput, Title } from '@mantine/core'
import { IconCircleOff } from '@tabler/icons-react'
import type { AppError } from '../../../shared/errors.ts'
import type { TableOutline } from '../../../shared/model.ts'
import { FieldValues } from './field-values.tsx'
import { hasField, withColumn, withConstant, withoutField } from './mapping-draft.ts'
import type { MappingDraft } from './mapping-draft.ts'
import { constantFields, fieldWordsOf, groupFields, limitTexts, meanings, needTexts } from './table-words.ts'

interface FieldsFormProps {
  readonly draft: MappingDraft
  readonly outline: TableOutline
  /** Why the description cannot be used; shown at the field that it names. */
  readonly error: AppError | null
  readonly onDraft: (next: MappingDraft) => void
}

export function FieldsForm({ draft, outline, error, onDraft }: FieldsFormProps) {
  const { needed, useful } = groupFields(draft.row, outline.fields[draft.row])
  const rows = (fields: readonly string[]) =>
    fields.map((field) => (
      <FieldRow key={field} field={field} draft={draft} outline={outline} error={error} onDraft={onDraft} />
    ))
  return (
    <section className="pl-wizard-group pl-card" aria-labelledby="fields-title">
      <Title order={3} id="fields-title">
        Needed
      </Title>
      <Text className="pl-note">Every row needs {needTexts(draft.row).join('; ')}.</Text>
      {rows(needed)}
      <Title order={3} mt="xs">
        Makes more measurable
      </Title>
      <Limits draft={draft} />
      {rows(useful)}
    </section>
  )
}

/** What stays out of reach with the columns assigned so far. */
function Limits({ draft }: Pick<FieldsFormProps, 'draft'>) {
  const limits = limitTexts(draft.row, (field) => hasField(draft, field))
  if (limits.length === 0) return <Text className="pl-note">Everything that such a table can measure is there.</Text>
  return (
    <div className="pl-limits">
      <Text className="pl-note">Not measurable from this table so far:</Text>
      <ul>
        {limits.map((text) => (
          <li key={text}>
            <IconCircleOff aria-hidden size={14} stroke={1.5} /> {text}
          </li>
        ))}
      </ul>
    </div>
  )
}

const sameForAll = 'constant'
const columnKey = (name: string): string => `column ${name}`

interface FieldRowProps extends FieldsFormProps {
  readonly field: string
}

function FieldRow({ field, draft, outline, error, onDraft }: FieldRowProps) {
  const { label, help } = fieldWordsOf(field)
  const column = draft.columns[field]
  const constant = draft.constants[field]
  const examples = examplesOf(outline)
  const options = [
    // Columns may share a name, or have none; a mapping knows them by name.
    ...[...examples.keys()].map((name) => ({ value: columnKey(name), label: name })),
    ...(constantFields.has(field) ? [{ value: sameForAll, label: 'The same for every row…' }] : []),
  ]
  return (
    <div className="pl-field" data-set={hasField(draft, field) || undefined}>
      <div className="pl-field-name">
        <Text fw={500}>{label}</Text>
        <Text className="pl-note">{help}</Text>
      </div>
      <div className="pl-field-value">
        <Select
          aria-label={`Column of ${label}`}
          size="sm"
          placeholder="Not in this table"
          searchable
          clearable
          clearButtonProps={{ 'aria-label': `Leave out ${label}` }}
          data={options}
          value={column !== undefined ? columnKey(column) : constant !== undefined ? sameForAll : null}
          error={error?.details['field'] === field ? error.message : undefined}
          renderOption={({ option }) => (
            <span className="pl-option">
              <span className="pl-ellipsis">{option.label}</span>
              <span className="pl-note pl-ellipsis">{examples.get(option.label)}</span>
            </span>
          )}
          onChange={(value) => {
            if (value === null) onDraft(withoutField(draft, field))
            else if (value === sameForAll) onDraft(withConstant(draft, field, ''))
            else onDraft(withColumn(draft, field, value.slice(columnKey('').length)))
          }}
        />
        {constant !== undefined && (
          <ConstantInput
            field={field}
            label={label}
            value={constant}
            onValue={(value) => onDraft(withConstant(draft, field, value))}
          />
        )}
        <FieldValues field={field} draft={draft} outline={outline} onDraft={onDraft} />
      </div>
    </div>
  )
}

/** The named columns, each with the first value that it holds. */
function examplesOf({ names, rows }: TableOutline): ReadonlyMap<string, string> {
  const examples = new Map<string, string>()
  for (const [index, name] of names.entries()) {
    if (name === '' || examples.has(name)) continue
    examples.set(name, rows.map((row) => row[index] ?? '').find((text) => text.trim() !== '') ?? '')
  }
  return examples
}

interface ConstantInputProps {
  readonly field: string
  readonly label: string
  readonly value: string
  readonly onValue: (value: string) => void
}

function ConstantInput({ field, label, value, onValue }: ConstantInputProps) {
  const closed = meanings[field]
  const name = `${label} of every row`
  if (closed)
    return (
      <Select
        aria-label={name}
        size="sm"
        placeholder="Choose"
        allowDeselect={false}
        data={[...closed]}
        value={value === '' ? null : value}
        onChange={(next) => next !== null && onValue(next)}
      />
    )
  return (
    <TextInput
      aria-label={name}
      size="sm"
      placeholder={field === 'scale' ? 'Such as 0-10' : 'Value for every row'}
      maxLength={500}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    />
  )
}
