/** What only the user can know about a file, asked where it is needed. Answering reads the file again. */
import { Button, Select, Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { AppError, ErrorDetails } from '../../../shared/errors.ts'
import type { ImportChoices, TableMapping } from '../../../shared/model.ts'
import { zoneOptions } from '../../places.ts'
import { AuthorsChoice } from './authors-choice.tsx'
import { dayOrders } from './choice-fields.tsx'
import { meanings } from './table-words.ts'

interface ChoiceNeededProps {
  readonly error: AppError
  readonly choices: ImportChoices
  readonly zone: string
  readonly onChoices: (next: ImportChoices) => void
  /** Other ways on, such as describing the columns. */
  readonly actions?: ReactNode
}

const textOf = (details: ErrorDetails, key: string): string => {
  const value = details[key]
  return typeof value === 'string' ? value : ''
}
const listOf = (details: ErrorDetails, key: string): readonly string[] => {
  const value = details[key]
  return Array.isArray(value) ? value.map(String) : []
}

/** The survey's kind or scale is part of its mapping. */
const withConstant = (choices: ImportChoices, field: string, value: string): ImportChoices => {
  const mapping: TableMapping = choices.mapping ?? { row: 'survey', columns: {} }
  return { ...choices, mapping: { ...mapping, constants: { ...mapping.constants, [field]: value } } }
}

export function ChoiceNeeded({ error, choices, zone, onChoices, actions }: ChoiceNeededProps) {
  const { details, message } = error
  const column = textOf(details, 'column')
  const kinds = meanings['kind'] ?? []
  const asked: Readonly<Record<string, () => { readonly question: string; readonly answer: ReactNode }>> = {
    dayOrder: () => ({
      question: `Are the dates in “${column}” day first or month first? No number above 12 in the file decides it.`,
      answer: dayOrders.map(({ value, label }) => (
        <Button key={value} size="sm" variant="default" onClick={() => onChoices({ ...choices, dayOrder: value })}>
          {label}
        </Button>
      )),
    }),
    zone: () => ({
      question: 'In which time zone were these times written? The file does not say.',
      answer: (
        <PickOne
          label="Time zone"
          options={zoneOptions(zone)}
          proposed={choices.zone ?? zone}
          onPick={(picked) => onChoices({ ...choices, zone: picked })}
        />
      ),
    }),
    us: () => ({
      question: 'Which of these authors are you and your team? The export names authors, but not sides.',
      answer: (
        <PickUs
          names={listOf(details, 'authors')}
          messages={listOf(details, 'messages')}
          onPick={(us) => onChoices({ ...choices, us })}
        />
      ),
    }),
    sheet: () => ({
      question: 'Which sheet of the workbook holds the table?',
      answer: (
        <PickOne
          label="Sheet"
          options={toOptions(listOf(details, 'sheets'))}
          proposed={null}
          onPick={(sheet) => onChoices({ ...choices, sheet })}
        />
      ),
    }),
    entry: () => ({
      question: 'Which of the files inside is the export?',
      answer: (
        <PickOne
          label="File inside"
          options={toOptions(listOf(details, 'entries'))}
          proposed={null}
          onPick={(entry) => onChoices({ ...choices, entry })}
        />
      ),
    }),
    kind: () => ({
      question: `What did the survey ask? “${column}” can be any kind of score.`,
      answer: kinds.map(({ value, label }) => (
        <Button key={value} size="sm" variant="default" onClick={() => onChoices(withConstant(choices, 'kind', value))}>
          {label === 'NPS' ? 'NPS (0 to 10)' : `Customer ${label}`}
        </Button>
      )),
    }),
    scale: () => ({
      question: `On which scale are the answers in “${column}”? They go beyond 1 to 7.`,
      answer: (
        <PickOne
          label="Scale"
          options={toOptions(['0-10', '1-10', '0-100'])}
          proposed={null}
          onPick={(scale) => onChoices(withConstant(choices, 'scale', scale))}
        />
      ),
    }),
  }
  const { question, answer } = asked[textOf(details, 'option')]?.() ?? { question: message, answer: null }
  return (
    <section className="pl-question" aria-label="A choice is needed">
      <IconHelpCircle aria-hidden size={20} stroke={1.5} />
      <div className="pl-question-body">
        <Text fw={600}>{question}</Text>
        {answer && <div className="pl-question-answer">{answer}</div>}
        <Text className="pl-note">Nothing is imported before you say so.</Text>
        {actions}
      </div>
    </section>
  )
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
