/** Which other addresses the customer of a conversation has, and the user's word about it. */
import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Timeline } from '../../../shared/model.ts'
import type { AppError } from '../../../shared/errors.ts'
import { call, toAppError } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'

interface SameCustomerProps {
  readonly contact: string
  readonly others: Timeline['sameCustomer']
  /** Numbers change everywhere; the panel itself is asked for again. */
  readonly onChanged: () => void
}

export function SameCustomer({ contact, others, onChanged }: SameCustomerProps) {
  const [other, setOther] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<AppError | null>(null)

  async function attempt(method: 'contacts.link' | 'contacts.unlink', address: string): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await call(method, { address: contact, other: address })
      setOther('')
      onChanged()
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="pl-same-customer" aria-label="Same customer">
      {others.length > 0 && (
        <ul>
          {others.map(({ address, isByUser }) => (
            <li key={address}>
              <span>
                Same customer as <strong>{address}</strong>
                <span className="pl-note">{isByUser ? ', as you said' : ', as an export says'}</span>
              </span>
              <Button
                size="compact-xs"
                variant="default"
                disabled={isBusy}
                aria-label={`${contact} is not the same customer as ${address}`}
                onClick={() => void attempt('contacts.unlink', address)}
              >
                Not the same
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void attempt('contacts.link', other)
        }}
      >
        <TextInput
          size="xs"
          label="Same customer as"
          placeholder="Another number or e-mail address"
          value={other}
          maxLength={500}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
        <Button size="xs" type="submit" variant="default" loading={isBusy} disabled={other.trim() === ''}>
          Link
        </Button>
      </form>
      {error && <ErrorPanel error={error} />}
    </section>
  )
}
