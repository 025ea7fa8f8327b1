import type { PersonRecord } from '../record.ts'

/** The numbers and e-mail addresses of one person, the one that stands for the person first. */
export function addressesOfPerson(written: readonly (string | null)[]): Pick<PersonRecord, 'address' | 'also'> {
  const [address = null, ...also] = new Set(written.flatMap((one) => one?.trim() || []))
  return also.length === 0 ? { address } : { address, also }
}
