/** Which of the authors of a chat are we. Largest first, as the export counts them. */
import { Switch, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { AuthorGuess } from '../../../shared/model.ts'
import { formatCounted } from '../../format.ts'

/** More names than this are searched rather than read. */
const readable = 12

interface AuthorsChoiceProps {
  readonly authors: readonly (Omit<AuthorGuess, 'messages'> & { readonly messages: number | null })[]
  readonly disabled?: boolean
  readonly onUs: (names: readonly string[]) => void
}

export function AuthorsChoice({ authors, disabled = false, onUs }: AuthorsChoiceProps) {
  const [search, setSearch] = useState('')
  const wanted = search.trim().toLowerCase()
  const shown = authors.filter(({ name }) => name.toLowerCase().includes(wanted))
  const us = authors.filter(({ isUs }) => isUs).map(({ name }) => name)
  return (
    <fieldset className="pl-authors" disabled={disabled} aria-label="Which of these authors are we?">
      <div className="pl-authors-head">
        <span className="pl-label">Which of these authors are we?</span>
        <span className="pl-note">
          {us.length} of {authors.length} are ours; the others are customers
        </span>
      </div>
      {authors.length > readable && (
        <TextInput
          size="xs"
          aria-label="Find an author"
          placeholder="Find an author"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      <ul className="pl-authors-list">
        {shown.map(({ name, messages, isUs }) => (
          <li key={name}>
            <Switch
              size="sm"
              checked={isUs}
              disabled={disabled}
              label={<span className="pl-authors-name">{name}</span>}
              onChange={(event) =>
                onUs(event.currentTarget.checked ? [...us, name] : us.filter((each) => each !== name))
              }
            />
            {messages !== null && <span className="pl-note pl-number">{formatCounted(messages, 'message')}</span>}
          </li>
        ))}
      </ul>
    </fieldset>
  )
}
