/** The side panel that keeps the page behind it: the conversations behind a number, and each of them. */
import { Button, Drawer } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ConversationQuery } from '../../../shared/api.ts'
import type { ConversationRow, ZoneName } from '../../../shared/model.ts'
import { ConversationList } from './conversation-list.tsx'
import { TimelineView } from './timeline-view.tsx'

interface ConversationDrawerProps {
  readonly title: string
  readonly isOpen: boolean
  readonly zone: ZoneName
  /** The conversation to show; null shows the children. */
  readonly id: number | null
  readonly onClose: () => void
  readonly children?: ReactNode
}

export function ConversationDrawer({ title, isOpen, zone, id, onClose, children }: ConversationDrawerProps) {
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={title}
      size="min(960px, 92vw)"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {id !== null && <TimelineView key={id} id={id} zone={zone} />}
      {children}
    </Drawer>
  )
}

interface ConversationsPanelProps {
  /** Null while the panel is closed. */
  readonly query: ConversationQuery | null
  readonly title: string
  readonly zone: ZoneName
  readonly onClose: () => void
}

export function ConversationsPanel({ query, title, zone, onClose }: ConversationsPanelProps) {
  const [chosen, setChosen] = useState<ConversationRow | null>(null)
  function close(): void {
    setChosen(null)
    onClose()
  }
  return (
    <ConversationDrawer title={title} isOpen={query !== null} zone={zone} id={null} onClose={close}>
      {chosen && (
        <>
          <Button
            size="compact-sm"
            variant="subtle"
            mb="sm"
            leftSection={<IconArrowLeft aria-hidden size={14} />}
            onClick={() => setChosen(null)}
          >
            All conversations of this number
          </Button>
          <TimelineView key={chosen.id} id={chosen.id} zone={zone} />
        </>
      )}
      {/* Kept while one conversation is looked at, so that the way back leads to the same place of the list. */}
      {query && (
        <div hidden={chosen !== null}>
          <ConversationList query={query} zone={zone} onOpen={setChosen} />
        </div>
      )}
    </ConversationDrawer>
  )
}
