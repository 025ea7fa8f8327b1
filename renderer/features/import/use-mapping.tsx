/** The end of a description: used for this file, and remembered by name for the next one with the same columns. */
import { Button, Switch, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { ImportChoices, TableMapping } from '../../../shared/model.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import type { ImportQueue } from './import-queue.ts'
import { profileName } from './mapping-draft.ts'
import { nameOf } from './queued-export.ts'
import type { QueuedExport } from './queued-export.ts'
import type { TryOut } from './use-try-out.ts'

interface UseMappingProps {
  readonly entry: QueuedExport
  readonly queue: ImportQueue
  readonly base: ImportChoices
  readonly mapping: TableMapping
  readonly tryOut: TryOut
  readonly onClose: () => void
}

export function UseMapping({ entry, queue, base, mapping, tryOut, onClose }: UseMappingProps) {
  const profiles = useApi('profiles.list', undefined).value ?? []
  const used = entry.preview?.choices.profile
  const [isRemembered, setRemembered] = useState(true)
  const [name, setName] = useState(used ?? profileName(nameOf(entry)))
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const preview = tryOut.isCurrent ? tryOut.preview : null
  // Only tables have columns to be found by.
  const canRemember = tryOut.preview === null || tryOut.preview.headerFingerprint !== null
  const remembers = isRemembered && canRemember
  const trimmed = name.trim()
  const isTaken = profiles.some((profile) => profile.name === trimmed && profile.name !== used)
  const usable = preview === null ? 0 : preview.rows.read - preview.rows.rejected - preview.rows.ignored

  async function apply(): Promise<void> {
    if (!preview) return
    setSaving(true)
    setError(null)
    try {
      if (remembers) await call('profiles.save', { name: trimmed, previewId: preview.previewId })
      queue.choose(entry.id, remembers ? { ...base, profile: trimmed } : { ...base, mapping })
      onClose()
    } catch (cause) {
      setError(toAppError(cause))
      setSaving(false)
    }
  }

  return (
    <section className="pl-wizard-group pl-card pl-wizard-end" aria-label="Use this description">
      {canRemember && (
        <Switch
          size="sm"
          label="Remember it for files with the same columns"
          checked={isRemembered}
          onChange={(event) => setRemembered(event.currentTarget.checked)}
        />
      )}
      {error && <ErrorPanel error={error} />}
      <div className="pl-wizard-buttons">
        {remembers && (
          <TextInput
            aria-label="Name of the profile"
            placeholder="Name of the profile"
            size="sm"
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <Button
          loading={isSaving}
          disabled={usable === 0 || (remembers && trimmed === '')}
          onClick={() => void apply()}
        >
          {remembers ? 'Save and use it' : 'Use it for this file'}
        </Button>
        {preview && usable === 0 && <Text className="pl-note">No row can be read this way.</Text>}
      </div>
      {remembers && (trimmed === '' || isTaken) && (
        <output className="pl-note">
          {isTaken ? 'Takes the place of the profile of that name.' : 'A profile needs a name.'}
        </output>
      )}
    </section>
  )
}
