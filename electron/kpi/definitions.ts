/** Every KPI of the catalogue has exactly one definition; a missing one does not compile. */
import type { KpiId } from '../../shared/kpi.ts'
import type { KpiDefinition } from './definition.ts'
import { conversations } from './definitions/conversations.ts'
import { csat } from './definitions/csat.ts'
import { firstResponseTime } from './definitions/first-response-time.ts'
import { nps } from './definitions/nps.ts'
import { optOutShare } from './definitions/opt-out-share.ts'
import { resolutionTime } from './definitions/resolution-time.ts'
import { responseTime } from './definitions/response-time.ts'
import { returningCustomerShare } from './definitions/returning-customer-share.ts'
import { unansweredShare } from './definitions/unanswered-share.ts'

export const definitions = {
  'first-response-time': firstResponseTime,
  'response-time': responseTime,
  'resolution-time': resolutionTime,
  'unanswered-share': unansweredShare,
  conversations,
  'opt-out-share': optOutShare,
  'returning-customer-share': returningCustomerShare,
  nps,
  csat,
} as const satisfies Record<KpiId, KpiDefinition>
