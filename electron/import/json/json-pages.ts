/**
 * Answers of an API that hold their records in a list, saved as they came: one after the other, collected in an array, or
 * one per line. Or the records alone, in an array or one per line.
 */
import type { ExportSample, FormatPlan } from '../export-format.ts'
import { objectsAt } from '../file/json-head.ts'
import type { JsonHead } from '../file/json-head.ts'
import { planJson } from './json-plan.ts'
import type { JsonPlanParts } from './json-plan.ts'
import type { JsonObject } from '../file/json-rows.ts'

export interface JsonPages {
  /** Where the answers have their records, such as `data.*`, and `*.data.*` where an array collects them. */
  readonly paths: readonly string[]
  /** By the fields that only this product's records have. */
  readonly isRecord: (object: JsonObject) => boolean
  /** Whether it is an answer without any record. */
  readonly isEmpty?: (head: JsonHead) => boolean
}

/** A product shows in its first records. */
const shownRecords = 20

/** Null = there are none of this product's. */
function findPaths(head: JsonHead, { paths, isRecord, isEmpty }: JsonPages): readonly string[] | null {
  const hasRecords = (path: string): boolean => objectsAt(head, path).slice(0, shownRecords).some(isRecord)
  if (paths.some(hasRecords) || isEmpty?.(head) === true) return paths
  const alone = ['*', ''].find(hasRecords)
  return alone === undefined ? null : [alone]
}

export function arePages({ json }: ExportSample, pages: JsonPages): boolean {
  return json !== null && findPaths(json, pages) !== null
}

export function planPages(sample: ExportSample, pages: JsonPages, parts: Omit<JsonPlanParts, 'paths'>): FormatPlan {
  const paths = (sample.json === null ? null : findPaths(sample.json, pages)) ?? pages.paths
  // Pages that follow each other are one document after the other, also where each of them is one line.
  return planJson(paths === pages.paths ? { ...sample, shape: 'document' } : sample, { ...parts, paths })
}
