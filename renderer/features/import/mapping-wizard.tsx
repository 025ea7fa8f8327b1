/** Describing the columns of a table that no format knows, or that is to be read in another way. */
import { Button, Skeleton, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ImportChoices, TableOutline, WorkspaceSettings } from '../../../shared/model.ts'
import { useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { openNeeds, startDraft, toMapping, withConstant, withOutline } from './mapping-draft.ts'
import type { MappingDraft, TableShape } from './mapping-draft.ts'
import { FieldsForm } from './fields-form.tsx'
import type { ImportQueue } from './import-queue.ts'
import { nameOf } from './queued-export.ts'
import type { QueuedExport } from './queued-export.ts'
import { RowKindChoice, ShapeForm, TimesForm } from './mapping-basics.tsx'
import { rowKindOf } from './table-words.ts'
import { UseMapping } from './use-mapping.tsx'
import { useTryOut } from './use-try-out.ts'
import { WizardPreview } from './wizard-preview.tsx'
import './mapping-wizard.css'

interface MappingWizardProps {
  readonly entry: QueuedExport
  readonly queue: ImportQueue
  readonly settings: WorkspaceSettings
  readonly onClose: () => void
}

export function MappingWizard({ entry, queue, settings, onClose }: MappingWizardProps) {
  const known = { ...entry.preview?.choices, ...entry.choices }
  // What a description replaces: the mapping itself with what it says of the text, and a profile or format that would read the file otherwise.
  const [base, setBase] = useState<ImportChoices>(() => {
    const { mapping: _mapping, profile: _profile, format: _format, encoding: _encoding, ...others } = known
    const { delimiter: _delimiter, ...rest } = others
    return rest
  })
  const [shape, setShape] = useState<TableShape>(() => {
    const { delimiter, encoding, skipLines } = known.mapping ?? {}
    return { delimiter: known.delimiter ?? delimiter, encoding: known.encoding ?? encoding, skipLines }
  })
  const outline = useApi('imports.outline', {
    fileId: entry.file.fileId,
    choices: { ...base, mapping: { row: 'message', columns: {}, ...shape } },
  })
  const head = (
    <header className="pl-wizard-head">
      <Button variant="subtle" size="sm" leftSection={<IconArrowLeft aria-hidden size={16} />} onClick={onClose}>
        Back to the files
      </Button>
      <div className="pl-wizard-title">
        <Title order={2}>Describe the columns</Title>
        <Text c="dimmed" className="pl-ellipsis" title={nameOf(entry)}>
          {nameOf(entry)}
        </Text>
      </div>
    </header>
  )
  return (
    <section className="pl-wizard" aria-label={`Describe the columns of ${nameOf(entry)}`}>
      {outline.status === 'failed' && (
        <>
          {head}
          <ErrorPanel error={outline.error} onRetry={outline.reload} />
          <ShapeForm shape={shape} outline={null} onShape={setShape} isOpen />
        </>
      )}
      {!outline.value && outline.status === 'loading' && <Skeleton height={480} aria-label="Reading the columns" />}
      {outline.value && outline.status !== 'failed' && (
        <Description
          head={head}
          entry={entry}
          queue={queue}
          zone={settings.zone}
          outline={outline.value}
          base={base}
          shape={shape}
          onBase={setBase}
          onShape={setShape}
          onClose={onClose}
        />
      )}
    </section>
  )
}

interface DescriptionProps {
  readonly head: ReactNode
  readonly entry: QueuedExport
  readonly queue: ImportQueue
  readonly zone: string
  readonly outline: TableOutline
  readonly base: ImportChoices
  readonly shape: TableShape
  readonly onBase: (next: ImportChoices) => void
  readonly onShape: (next: TableShape) => void
  readonly onClose: () => void
}

function Description({ head, entry, queue, zone, outline, base, shape, onBase, onShape, onClose }: DescriptionProps) {
  const [started, setDraft] = useState<MappingDraft>(() =>
    startDraft(
      outline,
      entry.preview ? rowKindOf(entry.preview.format) : null,
      entry.choices.mapping ?? entry.preview?.choices.mapping,
    ),
  )
  const draft = withOutline(started, outline)
  const missing = openNeeds(draft)
  const mapping = toMapping(draft, shape)
  const tryOut = useTryOut(queue, entry.id, missing.length > 0 ? null : { ...base, mapping })
  return (
    <div className="pl-wizard-body">
      <div className="pl-wizard-form">
        {head}
        <RowKindChoice draft={draft} outline={outline} onDraft={setDraft} />
        <ShapeForm shape={shape} outline={outline} onShape={onShape} />
        <FieldsForm draft={draft} outline={outline} error={tryOut.error} onDraft={setDraft} />
        <TimesForm draft={draft} base={base} zone={zone} onDraft={setDraft} onBase={onBase} />
      </div>
      <aside className="pl-wizard-side" aria-label="Preview">
        <div className="pl-wizard-scroll">
          <WizardPreview
            draft={draft}
            outline={outline}
            missing={missing}
            tryOut={tryOut}
            choices={{ ...base, mapping }}
            zone={zone}
            onChoices={({ mapping: answered, ...rest }) => {
              onBase(rest)
              for (const field of ['kind', 'scale']) {
                const value = answered?.constants?.[field]
                if (value !== undefined && value !== draft.constants[field]) setDraft(withConstant(draft, field, value))
              }
            }}
          />
        </div>
        <UseMapping entry={entry} queue={queue} base={base} mapping={mapping} tryOut={tryOut} onClose={onClose} />
      </aside>
    </div>
  )
}
