/** What the user said about who is the same customer, and the addresses that several people share. */
import { Button, Skeleton, Text, Title } from '@mantine/core'
import { useState } from 'react'
import type { AppError } from '../../../shared/errors.ts'
import type { ContactLinks } from '../../../shared/model.ts'
import { call, toAppError, useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'

type Choice = ContactLinks['choices'][number]

export function LinksSection() {
  const links = useApi('contacts.links', undefined)
  const [error, setError] = useState<AppError | null>(null)
  const [isBusy, setBusy] = useState(false)

  async function takeBack({ address, other, isSame }: Choice): Promise<void> {
    setError(null)
    setBusy(true)
    try {
      await call(isSame ? 'contacts.unlink' : 'contacts.link', { address, other })
      links.reload()
    } catch (cause) {
      setError(toAppError(cause))
    } finally {
      setBusy(false)
    }
  }

  const list = links.value
  return (
    <>
      {error && <ErrorPanel error={error} />}
      {links.status === 'failed' && <ErrorPanel error={links.error} onRetry={links.reload} />}
      {!list && links.status === 'loading' && <Skeleton height={80} />}
      {list?.choices.length === 0 && (
        <Text c="dimmed">Nothing was linked by hand. Open a conversation to say who the customer also is.</Text>
      )}
      {list && list.choices.length > 0 && (
        <ul className="pl-settings-list" aria-label="Links made by hand">
          {list.choices.map((choice) => (
            <li key={`${choice.address} ${choice.other}`}>
              <span>
                {choice.address} {choice.isSame ? 'is the same customer as' : 'is not the same customer as'}{' '}
                {choice.other}
                {!choice.isUsed && <span className="pl-note">, not both in the data now</span>}
              </span>
              <Button
                size="compact-xs"
                variant="default"
                disabled={isBusy || !choice.isUsed}
                aria-label={`Take back: ${choice.address} and ${choice.other}`}
                onClick={() => void takeBack(choice)}
              >
                {choice.isSame ? 'Not the same' : 'The same'}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {list && list.shared.length > 0 && (
        <section aria-labelledby="shared-title">
          <Title order={3} id="shared-title">
            Shared addresses
          </Title>
          <Text className="pl-note">Several people have them, so that they join nobody by themselves.</Text>
          <ul className="pl-settings-list">
            {list.shared.map(({ address, people }) => (
              <li key={address}>
                <span>
                  {address}: {people.map((one) => `${one.name} (${one.addresses.join(', ')})`).join('; ')}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
