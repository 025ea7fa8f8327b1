/** Wrong usage: exit status 2, with the nearest valid spelling. */

export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** The known word that is nearest to a misspelt one, or null if none is near. */
export function nearestOf(word: string, known: readonly string[]): string | null {
  const scored = known
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)
  const best = scored[0]
  return best !== undefined && best.distance <= Math.max(2, Math.floor(word.length / 3)) ? best.candidate : null
}

export function unknownWord(kind: string, word: string, known: readonly string[]): UsageError {
  const nearest = nearestOf(word, known)
  return new UsageError(
    `Unknown ${kind} "${word}". ${nearest === null ? `Known: ${known.join(', ')}.` : `Did you mean "${nearest}"?`}`,
  )
}

/** Levenshtein's edit distance (1966), one row at a time. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row.push(Math.min(replaced, (previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1))
    }
    previous = row
  }
  return previous[b.length] ?? 0
}
