import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { collectTweets } from '../../../../electron/import/products/tweet-threads.ts'
import type { TweetPlace } from '../../../../electron/import/products/tweet-threads.ts'
import { readAll } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-twitter-'))
afterAll(() => rmSync(folder, { recursive: true }))

const header = 'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n'
const when = 'Tue Oct 31 22:10:47 +0000 2017'

function read(rows: string) {
  const path = join(folder, 'twcs.csv')
  writeFileSync(path, header + rows)
  return readAll(path)
}

interface Tweet {
  readonly id: string
  readonly parent: string | null
  /** Null: a brand. */
  readonly customer: string | null
}

function places(tweets: readonly Tweet[]): Map<string, TweetPlace> {
  const collector = collectTweets('twcs.csv')
  for (const { id, parent, customer } of tweets) collector.add(id, parent, customer)
  const threads = collector.finish()
  return new Map(tweets.map(({ id }) => [id, threads.placeOf(id)]))
}

/** The rule as its description says it, tweet by tweet, for trees whose roots are there. */
function expectedPlace(tweet: Tweet, all: ReadonlyMap<string, Tweet>): TweetPlace {
  let root = tweet
  let customer = tweet.customer
  while (root.parent !== null) {
    const parent = all.get(root.parent)
    if (parent === undefined) throw new Error('a root is missing')
    root = parent
    customer ??= parent.customer
  }
  const isOwn = customer === null || customer === root.customer
  return { conversation: isOwn ? root.id : `${root.id}/${customer}`, customer }
}

/** Forests: the parent of a tweet is any earlier one. Ids are small or of 18 digits. */
const forest = fc
  .array(
    fc.record({
      parent: fc.option(fc.nat({ max: 30 })),
      customer: fc.option(fc.constantFrom('100', '200', 'ann', '4000000000')),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .chain((nodes) =>
    fc
      .constantFrom(
        (index: number) => String(index + 1),
        (index: number) => `91234567890123${1000 + index}`,
      )
      .map((idOf) =>
        nodes.map(({ parent, customer }, index): Tweet => ({
          id: idOf(index),
          parent: parent === null || index === 0 ? null : idOf(parent % index),
          customer,
        })),
      ),
  )

describe('tweets in threads', () => {
  it('places every tweet as described, in any order of rows', () => {
    fc.assert(
      fc.property(forest, fc.infiniteStream(fc.nat()), (tweets, random) => {
        const byId = new Map(tweets.map((tweet) => [tweet.id, tweet]))
        const expected = new Map(tweets.map((tweet) => [tweet.id, expectedPlace(tweet, byId)]))
        expect(places(tweets)).toEqual(expected)
        const keys = new Map(tweets.map((tweet) => [tweet.id, random.next().value ?? 0]))
        const shuffled = tweets.toSorted((left, right) => (keys.get(left.id) ?? 0) - (keys.get(right.id) ?? 0))
        expect(places(shuffled)).toEqual(expected)
      }),
    )
  })

  it('says the same of a part of the data that holds the way up to the root', () => {
    fc.assert(
      fc.property(forest, fc.nat(), (tweets, pick) => {
        const byId = new Map(tweets.map((tweet) => [tweet.id, tweet]))
        const part: Tweet[] = []
        for (let tweet = tweets[pick % tweets.length]; tweet !== undefined; tweet = byId.get(tweet.parent ?? ''))
          part.push(tweet)
        const whole = places(tweets)
        for (const [id, place] of places(part)) expect(place).toEqual(whole.get(id))
      }),
    )
  })

  it('knows small and large ids apart where one becomes the other', () => {
    const ids = ['16777214', '16777215', '16777216', '16777217', '0', '007', '7']
    const chain = ids.map((id, index): Tweet => ({
      id,
      parent: ids[index - 1] ?? null,
      customer: index === 0 ? '100' : null,
    }))
    for (const place of places(chain.toReversed()).values())
      expect(place).toEqual({ conversation: '16777214', customer: '100' })
  })

  it('takes a missing root for the customer whom a brand answers', () => {
    const found = places([
      { id: '2', parent: '1', customer: null },
      { id: '3', parent: '2', customer: '100' },
      { id: '6', parent: '5', customer: '100' },
      { id: '7', parent: '6', customer: null },
    ])
    expect([...found.values()].map(({ conversation }) => conversation)).toEqual(['1', '1', '5/100', '5/100'])
  })

  it('opens a circle at one place, wherever the rows begin, and keeps the first of two rows', () => {
    const circle: Tweet[] = [
      { id: '5', parent: '9', customer: '100' },
      { id: '9', parent: '7', customer: null },
      { id: '7', parent: '5', customer: null },
      { id: '8', parent: '8', customer: '200' },
      { id: '4', parent: '9', customer: '300' },
    ]
    expect(places(circle.toReversed())).toEqual(places(circle))
    expect(places(circle).get('4')).toEqual({ conversation: '5/300', customer: '300' })
    expect(
      places([
        { id: '1', parent: null, customer: '100' },
        { id: '1', parent: '2', customer: null },
      ]).get('1'),
    ).toEqual({
      conversation: '1',
      customer: '100',
    })
  })

  it('is quick and small with long chains', () => {
    const collector = collectTweets('twcs.csv')
    for (let id = 300_000; id > 0; id--)
      collector.add(String(id), id === 1 ? null : String(id - 1), id % 2 === 1 ? '100' : null)
    expect(collector.finish().placeOf('300000')).toEqual({ conversation: '1', customer: '100' })
  })
})

describe('Customer Support on Twitter', () => {
  it('rejects what cannot be placed, and reads the rest', () => {
    const verdicts = read(
      [
        `1,100,True,${when},a,,`,
        `,100,True,${when},a,,`,
        `2,100,True,${when},a,,1.2E+17`,
        `3,100,,${when},a,,`,
        `4,,True,${when},a,,`,
        `5,100,True,,a,,`,
        `6,,False,${when},a,,1`,
      ].join('\n'),
    )
    expect(verdicts.map((row) => (row.verdict === 'rejected' ? [row.code, row.column] : row.verdict))).toEqual([
      'records',
      ['conversation-missing', 'tweet_id'],
      ['conversation-missing', 'in_response_to_tweet_id'],
      ['direction-missing', 'inbound'],
      ['contact-missing', 'author_id'],
      ['time-missing', 'created_at'],
      'records',
    ])
  })

  it('reads a text with a bare carriage return, and rejects one that was torn at it', () => {
    const verdicts = read(`1,100,True,${when},a\rb,,\n2,100,True,${when},a\nb,,\n3,100,True,${when},c,,\n`)
    expect(verdicts.map((row) => row.verdict)).toEqual(['records', 'rejected', 'rejected', 'records'])
  })
})
