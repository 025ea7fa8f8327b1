/** Fields of JSON records, whatever type their export wrote them in today. Own fields only. */
import { htmlToText } from '../table/html-text.ts'
import { cellOf, isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'

export const noObject: JsonObject = {}

/** As it is; undefined where it is missing. */
export function fieldValue(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined
}

/** Trimmed; '' where it is missing, null or no text or number. Numbers and booleans as text. */
export function fieldText(object: JsonObject, name: string): string {
  return typeof fieldValue(object, name) === 'object' ? '' : cellOf(object, name).trim()
}

/** As `fieldText`; null where that is empty. */
export function fieldOrNull(object: JsonObject, name: string): string | null {
  return fieldText(object, name) || null
}

/**
 * A vendor's id as text; null where there is none. One product writes the same id as a number, as text and, through
 * warehouses, as `7253394974479.0`.
 */
export function fieldId(object: JsonObject, name: string): string | null {
  const text = fieldText(object, name)
  if (text === '' || text === 'null') return null
  return /^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text
}

/** Null unless it is a finite number or the text of one. */
export function fieldNumber(object: JsonObject, name: string): number | null {
  const text = fieldText(object, name)
  const value = Number(text)
  return text === '' || !Number.isFinite(value) ? null : value
}

/** Null unless it is a whole number from 0 on. */
export function fieldCount(object: JsonObject, name: string): number | null {
  const value = fieldNumber(object, name)
  return value !== null && Number.isSafeInteger(value) && value >= 0 ? value : null
}

/** The words of a field that holds HTML; null where there are none. */
export function fieldHtml(object: JsonObject, name: string): string | null {
  return htmlToText(fieldText(object, name)) || null
}

/** `true`, 1 and `"true"` are true; false and missing are false. */
export function fieldFlag(object: JsonObject, name: string): boolean {
  return ['true', '1'].includes(fieldText(object, name).toLowerCase())
}

/** An empty object where the field is missing or none. */
export function fieldObject(object: JsonObject, name: string): JsonObject {
  const value = fieldValue(object, name)
  return isJsonObject(value) ? value : noObject
}

/** The objects of a list; empty where the field is missing or no list. */
export function fieldObjects(object: JsonObject, name: string): readonly JsonObject[] {
  const value = fieldValue(object, name)
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}
