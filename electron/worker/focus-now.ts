/** What to work on first, by the goals of the open workspace. */
import type { Focus } from '../../shared/focus.ts'
import type { HoursMode, Selection } from '../../shared/model.ts'
import { smallestOf } from '../../shared/smallest-difference.ts'
import { customersTouched } from '../kpi/customers-touched.ts'
import { rankFocus } from '../kpi/goals/focus.ts'
import { goalsNow } from './goals-now.ts'
import type { Session } from './session.ts'
import { trendNow } from './trend-now.ts'

export function focusNow(session: Session, selection: Selection, hours: HoursMode): Focus {
  const settings = session.settings()
  return rankFocus(
    goalsNow(session, selection, hours).flatMap((goal) =>
      goal.kpis.map((row) => {
        const { kpi, target } = row
        const own = {
          selection: { ...selection, ...target?.subject },
          hours: target?.hours ?? hours,
          inferredClose: target?.inferredClose ?? false,
        }
        const isRanked = target !== null && row.current.status === 'ok'
        return {
          goal: { id: goal.id, title: goal.title },
          row,
          selection: own.selection,
          hours: own.hours,
          trend: isRanked ? trendNow(session, { kpi, by: 'week', ...own }) : null,
          customers: isRanked ? customersTouched(session.facts(), kpi, own.selection, { ...own, settings }) : 0,
          smallest: smallestOf(kpi, settings.smallestDifferences),
        }
      }),
    ),
  )
}
