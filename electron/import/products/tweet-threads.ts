/**
 * Which conversation a tweet belongs to, for all tweets of a file of millions: numbers in typed arrays, about 30 bytes a
 * tweet where ids are small (as in the data set), more where they are Twitter's own of 19 digits.
 *
 * Tweets form trees: each names at most one parent, in any order, and parents can be missing. A tree can hold several
 * customers, so a conversation is one customer in one tree; a brand's tweet belongs to the customer whom it answers, that
 * is the author of the nearest customer's tweet above it. The id is the root's where the customer wrote the root, else the
 * root's with the customer's. Both follow from the tree alone, so that neither the order of the rows nor the size of the
 * file matters, as long as the tree goes up to the same root.
 *
 * The limit: if the root is in another file, the topmost parent that is named stands for it. If the first tweet below it
 * is a brand's, the root is taken for the customer's own (brands answer customers), else for a brand's. Imports of parts
 * that cut a tree between two of its tweets therefore see two conversations, until a file with both is imported.
 */
import { AppError } from '../../../shared/errors.ts'

export interface TweetPlace {
  readonly conversation: string
  /** Null: no customer wrote above or at this tweet. */
  readonly customer: string | null
}

export interface TweetThreads {
  readonly placeOf: (tweetId: string) => TweetPlace
  /** Parents that are named and not there. */
  readonly missingParents: number
}

export interface TweetCollector {
  /** `customer`: the author if it is a customer. Of an id that occurs twice the first row counts. */
  readonly add: (tweetId: string, parentId: string | null, customer: string | null) => void
  readonly finish: () => TweetThreads
}

/** Ids below this are looked up in an array, others in a map. */
const smallIds = 2 ** 24
const maxTweets = 40_000_000

// What a slot holds as its author; customers' codes follow.
const notInFile = 0
const brand = 1
const firstCode = 2
const inProgress = 0xffff_ffff

export function collectTweets(fileName: string): TweetCollector {
  const ids = openIds()
  const customers = openCodes()
  let parents = new Uint32Array(1024)
  let authors = new Uint32Array(1024)
  const slotOf = (id: string): number => {
    const slot = ids.slotOf(id)
    if (slot < parents.length) return slot
    if (slot >= maxTweets) {
      throw new AppError('file-too-large', `${fileName} has more than ${maxTweets} tweets; split the file.`, {
        file: fileName,
      })
    }
    parents = grown(parents, slot)
    authors = grown(authors, slot)
    return slot
  }
  return {
    add: (tweetId, parentId, customer) => {
      const slot = slotOf(tweetId)
      const parent = parentId === null ? null : slotOf(parentId)
      if (authors[slot] !== notInFile) return
      authors[slot] = customer === null ? brand : customers.codeOf(customer)
      // 0 = no parent, so slots count from 1 here.
      parents[slot] = parent === null || parent === slot ? 0 : parent + 1
    },
    finish: () => openThreads(ids, customers, parents, authors),
  }
}

function openThreads(ids: Ids, customers: Codes, parents: Uint32Array, authors: Uint32Array): TweetThreads {
  const count = ids.count()
  /** Slot of the root, from 1; 0 = not yet known. */
  const roots = new Uint32Array(count)
  /** Code of the nearest customer above or at the tweet; 0 = none. */
  const nearest = new Uint32Array(count)
  /** Whether the first tweet below a root that is not there is a brand's. */
  const isBelowByBrand = new Uint8Array(count)
  const at = (array: Uint32Array, slot: number): number => array[slot] ?? 0
  const ownCustomer = (slot: number): number => (at(authors, slot) >= firstCode ? at(authors, slot) : 0)

  const resolve = (slot: number): void => {
    const path: number[] = []
    let top = slot
    while (at(roots, top) === 0 && at(parents, top) !== 0) {
      roots[top] = inProgress
      path.push(top)
      top = at(parents, top) - 1
    }
    if (at(roots, top) === inProgress) {
      // A circle, which no real data has: it is opened at its smallest id, wherever the walk began.
      const circle = path.slice(path.indexOf(top))
      const smallest = circle.reduce((left, right) => (isSmallerId(ids.idOf(right), ids.idOf(left)) ? right : left))
      parents[smallest] = 0
      for (const step of path) roots[step] = 0
      resolve(slot)
      return
    }
    if (at(roots, top) === 0) {
      roots[top] = top + 1
      nearest[top] = ownCustomer(top)
    }
    for (let index = path.length - 1; index >= 0; index--) {
      const step = path[index] ?? 0
      const parent = at(parents, step) - 1
      roots[step] = at(roots, parent)
      nearest[step] = ownCustomer(step) || at(nearest, parent)
      const isBelowMissing = at(parents, parent) === 0 && at(authors, parent) === notInFile
      isBelowByBrand[step] = isBelowMissing ? (at(authors, step) === brand ? 1 : 0) : (isBelowByBrand[parent] ?? 0)
    }
  }
  let missingParents = 0
  for (let slot = 0; slot < count; slot++) {
    if (at(roots, slot) === 0) resolve(slot)
    if (at(authors, slot) === notInFile) missingParents++
  }
  return {
    missingParents,
    placeOf: (tweetId) => {
      const slot = ids.find(tweetId)
      if (slot === -1) return { conversation: tweetId, customer: null }
      const root = at(roots, slot) - 1
      const code = at(nearest, slot)
      const rootId = ids.idOf(root)
      if (code === 0) return { conversation: rootId, customer: null }
      const customer = customers.textOf(code)
      const rootAuthor = at(authors, root)
      const isOwnRoot = rootAuthor === notInFile ? isBelowByBrand[slot] === 1 : rootAuthor === code
      return { conversation: isOwnRoot ? rootId : `${rootId}/${customer}`, customer }
    },
  }
}

function isSmallerId(left: string, right: string): boolean {
  return left.length === right.length ? left < right : left.length < right.length
}

interface Ids {
  /** The slot of an id, a new one if need be. */
  readonly slotOf: (id: string) => number
  /** -1 = unknown. */
  readonly find: (id: string) => number
  readonly idOf: (slot: number) => string
  readonly count: () => number
}

function openIds(): Ids {
  /** From a small id to its slot, from 1; 0 = none. */
  let small = new Uint32Array(1024)
  /** From a slot to its small id; 0 = it is another one. */
  let smallIdOf = new Uint32Array(1024)
  const large = new Map<string, number>()
  const largeIdOf = new Map<number, string>()
  let count = 0
  const find = (id: string): number => {
    const value = smallIdOrZero(id)
    return value === 0 ? (large.get(id) ?? -1) : (small[value] ?? 0) - 1
  }
  return {
    find,
    slotOf: (id) => {
      const known = find(id)
      if (known !== -1) return known
      const slot = count++
      const value = smallIdOrZero(id)
      if (value === 0) {
        large.set(id, slot)
        largeIdOf.set(slot, id)
        return slot
      }
      if (value >= small.length) small = grown(small, value)
      if (slot >= smallIdOf.length) smallIdOf = grown(smallIdOf, slot)
      small[value] = slot + 1
      smallIdOf[slot] = value
      return slot
    },
    idOf: (slot) => largeIdOf.get(slot) ?? String(smallIdOf[slot] ?? 0),
    count: () => count,
  }
}

/** 0 for ids that are large, or written so that the number would not give back the text. */
function smallIdOrZero(id: string): number {
  if (id.length > 8 || id.startsWith('0')) return 0
  const value = Number(id)
  return value > 0 && value < smallIds && Number.isInteger(value) ? value : 0
}

interface Codes {
  readonly codeOf: (customer: string) => number
  readonly textOf: (code: number) => string
}

/** Customers are numbers in the data set and can be names in copies; numbers are their own codes. */
function openCodes(): Codes {
  const lastNumber = 999_999_999
  const known = new Map<string, number>()
  const names: string[] = []
  return {
    codeOf: (customer) => {
      if (/^[1-9]\d{0,8}$/.test(customer)) return Number(customer) + firstCode
      let code = known.get(customer)
      if (code === undefined) {
        code = lastNumber + firstCode + 1 + names.length
        known.set(customer, code)
        names.push(customer)
      }
      return code
    },
    textOf: (code) =>
      code > lastNumber + firstCode ? (names[code - lastNumber - firstCode - 1] ?? '') : String(code - firstCode),
  }
}

/** A copy that is twice as long, or long enough for `index`. */
function grown(array: Uint32Array<ArrayBuffer>, index: number): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(Math.max(array.length * 2, index + 1))
  longer.set(array)
  return longer
}
