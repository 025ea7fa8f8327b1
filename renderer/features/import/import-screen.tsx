import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import type { WorkspaceSummary } from '../../../shared/model.ts'
import { useApi } from '../../api.ts'
import { DropCard } from './drop-card.tsx'
import { FilesSection } from './files-section.tsx'
import { FormatsPanel } from './formats-panel.tsx'
import { ImportHistory } from './import-history.tsx'
import { MappingWizard } from './mapping-wizard.tsx'
import { ProfilesSection } from './profiles-section.tsx'
import type { Imports } from './use-imports.ts'
import './import-screen.css'

interface ImportScreenProps {
  readonly workspace: WorkspaceSummary
  readonly imports: Imports
  readonly onDashboard: () => void
}

export function ImportScreen({ workspace, imports, onDashboard }: ImportScreenProps) {
  const { queue, state, chooseFiles, chooseFolder } = imports
  const { settings } = workspace
  const formats = useApi('imports.formats', undefined).value ?? []
  const [showsFormats, formatsPanel] = useDisclosure()
  // The export whose columns are being described; the wizard takes the place of the list until it is done.
  const [described, setDescribed] = useState<string | null>(null)
  const describing = state.exports.find(({ id }) => id === described)
  if (describing)
    return (
      <MappingWizard
        key={describing.id}
        entry={describing}
        queue={queue}
        settings={settings}
        onClose={() => {
          setDescribed(null)
          window.scrollTo(0, 0)
        }}
      />
    )
  return (
    <div className="pl-import">
      <DropCard
        isCompact={state.exports.length > 0}
        onChooseFiles={chooseFiles}
        onChooseFolder={chooseFolder}
        onFormats={formatsPanel.open}
      />
      {state.exports.length > 0 && (
        <FilesSection
          state={state}
          queue={queue}
          formats={formats}
          settings={settings}
          onDescribe={(id) => {
            setDescribed(id)
            window.scrollTo(0, 0)
          }}
          onDashboard={onDashboard}
        />
      )}
      <ImportHistory zone={settings.zone} formats={formats} />
      <ProfilesSection zone={settings.zone} />
      <FormatsPanel isOpen={showsFormats} formats={formats} onClose={formatsPanel.close} />
    </div>
  )
}
