import { Button, Checkbox, Popover, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { formatName } from '../format.ts'
import { formatCount } from '../../shared/units.ts'

/** Above this many names a search field helps more than it costs. */
const searchFrom = 9

interface NamesFilterProps {
  readonly label: string
  readonly options: readonly { readonly name: string; readonly conversations: number }[]
  readonly chosen: readonly string[]
  readonly onChosen: (names: readonly string[]) => void
}

export function NamesFilter({ label, options, chosen, onChosen }: NamesFilterProps) {
  const [isOpen, { toggle, close }] = useDisclosure()
  const [search, setSearch] = useState('')
  const shown = options.filter((option) => formatName(option.name).toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <Popover opened={isOpen} onDismiss={close} position="bottom-start" width={280} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          size="xs"
          className="pl-filter-button"
          onClick={toggle}
          disabled={options.length === 0}
          rightSection={<IconChevronDown aria-hidden size={14} />}
        >
          {label}
          {chosen.length > 0 && <span className="pl-filter-count">{chosen.length}</span>}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} p="xs">
        {options.length >= searchFrom && (
          <TextInput
            size="xs"
            mb="xs"
            aria-label={`Search ${label.toLowerCase()}`}
            placeholder="Search"
            leftSection={<IconSearch aria-hidden size={14} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
        <div className="pl-filter-options">
          {shown.map(({ name, conversations }) => (
            <Checkbox
              key={name}
              size="xs"
              classNames={{
                root: 'pl-filter-option',
                body: 'pl-filter-option-body',
                labelWrapper: 'pl-filter-option-text',
              }}
              label={
                <>
                  <span className="pl-filter-option-name">{formatName(name)}</span>
                  <span className="pl-note">{formatCount(conversations)}</span>
                </>
              }
              aria-label={formatName(name)}
              checked={chosen.includes(name)}
              onChange={(event) =>
                onChosen(event.currentTarget.checked ? [...chosen, name] : chosen.filter((each) => each !== name))
              }
            />
          ))}
          {shown.length === 0 && (
            <Text size="sm" c="dimmed" p="xs">
              No name matches.
            </Text>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
