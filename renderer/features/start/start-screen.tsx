import { Button, Skeleton, Text, Title, UnstyledButton } from '@mantine/core'
import { IconFile, IconFolderOpen, IconPlus, IconRuler2, IconSparkles, IconX } from '@tabler/icons-react'
import type { RecentWorkspace } from '../../../shared/api.ts'
import { commands } from '../../../shared/commands.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { ZoneName } from '../../../shared/model.ts'
import { call, useApi } from '../../api.ts'
import { ErrorPanel } from '../../components/error-panel.tsx'
import { formatInstant } from '../../../shared/units.ts'
import './start-screen.css'

export type StartAction = 'new' | 'open' | 'sample' | 'recent'

interface StartScreenProps {
  /** What is going on; the other ways in wait for it. */
  readonly busy: StartAction | null
  readonly error: AppError | null
  /** The machine's zone, for "opened at". */
  readonly zone: ZoneName
  readonly onNew: () => void
  readonly onOpen: () => void
  readonly onSample: () => void
  readonly onRecent: (fileId: string) => void
}

export function StartScreen({ busy, error, zone, onNew, onOpen, onSample, onRecent }: StartScreenProps) {
  const recent = useApi('workspaces.recent', undefined)
  return (
    <main className="pl-start">
      <div className="pl-start-column">
        <header className="pl-start-head">
          <IconRuler2 aria-hidden size={32} stroke={1.5} className="pl-start-mark" />
          <Title order={1}>Plumbline</Title>
          <Text c="dimmed">
            Measure how well your team serves customers, channel by channel, against your own baseline. Nothing leaves
            this computer.
          </Text>
        </header>

        {error && <ErrorPanel error={error} />}

        <div className="pl-start-actions">
          <Button
            leftSection={<IconPlus aria-hidden size={18} stroke={1.75} />}
            loading={busy === 'new'}
            disabled={busy !== null}
            onClick={onNew}
          >
            {commands['workspace.new'].label}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFolderOpen aria-hidden size={18} stroke={1.5} />}
            loading={busy === 'open'}
            disabled={busy !== null}
            onClick={onOpen}
          >
            {commands['workspace.open'].label}
          </Button>
          <Button
            variant="default"
            leftSection={<IconSparkles aria-hidden size={18} stroke={1.5} />}
            loading={busy === 'sample'}
            disabled={busy !== null}
            onClick={onSample}
          >
            {commands['workspace.sample'].label}
          </Button>
        </div>

        <section aria-labelledby="recent-title">
          <Title order={2} id="recent-title" mb="xs">
            Recent workspaces
          </Title>
          {recent.status === 'failed' && <ErrorPanel error={recent.error} onRetry={recent.reload} />}
          {recent.status === 'loading' && !recent.value && <Skeleton height={168} />}
          {recent.value?.length === 0 && (
            <Text c="dimmed">None yet. A workspace is one file that keeps everything about one team or client.</Text>
          )}
          {recent.value && recent.value.length > 0 && (
            <ul className="pl-start-recent pl-card">
              {recent.value.map((workspace) => (
                <RecentItem
                  key={workspace.fileId}
                  workspace={workspace}
                  zone={zone}
                  disabled={busy !== null}
                  onOpen={() => onRecent(workspace.fileId)}
                  onForgotten={recent.reload}
                />
              ))}
            </ul>
          )}
        </section>
      </div>
    </main>
  )
}

interface RecentItemProps {
  readonly workspace: RecentWorkspace
  readonly zone: ZoneName
  readonly disabled: boolean
  readonly onOpen: () => void
  readonly onForgotten: () => void
}

function RecentItem({ workspace, zone, disabled, onOpen, onForgotten }: RecentItemProps) {
  const { fileId, name, folder, openedAt, exists } = workspace
  return (
    <li className="pl-start-item">
      <UnstyledButton className="pl-start-open" disabled={disabled || !exists} onClick={onOpen}>
        <IconFile aria-hidden size={20} stroke={1.25} />
        <span className="pl-start-names">
          <span className="pl-start-name pl-ellipsis">{name}</span>
          <span className="pl-note pl-ellipsis">{exists ? folder : `${folder} · not there any more`}</span>
        </span>
        <span className="pl-note">{formatInstant(openedAt, zone)}</span>
      </UnstyledButton>
      <UnstyledButton
        className="pl-start-forget"
        aria-label={`Remove ${name} from this list`}
        onClick={() => void call('workspaces.forget', { fileId }).finally(onForgotten)}
      >
        <IconX aria-hidden size={14} />
      </UnstyledButton>
    </li>
  )
}
