/** Every KPI of the catalogue has exactly one definition; a missing one does not compile. */
import type { KpiId } from '../../shared/kpi.ts'
import type { KpiDefinition } from './definition.ts'
import { channelReturnRate } from './definitions/channel-return-rate.ts'
import { conversationsPerAgentDay } from './definitions/conversations-per-agent-day.ts'
import { conversations } from './definitions/conversations.ts'
import { csat } from './definitions/csat.ts'
import { customerEffort } from './definitions/customer-effort.ts'
import { firstContactResolution } from './definitions/first-contact-resolution.ts'
import { firstResponseTime } from './definitions/first-response-time.ts'
import { nps } from './definitions/nps.ts'
import { oneTouchShare } from './definitions/one-touch-share.ts'
import { openAtEnd } from './definitions/open-at-end.ts'
import { optOutShare } from './definitions/opt-out-share.ts'
import { reopenShare } from './definitions/reopen-share.ts'
import { repliesToResolution } from './definitions/replies-to-resolution.ts'
import { resolutionTime } from './definitions/resolution-time.ts'
import { responseTime } from './definitions/response-time.ts'
import { returningCustomerShare } from './definitions/returning-customer-share.ts'
import { totalWait } from './definitions/total-wait.ts'
import { transferShare } from './definitions/transfer-share.ts'
import { unansweredShare } from './definitions/unanswered-share.ts'
import { unsubscribeAfterService } from './definitions/unsubscribe-after-service.ts'
import { withinTargetShare } from './definitions/within-target-share.ts'

export const definitions = {
  'first-response-time': firstResponseTime,
  'response-time': responseTime,
  'resolution-time': resolutionTime,
  'unanswered-share': unansweredShare,
  conversations,
  'opt-out-share': optOutShare,
  'returning-customer-share': returningCustomerShare,
  'channel-return-rate': channelReturnRate,
  nps,
  csat,
  'total-wait': totalWait,
  'within-target-share': withinTargetShare,
  'conversations-per-agent-day': conversationsPerAgentDay,
  'open-at-end': openAtEnd,
  'replies-to-resolution': repliesToResolution,
  'one-touch-share': oneTouchShare,
  'first-contact-resolution': firstContactResolution,
  'reopen-share': reopenShare,
  'transfer-share': transferShare,
  'unsubscribe-after-service': unsubscribeAfterService,
  'customer-effort': customerEffort,
} as const satisfies Record<KpiId, KpiDefinition>
