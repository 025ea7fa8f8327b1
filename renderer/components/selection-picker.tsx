/** One side of a comparison or a baseline: channels, teams, agents and a period. */
import { MultiSelect, Select, Text, TextInput } from '@mantine/core'
import { isChannel } from '../../shared/model.ts'
import type { Day, Facets, Selection } from '../../shared/model.ts'
import { channelNames, describePeriod, formatCount } from '../../shared/units.ts'
import { useState } from 'react'
import './selection-picker.css'

export interface PeriodOption {
  readonly label: string
  readonly from?: Day | undefined
  readonly to?: Day | undefined
}

interface SelectionPickerProps {
  /** `Subject` or `Baseline`; heads the group. */
  readonly legend: string
  readonly hint?: string | undefined
  readonly value: Selection
  readonly facets: Facets
  readonly periods: readonly PeriodOption[]
  readonly onChange: (next: Selection) => void
}

const custom = 'custom'
const counted = (name: string, conversations: number): string => `${name} (${formatCount(conversations)})`

export function SelectionPicker({ legend, hint, value, facets, periods, onChange }: SelectionPickerProps) {
  const preset = periods.findIndex((period) => period.from === value.from && period.to === value.to)
  const [isCustom, setIsCustom] = useState(preset === -1)
  const set = <Key extends keyof Selection>(key: Key, next: Selection[Key]): void => {
    const { [key]: _previous, ...rest } = value
    const isEmpty = next === undefined || next.length === 0
    onChange(isEmpty ? rest : { ...rest, [key]: next })
  }
  const choosePeriod = (id: string | null): void => {
    setIsCustom(id === custom)
    const period = periods[Number(id)]
    if (id === null || id === custom || !period) return
    const { from: _from, to: _to, ...rest } = value
    onChange({ ...rest, ...(period.from ? { from: period.from } : {}), ...(period.to ? { to: period.to } : {}) })
  }
  const isHandPicked = isCustom || preset === -1

  return (
    <fieldset className="pl-card pl-picker">
      <legend className="pl-picker-legend">{legend}</legend>
      {hint && (
        <Text c="dimmed" size="xs" className="pl-picker-hint">
          {hint}
        </Text>
      )}
      <div className="pl-picker-fields">
        <MultiSelect
          label="Channels"
          placeholder={value.channels?.length ? '' : 'All channels'}
          data={facets.channels.map((each) => ({
            value: each.name,
            label: counted(channelNames[each.name], each.conversations),
          }))}
          value={[...(value.channels ?? [])]}
          onChange={(names) => set('channels', names.filter(isChannel))}
        />
        <Select
          label="Period"
          allowDeselect={false}
          data={[
            ...periods.map((period, index) => ({ value: String(index), label: period.label })),
            { value: custom, label: 'Custom…' },
          ]}
          value={isHandPicked ? custom : String(preset)}
          description={isHandPicked ? undefined : describePeriod(value) || undefined}
          inputWrapperOrder={['label', 'input', 'description']}
          onChange={choosePeriod}
        />
        <NamesSelect
          label="Teams"
          all="All teams"
          options={facets.teams}
          value={value.teams ?? []}
          onChange={(names) => set('teams', names)}
        />
        <NamesSelect
          label="Agents"
          all="All agents"
          options={facets.agents}
          value={value.agents ?? []}
          onChange={(names) => set('agents', names)}
        />
        {isHandPicked && (
          <>
            <TextInput
              type="date"
              label="From"
              value={value.from ?? ''}
              onChange={(event) => set('from', event.currentTarget.value || undefined)}
            />
            <TextInput
              type="date"
              label="To"
              value={value.to ?? ''}
              onChange={(event) => set('to', event.currentTarget.value || undefined)}
            />
          </>
        )}
      </div>
    </fieldset>
  )
}

interface NamesSelectProps {
  readonly label: string
  readonly all: string
  readonly options: readonly { readonly name: string; readonly conversations: number }[]
  readonly value: readonly string[]
  readonly onChange: (names: readonly string[]) => void
}

function NamesSelect({ label, all, options, value, onChange }: NamesSelectProps) {
  return (
    <MultiSelect
      label={label}
      placeholder={value.length > 0 ? '' : all}
      searchable
      limit={50}
      nothingFoundMessage="No such name"
      disabled={options.length === 0}
      data={options.map((each) => ({
        value: each.name,
        label: counted(each.name === '' ? '(no name)' : each.name, each.conversations),
      }))}
      value={[...value]}
      onChange={onChange}
    />
  )
}
