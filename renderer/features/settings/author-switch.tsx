/** A switch for what the user knows better than the export, and the way back to what the export says. */
import { Button, Switch } from '@mantine/core'
import { useRef } from 'react'

interface AuthorSwitchProps {
  /** Accessible name. */
  readonly name: string
  /** What the way back is called. */
  readonly backName: string
  readonly label: string
  readonly isOn: boolean
  /** A choice is on its way; the next one waits for it. */
  readonly isBusy: boolean
  readonly isChosen: boolean
  /** Null takes the choice back. */
  readonly onChoice: (isOn: boolean | null) => void
}

export function AuthorSwitch({ name, backName, label, isOn, isBusy, isChosen, onChoice }: AuthorSwitchProps) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="pl-author-switch" aria-busy={isBusy}>
      {/* Not disabled while busy: that would take the keyboard away from it. */}
      <Switch
        ref={input}
        size="sm"
        aria-label={name}
        label={label}
        checked={isOn}
        onChange={(event) => {
          if (!isBusy) onChoice(event.currentTarget.checked)
        }}
      />
      {isChosen && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={backName}
          onClick={() => {
            // The button goes away with the choice; the keyboard stays in its row.
            input.current?.focus()
            if (!isBusy) onChoice(null)
          }}
        >
          As the export says
        </Button>
      )}
    </div>
  )
}
