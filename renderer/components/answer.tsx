/** The answer of a comparison: its first sentence large, the others below. */
import './answer.css'

export function Answer({ sentences }: { readonly sentences: readonly string[] }) {
  const [first, ...others] = sentences
  return (
    <div className="pl-answer">
      <p className="pl-answer-first">{first}</p>
      {others.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  )
}
