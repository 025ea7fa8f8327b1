/** Texts that a machine seems to send; only what the user confirms stops counting as a reply. */
import { Text, Title } from '@mantine/core'
import type { AuthorList } from '../../../shared/model.ts'
import { formatCounted } from '../../format.ts'
import { AuthorSwitch } from './author-switch.tsx'

type AutomaticText = AuthorList['automaticTexts'][number]

interface AutomaticTextsProps {
  readonly texts: readonly AutomaticText[]
  readonly isOn: (text: AutomaticText) => boolean
  readonly isBusy: (text: AutomaticText) => boolean
  /** Null takes the choice back. */
  readonly onText: (text: string, isAutomatic: boolean | null) => void
}

export function AutomaticTexts({ texts, isOn, isBusy, onText }: AutomaticTextsProps) {
  return (
    <section aria-labelledby="automatic-title" className="pl-automatic">
      <Title order={3} id="automatic-title">
        Texts that look automatic
      </Title>
      {texts.length === 0 ? (
        <Text c="dimmed">No text was sent word for word within 10 seconds in five conversations or more.</Text>
      ) : (
        <>
          <Text className="pl-note">
            Sent word for word within 10 seconds of the customer’s message. What you confirm is no reply any more.
          </Text>
          <ul>
            {texts.map((each) => (
              <li key={each.text}>
                <div className="pl-automatic-text">
                  <Text lineClamp={3}>{each.text}</Text>
                  <span className="pl-note">
                    {each.conversations > 0
                      ? `in ${formatCounted(each.conversations, 'conversation')}`
                      : 'no longer sent this fast'}
                  </span>
                </div>
                <AuthorSwitch
                  name={`Automatic: ${each.text}`}
                  backName={`As the export says: ${each.text}`}
                  label="automatic"
                  isOn={isOn(each)}
                  isBusy={isBusy(each)}
                  isChosen={each.isChosen}
                  onChoice={(next) => onText(each.text, next)}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
