/** The plan of a product's own JSON format: where its records stand, and what it says of itself. */
import { daySeconds } from '../export-format.ts'
import type { ExportSample, FormatPlan, MappedRow } from '../export-format.ts'
import { objectsAt } from '../file/json-head.ts'
import { cellOf, cutJson, isJsonObject } from '../file/json-rows.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { makeTimeReader } from '../times/time-reader.ts'
import type { TimeReader } from '../times/time-reader.ts'

export interface JsonPlanParts {
  /** Namespace of the product's ids and the prefix of its aliases, such as `zendesk`. */
  readonly product: string
  readonly sourceName: string
  /**
   * Where the records stand (`JsonPath`), such as `tickets.*`; for JSON lines the path inside each line is always '' and
   * this says nothing.
   */
  readonly paths: readonly string[]
  readonly assumptions: readonly string[]
  /** What the fields of the first record were taken for, by field name. */
  readonly meanings: Readonly<Record<string, string>>
  /** Messages without conversation ids, to be split by silence; absent = the export has conversations. */
  readonly isLog?: boolean
  /**
   * A fresh mapper for each reading: the value at one of the paths to its records. `times` reads the product's times,
   * which carry a zone or are UTC.
   */
  readonly open: (times: TimeReader) => {
    readonly map: (record: JsonObject, path: string) => MappedRow
    readonly lateAssumptions?: () => readonly string[]
  }
}

const exampleLength = 80

export function planJson(sample: ExportSample, parts: JsonPlanParts): FormatPlan {
  const isLines = sample.shape === 'lines'
  const first =
    sample.json === null
      ? undefined
      : (isLines ? [''] : parts.paths).flatMap((path) => objectsAt(sample.json!, path)).at(0)
  return {
    sourceKey: parts.product,
    sourceName: parts.sourceName,
    zone: null,
    assumptions: parts.assumptions,
    meanings: [],
    fields: Object.keys(first ?? {}).map((name) => ({
      name,
      meaning: Object.hasOwn(parts.meanings, name) ? (parts.meanings[name] ?? null) : null,
      example: cellOf(first ?? {}, name).slice(0, exampleLength),
    })),
    isLog: parts.isLog ?? false,
    defaultSplitGapSeconds: daySeconds,
    cut: cutJson(isLines ? { kind: 'lines' } : { kind: 'document', paths: parts.paths }),
    openMapper: () => {
      const { map, lateAssumptions } = parts.open(makeTimeReader({ zone: 'UTC', dayOrder: null, format: null }))
      return {
        // The cut lets nothing but objects through.
        map: (_cells, row) => (isJsonObject(row.source) ? map(row.source, row.path) : 'no record'),
        lateAssumptions: lateAssumptions ?? (() => []),
      }
    },
  }
}
