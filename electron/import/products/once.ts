import type { GroupRecord, PersonRecord } from '../record.ts'

/** Exports repeat in every row who somebody is; beyond this many the same is said again, which changes nothing. */
const maxRemembered = 20_000

/** Lets through what a reading has not said yet of a person or a group. */
export function openOnce(): <Entry extends PersonRecord | GroupRecord>(entry: Entry) => readonly Entry[] {
  const said = new Map<string, string>()
  return (entry) => {
    const content = JSON.stringify({ ...entry, versionAt: null })
    if (said.get(entry.alias) === content) return []
    if (said.size >= maxRemembered) said.clear()
    said.set(entry.alias, content)
    return [entry]
  }
}
