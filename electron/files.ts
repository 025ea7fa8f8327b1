/** Open and save dialogs, dropped files and recent workspaces: everything that turns a path into an id or shows one. */
import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { BrowserWindow, Dialog, FileFilter, OpenDialogOptions, SaveDialogOptions, Shell } from 'electron'
import type { PickedFile, RecentWorkspace, ReportFormat } from '../shared/api.ts'
import { AppError } from '../shared/errors.ts'
import { displayFolder } from './display-folder.ts'
import { createFileIds } from './file-ids.ts'
import type { FilePurpose } from './file-ids.ts'
import { forgetRecent, readRecent, rememberRecent } from './recent-workspaces.ts'

const workspaceExtension = '.plumbline'
const workspaceFilter: FileFilter = { name: 'Plumbline workspaces', extensions: ['plumbline'] }
const anyFile: FileFilter = { name: 'All files', extensions: ['*'] }
const exportFilter: FileFilter = {
  name: 'Exports',
  extensions: ['csv', 'tsv', 'txt', 'json', 'ndjson', 'jsonl', 'xml', 'xlsx', 'zip', 'gz'],
}
const profileFilter: FileFilter = { name: 'Mapping profiles', extensions: ['json'] }
const reportFilters: Readonly<Record<ReportFormat, FileFilter>> = {
  html: { name: 'Web page', extensions: ['html'] },
  json: { name: 'JSON', extensions: ['json'] },
  csv: { name: 'Comma-separated values', extensions: ['csv'] },
}

/** What this module needs from Electron and from the machine. */
export interface FileSurroundings {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>
  readonly shell: Pick<Shell, 'showItemInFolder'>
  readonly window: () => BrowserWindow
  readonly home: string
  readonly documents: string
  /** JSON file of the recent workspaces. */
  readonly recentFile: string
}

export type Files = ReturnType<typeof createFiles>

/** Without what file systems forbid; a profile may be called anything. */
function safeFileName(name: string): string {
  return (
    name
      .replace(/[^\p{Letter}\p{Number} ._-]+/gu, ' ')
      .trim()
      .slice(0, 80) || 'Mapping profile'
  )
}

function withExtension(file: string, extension: string): string {
  return path.extname(file) === '' ? `${file}${extension}` : file
}

/** Size in bytes; 0 for what is not there or is no file, about which the engine then says the truth. */
async function byteCountOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null)
  return found?.isFile() ? found.size : 0
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null
}

export function createFiles(surroundings: FileSurroundings) {
  const ids = createFileIds()
  const { dialog, shell, window, home, documents, recentFile } = surroundings

  async function pick(file: string, purposes: readonly FilePurpose[]): Promise<PickedFile> {
    return { fileId: ids.issue(file, purposes), name: path.basename(file), byteCount: await byteCountOf(file) }
  }

  async function chooseOpen(options: OpenDialogOptions, purpose: FilePurpose): Promise<readonly PickedFile[]> {
    const chosen = await dialog.showOpenDialog(window(), options)
    return chosen.canceled ? [] : Promise.all(chosen.filePaths.map((file) => pick(file, [purpose])))
  }

  async function chooseSave(
    title: string,
    name: string,
    filter: FileFilter,
    purpose: FilePurpose,
  ): Promise<PickedFile | null> {
    const options: SaveDialogOptions = {
      title,
      defaultPath: path.join(documents, name),
      filters: [filter, anyFile],
      properties: ['createDirectory', 'showOverwriteConfirmation'],
    }
    const chosen = await dialog.showSaveDialog(window(), options)
    return chosen.canceled || chosen.filePath === ''
      ? null
      : pick(withExtension(chosen.filePath, path.extname(name)), [purpose])
  }

  return {
    resolve: ids.resolve,

    chooseImports: () =>
      chooseOpen(
        {
          title: 'Import files',
          filters: [exportFilter, anyFile],
          properties: ['openFile', 'multiSelections'],
        },
        'import',
      ),

    chooseImportFolder: async () => {
      const folders = await chooseOpen({ title: 'Import a folder', properties: ['openDirectory'] }, 'import')
      return folders[0] ?? null
    },

    chooseProfile: async () => {
      const filters = [profileFilter, anyFile]
      const files = await chooseOpen({ title: 'Open mapping profile', filters, properties: ['openFile'] }, 'profile')
      return files[0] ?? null
    },

    chooseProfileTarget: (name: string) =>
      chooseSave('Save mapping profile', `${safeFileName(name)}.json`, profileFilter, 'profile-target'),

    chooseWorkspace: async () => {
      const filters = [workspaceFilter, anyFile]
      const files = await chooseOpen({ title: 'Open workspace', filters, properties: ['openFile'] }, 'workspace')
      return files[0] ?? null
    },

    chooseNewWorkspace: () =>
      chooseSave('New workspace', `Customer service${workspaceExtension}`, workspaceFilter, 'new-workspace'),

    chooseReport: (format: ReportFormat) =>
      chooseSave('Export report', `Service review.${format}`, reportFilters[format], 'report'),

    chooseRejected: () => chooseSave('Save rejected rows', 'Rejected rows.csv', reportFilters.csv, 'rejected-rows'),

    /** Dropped files. They may be exports or a workspace: what they are is decided by content, not here. */
    adopt: async (paths: readonly string[]): Promise<readonly PickedFile[]> => {
      // Electron knows no path for what a page made itself, or for a picture dragged out of another program.
      if (paths.includes('')) throw new AppError('file-missing', 'What was dropped is no file on this computer.')
      return Promise.all(paths.map((file) => pick(file, ['import', 'workspace'])))
    },

    showReport: (fileId: string): void => shell.showItemInFolder(ids.resolve(fileId, 'report')),

    recent: async (): Promise<readonly RecentWorkspace[]> => {
      const entries = await readRecent(recentFile)
      return Promise.all(
        entries.map(async (entry) => ({
          fileId: ids.issue(entry.path, ['workspace']),
          name: path.basename(entry.path, workspaceExtension),
          folder: displayFolder(entry.path, home),
          openedAt: entry.openedAt,
          exists: await isThere(entry.path),
        })),
      )
    },

    remember: (file: string, openedAt: number): Promise<void> => rememberRecent(recentFile, { path: file, openedAt }),

    forget: (fileId: string): Promise<void> => forgetRecent(recentFile, ids.resolve(fileId, 'workspace')),
  }
}
