/** How a verdict looks and is called, the same on screens, in reports and in the headless command. */
import type { Verdict } from './kpi.ts'

/** Which of the four meanings of colour a verdict has. */
export type VerdictTone = 'better' | 'worse' | 'unclear' | 'not-measurable'

export const verdictIcons = {
  better: '▲',
  worse: '▼',
  unclear: '≈',
  'not-measurable': '⦸',
} as const satisfies Record<VerdictTone, string>

export const verdictWords = {
  better: { tone: 'better', word: 'Better' },
  worse: { tone: 'worse', word: 'Worse' },
  'small-difference': { tone: 'unclear', word: 'Small difference' },
  equivalent: { tone: 'unclear', word: 'Practically equal' },
  'no-clear-difference': { tone: 'unclear', word: 'No clear difference' },
  'too-little-data': { tone: 'unclear', word: 'Too little data' },
  'not-comparable': { tone: 'not-measurable', word: 'Not comparable' },
} as const satisfies Record<Verdict, { tone: VerdictTone; word: string }>
