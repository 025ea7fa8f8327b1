/** The invitation. Files can be dropped anywhere in the window; this is where one looks for it. */
import { Button, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'

interface DropCardProps {
  readonly isCompact: boolean
  readonly onChooseFiles: () => void
  readonly onChooseFolder: () => void
  readonly onFormats: () => void
}

export function DropCard({ isCompact, onChooseFiles, onChooseFolder, onFormats }: DropCardProps) {
  return (
    <section className="pl-dropcard" aria-label="Add files">
      <div className="pl-dropcard-row" data-compact={isCompact || undefined}>
        <IconFileImport aria-hidden size={isCompact ? 20 : 32} stroke={1.25} />
        <div>
          <Text fw={600}>
            {isCompact ? 'Drop more files anywhere' : 'Drop conversation exports anywhere in this window'}
          </Text>
          {!isCompact && (
            <Text c="dimmed">
              Several at once, archives and folders too, as they came out of the tool. Each is recognised by what it
              holds, and nothing is written before you have seen it.
            </Text>
          )}
        </div>
        <div className="pl-dropcard-actions">
          <Button variant={isCompact ? 'default' : 'filled'} onClick={onChooseFiles}>
            Choose files…
          </Button>
          <Button variant="default" onClick={onChooseFolder}>
            Choose a folder…
          </Button>
          <Button variant="subtle" onClick={onFormats}>
            Which exports work?
          </Button>
        </div>
      </div>
    </section>
  )
}
