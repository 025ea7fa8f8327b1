/** Mapping profiles: kept in the workspace, taken elsewhere as JSON files. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { importChoices } from '../../shared/api.ts'
import { AppError } from '../../shared/errors.ts'
import { findProfile, listProfiles, removeProfile, saveProfile } from '../workspace/profiles.ts'
import { writeAtomically } from '../workspace/write-file.ts'
import { z } from 'zod'
import type { Handlers } from './job.ts'
import { requiredPath } from './required-path.ts'
import { shownPreview } from './shown-preview.ts'

/** What a profile file holds; the rest of a profile belongs to the workspace. */
const profileFile = z.strictObject({
  plumblineProfile: z.literal(1),
  name: z.string().min(1).max(500),
  headerFingerprint: z.string().max(100),
  choices: importChoices,
})

export const profileHandlers: Handlers<
  'profiles.list' | 'profiles.save' | 'profiles.remove' | 'profiles.write' | 'profiles.read'
> = {
  'profiles.list': (session) => listProfiles(session.workspace().reader),
  'profiles.save': (session, { name, previewId }) => {
    const { choices, headerFingerprint } = shownPreview(session, previewId)
    if (headerFingerprint === null) {
      throw new AppError('argument-invalid', 'Only the choices for a table can be saved; this file is none.')
    }
    if (name.trim() === '') throw new AppError('argument-invalid', 'A mapping profile needs a name.')
    // A place inside an archive, and the name of another profile, belong to that one file.
    const { entry: _entry, profile: _profile, ...kept } = choices
    saveProfile(session.workspace().db, {
      name: name.trim(),
      headerFingerprint,
      choices: kept,
      savedAt: session.now(),
    })
    return null
  },
  'profiles.remove': (session, { name }) => {
    removeProfile(session.workspace().db, name)
    return null
  },
  'profiles.write': (session, { name }, path) => {
    const { headerFingerprint, choices } = findProfile(session.workspace().reader, name)
    const file: z.infer<typeof profileFile> = { plumblineProfile: 1, name, headerFingerprint, choices: plain(choices) }
    writeAtomically(requiredPath(path), `${JSON.stringify(file, null, 2)}\n`)
    return null
  },
  'profiles.read': (session, _input, path) => {
    const { plumblineProfile: _version, ...profile } = readProfileFile(requiredPath(path))
    saveProfile(session.workspace().db, { ...profile, savedAt: session.now() })
    return { name: profile.name }
  },
}

const maxProfileBytes = 1_000_000

function readProfileFile(path: string): z.infer<typeof profileFile> {
  const name = basename(path)
  const invalid = (why: string): AppError =>
    new AppError('mapping-invalid', `${name} is no mapping profile: ${why}.`, { file: name })
  let value: unknown
  try {
    const text = readFileSync(path, 'utf8')
    if (text.length > maxProfileBytes) throw invalid('it is too large')
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw error instanceof SyntaxError
      ? invalid('it is not JSON')
      : new AppError('file-unreadable', `${name} cannot be read.`, { file: name })
  }
  const parsed = profileFile.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw invalid(`${issue?.path.join('.') || 'its top level'} is not as it should be`)
  }
  return parsed.data
}

/** Choices as they were once checked; the types of the contract are read-only, the schema's are not. */
function plain(choices: unknown): z.infer<typeof importChoices> {
  return importChoices.parse(JSON.parse(JSON.stringify(choices)))
}
