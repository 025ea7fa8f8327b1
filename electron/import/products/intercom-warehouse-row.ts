/**
 * Rows of the tables that a warehouse connector makes of Intercom's API, as the objects that they were made of. Tables and
 * columns as documented for Fivetran's connector (fivetran.com/docs/connectors/applications/intercom) and read by its own
 * models (github.com/fivetran/dbt_intercom).
 */
import { foldHeader } from '../table/header-name.ts'
import type { JsonObject } from '../file/json-rows.ts'

export type WarehouseTable = 'conversation' | 'part' | 'contact' | 'conversation-contact' | 'admin' | 'team'

const marks: Readonly<Record<WarehouseTable, readonly string[]>> = {
  conversation: ['id', 'source_delivered_as', 'source_author_type', 'state', 'created_at'],
  part: ['id', 'part_type', 'conversation_id', 'author_type', 'created_at'],
  contact: ['id', 'unsubscribed_from_emails', 'workspace_id', 'role'],
  'conversation-contact': ['contact_id', 'conversation_id', 'conversation_updated_at'],
  admin: ['id', 'name', 'email', 'job_title'],
  team: ['id', 'name'],
}

/** Tables that have no columns beyond their marks: more columns make it the table of another product. */
const smallTables: ReadonlySet<WarehouseTable> = new Set(['conversation-contact', 'admin', 'team'])
const connectorColumn = /^_fivetran_[a-z]+$/

/** Which table it is, by its columns; null = none of Intercom's that is read. */
export function tableOf(names: readonly string[]): WarehouseTable | null {
  const columns = names.map((name) => name.trim().toLowerCase())
  if (!columns.some((name) => connectorColumn.test(name))) return null
  const own = columns.filter((name) => !connectorColumn.test(name))
  // The keys of `marks` are the tables; Object.keys forgets that.
  for (const table of Object.keys(marks) as WarehouseTable[]) {
    if (!marks[table].every((name) => own.includes(name))) continue
    if (!smallTables.has(table) || own.length === marks[table].length) return table
  }
  return null
}

/** Columns of nested objects begin with the name of the object; the longest fitting one counts. */
const nestedPrefixes = ['source_author', 'source', 'statistics', 'conversation_rating', 'first_contact_reply', 'author']

/** The row as the API's object. Names of columns may be upper case, as some warehouses write them. */
export function objectOf(table: WarehouseTable, names: readonly string[], cells: readonly string[]): JsonObject {
  const flat: Record<string, string> = {}
  names.forEach((name, column) => {
    flat[name.trim().toLowerCase()] = cells[column] ?? ''
  })
  if (table === 'admin' || table === 'contact' || table === 'team') return { ...flat, type: table, admin_ids: [] }
  const nested: Record<string, Record<string, unknown>> = {}
  const rest: Record<string, unknown> = {}
  for (const [name, text] of Object.entries(flat)) {
    const prefix = nestedPrefixes.find((one) => name.startsWith(`${one}_`))
    if (prefix === undefined) rest[name] = text
    else if (text !== '') (nested[prefix] ??= {})[name.slice(prefix.length + 1)] = text
  }
  if (table === 'part') return { ...rest, type: 'conversation_part', author: nested['author'] ?? {} }
  const { value, teammate_id: teammateId, ...rating } = nested['conversation_rating'] ?? {}
  return {
    ...rest,
    type: 'conversation',
    source: { ...nested['source'], author: nested['source_author'] ?? {} },
    statistics: nested['statistics'] ?? {},
    first_contact_reply: nested['first_contact_reply'] ?? {},
    conversation_rating: { ...rating, rating: value ?? '', teammate: { id: teammateId ?? '' } },
    assignee: { type: flat['assignee_type'] ?? '', id: flat['assignee_id'] ?? '' },
  }
}

/** The column behind a field of the object, as the file spells it: `source.author.type` is `source_author_type`. */
export function columnBehind(field: string, names: readonly string[]): string {
  const folded = foldHeader(field === 'conversation_rating.rating' ? 'conversation_rating.value' : field)
  return names.find((name) => foldHeader(name) === folded) ?? field
}
