/** Who people and groups are by the exports, as rows of the workspace. */
import { normaliseContact } from './contact-address.ts'
import { directoryContentHash, groupKey, personKey } from './identity.ts'
import type { GroupRecord, PersonRecord } from '../record.ts'
import type { StoreContext } from './store-context.ts'
import type { PutOutcome } from './versions.ts'

const directoryColumns = ['source_id', 'kind', 'alias', 'role', 'name', 'address', 'address_kind', 'also'] as const

/** JSON: see schema-003. In one order, so that equal addresses are equal entries; null = none but the first. */
function furtherAddresses(person: PersonRecord, first: string | null, country: string): string | null {
  const further = new Map<string, string>()
  for (const written of person.also ?? []) {
    const { address, kind } = normaliseContact(written, country)
    // A text that is neither number nor e-mail address is known under that one product only, if at all.
    if (kind !== 'other' && address !== first) further.set(address, kind)
  }
  return further.size === 0 ? null : JSON.stringify([...further].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export function openDirectoryStore(
  context: StoreContext,
  touchedAliases: Set<string>,
): (record: PersonRecord | GroupRecord) => PutOutcome {
  const versions = context.openVersions('directory_entry', directoryColumns)
  return (record) => {
    const isPerson = record.type === 'person'
    const written = isPerson ? record.address?.trim() || null : null
    const address = written === null ? null : normaliseContact(written, context.country)
    const entry = {
      versionAt: record.versionAt ?? 0,
      kind: isPerson ? 'person' : record.of,
      alias: record.alias,
      role: isPerson ? record.role : null,
      name: record.name?.trim() || null,
      address: address?.address ?? null,
      also: isPerson ? furtherAddresses(record, address?.address ?? null, context.country) : null,
    }
    const { kind, alias, role, name, also } = entry
    const outcome = versions.put(
      isPerson ? personKey(record, also !== null) : groupKey(record),
      directoryContentHash(entry),
      entry.versionAt,
      [context.sourceId, kind, alias, role, name, entry.address, address?.kind ?? null, also],
    )
    if (outcome !== 'duplicate') touchedAliases.add(record.alias)
    return outcome
  }
}
