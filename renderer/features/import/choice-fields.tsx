/** Choices that stand both in the form of a file and in the question that a file asks. */
import { Select } from '@mantine/core'
import type { ComboboxItem } from '@mantine/core'
import { useRef } from 'react'
import type { ReactNode } from 'react'

export const dayOrders = [
  { value: 'day-first', label: 'Day first: 3/4 is 3 April' },
  { value: 'month-first', label: 'Month first: 3/4 is 4 March' },
] as const satisfies readonly ComboboxItem[]

export type DayOrder = (typeof dayOrders)[number]['value']
export const isDayOrder = (text: string): text is DayOrder => dayOrders.some(({ value }) => value === text)

export const encodings = [
  { value: 'utf-8', label: 'UTF-8' },
  { value: 'windows-1252', label: 'Western (Windows-1252)' },
  { value: 'iso-8859-15', label: 'Western (ISO 8859-15)' },
  { value: 'macintosh', label: 'Western (old Macs)' },
  { value: 'windows-1250', label: 'Central European (Windows-1250)' },
  { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { value: 'windows-1253', label: 'Greek (Windows-1253)' },
  { value: 'windows-1254', label: 'Turkish (Windows-1254)' },
  { value: 'windows-1255', label: 'Hebrew (Windows-1255)' },
  { value: 'windows-1256', label: 'Arabic (Windows-1256)' },
  { value: 'shift_jis', label: 'Japanese (Shift JIS)' },
  { value: 'gb18030', label: 'Chinese (GB 18030)' },
  { value: 'big5', label: 'Chinese (Big5)' },
  { value: 'euc-kr', label: 'Korean (EUC-KR)' },
  { value: 'utf-16le', label: 'UTF-16 LE' },
  { value: 'utf-16be', label: 'UTF-16 BE' },
] as const satisfies readonly ComboboxItem[]

export const delimiters = [
  { value: ',', label: 'Comma (,)' },
  { value: ';', label: 'Semicolon (;)' },
  { value: '\t', label: 'Tab' },
  { value: '|', label: 'Bar (|)' },
] as const satisfies readonly ComboboxItem[]

/** Not to be chosen, but found: see `EncodingFinding`. */
const foundOnly: Readonly<Record<string, string>> = { 'damaged-utf-8': 'UTF-8 with damaged bytes' }

/** With the value in use in front if the list does not hold it. */
export const withCurrent = (options: readonly ComboboxItem[], current: string | null): ComboboxItem[] =>
  current === null || options.some(({ value }) => value === current)
    ? [...options]
    : [{ value: current, label: foundOnly[current] ?? current }, ...options]

interface ChoiceSelectProps {
  readonly label: ReactNode
  readonly data: readonly ComboboxItem[]
  /** As it is read now, whoever decided it. */
  readonly value: string | null
  readonly placeholder?: string
  readonly searchable?: boolean
  readonly disabled?: boolean
  /** The user decided it and may take that back. */
  readonly isChosen: boolean
  /** Null = back to what is recognised. */
  readonly onValue: (value: string | null) => void
}

export function ChoiceSelect(props: ChoiceSelectProps) {
  const { label, data, value, placeholder, searchable = false, disabled = false, isChosen, onValue } = props
  const input = useRef<HTMLInputElement>(null)
  return (
    <Select
      ref={input}
      label={label}
      size="sm"
      placeholder={placeholder}
      searchable={searchable}
      nothingFoundMessage="Nothing of that name"
      clearable={isChosen && !disabled}
      openOnFocus={false}
      clearButtonProps={{
        'aria-label': typeof label === 'string' ? `${label}: back to what is recognised` : 'Back to what is recognised',
        // Mantine's button is for the mouse alone.
        'aria-hidden': false,
        tabIndex: 0,
        // It goes away with the choice; the keyboard stays where it was.
        onClick: () => input.current?.focus(),
      }}
      allowDeselect={false}
      disabled={disabled}
      data={[...data]}
      value={value}
      onChange={onValue}
    />
  )
}
