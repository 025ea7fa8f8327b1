/**
 * KPIs that look back from a case: near the beginning of the data they miss what lay before it, as those that look ahead
 * miss what comes after the end. Nobody can say which cases are concerned, so that none is left out: the result says it.
 */
import type { Facts } from '../../shared/facts.ts'
import type { ShortHistory } from '../../shared/kpi.ts'
import type { Channel, ZoneName } from '../../shared/model.ts'
import { addDays, dayOf } from '../../shared/time.ts'
import { channelNamesInText, formatDay } from '../../shared/units.ts'
import type { CoveredDays } from './coverage.ts'
import type { KpiDefinition } from './definition.ts'
import { returnsOf } from './returns.ts'

/**
 * Of the channels that known customers write on, the one whose history stays too short for the longest, if any is for
 * some day of `days`; null where everything is known that the KPI looks back at.
 */
export function shortHistoryOf(
  facts: Facts,
  { lookBackDays }: KpiDefinition,
  of: readonly Channel[],
  days: CoveredDays | null,
  zone: ZoneName,
): ShortHistory | null {
  if (lookBackDays === undefined || days === null) return null
  const { channels } = returnsOf(facts)
  const [worst] = of
    .filter((channel) => channels.includes(channel))
    .map((channel) => {
      const dataFrom = dayOf(facts.dataStart[channel], zone)
      return { channel, dataFrom, knownFrom: addDays(dataFrom, lookBackDays) }
    })
    // Days are written so that the order of their texts is their order in time.
    .filter(({ dataFrom, knownFrom }) => dataFrom <= days.to && days.from < knownFrom)
    .toSorted((a, b) => (a.knownFrom > b.knownFrom ? -1 : 1))
  return worst === undefined ? null : { ...worst, caution: cautionOf(worst) }
}

function cautionOf({ channel, dataFrom, knownFrom }: Omit<ShortHistory, 'caution'>): string {
  return `whoever wrote before the data of ${channelNamesInText[channel]} begin (${formatDay(dataFrom)}) counts as new, so this share is too low until ${formatDay(addDays(knownFrom, -1))} and rises by itself`
}
