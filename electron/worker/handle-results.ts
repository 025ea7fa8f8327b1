/** Everything that is measured: KPIs, trends, comparisons, conversations, reports. */
import { listCases } from '../kpi/explain/case-list.ts'
import { channelReturnsOf } from '../kpi/channel-returns.ts'
import { settingsOf } from '../kpi/column-cache.ts'
import { listConversations, timelineOf } from '../kpi/explain/conversations.ts'
import { distributionsOf } from '../kpi/distribution.ts'
import { computeKpis } from '../kpi/engine.ts'
import { compareSelections } from './compare-selections.ts'
import type { Handlers } from './job.ts'
import type { NodeMethods } from './protocol.ts'
import { previewReport, writeReport } from './report-now.ts'
import { trendNow } from './trend-now.ts'

export const resultHandlers: Handlers<
  | 'kpis.compute'
  | 'kpis.cases'
  | 'kpis.channelReturns'
  | 'kpis.distribution'
  | 'kpis.trend'
  | 'comparisons.run'
  | 'conversations.list'
  | 'conversations.timeline'
  | 'reports.preview'
  | 'reports.write'
  | 'node.writeReport'
> = {
  'kpis.compute': (session, input) => computeKpis(session.facts(), input, session.settings()),
  'kpis.cases': (session, input) => listCases(session.workspace().reader, session.facts(), input, session.settings()),
  'kpis.channelReturns': (session, { selection }) => channelReturnsOf(session.facts(), selection, session.settings()),
  'kpis.distribution': (session, input) => distributionsOf(session.facts(), input, session.settings()),
  'kpis.trend': (session, input) => trendNow(session, input),
  'comparisons.run': (session, input) => compareSelections(session, input),
  'conversations.list': (session, input) =>
    listConversations(session.workspace().reader, session.facts(), input, session.settings()),
  'conversations.timeline': (session, input) =>
    timelineOf(session.workspace().reader, session.facts(), input.id, input.selection ?? {}, {
      settings: settingsOf(session.settings(), input),
      hours: input.hours ?? 'calendar',
      inferredClose: input.inferredClose ?? false,
    }),
  'reports.preview': (session, input) => ({ html: previewReport(session, input, session.now()) }),
  'reports.write': (session, input, path) => {
    const { file, byteCount } = writeReport(session, input.request, input.format, session.now(), path)
    return { file, byteCount }
  },
  'node.writeReport': (session, input, path): ReturnType<NodeMethods['node.writeReport']> =>
    writeReport(session, input.request, input.format, input.generatedAt, path),
}
