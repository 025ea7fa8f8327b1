/** A baseline, measured: the number and all that it rests on. */
import type { Database } from 'better-sqlite3'
import type { BaselineRecord } from '../../shared/goals.ts'
import type { KpiId, KpiResult } from '../../shared/kpi.ts'
import type { HoursMode, Selection } from '../../shared/model.ts'
import type { EngineSettings, Reading } from '../kpi/column-cache.ts'
import { coveredDays } from '../kpi/coverage.ts'
import { readsHours } from '../kpi/definition.ts'
import type { KpiDefinition } from '../kpi/definition.ts'
import { definitionVersion } from '../kpi/definition-version.ts'
import { definitions } from '../kpi/definitions.ts'
import { computeKpis } from '../kpi/engine.ts'
import { effectiveSelection } from '../kpi/grouping.ts'
import { schedulesOfSelection } from '../kpi/schedules-in-force.ts'
import { selectRows } from '../kpi/selected-cases.ts'
import { readySelection } from '../kpi/selection.ts'
import type { BaselineNow } from '../kpi/goals/stale-baseline.ts'
import { wholeWeeks } from '../kpi/trend/trend-series.ts'
import { version } from '../version.ts'
import type { Session } from './session.ts'

export interface BaselineQuestion {
  readonly kpi: KpiId
  readonly selection: Selection
  readonly hours: HoursMode
  readonly inferredClose: boolean
}

export function measureKpi(session: Session, { kpi, selection, hours, inferredClose }: BaselineQuestion): KpiResult {
  const request = { kpis: [kpi], selection, hours, inferredClose }
  const [result] = computeKpis(session.facts(), request, session.settings())
  if (result === undefined) throw new Error(`the engine gave no result for ${kpi}`)
  return result
}

/** Whole covered weeks with a value to go by, in time order, and how many there are with those that have none. */
export function measureWeeks(
  session: Session,
  { kpi, selection, hours, inferredClose }: BaselineQuestion,
): { readonly weeks: BaselineRecord['weeks']; readonly wholeWeeks: number } {
  const reading: Reading = { settings: session.settings(), hours, inferredClose }
  const all = wholeWeeks(session.facts(), kpi, selection, reading)
  return {
    weeks: all.flatMap(({ from, value, n, hasShortHistory }) =>
      value === null || hasShortHistory === true ? [] : [{ from, value, n }],
    ),
    wholeWeeks: all.length,
  }
}

/** All that a record holds, as it is now. */
export function measureBaseline(
  session: Session,
  question: BaselineQuestion,
): BaselineNow & Pick<BaselineRecord, 'weeks'> {
  const { kpi, selection, hours } = question
  const facts = session.facts()
  const settings = session.settings()
  const definition: KpiDefinition = definitions[kpi]
  const effective = effectiveSelection(definition, selection, false)
  const days = coveredDays(facts, readySelection(facts, effective, settings).channels, effective, settings)
  return {
    result: measureKpi(session, question),
    days: days ?? { from: '', to: '' },
    ...measureWeeks(session, question),
    sources: sourcesOf(session, question),
    schedules:
      hours === 'business' && readsHours(definition)
        ? schedulesOfSelection(settings, selection, facts.names.teams)
        : [],
    definition: { version: definitionVersion(kpi), app: version },
    rules: rulesOf(definition, settings),
  }
}

/** The sources that have cases in the selection, each with its imports, in an order that does not depend on theirs. */
function sourcesOf(session: Session, question: BaselineQuestion): BaselineRecord['sources'] {
  const { kpi, selection, hours, inferredClose } = question
  const facts = session.facts()
  const { columns, groups } = selectRows(facts, kpi, selection, { settings: session.settings(), hours, inferredClose })
  const found = new Set<number>()
  for (let row = 0; row < columns.count; row++) if (groups[row] === 0) found.add(columns.source[row] ?? -1)
  const imports = importsBySource(session.workspace().reader)
  return [...found]
    .flatMap((source) => facts.names.sources[source] ?? [])
    .sort()
    .map((name) => ({ name, imports: imports.get(name) ?? [] }))
}

function importsBySource(db: Database): Map<string, BaselineRecord['sources'][number]['imports']> {
  const rows = db
    .prepare<[], { source: string; file: string; sha256: string }>(
      `SELECT source.name source, file_name file, sha256 FROM import JOIN source ON source.id = import.source_id
       ORDER BY sha256, file_name`,
    )
    .all()
  return new Map(
    [...Map.groupBy(rows, ({ source }) => source)].map(([name, own]) => [
      name,
      own.map(({ file, sha256 }) => ({ file, sha256 })),
    ]),
  )
}

/** Settings that decide what counts, named as in a sentence. */
function rulesOf(definition: KpiDefinition, settings: EngineSettings): Readonly<Record<string, string>> {
  const within = settings.firstResponseTargetSeconds
  return {
    'the time zone': settings.zone,
    'the opt-out words': settings.optOutWords.toSorted().join(', '),
    'the opt-in words': settings.optInWords.toSorted().join(', '),
    'whether thanks need a reply': settings.courtesyEndsTurn ? 'no' : 'yes',
    ...(definition.usesTarget === true ? { 'the target of first responses': String(within ?? 'none') } : {}),
  }
}
