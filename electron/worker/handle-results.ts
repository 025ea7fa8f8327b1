/** Everything that is measured: KPIs, goals, comparisons, conversations, reports. */
import { channelReturnsOf } from '../kpi/channel-returns.ts'
import { listConversations, timelineOf } from '../kpi/conversations.ts'
import { distributionsOf } from '../kpi/distribution.ts'
import { computeKpis } from '../kpi/engine.ts'
import { clearTarget } from '../workspace/targets.ts'
import { compareSelections } from './compare-selections.ts'
import { goalsNow, previewTarget, setTarget } from './goals-now.ts'
import type { Handlers } from './job.ts'
import type { NodeMethods } from './protocol.ts'
import { previewReport, writeReport } from './report-now.ts'
import { trendNow } from './trend-now.ts'

export const resultHandlers: Handlers<
  | 'kpis.compute'
  | 'kpis.channelReturns'
  | 'kpis.distribution'
  | 'kpis.trend'
  | 'goals.list'
  | 'goals.preview'
  | 'goals.setTarget'
  | 'goals.clearTarget'
  | 'comparisons.run'
  | 'conversations.list'
  | 'conversations.timeline'
  | 'reports.preview'
  | 'reports.write'
  | 'node.writeReport'
> = {
  'kpis.compute': (session, input) => computeKpis(session.facts(), input, session.settings()),
  'kpis.channelReturns': (session, { selection }) => channelReturnsOf(session.facts(), selection, session.settings()),
  'kpis.distribution': (session, input) => distributionsOf(session.facts(), input, session.settings()),
  'kpis.trend': (session, input) => trendNow(session, input),
  'goals.list': (session, input) => goalsNow(session, input.selection, input.hours),
  'goals.preview': (session, input) => previewTarget(session, input),
  'goals.setTarget': (session, input) => {
    setTarget(session, input)
    return null
  },
  'goals.clearTarget': (session, input) => {
    clearTarget(session.workspace().db, input.goal, input.kpi)
    return null
  },
  'comparisons.run': (session, input) => compareSelections(session, input),
  'conversations.list': (session, input) =>
    listConversations(session.workspace().reader, session.facts(), input, session.settings()),
  'conversations.timeline': (session, input) =>
    timelineOf(session.workspace().reader, session.facts(), input.id, session.settings()),
  'reports.preview': (session, input) => ({ html: previewReport(session, input, session.now()) }),
  'reports.write': (session, input, path) => {
    const { file, byteCount } = writeReport(session, input.request, input.format, session.now(), path)
    return { file, byteCount }
  },
  'node.writeReport': (session, input, path): ReturnType<NodeMethods['node.writeReport']> =>
    writeReport(session, input.request, input.format, input.generatedAt, path),
}
