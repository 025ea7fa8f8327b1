import { useState } from 'react'
import type { ConversationRow, WorkspaceSummary } from '../../../shared/model.ts'
import type { Filters } from '../../filters.ts'
import { ConversationList } from './conversation-list.tsx'
import { ConversationDrawer } from './conversations-panel.tsx'

interface ConversationsScreenProps {
  readonly workspace: WorkspaceSummary
  readonly filters: Filters
}

export function ConversationsScreen({ workspace, filters }: ConversationsScreenProps) {
  const [chosen, setChosen] = useState<ConversationRow | null>(null)
  const { zone } = workspace.settings
  return (
    <>
      <ConversationList query={filters} zone={zone} onOpen={setChosen} />
      <ConversationDrawer
        title={chosen ? `Conversation with ${chosen.contact}` : ''}
        isOpen={chosen !== null}
        zone={zone}
        id={chosen?.id ?? null}
        onClose={() => setChosen(null)}
      />
    </>
  )
}
