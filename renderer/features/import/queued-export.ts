/** One export on its way into the workspace: a file, or one of the files of an archive or folder. */
import type { PickedFile } from '../../../shared/api.ts'
import type { AppError } from '../../../shared/errors.ts'
import type { ContainedFile, ImportChoices, ImportPreview, ImportSummary } from '../../../shared/model.ts'

export interface QueuedExport {
  readonly id: string
  readonly file: PickedFile
  /** Its place in the archive or folder; null where the file is the export itself. */
  readonly entry: string | null
  readonly byteCount: number
  /** What the user decided; the preview's own choices hold what was decided besides. */
  readonly choices: ImportChoices
  readonly state: 'previewing' | 'ready' | 'waiting' | 'importing' | 'done' | 'failed'
  /** `preview` is there from the first successful preview on, also while another one is made. */
  readonly preview: ImportPreview | null
  /** The count of all rows, where the preview is of the beginning only. `stopped`: by the user. */
  readonly count: 'none' | 'waiting' | 'running' | 'stopped'
  readonly summary: ImportSummary | null
  readonly error: AppError | null
  /** How many imports had changed the workspace when the preview was made; an older preview is made again first. */
  readonly importsBefore: number
}

/** An archive or folder, whose exports have cards of their own. */
export interface QueuedContainer {
  readonly file: PickedFile
  readonly leftOut: readonly ContainedFile[]
}

export interface QueueState {
  readonly exports: readonly QueuedExport[]
  readonly containers: readonly QueuedContainer[]
}

export const emptyQueue: QueueState = { exports: [], containers: [] }

/** As the card is called: the place inside, or the file's name. */
export const nameOf = ({ entry, file }: QueuedExport): string => entry ?? file.name

/** As the Node side calls it, in progress for one. */
export const nodeNameOf = ({ entry, file }: QueuedExport): string =>
  entry === null ? file.name : `${file.name}/${entry}`

/** Waits for its import, or is being imported. */
export const isBusy = ({ state }: QueuedExport): boolean => state === 'waiting' || state === 'importing'

/** Waits for the user to say something that no file tells. */
export const needsChoice = ({ state, error }: QueuedExport): boolean =>
  state === 'failed' && error?.code === 'choice-needed'

/** The user stopped the look through the file. */
export const isStopped = ({ state, error }: QueuedExport): boolean => state === 'failed' && error?.code === 'cancelled'

export function queueExport(file: PickedFile, inside: ContainedFile | null): QueuedExport {
  return {
    id: inside === null ? file.fileId : `${file.fileId} ${inside.entry}`,
    file,
    entry: inside?.entry ?? null,
    byteCount: inside?.byteCount ?? file.byteCount,
    choices: inside === null ? {} : { entry: inside.entry },
    state: 'previewing',
    preview: null,
    count: 'none',
    summary: null,
    error: null,
    importsBefore: 0,
  }
}
