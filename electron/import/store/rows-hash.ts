/** One hash over all rows of an import, whatever their order. */
import { createHash } from 'node:crypto'

export interface RowsHash {
  readonly add: (contentHash: Buffer) => void
  readonly hex: () => string
}

/**
 * The sum of the rows' 128-bit hashes, word by word modulo 2^32, hashed together with their number. A sum, because the
 * rows of an overlapping import are stored in another order than the file had. It finds damage; it is no signature.
 */
export function startRowsHash(): RowsHash {
  const sum = new Uint32Array(4)
  let rows = 0
  return {
    add: (contentHash) => {
      for (let word = 0; word < 4; word++) sum[word] = (sum[word] ?? 0) + contentHash.readUInt32LE(word * 4)
      rows++
    },
    hex: () =>
      createHash('sha256')
        .update(`${rows}:${[...sum].join(',')}`)
        .digest('hex'),
  }
}
