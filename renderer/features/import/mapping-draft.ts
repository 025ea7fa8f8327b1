/** A description of columns while it is made: every change keeps what still fits. */
import { tableRowKinds } from '../../../shared/model.ts'
import type { TableMapping, TableOutline, TableRowKind } from '../../../shared/model.ts'
import { meanings, missingNeeds } from './table-words.ts'

export interface MappingDraft {
  readonly row: TableRowKind
  /** Column by field. */
  readonly columns: Readonly<Record<string, string>>
  /** Meanings that differ from the recognised ones: field, value as in the file, meaning. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** The same for every row; an empty text is still to be filled in. */
  readonly constants: Readonly<Record<string, string>>
  readonly timeFormat: string
}

/** How the text becomes a table, before anything is said about its columns. */
export interface TableShape {
  readonly delimiter?: string | undefined
  readonly encoding?: string | undefined
  readonly skipLines?: number | undefined
}

/**
 * The kind of rows whose needs the suggestions meet; messages before others, and where none is met. A list of opt-outs
 * needs so little that only one with a state is taken for one.
 */
function likeliestKind({ suggestions }: TableOutline): TableRowKind {
  const isMet = (kind: TableRowKind): boolean => {
    const has = (field: string): boolean => Object.hasOwn(suggestions[kind], field)
    return missingNeeds(kind, has).length === 0 && (kind !== 'opt-out' || has('state'))
  }
  return tableRowKinds.find(isMet) ?? 'message'
}

export function startDraft(outline: TableOutline, kind: TableRowKind | null, known?: TableMapping): MappingDraft {
  const row = known?.row ?? kind ?? likeliestKind(outline)
  const isDescribed = known !== undefined && Object.keys(known.columns).length > 0
  return {
    row,
    columns: isDescribed ? known.columns : outline.suggestions[row],
    values: known?.values ?? {},
    constants: known?.constants ?? {},
    timeFormat: known?.time?.format ?? '',
  }
}

const onlyFields = <Value>(record: Readonly<Record<string, Value>>, fields: readonly string[]): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([field]) => fields.includes(field)))

/** Another kind of row: its own suggestions, and what was assigned to fields that it has as well. */
export function withRow(draft: MappingDraft, row: TableRowKind, outline: TableOutline): MappingDraft {
  const fields = outline.fields[row]
  const kept = onlyFields(draft.columns, fields)
  const taken = new Set(Object.values(kept))
  const suggested = Object.entries(outline.suggestions[row]).filter(([, column]) => !taken.has(column))
  return {
    ...draft,
    row,
    columns: { ...Object.fromEntries(suggested), ...kept },
    values: onlyFields(draft.values, fields),
    constants: onlyFields(draft.constants, fields),
  }
}

/** Other columns, because the text is cut in another way: those that are gone are forgotten. */
export function withOutline(draft: MappingDraft, outline: TableOutline): MappingDraft {
  const kept = Object.entries(draft.columns).filter(([, column]) => outline.names.includes(column))
  if (kept.length === Object.keys(draft.columns).length) return draft
  return { ...draft, columns: kept.length > 0 ? Object.fromEntries(kept) : outline.suggestions[draft.row] }
}

const without = <Value>(record: Readonly<Record<string, Value>>, field: string): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).filter(([each]) => each !== field))

export const withColumn = (draft: MappingDraft, field: string, column: string): MappingDraft => ({
  ...draft,
  columns: { ...draft.columns, [field]: column },
  values: without(draft.values, field),
  constants: without(draft.constants, field),
})

export const withConstant = (draft: MappingDraft, field: string, value: string): MappingDraft => ({
  ...draft,
  columns: without(draft.columns, field),
  values: without(draft.values, field),
  constants: { ...draft.constants, [field]: value },
})

export const withoutField = (draft: MappingDraft, field: string): MappingDraft => ({
  ...draft,
  columns: without(draft.columns, field),
  values: without(draft.values, field),
  constants: without(draft.constants, field),
})

/** Null = as recognised. */
export function withMeaning(draft: MappingDraft, field: string, value: string, meaning: string | null): MappingDraft {
  const others = without(draft.values[field] ?? {}, value)
  return { ...draft, values: { ...draft.values, [field]: meaning === null ? others : { ...others, [value]: meaning } } }
}

export const hasField = (draft: MappingDraft, field: string): boolean =>
  Object.hasOwn(draft.columns, field) || Boolean(draft.constants[field])

/** What is still open before rows can be read, in the reader's words. */
export const openNeeds = (draft: MappingDraft): readonly string[] =>
  missingNeeds(draft.row, (field) => hasField(draft, field)).map(({ text }) => text)

export interface FieldValue {
  readonly value: string
  readonly meaning: string | null
  readonly isRecognised: boolean
}

/** The values of a field's column with their meanings; empty where it holds no closed list, or too many values. */
export function fieldValues(draft: MappingDraft, field: string, outline: TableOutline): readonly FieldValue[] {
  const column = draft.columns[field]
  if (column === undefined || !Object.hasOwn(meanings, field)) return []
  return (outline.values[column] ?? []).map((value) => {
    const chosen = draft.values[field]?.[value]
    const recognised = outline.words[field]?.[value]
    return { value, meaning: chosen ?? recognised ?? null, isRecognised: chosen === undefined }
  })
}

/** As the engine takes it: without what is empty. */
export function toMapping(draft: MappingDraft, shape: TableShape): TableMapping {
  const values = Object.entries(draft.values).filter(([, each]) => Object.keys(each).length > 0)
  const constants = Object.entries(draft.constants).filter(([, value]) => value.trim() !== '')
  const format = draft.timeFormat.trim()
  return {
    row: draft.row,
    columns: draft.columns,
    ...(values.length > 0 ? { values: Object.fromEntries(values) } : {}),
    ...(constants.length > 0 ? { constants: Object.fromEntries(constants) } : {}),
    ...(format === '' ? {} : { time: { format } }),
    ...shape,
  }
}

/** The name for a description that the next file should be found by: the file's, without ending and date. */
export function profileName(fileName: string): string {
  const stem = fileName
    .replace(/^.*[/\\]/, '')
    .replace(/(?:\.(?:gz|csv|tsv|txt|json|jsonl|ndjson|xlsx))+$/i, '')
    .trim()
  const undated = stem
    .replace(/[\s._-]*\(?(?:19|20)\d{2}(?:[-_. ]?(?:\d{2}|Q[1-4])){0,2}\)?/gi, '')
    .replace(/[\s._-]+$/, '')
    .trim()
  return undated === '' ? stem : undated
}
