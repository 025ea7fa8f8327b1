/** Opening, creating and describing workspaces, and their settings. */
import type { Facets, Selection, WorkspaceSettings, WorkspaceSummary } from '../../shared/model.ts'
import { checkSchedules, orderSchedules } from '../../shared/schedules.ts'
import { checkSmallestDifferences, ownDifferences } from '../../shared/smallest-difference.ts'
import { checkZone } from '../../shared/time.ts'
import { facetsOf } from '../kpi/facets.ts'
import { reclassifyTexts } from '../import/store/reclassify.ts'
import { touchEverything } from '../import/store/stored-facts.ts'
import { saveReadyGoals } from '../workspace/goals.ts'
import { saveSettings } from '../workspace/settings.ts'
import { createWorkspace } from '../workspace/workspace.ts'
import { bringUpToDate } from './bring-up-to-date.ts'
import { changeFacts } from './change-facts.ts'
import type { Handlers, Job } from './job.ts'
import { newSettings } from './new-settings.ts'
import { reportShare } from './report-share.ts'
import { sampleDefaults } from '../sample/company.ts'
import { requiredPath } from './required-path.ts'
import { createSampleWorkspace } from './sample-import.ts'
import type { Session } from './session.ts'

export const workspaceHandlers: Handlers<
  | 'workspaces.create'
  | 'workspaces.open'
  | 'workspaces.openSample'
  | 'workspaces.close'
  | 'workspaces.current'
  | 'workspaces.facets'
  | 'settings.save'
  | 'node.open'
> = {
  'workspaces.create': (session, input, path) => {
    create(session, requiredPath(path), input.zone, input.country)
    return session.summary()
  },
  'workspaces.open': (session, _input, path) => openExisting(session, requiredPath(path), session.summary),
  'workspaces.openSample': (session, _input, path) => openSample(session, requiredPath(path)),
  'workspaces.close': (session) => {
    session.close()
    return null
  },
  'workspaces.current': (session) => (session.isOpen() ? session.summary() : null),
  'workspaces.facets': (session, input): Facets =>
    facetsOf(session.facts(), daysOnly(input.selection), session.settings()),
  'settings.save': (session, input) => applySettings(session, input),
  'node.open': (session, input, path) => {
    if (input.create === null) return openExisting(session, requiredPath(path), () => null)
    create(session, requiredPath(path), input.create.zone, input.create.country)
    return null
  },
}

/** Which names there are does not depend on the names chosen, only on the days. */
function daysOnly(selection: Selection): Selection {
  return { from: selection.from, to: selection.to }
}

function* openExisting<Value>(session: Session, path: string, result: () => Value): Job<Value> {
  const before = session.isOpen() ? session.workspace().path : null
  let isComplete = false
  session.open(path)
  try {
    yield* bringUpToDate(session)
    isComplete = true
  } finally {
    // What is only half up to date is not opened; the other one stays.
    if (!isComplete && before === null) session.close()
    else if (!isComplete && before !== null) session.open(before)
  }
  return result()
}

function create(session: Session, path: string, zone: string, country: string): void {
  checkZone(zone)
  const workspace = createWorkspace(path)
  saveSettings(workspace.db, newSettings(zone, country), false)
  saveReadyGoals(workspace.db)
  session.use(workspace)
}

function* openSample(session: Session, path: string): Job<WorkspaceSummary> {
  yield* createSampleWorkspace(session, path, sampleDefaults)
  return session.summary()
}

function* applySettings(session: Session, settings: WorkspaceSettings): Job<WorkspaceSummary> {
  checkZone(settings.zone)
  checkSchedules(settings.schedules)
  const schedules = orderSchedules(settings.schedules)
  for (const schedule of schedules) checkZone(schedule.zone)
  checkSmallestDifferences(settings.smallestDifferences)
  const smallestDifferences = ownDifferences(settings.smallestDifferences ?? {})
  const { isSample, ...before } = session.settings()
  const { db } = session.workspace()
  const wordsChanged =
    JSON.stringify([before.optOutWords, before.optInWords]) !==
    JSON.stringify([settings.optOutWords, settings.optInWords])
  const factsChanged = wordsChanged || before.courtesyEndsTurn !== settings.courtesyEndsTurn
  yield* changeFacts(
    session,
    function* () {
      saveSettings(db, { ...settings, schedules, smallestDifferences }, isSample)
      if (wordsChanged) yield* reportShare('texts', reclassifyTexts(db, settings), session.now)
      return factsChanged ? touchEverything(db) : null
    },
    settings,
  )
  return session.summary()
}
