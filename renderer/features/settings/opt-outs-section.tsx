/** Messages that may be opt-outs: what the user confirms counts, from then on. */
import { SegmentedControl, Skeleton, Text } from '@mantine/core'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { OptOutSuspicion, ZoneName } from '../../../shared/model.ts'
import { channelNames, formatCount, formatInstant } from '../../../shared/units.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { DataTable } from '../../components/data-table.tsx'
import type { DataColumn } from '../../components/data-table.tsx'
import { ErrorPanel } from '../../components/error-panel.tsx'

type State = OptOutSuspicion['state']

export function OptOutsSection({ zone }: { readonly zone: ZoneName }) {
  const review = useApi('optOuts.review', undefined)
  // What was just decided, until the list says the same.
  const [pending, setPending] = useState<Readonly<Record<number, State>>>({})
  const [error, setError] = useState<AppError | null>(null)

  async function decide(id: number, state: State): Promise<void> {
    setError(null)
    setPending((previous) => ({ ...previous, [id]: state }))
    try {
      await call('optOuts.decide', { id, isOptOut: state === 'waiting' ? null : state === 'confirmed' })
      review.reload()
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setPending(({ [id]: _done, ...rest }) => rest)
    }
  }

  const list = review.value
  return (
    <>
      {error && <ErrorPanel error={error} />}
      {review.status === 'failed' && <ErrorPanel error={review.error} onRetry={review.reload} />}
      {!list && review.status === 'loading' && <Skeleton height={120} />}
      {list?.rows.length === 0 && <Text c="dimmed">No message looks like one that has to be judged.</Text>}
      {list && list.rows.length > 0 && (
        <>
          <Text>
            {formatCount(list.waiting)} waiting, {formatCount(list.confirmed)} confirmed, {formatCount(list.dismissed)}{' '}
            dismissed
            {list.rows.length < list.waiting + list.confirmed + list.dismissed &&
              `; the first ${formatCount(list.rows.length)} are shown`}
          </Text>
          <DataTable
            label="Possible opt-outs"
            columns={columnsOf(zone, pending, (id, state) => void decide(id, state))}
            items={list.rows}
            keyOf={({ id }) => String(id)}
            maxHeight={420}
          />
        </>
      )}
    </>
  )
}

const choices = [
  { value: 'waiting', label: 'Not judged' },
  { value: 'confirmed', label: 'Opt-out' },
  { value: 'dismissed', label: 'No opt-out' },
] as const satisfies readonly { value: State; label: string }[]

function columnsOf(
  zone: ZoneName,
  pending: Readonly<Record<number, State>>,
  decide: (id: number, state: State) => void,
): readonly DataColumn<OptOutSuspicion>[] {
  return [
    {
      id: 'contact',
      label: 'From',
      sortBy: ({ contact }) => contact,
      cell: ({ contact, channel, at }) => (
        <>
          <Text>{contact || '–'}</Text>
          <span className="pl-note">
            {channelNames[channel]}, {formatInstant(at, zone)}
          </span>
        </>
      ),
    },
    {
      id: 'text',
      label: 'Message',
      cell: ({ text, reason, asked }) => (
        <>
          <Text lineClamp={3}>{text ?? <em className="pl-note">The import kept no text.</em>}</Text>
          <span className="pl-note">
            {reason === 'wish' ? 'asks in more than one word' : 'answers our own message'}
            {asked !== null && `: “${asked}”`}
          </span>
        </>
      ),
    },
    {
      id: 'state',
      label: 'Counts as',
      sortBy: ({ state }) => state,
      cell: ({ id, state, contact }) => (
        <SegmentedControl
          size="xs"
          aria-label={`What the message of ${contact} is`}
          data={[...choices]}
          value={pending[id] ?? state}
          disabled={id in pending}
          onChange={(value) => {
            const choice = choices.find((one) => one.value === value)
            if (choice) decide(id, choice.value)
          }}
        />
      ),
    },
  ]
}
