/** What only the user can know about a file, asked where it is needed. Answering reads the file again. */
import { Text } from '@mantine/core'
import { IconHelpCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { ImportChoices } from '../../../shared/model.ts'
import { ChoiceAnswer, textOf } from './choice-answer.tsx'

interface ChoiceNeededProps {
  readonly error: AppError
  readonly choices: ImportChoices
  readonly zone: string
  readonly onChoices: (next: ImportChoices) => void
  /** Other ways on, such as describing the columns. */
  readonly actions?: ReactNode
}

/** By the option that the failure names; its own sentence is for the command line, and speaks of its options. */
const questions: Readonly<Record<string, (column: string) => string>> = {
  dayOrder: (column) =>
    `Are the dates in “${column}” day first or month first? No number above 12 in the file decides it.`,
  zone: () => 'In which time zone were these times written? The file does not say.',
  us: () => 'Which of these authors are you and your team? The export names authors, but not sides.',
  sheet: () => 'Which sheet of the workbook holds the table?',
  entry: () => 'Which of the files inside is the export?',
  kind: (column) => `What did the survey ask? “${column}” can be any kind of score.`,
  scale: (column) => `On which scale are the answers in “${column}”? They go beyond 1 to 7.`,
}

export function ChoiceNeeded({ error, choices, zone, onChoices, actions }: ChoiceNeededProps) {
  const { details, message } = error
  const question = questions[textOf(details, 'option')]?.(textOf(details, 'column')) ?? message
  return (
    <section className="pl-question" aria-label="A choice is needed">
      <IconHelpCircle aria-hidden size={20} stroke={1.5} />
      <div className="pl-question-body">
        <Text fw={600}>{question}</Text>
        <div className="pl-question-answer">
          <ChoiceAnswer details={details} choices={choices} zone={zone} onChoices={onChoices} />
        </div>
        <Text className="pl-note">Nothing is imported before you say so.</Text>
        {actions}
      </div>
    </section>
  )
}
