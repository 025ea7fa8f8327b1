/** What the user can decide about a file. Every change makes the preview again. */
import { Radio, Select, Switch } from '@mantine/core'
import type { FormatInfo, ImportChoices, ImportPreview } from '../../../shared/model.ts'
import { channels } from '../../../shared/model.ts'
import { formatCounted } from '../../format.ts'
import { channelNames } from '../../../shared/units.ts'
import { isChannel } from '../../../shared/model.ts'
import { countryOptions, zoneOptions } from '../../places.ts'

const gaps = [
  { seconds: 86_400, label: '24 hours', count: 'h24' },
  { seconds: 172_800, label: '48 hours', count: 'h48' },
  { seconds: 432_000, label: '5 days', count: 'd5' },
] as const

interface ChoicesFormProps {
  readonly choices: ImportChoices
  /** Null where the file could not be read with the choices so far. */
  readonly preview: ImportPreview | null
  readonly formats: readonly FormatInfo[]
  readonly zone: string
  readonly country: string
  readonly disabled: boolean
  readonly onChoices: (next: ImportChoices) => void
}

export function ChoicesForm({ choices, preview, formats, zone, country, disabled, onChoices }: ChoicesFormProps) {
  const effective: ImportChoices = { ...preview?.choices, ...choices }
  const format = effective.format ?? preview?.format ?? null
  const splitCounts = preview?.splitCounts ?? null
  return (
    <fieldset className="pl-choices" disabled={disabled} aria-label="How to read this file">
      <div className="pl-choices-fields">
        <Select
          label="Read as"
          size="sm"
          placeholder="Choose a format"
          allowDeselect={false}
          disabled={disabled}
          data={formats.map(({ id, title }) => ({ value: id, label: title }))}
          value={format}
          onChange={(value) => value !== null && onChoices({ ...choices, format: value })}
        />
        <Select
          label="Channel"
          size="sm"
          placeholder="As in the file"
          clearable={choices.channel !== undefined}
          disabled={disabled}
          data={channels.map((value) => ({ value, label: channelNames[value] }))}
          value={effective.channel ?? null}
          onChange={(value) => {
            const { channel: _channel, ...rest } = choices
            onChoices(value !== null && isChannel(value) ? { ...rest, channel: value } : rest)
          }}
        />
        <Select
          label="Times without a zone are in"
          size="sm"
          searchable
          allowDeselect={false}
          disabled={disabled}
          data={zoneOptions(effective.zone ?? preview?.zone ?? zone)}
          value={effective.zone ?? preview?.zone ?? zone}
          onChange={(value) => value !== null && onChoices({ ...choices, zone: value })}
        />
        <Select
          label="Country of phone numbers"
          size="sm"
          searchable
          allowDeselect={false}
          disabled={disabled}
          data={countryOptions()}
          value={effective.country ?? country}
          onChange={(value) => value !== null && onChoices({ ...choices, country: value })}
        />
      </div>
      {splitCounts && (
        <Radio.Group
          label="A new conversation starts after a silence of"
          size="sm"
          value={String(effective.splitGapSeconds ?? 86_400)}
          onChange={(value) => onChoices({ ...choices, splitGapSeconds: Number(value) })}
        >
          <div className="pl-choices-gaps">
            {gaps.map(({ seconds, label, count }) => (
              <Radio
                key={seconds}
                size="sm"
                value={String(seconds)}
                disabled={disabled}
                label={`${label}: ${formatCounted(splitCounts[count], 'conversation')}`}
              />
            ))}
          </div>
        </Radio.Group>
      )}
      {preview && (
        <Switch
          size="sm"
          label="Keep message texts"
          description="Without them nothing can be searched by its words; every number stays the same."
          checked={effective.keepText ?? true}
          disabled={disabled}
          onChange={(event) => onChoices({ ...choices, keepText: event.currentTarget.checked })}
        />
      )}
    </fieldset>
  )
}
