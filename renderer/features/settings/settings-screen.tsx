import { Button, SegmentedControl, Select, Switch, TagsInput, Text, Title, useMantineColorScheme } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { WorkspaceSettings, WorkspaceSummary } from '../../../shared/model.ts'
import { kpisWithVerdict, ownDifferences, smallestOf, smallestProblem } from '../../../shared/smallest-difference.ts'
import { call, toAppError } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { countryOptions, zoneOptions } from '../../places.ts'
import { AuthorsSection } from './authors-section.tsx'
import { LinksSection } from './links-section.tsx'
import { OptOutsSection } from './opt-outs-section.tsx'
import { OpeningHoursSection } from './opening-hours-section.tsx'
import type { ScheduleDraft } from './opening-hours.ts'
import { hasProblems, toScheduleDrafts, toSchedules } from './opening-hours.ts'
import { SmallestSection } from './smallest-section.tsx'
import './settings-screen.css'

interface Draft extends Omit<WorkspaceSettings, 'schedules'> {
  readonly schedules: readonly ScheduleDraft[]
}

const toDraft = ({ schedules, ...rest }: WorkspaceSettings): Draft => ({
  ...rest,
  schedules: toScheduleDrafts(schedules),
})

const toSettings = ({ schedules, ...rest }: Draft): WorkspaceSettings => ({
  ...rest,
  schedules: toSchedules(schedules),
})

interface SettingsScreenProps {
  readonly workspace: WorkspaceSummary
}

export function SettingsScreen({ workspace }: SettingsScreenProps) {
  const saved = workspace.settings
  const [draft, setDraft] = useState(() => toDraft(saved))
  const [isSaving, setSaving] = useState(false)
  const [error, setError] = useState<AppError | null>(null)
  const change = (part: Partial<Draft>): void => setDraft((previous) => ({ ...previous, ...part }))

  const isChanged = JSON.stringify(toSettings(draft)) !== JSON.stringify(toSettings(toDraft(saved)))
  const hasProblem = hasProblems(draft.schedules)
  const isTooSmall = kpisWithVerdict.some(
    (id) => smallestProblem(id, smallestOf(id, draft.smallestDifferences)) !== null,
  )

  async function save(): Promise<void> {
    setSaving(true)
    setError(null)
    try {
      const summary = await call('settings.save', toSettings(draft))
      setDraft(toDraft(summary.settings))
      notifications.show({ message: 'Settings saved. Every number follows them from now on.' })
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setSaving(false)
    }
  }

  return (
    <div className="pl-settings">
      <Group title="Place" note="Days, weekdays and hours of every result are read in this zone.">
        <div className="pl-settings-pair">
          <Select
            label="Time zone"
            size="sm"
            searchable
            allowDeselect={false}
            data={zoneOptions(draft.zone)}
            value={draft.zone}
            onChange={(zone) => zone !== null && change({ zone })}
          />
          <Select
            label="Country of phone numbers"
            size="sm"
            searchable
            allowDeselect={false}
            data={countryOptions()}
            value={draft.country}
            onChange={(country) => country !== null && change({ country })}
          />
        </div>
      </Group>

      <Group
        title="Opening hours"
        note="With opening hours, durations can be read in business hours: only open seconds count, and a message at night starts to wait at the next opening."
      >
        <OpeningHoursSection
          drafts={draft.schedules}
          zone={draft.zone}
          lastDay={workspace.lastDay}
          onDrafts={(schedules) => change({ schedules })}
        />
      </Group>

      <Group
        title="Opt-out words"
        note="A message that is nothing but one of these words is an opt-out: it opens no conversation and waits for no reply. Capitals and punctuation do not matter."
      >
        <TagsInput
          label="Opt-out"
          size="sm"
          maxLength={50}
          value={[...draft.optOutWords]}
          onChange={(words) => change({ optOutWords: words.map((word) => word.toUpperCase()) })}
        />
        <TagsInput
          label="Opt-in"
          description="Counted only after an opt-out"
          size="sm"
          maxLength={50}
          value={[...draft.optInWords]}
          onChange={(words) => change({ optInWords: words.map((word) => word.toUpperCase()) })}
        />
      </Group>

      <Group
        title="Possible opt-outs"
        note="Messages that ask to be left alone in more than one word, or that answer a question of ours with such a word. They count as opt-outs when you say so, which takes effect at once."
      >
        <OptOutsSection zone={saved.zone} />
      </Group>

      <Group
        title="Customers"
        note="One customer may write from several addresses. Exports that know number and e-mail of a person link them; the rest is yours to say."
      >
        <LinksSection />
      </Group>

      <Group title="Courtesy" note="What a customer's closing thanks means for response times.">
        <Switch
          label="A message of nothing but thanks, ok or a thumb needs no reply"
          checked={draft.courtesyEndsTurn}
          onChange={(event) => change({ courtesyEndsTurn: event.currentTarget.checked })}
        />
      </Group>

      <Group
        title="Smallest difference that matters"
        note="From which difference on you would act. A smaller one is called small or practically equal, however certain it is."
      >
        <SmallestSection
          chosen={draft.smallestDifferences ?? {}}
          onChosen={(chosen) => change({ smallestDifferences: ownDifferences(chosen) })}
        />
      </Group>

      <Group
        title="Authors"
        note="Bots and automatic texts are no human replies. An export rarely says so: what you say here takes effect at once."
      >
        <AuthorsSection />
      </Group>

      <Group title="Appearance" note="For this computer, not for the workspace. Takes effect at once.">
        <ThemeChoice />
      </Group>

      <div className="pl-settings-save">
        {error && <ErrorPanel error={error} />}
        <div className="pl-settings-buttons">
          <Button disabled={!isChanged || hasProblem || isTooSmall} loading={isSaving} onClick={() => void save()}>
            Save settings
          </Button>
          {isChanged && (
            <Button variant="default" onClick={() => setDraft(toDraft(saved))}>
              Discard changes
            </Button>
          )}
          {hasProblem && <Text c="dimmed">Correct the opening hours first.</Text>}
          {isTooSmall && (
            <Text c="dimmed">Correct the smallest differences first: each has to be more than nothing.</Text>
          )}
        </div>
      </div>
    </div>
  )
}

function Group({
  title,
  note,
  children,
}: {
  readonly title: string
  readonly note: string
  readonly children: ReactNode
}) {
  return (
    <section className="pl-settings-group" aria-label={title}>
      <div>
        <Title order={2}>{title}</Title>
        <Text c="dimmed" mt={4}>
          {note}
        </Text>
      </div>
      <div className="pl-settings-fields pl-card">{children}</div>
    </section>
  )
}

function ThemeChoice() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <SegmentedControl
      aria-label="Theme"
      value={colorScheme}
      onChange={setColorScheme}
      data={[
        { value: 'auto', label: 'As the system' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  )
}
