/** The control that answers an open question of a file. */
import { Button, Select } from '@mantine/core'
import { useState } from 'react'
import type { ErrorDetails } from '../../../shared/errors.ts'
import type { ImportChoices, TableMapping } from '../../../shared/model.ts'
import { zoneOptions } from '../../places.ts'
import { AuthorsChoice } from './authors-choice.tsx'
import { dayOrders } from './choice-fields.tsx'
import { meanings } from './table-words.ts'

export function textOf(details: ErrorDetails, key: string): string {
  const value = details[key]
  return typeof value === 'string' ? value : ''
}

function listOf(details: ErrorDetails, key: string): readonly string[] {
  const value = details[key]
  return Array.isArray(value) ? value.map(String) : []
}

/** The survey's kind or scale is part of its mapping. */
function withConstant(choices: ImportChoices, field: string, value: string): ImportChoices {
  const mapping: TableMapping = choices.mapping ?? { row: 'survey', columns: {} }
  return { ...choices, mapping: { ...mapping, constants: { ...mapping.constants, [field]: value } } }
}

interface ChoiceAnswerProps {
  readonly details: ErrorDetails
  readonly choices: ImportChoices
  readonly zone: string
  readonly onChoices: (next: ImportChoices) => void
}

/** Nothing for an option that this version does not know. */
export function ChoiceAnswer({ details, choices, zone, onChoices }: ChoiceAnswerProps) {
  const option = textOf(details, 'option')
  switch (option) {
    case 'dayOrder':
      return dayOrders.map(({ value, label }) => (
        <Button key={value} size="sm" variant="default" onClick={() => onChoices({ ...choices, dayOrder: value })}>
          {label}
        </Button>
      ))
    case 'zone':
      return (
        <PickOne
          label="Time zone"
          options={zoneOptions(zone)}
          proposed={choices.zone ?? zone}
          onPick={(picked) => onChoices({ ...choices, zone: picked })}
        />
      )
    case 'us':
      return (
        <PickUs
          names={listOf(details, 'authors')}
          messages={listOf(details, 'messages')}
          onPick={(us) => onChoices({ ...choices, us })}
        />
      )
    case 'sheet':
    case 'entry':
      return (
        <PickOne
          label={option === 'sheet' ? 'Sheet' : 'File inside'}
          options={toOptions(listOf(details, option === 'sheet' ? 'sheets' : 'entries'))}
          proposed={null}
          onPick={(picked) => onChoices({ ...choices, [option]: picked })}
        />
      )
    case 'kind':
      return (meanings['kind'] ?? []).map(({ value, label }) => (
        <Button key={value} size="sm" variant="default" onClick={() => onChoices(withConstant(choices, 'kind', value))}>
          {label === 'NPS' ? 'NPS (0 to 10)' : `Customer ${label}`}
        </Button>
      ))
    case 'scale':
      return (
        <PickOne
          label="Scale"
          options={toOptions(['0-10', '1-10', '0-100'])}
          proposed={null}
          onPick={(scale) => onChoices(withConstant(choices, 'scale', scale))}
        />
      )
    default:
      return null
  }
}

interface Option {
  readonly value: string
  readonly label: string
}
const toOptions = (texts: readonly string[]): Option[] => [...new Set(texts)].map((value) => ({ value, label: value }))

interface PickOneProps {
  readonly label: string
  readonly options: readonly Option[]
  readonly proposed: string | null
  readonly onPick: (value: string) => void
}

function PickOne({ label, options, proposed, onPick }: PickOneProps) {
  const [value, setValue] = useState(proposed)
  return (
    <>
      <Select
        aria-label={label}
        placeholder={label}
        searchable
        allowDeselect={false}
        size="sm"
        w={320}
        data={[...options]}
        value={value}
        onChange={setValue}
      />
      <Button size="sm" disabled={value === null} onClick={() => value !== null && onPick(value)}>
        Read it so
      </Button>
    </>
  )
}

interface PickUsProps {
  readonly names: readonly string[]
  /** Messages of each, where the failure says so. */
  readonly messages: readonly string[]
  readonly onPick: (names: readonly string[]) => void
}

function PickUs({ names, messages, onPick }: PickUsProps) {
  const [us, setUs] = useState<readonly string[]>([])
  return (
    <div className="pl-question-authors">
      <AuthorsChoice
        authors={names.map((name, index) => ({
          name,
          messages: messages[index] === undefined ? null : Number(messages[index]),
          isUs: us.includes(name),
        }))}
        onUs={setUs}
      />
      <Button size="sm" disabled={us.length === 0} onClick={() => onPick(us)}>
        Read it so
      </Button>
    </div>
  )
}
