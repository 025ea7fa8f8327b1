/** Who answers which method: files and the app here, everything about data in the data thread. */
import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import type { FilePurpose } from './file-ids.ts'
import type { Files } from './files.ts'
import type { Answers } from './ipc.ts'
import type { DataThread, RendererMethodName, ThreadInput } from './worker/protocol.ts'

/** What the file of a call must have been picked for. */
const filePurposes: { readonly [Name in RendererMethodName]?: FilePurpose } = {
  'workspaces.create': 'new-workspace',
  'workspaces.open': 'workspace',
  'imports.contents': 'import',
  'imports.preview': 'import',
  'imports.outline': 'import',
  'profiles.write': 'profile-target',
  'profiles.read': 'profile',
  'imports.saveRejected': 'rejected-rows',
  'reports.write': 'report',
}

export interface AnswerSurroundings {
  readonly version: string
  readonly platform: string
  readonly host: 'electron' | 'chromium'
  readonly files: Files
  /** The data thread of now; another one after a restart. */
  readonly dataThread: () => DataThread
  readonly restartData: () => Promise<void>
  /** Folder for synthetic workspaces. */
  readonly temporary: string
  /** Epoch milliseconds. */
  readonly now: () => number
  readonly reportBug: Answers['reportBug']
}

function fileIdOf(input: unknown): string {
  // Boundary: the schemas of these methods demand the id, and the thread never sees an input that they refused.
  return (input as { readonly fileId: string }).fileId
}

export function createAnswers(surroundings: AnswerSurroundings): Answers {
  const { files, dataThread, restartData, temporary, now, reportBug } = surroundings

  async function pathFor(method: RendererMethodName, input: unknown): Promise<string | null> {
    if (method === 'workspaces.openSample') {
      return path.join(await mkdtemp(path.join(temporary, 'plumbline-sample-')), 'Sample data (synthetic).plumbline')
    }
    const purpose = filePurposes[method]
    return purpose ? files.resolve(fileIdOf(input), purpose) : null
  }

  return {
    main: {
      'app.info': () => ({ version: surroundings.version, platform: surroundings.platform, host: surroundings.host }),
      'app.restartData': async () => {
        await restartData()
        return null
      },
      'files.chooseImports': () => files.chooseImports(),
      'files.chooseWorkspace': () => files.chooseWorkspace(),
      'files.chooseNewWorkspace': () => files.chooseNewWorkspace(),
      'files.chooseReport': ({ format }) => files.chooseReport(format),
      'files.chooseRejected': () => files.chooseRejected(),
      'files.chooseImportFolder': () => files.chooseImportFolder(),
      'files.chooseProfile': () => files.chooseProfile(),
      'files.chooseProfileTarget': ({ name }) => files.chooseProfileTarget(name),
      'files.showReport': ({ fileId }) => {
        files.showReport(fileId)
        return null
      },
      'imports.cancel': () => {
        dataThread().cancel()
        return null
      },
      'workspaces.recent': () => files.recent(),
      'workspaces.forget': async ({ fileId }) => {
        await files.forget(fileId)
        return null
      },
    },
    data: async (method, input) => {
      const file = await pathFor(method, input)
      // Boundary: the schema of `method` has accepted `input`, so it has that method's type.
      const value = await dataThread().call(method, input as ThreadInput<typeof method>, file)
      if (file !== null && (method === 'workspaces.open' || method === 'workspaces.create')) {
        // The workspace is open by now; a list that cannot be written must not look like a failure to open it.
        await files.remember(file, now()).catch((error: unknown) => reportBug('recent workspaces', error))
      }
      return value
    },
    adopt: (paths) => files.adopt(paths),
    reportBug,
  }
}
