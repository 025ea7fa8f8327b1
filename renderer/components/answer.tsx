/** The answer of a comparison: its first sentence large, the others below. */
import { keepUnits } from '../../shared/units.ts'
import './answer.css'

export function Answer({ sentences }: { readonly sentences: readonly string[] }) {
  const [first, ...others] = sentences
  return (
    <div className="pl-answer">
      <p className="pl-answer-first">{first !== undefined && keepUnits(first)}</p>
      {others.map((sentence) => (
        <p key={sentence}>{keepUnits(sentence)}</p>
      ))}
    </div>
  )
}
