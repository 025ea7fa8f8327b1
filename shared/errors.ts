/**
 * Expected failures. One closed list of codes; every code has a row in `errorCatalogue`, so that no screen and no
 * command can show a failure without saying what happened, what was kept and what to do next.
 */
export const errorCatalogue = {
  'file-missing': {
    title: 'The file is not there',
    kept: 'Nothing was changed.',
    next: 'Check the name and folder, then try again.',
  },
  'file-is-folder': {
    title: 'This is a folder, not a file',
    kept: 'Nothing was changed.',
    next: 'Choose the export files inside the folder.',
  },
  'file-unreadable': {
    title: 'The file cannot be read',
    kept: 'Nothing was changed.',
    next: 'Check that you may read it and that its disk is still connected.',
  },
  'file-unwritable': {
    title: 'The file cannot be written',
    kept: 'An existing file of that name is unchanged.',
    next: 'Choose another folder, or check your permissions and the free space.',
  },
  'file-empty': {
    title: 'The file is empty',
    kept: 'Nothing was changed.',
    next: 'Export it again; the download may have been cut off.',
  },
  'file-truncated': {
    title: 'The file ends in the middle',
    kept: 'Nothing was changed.',
    next: 'Download or copy it again, completely.',
  },
  'file-too-large': {
    title: 'The file exceeds a safety limit',
    kept: 'Nothing was changed.',
    next: 'Export a shorter period, or split the file.',
  },
  'format-unknown': {
    title: 'This is not an export that Plumbline knows',
    kept: 'Nothing was changed.',
    next: 'Export the messages as CSV or JSON, or describe the columns in a mapping.',
  },
  'format-malformed': {
    title: 'The file breaks the rules of its own format',
    kept: 'Nothing was changed.',
    next: 'Export it again; if it was edited by hand, correct the place named here.',
  },
  'encoding-unclear': {
    title: 'The text encoding of the file is unclear',
    kept: 'Nothing was changed.',
    next: 'Choose the encoding (on the command line --encoding NAME).',
  },
  'mapping-invalid': {
    title: 'The mapping does not fit the file',
    kept: 'Nothing was changed.',
    next: 'Correct the mapping as described.',
  },
  'choice-needed': {
    title: 'The file can be read in two ways',
    kept: 'Nothing was changed.',
    next: 'Choose one of them.',
  },
  'preview-outdated': {
    title: 'The file or the workspace changed since the preview',
    kept: 'Nothing was changed.',
    next: 'Look at the preview again, then import.',
  },
  'workspace-missing': {
    title: 'The workspace is not there',
    kept: 'Nothing was changed.',
    next: 'Check the name, or create a workspace by importing a file.',
  },
  'workspace-exists': {
    title: 'A file of this name exists already',
    kept: 'The existing file is unchanged.',
    next: 'Choose another name, or open the existing workspace.',
  },
  'workspace-not-database': {
    title: 'This file is not a Plumbline workspace',
    kept: 'The file is unchanged.',
    next: 'Open a file ending in .plumbline, or restore a backup if this one is damaged.',
  },
  'workspace-foreign': {
    title: 'This database belongs to another program',
    kept: 'The file is unchanged.',
    next: 'Open a file ending in .plumbline.',
  },
  'workspace-newer': {
    title: 'This workspace was written by a newer Plumbline',
    kept: 'The file is unchanged.',
    next: 'Update Plumbline, then open it again.',
  },
  'workspace-damaged': {
    title: 'This workspace is damaged',
    kept: 'The file is unchanged.',
    next: 'Restore the newest backup, or make a new workspace and import the files again.',
  },
  'workspace-locked': {
    title: 'Another program is using this workspace',
    kept: 'Nothing was changed.',
    next: 'Close it there, then try again.',
  },
  'workspace-not-open': {
    title: 'No workspace is open',
    kept: 'Nothing was changed.',
    next: 'Open or create a workspace first.',
  },
  'disk-full': {
    title: 'The disk is full',
    kept: 'The workspace is as it was before.',
    next: 'Free some space, then try again.',
  },
  'disk-failed': {
    title: 'The disk reported an error',
    kept: 'The workspace is as it was before.',
    next: 'Check the disk; copy the workspace to another one before you go on.',
  },
  'not-found': {
    title: 'There is nothing under this name',
    kept: 'Nothing was changed.',
    next: 'List what exists, then choose from it.',
  },
  'argument-invalid': {
    title: 'A setting has a value that cannot be used',
    kept: 'Nothing was changed.',
    next: 'Correct the value named here.',
  },
  cancelled: {
    title: 'Cancelled',
    kept: 'The workspace is as it was before.',
    next: 'Start again when you are ready.',
  },
  'data-thread-stopped': {
    title: 'The data engine stopped',
    kept: 'Everything that was saved before is safe.',
    next: 'Restart the data engine.',
  },
  internal: {
    title: 'Something went wrong inside Plumbline',
    kept: 'Everything that was saved before is safe.',
    next: 'Try again; if it happens again, send us the log file.',
  },
} as const satisfies Record<string, { title: string; kept: string; next: string }>

export type ErrorCode = keyof typeof errorCatalogue

/** Facts about one failure that its sentence names, such as the file, the line or the column. Plain data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** An expected failure. `message` is one sentence with the cause; what was kept and what to do is in the catalogue. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message)
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** The form in which a call's outcome crosses threads and processes: Electron's own rejections lose their fields. */
export type Reply<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails }
