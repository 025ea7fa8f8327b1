/** What the user can decide about a file. Every change makes the preview again. */
import { Radio, Switch } from '@mantine/core'
import type { FormatInfo, ImportChoices, ImportPreview } from '../../../shared/model.ts'
import { channels, isChannel } from '../../../shared/model.ts'
import { channelNames } from '../../../shared/units.ts'
import { formatCounted } from '../../format.ts'
import { countryOptions, zoneOptions } from '../../places.ts'
import { AuthorsChoice } from './authors-choice.tsx'
import { ChoiceSelect, dayOrders, isDayOrder } from './choice-fields.tsx'
import { TableChoices } from './table-choices.tsx'

const gaps = [
  { seconds: 86_400, label: '24 hours', count: 'h24' },
  { seconds: 172_800, label: '48 hours', count: 'h48' },
  { seconds: 432_000, label: '5 days', count: 'd5' },
] as const

interface ChoicesFormProps {
  readonly fileId: string
  readonly choices: ImportChoices
  /** Null where the file could not be read with the choices so far. */
  readonly preview: ImportPreview | null
  readonly formats: readonly FormatInfo[]
  readonly zone: string
  readonly country: string
  readonly disabled: boolean
  readonly onChoices: (next: ImportChoices) => void
}

export function ChoicesForm(props: ChoicesFormProps) {
  const { fileId, choices, preview, formats, zone, country, disabled, onChoices } = props
  const effective: ImportChoices = { ...preview?.choices, ...choices }
  const splitCounts = preview?.splitCounts ?? null
  /** Absent, not undefined: equal choices are to look equal. */
  const change = <Key extends keyof ImportChoices>(key: Key, value: ImportChoices[Key] | null): void => {
    const { [key]: _previous, ...rest } = choices
    onChoices(value === null ? rest : { ...rest, [key]: value })
  }
  return (
    <fieldset className="pl-choices" disabled={disabled} aria-label="How to read this file">
      <div className="pl-choices-fields">
        <ChoiceSelect
          label="Read as"
          placeholder="Choose a format"
          searchable
          disabled={disabled}
          data={formats.map(({ id, title }) => ({ value: id, label: title }))}
          value={effective.format ?? preview?.format ?? null}
          isChosen={choices.format !== undefined}
          onValue={(value) => change('format', value)}
        />
        <ChoiceSelect
          label="Channel"
          placeholder="As in the file"
          disabled={disabled}
          data={channels.map((value) => ({ value, label: channelNames[value] }))}
          value={effective.channel ?? null}
          isChosen={choices.channel !== undefined}
          onValue={(value) => change('channel', value !== null && isChannel(value) ? value : null)}
        />
        <ChoiceSelect
          label="Times without a zone are in"
          searchable
          disabled={disabled}
          data={zoneOptions(effective.zone ?? preview?.zone ?? zone)}
          value={effective.zone ?? preview?.zone ?? zone}
          isChosen={choices.zone !== undefined}
          onValue={(value) => change('zone', value)}
        />
        <ChoiceSelect
          label="Dates such as 3/4/2026"
          placeholder="As recognised"
          disabled={disabled}
          data={dayOrders}
          value={effective.dayOrder ?? null}
          isChosen={choices.dayOrder !== undefined}
          onValue={(value) => change('dayOrder', value !== null && isDayOrder(value) ? value : null)}
        />
        <ChoiceSelect
          label="Country of phone numbers"
          searchable
          disabled={disabled}
          data={countryOptions()}
          value={effective.country ?? country}
          isChosen={choices.country !== undefined}
          onValue={(value) => change('country', value)}
        />
        {preview && (
          <TableChoices fileId={fileId} choices={choices} preview={preview} disabled={disabled} onChange={change} />
        )}
      </div>
      {splitCounts && (
        <Radio.Group
          label="A new conversation starts after a silence of"
          size="sm"
          value={String(effective.splitGapSeconds ?? 86_400)}
          onChange={(value) => change('splitGapSeconds', Number(value))}
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
      {preview && preview.authors.length > 0 && (
        <AuthorsChoice
          authors={preview.authors.map((author) => ({
            ...author,
            // As chosen, before the preview has caught up: the next switch builds on this one.
            isUs: choices.us?.includes(author.name) ?? author.isUs,
          }))}
          disabled={disabled}
          onUs={(us) => change('us', us)}
        />
      )}
      {preview && (
        <Switch
          size="sm"
          label="Keep message texts"
          description="Without them nothing can be searched by its words; every number stays the same."
          checked={effective.keepText ?? true}
          disabled={disabled}
          onChange={(event) => change('keepText', event.currentTarget.checked)}
        />
      )}
    </fieldset>
  )
}
