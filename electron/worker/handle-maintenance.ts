/** For the headless command: verify, backup and the synthetic company. */
import { statSync } from 'node:fs'
import { backupTo } from '../workspace/backup.ts'
import { verifyWorkspace } from './verify.ts'
import type { Handlers } from './job.ts'
import { sampleDefaults } from '../sample/company.ts'
import { requiredPath } from './required-path.ts'
import { createSampleWorkspace, writeSampleFiles } from './sample-import.ts'

export const maintenanceHandlers: Handlers<
  'node.verify' | 'node.backup' | 'node.sampleWorkspace' | 'node.sampleFiles'
> = {
  'node.verify': (session) => ({ problems: verifyWorkspace(session.workspace().db, session.settings()) }),
  'node.backup': (session, _input, path) => {
    const target = requiredPath(path)
    backupTo(session.workspace().db, target)
    return { byteCount: statSync(target).size }
  },
  'node.sampleWorkspace': function* (session, input, path) {
    return { rows: yield* createSampleWorkspace(session, requiredPath(path), { ...sampleDefaults, ...input }) }
  },
  'node.sampleFiles': (_session, input, path) => ({
    files: writeSampleFiles(requiredPath(path), { ...sampleDefaults, ...input }),
  }),
}
