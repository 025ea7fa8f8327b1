/** One order of day and month for all columns of a table: one program wrote it, and all of its rows decide. */
import type { PlanSettings } from '../export-format.ts'
import { TimeCounter, decideDayOrder, hasNumericDates } from './time-survey.ts'
import type { TimeSurvey } from './time-survey.ts'
import type { DayOrder } from './time-text.ts'

/** A column of times and what its beginning looks like. */
export interface TimeColumn {
  readonly column: number
  readonly survey: TimeSurvey
}

/** Null where nothing in the columns has an order. Throws `choice-needed` where the whole file leaves it open. */
export function decideOrder(
  names: readonly string[],
  columns: readonly TimeColumn[],
  settings: PlanSettings,
): DayOrder | null {
  const numeric = columns.filter(({ survey }) => hasNumericDates(survey))
  const [first] = numeric
  if (first === undefined) return settings.choices.dayOrder ?? null
  const scan = (): Pick<TimeSurvey, 'dayFirst' | 'monthFirst'> => {
    const surveys = numeric.map(({ column }) => surveyColumn(column, settings))
    return {
      dayFirst: surveys.reduce((sum, { dayFirst }) => sum + dayFirst, 0),
      monthFirst: surveys.reduce((sum, { monthFirst }) => sum + monthFirst, 0),
    }
  }
  return decideDayOrder(first.survey, names[first.column] ?? '', scan, settings.choices.dayOrder)
}

function surveyColumn(column: number, settings: PlanSettings): TimeSurvey {
  return settings.remember(`times of column ${column}`, function* () {
    const counter = new TimeCounter()
    yield* settings.scanColumn(column, (text) => counter.add(text))
    return counter.finish()
  })
}
