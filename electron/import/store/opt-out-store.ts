/** Entries of opt-out lists as rows of the workspace. */
import { optOutContentHash, optOutKey } from './identity.ts'
import type { OptOutRecord } from '../record.ts'
import type { StoreContext } from './store-context.ts'
import type { PutOutcome } from './versions.ts'

const optOutColumns = ['source_id', 'contact_id', 'channel', 'at', 'state', 'evidence'] as const

export function openOptOutStore(context: StoreContext): (record: OptOutRecord) => PutOutcome {
  const { names } = context
  const versions = context.openVersions('opt_out_record', optOutColumns)
  return (record) => {
    const contact = names.contact(record.contact)
    if (contact === null) throw new Error('an opt-out record without a contact passed its format')
    const outcome = versions.put(
      optOutKey(context.sourceKey, record, contact.address),
      optOutContentHash({ ...record, contact: contact.address }),
      record.at ?? 0,
      [context.sourceId, contact.id, record.channel, record.at, record.state, record.evidence],
    )
    if (outcome !== 'duplicate') context.touched.contacts.add(contact.id)
    return outcome
  }
}
