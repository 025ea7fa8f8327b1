/** Ranks from 1, equal values sharing the mean of theirs. */
export function averageRanks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value)
  const ranks = values.slice()
  for (let i = 0; i < order.length;) {
    let end = i
    while (end < order.length && order[end]?.value === order[i]?.value) end += 1
    for (const { index } of order.slice(i, end)) ranks[index] = (i + end + 1) / 2
    i = end
  }
  return ranks
}
