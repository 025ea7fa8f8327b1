/** Goals, their targets, and what to work on. */
import { removeGoal, saveGoal } from '../workspace/goals.ts'
import { focusNow } from './focus-now.ts'
import { goalsNow } from './goals-now.ts'
import type { Handlers } from './job.ts'
import { measureTargetAgain, previewTarget, removeTarget, setTarget } from './target-now.ts'

export const goalHandlers: Handlers<
  | 'goals.list'
  | 'goals.save'
  | 'goals.remove'
  | 'goals.preview'
  | 'goals.setTarget'
  | 'goals.measureAgain'
  | 'goals.clearTarget'
  | 'focus.list'
> = {
  'goals.list': (session, input) => goalsNow(session, input.selection, input.hours),
  'goals.save': (session, input) => ({ id: saveGoal(session.workspace().db, input, session.now()) }),
  'goals.remove': (session, input) => {
    removeGoal(session.workspace().db, input.id)
    return null
  },
  'goals.preview': (session, input) => previewTarget(session, input),
  'goals.setTarget': (session, input) => {
    setTarget(session, input)
    return null
  },
  'goals.measureAgain': (session, input) => {
    measureTargetAgain(session, input.goal, input.kpi)
    return null
  },
  'goals.clearTarget': (session, input) => {
    removeTarget(session, input.goal, input.kpi)
    return null
  },
  'focus.list': (session, input) => focusNow(session, input.selection, input.hours),
}
