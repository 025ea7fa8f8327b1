/** "What does SMS replace or help here?": picks the baseline, measures it, and shows the target before it is saved. */
import { Button, Checkbox, Group, Modal, Select, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import { kpiCatalogue } from '../../../shared/kpi.ts'
import type { Goal, GoalKpi, TargetRule } from '../../../shared/goals.ts'
import type { Channel, HoursMode, Selection, WorkspaceSummary } from '../../../shared/model.ts'
import {
  channelNames,
  channelNamesInText,
  describePeriod,
  describeSelection,
  formatCount,
} from '../../../shared/units.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { isChannel } from '../../../shared/model.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { periodOf, periodPresetIds, periodPresets, presetOf, withPeriod } from '../../filters.ts'
import type { PeriodPreset } from '../../filters.ts'
import { TargetBasis } from './target-basis.tsx'
import { TargetOutcome } from './target-outcome.tsx'
import { TargetRuleFields } from './target-rule-fields.tsx'

interface TargetDialogProps {
  readonly workspace: WorkspaceSummary
  readonly goal: Goal
  readonly row: GoalKpi
  readonly hours: HoursMode
  readonly onClose: (isSaved: boolean) => void
}

/** A period picked elsewhere, such as on the command line: it stays until another is chosen. */
const asBefore = 'as-before'
type PeriodChoice = PeriodPreset | typeof asBefore
const isPeriodChoice = (text: string | null): text is PeriodChoice =>
  text === asBefore || periodPresetIds.some((id) => id === text)

export function TargetDialog({ workspace, goal, row, hours: shownHours, onClose }: TargetDialogProps) {
  const { kpi, target } = row
  const { title } = kpiCatalogue[kpi]
  const lastDay = workspace.lastDay ?? ''
  const known = target?.baseline ?? {}
  const [chosen, setChosen] = useState<Channel | null>(known.channels?.[0] ?? goal.baseline?.channels?.[0] ?? null)
  const [judgedChannel, setJudgedChannel] = useState<Channel | null>(null)
  const [period, setPeriod] = useState<PeriodChoice>(target ? (presetOf(known, lastDay) ?? asBefore) : 'all')
  const [rule, setRule] = useState<TargetRule | null>(target?.rule ?? { kind: 'match' })
  const [inferredClose, setInferredClose] = useState(target?.inferredClose ?? false)
  const [saving, setSaving] = useState<{ readonly error: AppError | null } | null>(null)
  const facets = useApi('workspaces.facets', { selection: {} })

  const hours = target?.hours ?? shownHours
  const options = (facets.value?.channels ?? []).filter((each) => each.conversations > 0)
  // A goal without a target is not yet about a channel: SMS first, else the largest.
  const ownSubject = target?.subject ?? goal.subject
  const ownChannel = ownSubject.channels?.[0]
  const judged = judgedChannel ?? ownChannel ?? options.find((each) => each.name === 'sms')?.name ?? options[0]?.name
  const subject: Selection = judged === undefined ? ownSubject : { ...ownSubject, channels: [judged] }
  const other = options.find((each) => each.name !== judged)
  const channel = chosen ?? other?.name ?? options[0]?.name ?? null
  const choices = options.map((each) => ({
    value: each.name,
    label: `${channelNames[each.name]} (n = ${formatCount(each.conversations)})`,
  }))
  const days = period === asBefore ? known : periodOf(period, lastDay)
  const baseline: Selection | null = channel === null ? null : withPeriod({ ...known, channels: [channel] }, days)
  const question = baseline && {
    goal: goal.id,
    kpi,
    baseline,
    subject,
    hours,
    ...(inferredClose ? { inferredClose } : {}),
  }
  // The baseline is measured and shown also while a number of one's own is still missing.
  const preview = useApi('goals.preview', question && { ...question, rule: rule ?? { kind: 'match' } })
  const lacksClose = preview.value?.baseline.status === 'not-measurable' && preview.value.baseline.reason === 'no-close'

  const finish = (work: Promise<unknown>): void => {
    setSaving({ error: null })
    work.then(
      () => onClose(true),
      (cause: unknown) => setSaving({ error: toAppError(cause) }),
    )
  }
  const isBusy = saving !== null && saving.error === null

  return (
    <Modal opened onClose={() => onClose(false)} title={`Target: ${title}`} size={600}>
      <Text fw={600}>What does {judged === undefined ? 'it' : channelNamesInText[judged]} replace or help here?</Text>
      <Text c="dimmed" size="xs">
        That is measured on your own data and becomes the baseline: at least four whole weeks of it.
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
          data={[
            ...(target && presetOf(known, lastDay) === null ? [{ value: asBefore, label: describePeriod(known) }] : []),
            ...periodPresetIds.map((id) => ({ value: id, label: periodPresets[id] })),
          ]}
          value={period}
          onChange={(next) => isPeriodChoice(next) && setPeriod(next)}
        />
        <TargetRuleFields kpi={kpi} rule={rule} onRule={setRule} />
      </div>
      {(lacksClose || inferredClose) && (
        <Checkbox
          mb="md"
          label="Infer closing times from silence"
          description="Where the export has none: the last message and the gap after which it was split. Results are labelled."
          checked={inferredClose}
          onChange={(event) => setInferredClose(event.currentTarget.checked)}
        />
      )}
      {facets.status === 'failed' && <ErrorPanel error={facets.error} onRetry={facets.reload} />}
      {preview.status === 'failed' && <ErrorPanel error={preview.error} onRetry={preview.reload} />}
      {preview.value && baseline ? (
        <TargetOutcome kpi={kpi} baselineName={describeSelection(baseline)} rule={rule} preview={preview.value} />
      ) : (
        <Skeleton height={148} radius="md" />
      )}
      <TargetBasis row={row} zone={workspace.settings.zone} />
      {saving?.error && <ErrorPanel error={saving.error} />}
      <Group mt="lg" justify="flex-end">
        {target && (
          <Button
            variant="subtle"
            color="red"
            mr="auto"
            disabled={isBusy}
            onClick={() => finish(call('goals.clearTarget', { goal: goal.id, kpi }))}
          >
            Remove the target
          </Button>
        )}
        {row.state === 'stale' && (
          <Button
            variant="default"
            disabled={isBusy}
            onClick={() => finish(call('goals.measureAgain', { goal: goal.id, kpi }))}
          >
            Measure again
          </Button>
        )}
        <Button variant="default" onClick={() => onClose(false)}>
          Cancel
        </Button>
        <Button
          disabled={rule === null || preview.status !== 'ok' || preview.value.refusal !== null}
          loading={isBusy}
          onClick={() => question && rule && finish(call('goals.setTarget', { ...question, rule }))}
        >
          Save the target
        </Button>
      </Group>
    </Modal>
  )
}
