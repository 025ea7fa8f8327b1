/** The side panel that keeps the page behind it: the conversations behind a number, and each of them. */
import { Button, Drawer } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { ConversationQuery } from '../../../shared/api.ts'
import type { ZoneName } from '../../../shared/model.ts'
import { CaseExplanation } from './case-explanation.tsx'
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
  const [chosen, setChosen] = useState<number | null>(null)
  // Whose cases are listed instead of the conversations.
  const [reason, setReason] = useState<string | null>(null)
  function close(): void {
    setChosen(null)
    setReason(null)
    onClose()
  }
  return (
    <ConversationDrawer title={title} isOpen={query !== null} zone={zone} id={null} onClose={close}>
      {chosen !== null && (
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
          <TimelineView key={chosen} id={chosen} zone={zone} within={query ?? undefined} />
        </>
      )}
      {/* Kept while one conversation is looked at, so that the way back leads to the same place of the list. */}
      {query && (
        <div hidden={chosen !== null}>
          {query.kpi !== undefined && (
            <CaseExplanation
              query={{ ...query, kpi: query.kpi }}
              zone={zone}
              reason={reason}
              onReason={setReason}
              onOpen={setChosen}
            />
          )}
          {reason === null && <ConversationList query={query} zone={zone} onOpen={(row) => setChosen(row.id)} />}
        </div>
      )}
    </ConversationDrawer>
  )
}
