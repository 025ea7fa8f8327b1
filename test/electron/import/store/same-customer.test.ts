import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinCustomers } from '../../../../electron/import/store/same-customer.ts'
import type { ContactChoice, KnownPerson } from '../../../../electron/import/store/same-customer.ts'

const kindOf = (address: string): 'email' | 'phone' => (address.includes('@') ? 'email' : 'phone')
const person = (alias: string, names: string[], ...addresses: string[]): KnownPerson => ({
  alias,
  names,
  addresses: addresses.map((address) => ({ address, kind: kindOf(address) })),
  isOurs: false,
})
const same = (address: string, other: string, isSame = true): ContactChoice => ({ address, other, isSame })
const roots = (people: KnownPerson[], choices: ContactChoice[] = []): Record<string, string> =>
  Object.fromEntries(joinCustomers(people, choices).rootOf)

describe('one customer', () => {
  it('is who a record knows by number and e-mail, in several products', () => {
    expect(
      roots([
        person('desk:1', ['Kim'], 'kim@example.com', '+1'),
        person('chat:7', ['Kim Lee'], 'kim@example.com', '+2'),
      ]),
    ).toEqual({
      'desk:1': 'kim@example.com',
      'chat:7': 'kim@example.com',
      '+1': 'kim@example.com',
      '+2': 'kim@example.com',
    })
  })

  it('is who the user says', () => {
    expect(roots([], [same('+1', 'kim@example.com')])).toEqual({ '+1': 'kim@example.com' })
    // Also over a shared number.
    const shared = [person('a:1', ['Kim'], 'kim@example.com', '+1'), person('a:2', ['Lou'], 'lou@example.com', '+1')]
    expect(roots(shared, [same('+1', 'lou@example.com')])).toEqual({
      'a:1': 'kim@example.com',
      'a:2': 'lou@example.com',
      '+1': 'lou@example.com',
    })
  })

  it('is not who the user keeps apart, whatever the records say', () => {
    const people = [person('desk:1', ['Kim'], 'kim@example.com', '+1')]
    expect(roots(people, [same('+1', 'kim@example.com', false)])).toEqual({ 'desk:1': 'kim@example.com' })
    // Nor by a chain over a third address.
    const chain = [same('+1', '+2'), same('+1', 'kim@example.com', false), same('+2', 'kim@example.com')]
    const joined = roots([], chain)
    expect(joined['+1']).not.toBe('kim@example.com')
  })

  it('is nobody on our side', () => {
    const agent = { ...person('desk:9', ['Ada'], 'ada@shop.example', '+9'), isOurs: true }
    expect(roots([agent])).toEqual({ 'desk:9': 'ada@shop.example' })
  })
})

describe('a shared address', () => {
  const cases: [string, KnownPerson[], string[]][] = [
    [
      'a number with two e-mail addresses',
      [person('a:1', [], 'kim@example.com', '+1'), person('a:2', [], 'lou@example.com', '+1')],
      ['+1'],
    ],
    ['a number with two names', [person('a:1', ['Kim'], '+1'), person('a:2', ['Lou'], '+1')], ['+1']],
    ['a number of one name, written in two ways', [person('a:1', ['Kim'], '+1'), person('a:2', ['KIM Lee'], '+1')], []],
    [
      'a mailbox of two people',
      [person('a:1', ['Kim'], 'info@example.com', '+1'), person('a:2', ['Lou'], 'info@example.com', '+2')],
      ['info@example.com'],
    ],
    [
      'a mailbox with two names and one number',
      [person('a:1', ['Kim'], 'info@example.com', '+1'), person('a:2', ['Lou'], 'info@example.com')],
      [],
    ],
    ['one person with two numbers', [person('a:1', ['Kim'], 'kim@example.com', '+1', '+2')], []],
  ]
  it.each(cases)('%s', (_name, people, expected) => {
    const { rootOf, shared } = joinCustomers(people, [])
    expect(shared.map(({ address }) => address)).toEqual(expected)
    const numbers = new Set(['+1', '+2'].map((number) => rootOf.get(number) ?? number))
    if (expected.includes('info@example.com')) expect(numbers.size).toBe(2)
    if (expected.includes('+1')) expect(rootOf.get('+1')).toBeUndefined()
  })
})

describe('joining', () => {
  const address = fc.constantFrom('+1', '+2', '+3', 'a@example.com', 'b@example.com', 'c@example.com')
  const people = fc
    .array(
      fc.record({
        names: fc.subarray(['Kim', 'Kim Lee', 'Lou']),
        addresses: fc.uniqueArray(address, { maxLength: 3 }),
        isOurs: fc.boolean(),
      }),
      { maxLength: 6 },
    )
    .map((list) =>
      list.map(({ names, addresses, isOurs }, index) => ({ ...person(`p:${index}`, names, ...addresses), isOurs })),
    )
  const choices = fc
    .uniqueArray(
      fc.tuple(address, address, fc.boolean()).filter(([a, b]) => a < b),
      { maxLength: 4, selector: ([a, b]) => `${a} ${b}` },
    )
    .map((list) => list.map(([a, b, isSame]) => same(a, b, isSame)))

  it('does not depend on the order of what is known, and keeps apart what is to be', () => {
    fc.assert(
      fc.property(people, choices, fc.integer(), (known, chosen, turn) => {
        const turned = <Item>(list: readonly Item[]): Item[] =>
          list.length === 0
            ? []
            : [...list.slice(Math.abs(turn) % list.length), ...list.slice(0, Math.abs(turn) % list.length)]
        const result = joinCustomers(known, chosen)
        const again = joinCustomers(turned(known).reverse(), turned(chosen).reverse())
        expect(new Map(again.rootOf)).toEqual(new Map(result.rootOf))
        expect(again.shared.map((one) => one.address)).toEqual(result.shared.map((one) => one.address))
        const rootOf = (one: string): string => result.rootOf.get(one) ?? one
        for (const { address: a, other, isSame } of chosen) if (!isSame) expect(rootOf(a)).not.toBe(rootOf(other))
        // A root stands for itself.
        for (const root of result.rootOf.values()) expect(result.rootOf.has(root)).toBe(false)
      }),
    )
  })
})
