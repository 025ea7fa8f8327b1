/** The four meanings of colour, each with its own shape and word: better, worse, unclear, not measurable. */
import type { Verdict } from '../../shared/kpi.ts'
import type { TargetState } from '../../shared/goals.ts'
import { verdictWords } from '../../shared/verdict-words.ts'
import type { VerdictTone } from '../../shared/verdict-words.ts'
import './meaning.css'

export type Tone = VerdictTone | 'none'

interface BadgeProps {
  readonly tone: Tone
  readonly word: string
}

/** Icon, word and colour together. */
export function MeaningBadge({ tone, word }: BadgeProps) {
  return (
    <span className={`pl-meaning pl-meaning-${tone}`}>
      <MeaningIcon tone={tone} />
      {word}
    </span>
  )
}

export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  const { tone, word } = verdictWords[verdict]
  return <MeaningBadge tone={tone} word={word} />
}

const stateWords = {
  met: { tone: 'better', word: 'Met' },
  'not-met': { tone: 'worse', word: 'Not met' },
  'on-the-line': { tone: 'unclear', word: 'On the line' },
  stale: { tone: 'unclear', word: 'Out of date' },
  'not-measurable': { tone: 'not-measurable', word: 'Not measurable' },
  'no-target': { tone: 'none', word: 'No target' },
} as const satisfies Record<TargetState, BadgeProps>

export function StateBadge({ state }: { readonly state: TargetState }) {
  return <MeaningBadge {...stateWords[state]} />
}

/** ▲ ▼ ≈ ⦸ as drawings: not every font has all four, and they would not share a size. */
export function MeaningIcon({ tone }: { readonly tone: Tone }) {
  return (
    <svg className="pl-meaning-icon" viewBox="0 0 12 12" width="12" height="12" aria-hidden>
      {tone === 'better' && <path d="M6 1.5 11 10.5H1Z" fill="currentColor" />}
      {tone === 'worse' && <path d="M6 10.5 1 1.5H11Z" fill="currentColor" />}
      {tone === 'unclear' && (
        <path
          d="M1 4.4C2.6 2.6 4.2 2.9 6 4s3.4 1.4 5-.4M1 8.4C2.6 6.6 4.2 6.9 6 8s3.4 1.4 5-.4"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      )}
      {tone === 'not-measurable' && (
        <g fill="none" stroke="currentColor" strokeWidth="1.4">
          <circle cx="6" cy="6" r="4.6" />
          <path d="M2.8 2.8 9.2 9.2" />
        </g>
      )}
      {tone === 'none' && <circle cx="6" cy="6" r="1.8" fill="currentColor" />}
    </svg>
  )
}
