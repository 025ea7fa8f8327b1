/** What a row is, how the text is cut into columns, and how its times are written. */
import { Autocomplete, NumberInput, Radio, Text, Title } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import type { ImportChoices, TableOutline } from '../../../shared/model.ts'
import { tableRowKinds } from '../../../shared/model.ts'
import { zoneOptions } from '../../places.ts'
import { ChoiceSelect, dayOrders, delimiters, encodings, isDayOrder, withCurrent } from './choice-fields.tsx'
import { withRow } from './mapping-draft.ts'
import type { MappingDraft, TableShape } from './mapping-draft.ts'
import { rowKinds } from './table-words.ts'

interface RowKindChoiceProps {
  readonly draft: MappingDraft
  readonly outline: TableOutline
  readonly onDraft: (next: MappingDraft) => void
}

export function RowKindChoice({ draft, outline, onDraft }: RowKindChoiceProps) {
  return (
    <Radio.Group
      label="A row of this table is"
      size="sm"
      className="pl-wizard-group pl-card"
      value={draft.row}
      onChange={(value) => {
        const row = tableRowKinds.find((kind) => kind === value)
        if (row !== undefined) onDraft(withRow(draft, row, outline))
      }}
    >
      <div className="pl-wizard-kinds">
        {tableRowKinds.map((kind) => (
          <Radio key={kind} value={kind} size="sm" label={rowKinds[kind].title} description={rowKinds[kind].help} />
        ))}
      </div>
    </Radio.Group>
  )
}

interface ShapeFormProps {
  readonly shape: TableShape
  /** Null where the columns could not be read with the shape so far. */
  readonly outline: TableOutline | null
  readonly isOpen?: boolean
  readonly onShape: (next: TableShape) => void
}

export function ShapeForm({ shape, outline, isOpen = false, onShape }: ShapeFormProps) {
  const isSheet = outline !== null && outline.sheets.length > 0
  const delimiter = shape.delimiter ?? outline?.delimiter ?? null
  const encoding = shape.encoding ?? outline?.encoding ?? null
  const named = (options: readonly { readonly value: string; readonly label: string }[], value: string | null) =>
    options.find((option) => option.value === value)?.label ?? value
  const summary = [
    outline && `${outline.names.length} columns`,
    !isSheet && named(delimiters, delimiter),
    !isSheet && named(encodings, encoding),
    shape.skipLines && `${shape.skipLines} lines skipped`,
  ].filter(Boolean)
  return (
    <details className="pl-wizard-group pl-card" open={isOpen}>
      <summary>
        <IconChevronRight aria-hidden size={16} />
        <span className="pl-label">How the file is cut into columns</span>
        <span className="pl-note">{summary.join(' · ')}</span>
      </summary>
      <div className="pl-wizard-pairs">
        {!isSheet && (
          <>
            <ChoiceSelect
              label="Columns are separated by"
              placeholder="As recognised"
              data={withCurrent(delimiters, delimiter)}
              value={delimiter}
              isChosen={shape.delimiter !== undefined}
              onValue={(value) => onShape({ ...shape, delimiter: value ?? undefined })}
            />
            <ChoiceSelect
              label="Encoding"
              placeholder="As recognised"
              searchable
              data={withCurrent(encodings, encoding)}
              value={encoding}
              isChosen={shape.encoding !== undefined}
              onValue={(value) => onShape({ ...shape, encoding: value ?? undefined })}
            />
          </>
        )}
        <NumberInput
          label="Lines above the column names"
          size="sm"
          placeholder="As recognised"
          min={0}
          max={1000}
          allowDecimal={false}
          allowNegative={false}
          value={shape.skipLines ?? ''}
          onChange={(value) => onShape({ ...shape, skipLines: typeof value === 'number' ? value : undefined })}
        />
      </div>
    </details>
  )
}

/** Luxon formats of what spreadsheets and tools write; any other can be typed. */
const timeFormats = [
  'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm',
  'dd.MM.yyyy HH:mm:ss',
  'dd.MM.yyyy HH:mm',
  'dd/MM/yyyy HH:mm:ss',
  'dd/MM/yyyy HH:mm',
  'd/M/yyyy H:mm',
  'MM/dd/yyyy HH:mm:ss',
  'MM/dd/yyyy hh:mm a',
  'M/d/yyyy h:mm a',
  'd MMM yyyy HH:mm',
  'MMM d, yyyy h:mm a',
]

interface TimesFormProps {
  readonly draft: MappingDraft
  readonly base: ImportChoices
  readonly zone: string
  readonly onDraft: (next: MappingDraft) => void
  readonly onBase: (next: ImportChoices) => void
}

export function TimesForm({ draft, base, zone, onDraft, onBase }: TimesFormProps) {
  const { zone: chosenZone, ...withoutZone } = base
  const { dayOrder, ...withoutOrder } = base
  return (
    <section className="pl-wizard-group pl-card" aria-labelledby="times-title">
      <Title order={3} id="times-title">
        Times
      </Title>
      <Text className="pl-note">Only where they are not recognised by themselves.</Text>
      <div className="pl-wizard-pairs">
        <Autocomplete
          label="Written as"
          size="sm"
          placeholder="As recognised"
          data={timeFormats}
          limit={timeFormats.length}
          value={draft.timeFormat}
          onChange={(timeFormat) => onDraft({ ...draft, timeFormat })}
        />
        <ChoiceSelect
          label="Dates such as 3/4/2026"
          placeholder="As recognised"
          disabled={draft.timeFormat.trim() !== ''}
          data={dayOrders}
          value={dayOrder ?? null}
          isChosen={dayOrder !== undefined}
          onValue={(value) => onBase(value !== null && isDayOrder(value) ? { ...base, dayOrder: value } : withoutOrder)}
        />
        <ChoiceSelect
          label="Times without a zone are in"
          searchable
          data={zoneOptions(chosenZone ?? zone)}
          value={chosenZone ?? zone}
          isChosen={chosenZone !== undefined}
          onValue={(value) => onBase(value === null ? withoutZone : { ...base, zone: value })}
        />
      </div>
    </section>
  )
}
