/** Why an export is not read, and every way on from there. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import type { AppError, ErrorCode } from '../../../shared/errors.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { ChoiceSelect, encodings } from './choice-fields.tsx'
import { ChoiceNeeded } from './choice-needed.tsx'
import type { ImportQueue } from './import-queue.ts'
import { isStopped } from './queued-export.ts'
import type { QueuedExport } from './queued-export.ts'

/** Failures that another way to read the columns may mend. */
const mendable: ReadonlySet<ErrorCode> = new Set(['choice-needed', 'mapping-invalid', 'encoding-unclear'])

const isTable = ({ details }: AppError): boolean => Array.isArray(details['columns']) && details['columns'].length > 1

interface FileFailureProps {
  readonly entry: QueuedExport
  readonly error: AppError
  readonly queue: ImportQueue
  readonly zone: string
  readonly onDescribe: () => void
  /** The choices of the file, where they may help. */
  readonly choicesForm: ReactNode
}

export function FileFailure({ entry, error, queue, zone, onDescribe, choicesForm }: FileFailureProps) {
  const { id, choices, preview } = entry
  const option = error.details['option']
  const describe = (
    <Button size="xs" onClick={onDescribe}>
      Describe the columns…
    </Button>
  )
  if (error.code === 'choice-needed')
    return (
      <ChoiceNeeded
        error={error}
        choices={choices}
        zone={zone}
        onChoices={(next) => queue.choose(id, next)}
        actions={typeof option === 'string' ? null : <div className="pl-error-actions">{describe}</div>}
      />
    )
  if (isStopped(entry))
    return (
      <div className="pl-running-line">
        <span className="pl-note">It was not read to its end. Nothing was changed.</span>
        <Button size="compact-sm" variant="default" onClick={() => queue.choose(id, { ...choices })}>
          Read it again
        </Button>
      </div>
    )
  const canDescribe = mendable.has(error.code) || (error.code === 'format-unknown' && isTable(error))
  return (
    <>
      <ErrorPanel
        error={error}
        onRetry={canDescribe ? undefined : () => queue.choose(id, { ...choices })}
        actions={canDescribe ? describe : undefined}
      />
      {!preview && error.code === 'encoding-unclear' && (
        <div className="pl-choices pl-choices-fields">
          <ChoiceSelect
            label="Encoding"
            placeholder="Choose how its letters are written"
            searchable
            data={encodings}
            value={choices.encoding ?? null}
            isChosen={choices.encoding !== undefined}
            onValue={(encoding) => {
              const { encoding: _previous, ...rest } = choices
              queue.choose(id, encoding === null ? rest : { ...rest, encoding })
            }}
          />
        </div>
      )}
      {!preview && error.code === 'argument-invalid' && choicesForm}
    </>
  )
}
