/**
 * Ids of rows. Rows are numbered one after the other, so a bit each holds them in a hundredth of the memory of a `Set`:
 * a file may touch millions of conversations.
 */
export interface ReadonlyIdSet extends Iterable<number> {
  readonly has: (id: number) => boolean
  readonly size: number
}

/** Iterates in ascending order. */
export interface IdSet extends ReadonlyIdSet {
  readonly add: (id: number) => void
  readonly addAll: (ids: Iterable<number>) => void
}

const idsPerPage = 8192
const idsPerWord = 32

/** @param ids integers */
export function idSet(ids: Iterable<number> = []): IdSet {
  // Pages, since a file of unknown origin may number its rows as it likes.
  const pages = new Map<number, Uint32Array>()
  let size = 0
  const add = (id: number): void => {
    const number = Math.floor(id / idsPerPage)
    let page = pages.get(number)
    if (page === undefined) pages.set(number, (page = new Uint32Array(idsPerPage / idsPerWord)))
    const place = id - number * idsPerPage
    const word = place >>> 5
    const bit = 1 << (place & 31)
    const before = page[word] ?? 0
    if ((before & bit) !== 0) return
    page[word] = before | bit
    size++
  }
  const set: IdSet = {
    has: (id) => {
      const number = Math.floor(id / idsPerPage)
      const place = id - number * idsPerPage
      return ((pages.get(number)?.[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0
    },
    get size() {
      return size
    },
    add,
    addAll: (more) => {
      for (const id of more) add(id)
    },
    *[Symbol.iterator]() {
      for (const number of [...pages.keys()].sort((a, b) => a - b)) {
        const page = pages.get(number)
        for (let place = 0; place < idsPerPage; place++) {
          if (((page?.[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0) yield number * idsPerPage + place
        }
      }
    },
  }
  set.addAll(ids)
  return set
}

/** In pieces of a size that a statement takes as one parameter. */
export function* inChunks(ids: Iterable<number>, length: number): Generator<readonly number[]> {
  let chunk: number[] = []
  for (const id of ids) {
    chunk.push(id)
    if (chunk.length < length) continue
    yield chunk
    chunk = []
  }
  if (chunk.length > 0) yield chunk
}
