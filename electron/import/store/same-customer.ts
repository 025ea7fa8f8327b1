/**
 * Which addresses are one customer's: those that a person's record of an export names together, and those that the user
 * says are. Pure. A number that several people have joins nobody by itself; it is told apart instead.
 */
import { foldText } from '../table/fold-text.ts'

export interface KnownAddress {
  readonly address: string
  readonly kind: 'phone' | 'email' | 'other'
}

/** What all records of one alias say together. */
export interface KnownPerson {
  readonly alias: string
  readonly names: readonly string[]
  /** Best known first. */
  readonly addresses: readonly KnownAddress[]
  /** Somebody on our side, whose addresses say nothing about customers. */
  readonly isOurs: boolean
}

export interface ContactChoice {
  readonly address: string
  readonly other: string
  readonly isSame: boolean
}

/** An address of several people, so that it joins none of them. */
export interface SharedAddress {
  readonly address: string
  readonly people: readonly KnownPerson[]
}

export interface SameCustomers {
  /** By address or alias: the address that stands for the customer. Only of those that have another one. */
  readonly rootOf: ReadonlyMap<string, string>
  readonly shared: readonly SharedAddress[]
}

const kindOrder = { email: 0, phone: 1, other: 2, alias: 3 } as const

/** The result depends on what is known alone, not on the order in which it is given. */
export function joinCustomers(people: readonly KnownPerson[], choices: readonly ContactChoice[]): SameCustomers {
  const shared = findShared(people)
  const sharedAddresses = new Set(shared.map(({ address }) => address))
  const kinds = new Map<string, keyof typeof kindOrder>()
  for (const { alias, addresses } of people) {
    kinds.set(alias, 'alias')
    for (const { address, kind } of addresses) kinds.set(address, kind)
  }
  for (const { address, other } of choices)
    for (const one of [address, other]) if (!kinds.has(one)) kinds.set(one, kindOfText(one))
  const groups = openGroups(choices.filter(({ isSame }) => !isSame))
  // The user's word first: what it joins, no export can keep apart, and what it keeps apart, none can join.
  for (const { address, other } of sortedBy(choices, ({ address, other }) => `${address} ${other}`).filter(
    ({ isSame }) => isSame,
  ))
    groups.join(address, other)
  for (const person of sortedBy(people, ({ alias }) => alias)) {
    const certain = person.addresses.filter(({ address }) => !sharedAddresses.has(address))
    // Of a mailbox that several people use, the numbers say nothing about each other.
    const hasSharedMailbox = person.addresses.some(
      ({ address, kind }) => kind === 'email' && sharedAddresses.has(address),
    )
    const joined = hasSharedMailbox ? person.addresses.filter(({ kind }) => kind === 'email') : certain
    // The best known first: where two of them are to stay apart, the alias stays with that one.
    for (const { address } of person.isOurs ? person.addresses.slice(0, 1) : joined) groups.join(person.alias, address)
  }
  const rootOf = new Map<string, string>()
  for (const members of groups.all()) {
    const [root, ...others] = members.toSorted(
      (a, b) => kindOrder[kinds.get(a) ?? 'other'] - kindOrder[kinds.get(b) ?? 'other'] || (a < b ? -1 : 1),
    )
    if (root !== undefined) for (const other of others) rootOf.set(other, root)
  }
  return { rootOf, shared }
}

function sortedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ item }) => item)
}

function kindOfText(address: string): 'phone' | 'email' | 'other' {
  if (address.includes('@')) return 'email'
  return address.startsWith('+') ? 'phone' : 'other'
}

/**
 * A number of people with several e-mail addresses, or with names that do not go together; a mailbox of people with names
 * that do not go together and several numbers.
 */
function findShared(people: readonly KnownPerson[]): SharedAddress[] {
  const having = new Map<string, { kind: KnownAddress['kind']; people: KnownPerson[] }>()
  for (const person of people) {
    if (person.isOurs) continue
    for (const { address, kind } of person.addresses) {
      const known = having.get(address)
      if (known === undefined) having.set(address, { kind, people: [person] })
      else known.people.push(person)
    }
  }
  const shared: SharedAddress[] = []
  for (const [address, { kind, people: own }] of having) {
    if (own.length < 2) continue
    const others = (wanted: KnownAddress['kind']): number =>
      new Set(own.flatMap(({ addresses }) => addresses.filter((one) => one.kind === wanted).map((one) => one.address)))
        .size
    const hasManyNames = !goTogether(own.flatMap(({ names }) => names))
    const isShared = kind === 'email' ? hasManyNames && others('phone') > 1 : hasManyNames || others('email') > 1
    if (isShared) shared.push({ address, people: sortedBy(own, ({ alias }) => alias) })
  }
  return sortedBy(shared, ({ address }) => address)
}

/** "Kim" and "Kim Lee" may be one person, "Kim" and "Lou" are two. */
function goTogether(names: readonly string[]): boolean {
  const words = [...new Set(names.map(foldText))]
    .filter((name) => name !== '')
    .map((name) => new Set(name.split(' ')))
    .sort((a, b) => b.size - a.size)
  return words.every((few, index) => words.slice(0, index).every((many) => [...few].every((word) => many.has(word))))
}

interface Groups {
  /** Leaves both as they are where that would bring two together that are to stay apart. */
  readonly join: (a: string, b: string) => void
  readonly all: () => readonly (readonly string[])[]
}

function openGroups(apart: readonly ContactChoice[]): Groups {
  const groupOf = new Map<string, string[]>()
  const apartFrom = new Map<string, string[]>()
  for (const { address, other } of apart) {
    apartFrom.set(address, [...(apartFrom.get(address) ?? []), other])
    apartFrom.set(other, [...(apartFrom.get(other) ?? []), address])
  }
  const find = (one: string): string[] => {
    let group = groupOf.get(one)
    if (group === undefined) groupOf.set(one, (group = [one]))
    return group
  }
  return {
    join: (a, b) => {
      const first = find(a)
      const second = find(b)
      if (first === second) return
      const [small, large] = first.length < second.length ? [first, second] : [second, first]
      if (apartFrom.size > 0 && small.some((one) => apartFrom.get(one)?.some((other) => groupOf.get(other) === large)))
        return
      for (const one of small) groupOf.set(one, large)
      large.push(...small)
    },
    all: () => [...new Set(groupOf.values())].filter((group) => group.length > 1),
  }
}
