/**
 * Who replied to customers, for the user to say what no export tells: bots are not people, and neither are texts that
 * a machine sends. Takes effect at once, unlike the other settings; every number follows.
 */
import { Skeleton, Text, TextInput } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { AuthorList } from '../../../shared/model.ts'
import { formatCount } from '../../../shared/units.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { DataTable } from '../../components/data-table.tsx'
import type { DataColumn } from '../../components/data-table.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { AuthorSwitch } from './author-switch.tsx'
import { AutomaticTexts } from './automatic-texts.tsx'

type Author = AuthorList['agents'][number]

/** More names than this are searched rather than read. */
const readable = 10

export function AuthorsSection() {
  const list = useApi('authors.list', undefined)
  // What was just switched, until the list says the same; null = taken back, so only the list can tell.
  const [pending, setPending] = useState<Pending>({})
  const [error, setError] = useState<AppError | null>(null)
  const [search, setSearch] = useState('')

  async function attempt(key: string, isOn: boolean | null, action: () => Promise<null>): Promise<void> {
    setError(null)
    setPending((previous) => ({ ...previous, [key]: isOn }))
    try {
      await action()
      list.reload()
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setPending(({ [key]: _done, ...rest }) => rest)
    }
  }
  const choose = (agent: string, isBot: boolean | null): void =>
    void attempt(`agent ${agent}`, isBot, () => call('authors.choose', { agent, kind: kindOf(isBot) }))
  const chooseText = (text: string, isAutomatic: boolean | null): void =>
    void attempt(`text ${text}`, isAutomatic, () => call('authors.chooseText', { text, isAutomatic }))

  const agents = useMemo(() => list.value?.agents ?? [], [list.value])
  const wanted = search.trim().toLowerCase()
  const shown = useMemo(() => agents.filter(({ name }) => name.toLowerCase().includes(wanted)), [agents, wanted])
  const suspected = agents.filter(({ kind, guess, isChosen }) => kind === 'agent' && guess === 'bot' && !isChosen)

  return (
    <>
      {error && <ErrorPanel error={error} />}
      {list.status === 'failed' && <ErrorPanel error={list.error} onRetry={list.reload} />}
      {!list.value && list.status === 'loading' && <Skeleton height={160} />}
      {list.value && agents.length === 0 && (
        <Text c="dimmed">Nobody is named as a replier in this workspace. Exports with agents fill this list.</Text>
      )}
      {suspected.length > 0 && (
        <Text>
          {suspected.length === 1 ? 'One name looks' : `${suspected.length} names look`} like a bot, but{' '}
          {suspected.length === 1 ? 'counts as a person' : 'count as people'}:{' '}
          {suspected
            .slice(0, 3)
            .map(({ name }) => name)
            .join(', ')}
          {suspected.length > 3 && ' …'}
        </Text>
      )}
      {agents.length > readable && (
        <TextInput
          size="sm"
          aria-label="Find a name"
          placeholder="Find a name"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      )}
      {agents.length > 0 && (
        <DataTable
          label="Who replied"
          columns={columnsOf(pending, choose)}
          items={shown}
          keyOf={({ name }) => name}
          maxHeight={400}
        />
      )}
      {list.value && (
        <AutomaticTexts
          texts={list.value.automaticTexts}
          isOn={({ text, isAutomatic }) => pending[`text ${text}`] ?? isAutomatic}
          isBusy={({ text }) => `text ${text}` in pending}
          onText={chooseText}
        />
      )}
    </>
  )
}

/** By what was switched. */
type Pending = Readonly<Record<string, boolean | null>>

const kindOf = (isBot: boolean | null): Author['kind'] | null => (isBot === null ? null : isBot ? 'bot' : 'agent')

const kindNames = { agent: 'person', bot: 'bot' } as const

function columnsOf(
  pending: Pending,
  choose: (agent: string, isBot: boolean | null) => void,
): readonly DataColumn<Author>[] {
  return [
    {
      id: 'name',
      label: 'Name',
      sortBy: ({ name }) => name.toLowerCase(),
      cell: ({ name }) => <span className="pl-settings-name">{name}</span>,
    },
    {
      id: 'messages',
      label: 'Messages',
      numeric: true,
      sortBy: ({ messages }) => messages,
      cell: ({ messages }) => formatCount(messages),
    },
    {
      id: 'guess',
      label: 'Our guess',
      sortBy: ({ guess }) => kindNames[guess],
      cell: ({ guess, kind, isChosen }) => (
        <span className="pl-note pl-nowrap">
          {kindNames[guess]}
          {isChosen && guess !== kind && ', you said otherwise'}
        </span>
      ),
    },
    {
      id: 'kind',
      label: 'Counts as',
      sortBy: ({ kind }) => kindNames[kind],
      cell: ({ name, kind, isChosen }) => {
        const key = `agent ${name}`
        const isBot = pending[key] ?? kind === 'bot'
        return (
          <AuthorSwitch
            name={`${name} is a bot`}
            backName={`As the export says: ${name}`}
            label={isBot ? 'bot' : 'person'}
            isOn={isBot}
            isBusy={key in pending}
            isChosen={isChosen}
            onChoice={(next) => choose(name, next)}
          />
        )
      },
    },
  ]
}
