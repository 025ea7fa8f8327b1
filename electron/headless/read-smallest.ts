/** `--smallest KPI=10%|5pt|30s`: the smallest difference that matters, KPI by KPI. */
import { kpiCatalogue } from '../../shared/kpi.ts'
import type { KpiId } from '../../shared/kpi.ts'
import { smallestProblem } from '../../shared/smallest-difference.ts'
import type { SmallestDifference, SmallestDifferences } from '../../shared/smallest-difference.ts'
import { readKpi, readSeconds } from './arguments.ts'
import { UsageError } from './usage.ts'

export function readSmallest(texts: readonly string[]): SmallestDifferences {
  return Object.fromEntries(texts.map(readOne))
}

function readOne(text: string): readonly [KpiId, SmallestDifference] {
  const at = text.indexOf('=')
  if (at < 0) throw new UsageError(`"${text}" names no KPI; write it like --smallest first-response-time=10%.`)
  const id = readKpi(text.slice(0, at).trim())
  const smallest = readAmount(id, text.slice(at + 1).trim())
  const problem = smallestProblem(id, smallest)
  if (problem !== null) throw new UsageError(problem)
  return [id, smallest]
}

/** `10%` of the baseline, `5pt` percentage points or points, `30s` a time, `0.5` points or things. */
function readAmount(id: KpiId, text: string): SmallestDifference {
  const { unit } = kpiCatalogue[id]
  const [, number, form] = /^(\d+(?:\.\d+)?)\s*(%|pts?|points?)?$/.exec(text) ?? []
  if (form === '%') return { of: 'ratio', value: Number(number) / 100 }
  if (form !== undefined && (unit === 'ratio' || unit === 'points'))
    return { of: 'difference', value: unit === 'ratio' ? Number(number) / 100 : Number(number) }
  if (unit === 'seconds') return { of: 'difference', value: readSeconds(text) }
  if (number !== undefined && form === undefined && unit !== 'ratio') return { of: 'difference', value: Number(number) }
  throw new UsageError(
    `"${text}" is no difference of ${kpiCatalogue[id].title}; write ${unit === 'ratio' ? '5pt or 10%' : unit === 'points' ? '10pt' : '10%'}.`,
  )
}
