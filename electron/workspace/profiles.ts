/** Mapping profiles: the choices of an import under a name, found again by the names of the columns. */
import type { Database } from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import type { MappingProfile } from '../../shared/model.ts'

interface ProfileRow {
  readonly name: string
  readonly headerFingerprint: string
  readonly choices: string
  readonly savedAt: number
}

export function listProfiles(db: Database): MappingProfile[] {
  return db
    .prepare<[], ProfileRow>(
      `SELECT name, header_fingerprint headerFingerprint, mapping choices, saved_at savedAt FROM mapping_profile
       ORDER BY saved_at DESC, name`,
    )
    .all()
    .map((row) => ({ ...row, choices: JSON.parse(row.choices) as MappingProfile['choices'] })) // written by saveProfile alone
}

/** Throws `not-found`. */
export function findProfile(db: Database, name: string): MappingProfile {
  const profile = listProfiles(db).find((one) => one.name === name)
  if (profile === undefined) throw new AppError('not-found', `There is no mapping profile called ${name}.`, { name })
  return profile
}

/** The newest profile for one of these headers; the first header that has one wins. */
export function profileForHeaders(db: Database, fingerprints: readonly string[]): MappingProfile | null {
  const profiles = listProfiles(db)
  for (const fingerprint of fingerprints) {
    const found = profiles.find((one) => one.headerFingerprint === fingerprint)
    if (found !== undefined) return found
  }
  return null
}

/** Takes the place of a profile of the same name. */
export function saveProfile(db: Database, profile: MappingProfile): void {
  db.prepare(
    'INSERT OR REPLACE INTO mapping_profile (name, header_fingerprint, mapping, saved_at) VALUES (?, ?, ?, ?)',
  ).run(profile.name, profile.headerFingerprint, JSON.stringify(profile.choices), profile.savedAt)
}

/** Throws `not-found`. Imports that were made with it stay as they are. */
export function removeProfile(db: Database, name: string): void {
  findProfile(db, name)
  db.prepare('DELETE FROM mapping_profile WHERE name = ?').run(name)
}
