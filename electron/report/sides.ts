/** Names, periods and looks of the two sides of a report. */
import type { Channel, Selection, WorkspaceSummary } from '../../shared/model.ts'
import { describePeriod, describeSelection, formatDayRange } from '../../shared/units.ts'
import type { ReportSide } from './report-model.ts'

/** With fixed key order and sorted lists: equal selections must give equal bytes. Empty lists mean all, as absent ones. */
export function normalSelection(selection: Selection): Selection {
  const lists = {
    channels: sorted(selection.channels),
    teams: sorted(selection.teams),
    agents: sorted(selection.agents),
    inboxes: sorted(selection.inboxes),
    sources: sorted(selection.sources),
  }
  return {
    ...(lists.channels === undefined ? {} : { channels: lists.channels }),
    ...(lists.teams === undefined ? {} : { teams: lists.teams }),
    ...(lists.agents === undefined ? {} : { agents: lists.agents }),
    ...(lists.inboxes === undefined ? {} : { inboxes: lists.inboxes }),
    ...(lists.sources === undefined ? {} : { sources: lists.sources }),
    ...(selection.from === undefined ? {} : { from: selection.from }),
    ...(selection.to === undefined ? {} : { to: selection.to }),
  }
}

function sorted<Name extends string>(names: readonly Name[] | undefined): readonly Name[] | undefined {
  return names === undefined || names.length === 0 ? undefined : [...names].sort()
}

/** Both sides; where only their periods differ, the period becomes part of the name. */
export function describeSides(
  subject: Selection,
  baseline: Selection,
  workspace: WorkspaceSummary,
): { readonly subject: ReportSide; readonly baseline: ReportSide } {
  const names = [subject, baseline].map((selection) => withoutPeriod(selection))
  const needPeriod = names[0] === names[1]
  const subjectChannel = onlyChannel(subject)
  const baselineChannel = onlyChannel(baseline)
  return {
    subject: side(subject, needPeriod, subjectChannel, workspace),
    baseline: side(baseline, needPeriod, baselineChannel === subjectChannel ? null : baselineChannel, workspace),
  }
}

function withoutPeriod(selection: Selection): string {
  return describeSelection({ ...selection, from: undefined, to: undefined })
}

function onlyChannel(selection: Selection): Channel | null {
  return selection.channels?.length === 1 ? (selection.channels[0] ?? null) : null
}

function side(
  selection: Selection,
  needPeriod: boolean,
  look: Channel | null,
  workspace: WorkspaceSummary,
): ReportSide {
  const nameInText = needPeriod ? describeSelection(selection) : withoutPeriod(selection)
  return {
    name: nameInText.charAt(0).toUpperCase() + nameInText.slice(1),
    nameInText,
    selectionText: describeSelection(selection),
    periodText: periodText(selection, workspace),
    selection: normalSelection(selection),
    look,
  }
}

function periodText(selection: Selection, workspace: WorkspaceSummary): string {
  const from = selection.from ?? workspace.firstDay
  const to = selection.to ?? workspace.lastDay
  if (from === null || to === null) return describePeriod(selection) || 'no dated data'
  return selection.from === undefined && selection.to === undefined
    ? `all data, ${formatDayRange(from, to)}`
    : formatDayRange(from, to)
}
