import type { VendorBridge, VendorRequest } from '../../../shared/vendors.ts'
import { vendorNames } from '../../../shared/vendors.ts'

/** Two steps from our number to the vendor's, and what the vendor reported. */
export function bridgeOf({ vendor, selection, hours }: VendorRequest): VendorBridge {
  const name = vendorNames[vendor]
  return {
    vendor,
    hours,
    selection: { ...selection, sources: [name] },
    metrics: [
      {
        id: 'first-response',
        kpi: 'first-response-time',
        title: 'First reply time',
        steps: [
          { rule: null, value: 118, statistic: 'median', n: 420, changed: 0 },
          {
            rule: {
              id: 'opened-by-agents',
              title: 'Tickets that agents opened count',
              text: 'A ticket that an agent opened counts as well.',
              source: { title: `${name} help`, url: 'https://example.com/help' },
            },
            value: 131,
            statistic: 'median',
            n: 455,
            changed: 35,
          },
          {
            rule: { id: 'whole-minutes', title: 'Whole minutes', text: 'Durations are cut.', source: null },
            value: 120,
            statistic: 'median',
            n: 455,
            changed: 440,
          },
        ],
        reported: {
          field: 'reply_time.calendar',
          n: 450,
          value: 120,
          counted: 120,
          gap: 0,
          equal: 449,
          onlyReported: 2,
          onlyCounted: 5,
          furthest: [{ conversation: 12, reported: 180, counted: 240 }],
        },
        notFollowed: ['Shared tickets cannot be told from others.'],
      },
    ],
    notes: [`Only what was exported from ${name} is counted here.`],
  }
}
