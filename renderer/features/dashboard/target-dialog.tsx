/** "What does SMS replace or help here?": picks the baseline, measures it, and shows the target before it is saved. */
import { Button, Group, Modal, Select, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { Goal, GoalKpi, TargetRule } from '../../../shared/goals.ts'
import type { Channel, HoursMode, Selection, WorkspaceSummary } from '../../../shared/model.ts'
import { channelNames, channelNamesInText, describeSelection, formatCount } from '../../../shared/units.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { isChannel } from '../../../shared/model.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { periodOf, periodPresetIds, periodPresets } from '../../filters.ts'
import type { PeriodPreset } from '../../filters.ts'
import { TargetOutcome } from './target-outcome.tsx'
import { TargetRuleFields } from './target-rule-fields.tsx'

interface TargetDialogProps {
  readonly workspace: WorkspaceSummary
  readonly goal: Goal
  readonly row: GoalKpi
  readonly hours: HoursMode
  readonly onClose: (isSaved: boolean) => void
}

const isPreset = (text: string | null): text is PeriodPreset => periodPresetIds.some((id) => id === text)

export function TargetDialog({ workspace, goal, row, hours, onClose }: TargetDialogProps) {
  const { kpi } = row
  const { title } = kpiCatalogue[kpi]
  const [chosen, setChosen] = useState<Channel | null>(goal.baseline?.channels?.[0] ?? null)
  const [judgedChannel, setJudgedChannel] = useState<Channel | null>(null)
  const [preset, setPreset] = useState<PeriodPreset>('all')
  const [rule, setRule] = useState<TargetRule | null>(row.target?.rule ?? { kind: 'match' })
  const [saving, setSaving] = useState<{ readonly error: AppError | null } | null>(null)
  const facets = useApi('workspaces.facets', { selection: {} })

  const options = (facets.value?.channels ?? []).filter((each) => each.conversations > 0)
  // A goal without a target is not yet about a channel: SMS first, else the largest.
  const ownChannel = goal.subject.channels?.[0]
  const judged = judgedChannel ?? ownChannel ?? options.find((each) => each.name === 'sms')?.name ?? options[0]?.name
  const subject: Selection = judged === undefined ? goal.subject : { ...goal.subject, channels: [judged] }
  const other = options.find((each) => each.name !== judged)
  const channel = chosen ?? other?.name ?? options[0]?.name ?? null
  const choices = options.map((each) => ({
    value: each.name,
    label: `${channelNames[each.name]} (n = ${formatCount(each.conversations)})`,
  }))
  const baseline: Selection | null =
    channel === null ? null : { channels: [channel], ...periodOf(preset, workspace.lastDay ?? '') }
  // The baseline is measured and shown also while a number of one's own is still missing.
  const preview = useApi(
    'goals.preview',
    baseline && { goal: goal.id, kpi, baseline, subject, rule: rule ?? { kind: 'match' }, hours },
  )

  const save = (): void => {
    if (!baseline || !rule) return
    setSaving({ error: null })
    call('goals.setTarget', { goal: goal.id, kpi, baseline, subject, rule, hours }).then(
      () => onClose(true),
      (cause: unknown) => setSaving({ error: toAppError(cause) }),
    )
  }
  const clear = (): void => {
    setSaving({ error: null })
    call('goals.clearTarget', { goal: goal.id, kpi }).then(
      () => onClose(true),
      (cause: unknown) => setSaving({ error: toAppError(cause) }),
    )
  }
  const isBusy = saving !== null && saving.error === null

  return (
    <Modal opened onClose={() => onClose(false)} title={`Target: ${title}`} size={560}>
      <Text fw={600}>What does {judged === undefined ? 'it' : channelNamesInText[judged]} replace or help here?</Text>
      <Text c="dimmed" size="xs">
        That is measured on your own data and becomes the baseline.
      </Text>
      <div className="pl-target-fields">
        <Select
          label="Channel judged"
          allowDeselect={false}
          data={choices}
          value={judged ?? null}
          onChange={(next) => next !== null && isChannel(next) && setJudgedChannel(next)}
        />
        <Select
          label="Baseline channel"
          allowDeselect={false}
          data={choices}
          value={channel}
          onChange={(next) => next !== null && isChannel(next) && setChosen(next)}
        />
        <Select
          label="Baseline period"
          allowDeselect={false}
          data={periodPresetIds.map((id) => ({ value: id, label: periodPresets[id] }))}
          value={preset}
          onChange={(next) => isPreset(next) && setPreset(next)}
        />
        <TargetRuleFields kpi={kpi} rule={rule} onRule={setRule} />
      </div>
      {facets.status === 'failed' && <ErrorPanel error={facets.error} onRetry={facets.reload} />}
      {preview.status === 'failed' && <ErrorPanel error={preview.error} onRetry={preview.reload} />}
      {preview.value && baseline ? (
        <TargetOutcome kpi={kpi} baselineName={describeSelection(baseline)} rule={rule} preview={preview.value} />
      ) : (
        <Skeleton height={148} radius="md" />
      )}
      {saving?.error && <ErrorPanel error={saving.error} />}
      <Group mt="lg" justify="flex-end">
        {row.target && (
          <Button variant="subtle" color="red" mr="auto" disabled={isBusy} onClick={clear}>
            Remove the target
          </Button>
        )}
        <Button variant="default" onClick={() => onClose(false)}>
          Cancel
        </Button>
        <Button
          disabled={rule === null || preview.status !== 'ok' || preview.value.value === null}
          loading={isBusy}
          onClick={save}
        >
          Save the target
        </Button>
      </Group>
    </Modal>
  )
}
