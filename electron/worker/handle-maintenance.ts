/** For the headless command: verify, backup and the synthetic company. */
import { statSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import { backupTo } from '../workspace/backup.ts'
import { verifyWorkspace } from './verify.ts'
import type { Handlers, Job } from './handlers.ts'
import type { NodeMethods } from './protocol.ts'
import { fillWithSample, sampleDefaults, writeSampleFiles } from './sample-import.ts'
import type { Session } from './session.ts'

export const maintenanceHandlers: Handlers<
  'node.verify' | 'node.backup' | 'node.sampleWorkspace' | 'node.sampleFiles'
> = {
  'node.verify': (session) => ({ problems: verifyWorkspace(session.workspace().db, session.settings()) }),
  'node.backup': (session, _input, path) => {
    const target = requirePath(path)
    backupTo(session.workspace().db, target)
    return { byteCount: statSync(target).size }
  },
  'node.sampleWorkspace': (session, input) => fillSample(session, input),
  'node.sampleFiles': (_session, input, path) => ({
    files: writeSampleFiles(requirePath(path), { ...sampleDefaults, ...input }),
  }),
}

function requirePath(path: string | null): string {
  if (path === null) throw new AppError('argument-invalid', 'No file was named.')
  return path
}

function* fillSample(
  session: Session,
  input: Parameters<NodeMethods['node.sampleWorkspace']>[0],
): Job<ReturnType<NodeMethods['node.sampleWorkspace']>> {
  const counts = yield* fillWithSample(session, { ...sampleDefaults, ...input })
  return { counts, lastDay: sampleDefaults.lastDay }
}
