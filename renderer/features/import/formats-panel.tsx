/** Every export that is known: how to get it and what it can measure. */
import { Drawer, Text, TextInput, Title } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import type { FormatInfo } from '../../../shared/model.ts'
import { formatCounted, toSentence } from '../../format.ts'

interface FormatsPanelProps {
  readonly isOpen: boolean
  readonly formats: readonly FormatInfo[]
  readonly onClose: () => void
}

/** Every word of the search has to occur somewhere in what is said about the format. */
function matches(format: FormatInfo, search: string): boolean {
  const text = [format.title, format.files, format.howToGet, format.measures, format.id].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

export function FormatsPanel({ isOpen, formats, onClose }: FormatsPanelProps) {
  const [search, setSearch] = useState('')
  const found = formats.filter((format) => matches(format, search.trim()))
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      size={560}
      title="Which exports work?"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <TextInput
        aria-label="Find an export"
        placeholder="Tool, kind of file or what it measures"
        leftSection={<IconSearch aria-hidden size={16} stroke={1.5} />}
        data-autofocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <output className="pl-note pl-formats-count">
        {search.trim() === '' ? formatCounted(formats.length, 'export') : `${found.length} of ${formats.length}`}
      </output>
      <ul className="pl-formats" aria-label="Known exports">
        {found.map((format) => (
          <li key={format.id}>
            <Title order={3}>{format.title}</Title>
            <dl>
              <dt>Holds</dt>
              <dd>{format.files}</dd>
              <dt>How to get it</dt>
              <dd>{toSentence(format.howToGet)}</dd>
              <dt>Measures</dt>
              <dd>{toSentence(format.measures)}</dd>
            </dl>
          </li>
        ))}
      </ul>
      {found.length === 0 && (
        <Text c="dimmed">
          No export is called that. Any table with a time, a direction and a customer per row works as well: drop it and
          describe its columns.
        </Text>
      )}
    </Drawer>
  )
}
