/**
 * Customer Support on Twitter: public tweets between customers and brands.
 *
 * Product: the data set “Customer Support on Twitter” (Thought Vector, 2017). Where a user gets it:
 * https://www.kaggle.com/datasets/thoughtvector/customer-support-on-twitter, `twcs.csv` (516 MB) and many copies of it.
 * Columns: tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id. Seen: the original, copies
 * saved by Excel (TRUE for True) and by pandas (an unnamed first column, `3.0` for 3, another order of columns).
 *
 * How tweets become conversations: tweet-threads.ts. A brand's tweet that starts a thread, such as an advertisement, is
 * outreach, and each customer who answers it has a conversation. `response_tweet_id` repeats what the answers say of
 * themselves and is not read. There is no close, no agent but the brand's account, no satisfaction.
 */
import type { Channel } from '../../../shared/model.ts'
import { daySeconds, reject } from '../export-format.ts'
import type { ExportFormat, FormatPlan, MappedRow } from '../export-format.ts'
import { foldHeader } from '../table/header-name.ts'
import { decodeEntities } from '../table/html-text.ts'
import { plainMessage } from '../record-defaults.ts'
import { rejectTime } from '../times/time-problem.ts'
import { describeZoneless, makeTimeReader } from '../times/time-reader.ts'
import type { TimeReader } from '../times/time-reader.ts'
import { collectTweets } from '../products/tweet-threads.ts'
import type { TweetThreads } from '../products/tweet-threads.ts'
import { readBoolean } from '../table/value-words.ts'

const meanings = {
  tweet_id: 'message id',
  author_id: 'customer or agent',
  inbound: 'direction',
  created_at: 'time',
  text: 'text',
  in_response_to_tweet_id: 'conversation',
} as const
type Field = keyof typeof meanings
// Object.keys of a record are its keys.
const fields = Object.keys(meanings) as Field[]

type Columns = Readonly<Record<Field, number>>

function findColumns(names: readonly string[]): Columns | null {
  const folded = names.map(foldHeader)
  const columns = fields.map((field) => [field, folded.indexOf(foldHeader(field))] as const)
  // Every field of the list is there, or there is no such table.
  return columns.some(([, column]) => column === -1) ? null : (Object.fromEntries(columns) as Columns)
}

export const twitterSupportCsv: ExportFormat = {
  id: 'twitter-support-csv',
  row: null,
  title: 'Customer Support on Twitter (CSV)',
  files: 'twcs.csv and copies of it',
  howToGet: 'Kaggle: the data set Customer Support on Twitter > Download',
  measures: 'response times and volumes by brand, outreach; no closing time, no satisfaction',
  detect: (sample) =>
    sample.shape === 'table' && findColumns(sample.names) !== null
      ? { score: 96, because: 'The columns are those of the data set Customer Support on Twitter.' }
      : null,
  plan: (sample, settings): FormatPlan => {
    const columns = findColumns(sample.names)
    if (columns === null) throw new Error('a table without the columns that it was recognised by')
    const { choices } = settings
    const threads = settings.remember('threads', function* () {
      const collector = collectTweets(sample.fileName)
      const lastColumn = Math.max(...Object.values(columns))
      yield* settings.scanRows(undefined, ({ cells, problem, ignored }) => {
        if (problem !== null || ignored !== null || cells.length <= lastColumn) return
        const id = readId(cells[columns.tweet_id] ?? '')
        const parent = readId(cells[columns.in_response_to_tweet_id] ?? '')
        const inbound = readBoolean(cells[columns.inbound] ?? '')
        if (typeof id !== 'string' || parent === undefined || inbound === null) return
        collector.add(id, parent, inbound ? (cells[columns.author_id] ?? '').trim() : null)
      })
      return collector.finish()
    })
    const zone = choices.zone ?? 'UTC'
    return {
      sourceKey: 'twitter-support',
      sourceName: 'Customer Support on Twitter',
      zone: null,
      assumptions: [
        'each customer in a thread has a conversation; a brand’s tweet belongs to the customer whom it answers',
        ...(threads.missingParents === 0
          ? []
          : [
              `tweets that answer one outside the file joined by its id alone (${threads.missingParents} are missing); the whole data set in one file has more of them`,
            ]),
        'tweets of brands counted as written by people',
      ],
      meanings: sample.names.map((_, column) => {
        const field = fields.find((name) => columns[name] === column)
        return field === undefined ? null : meanings[field]
      }),
      isLog: false,
      defaultSplitGapSeconds: daySeconds,
      openMapper: () => {
        const times = makeTimeReader({ zone, dayOrder: choices.dayOrder ?? null, refusesAmbiguous: true, format: null })
        return {
          map: (cells) => mapTweet(cells, columns, sample.names, threads, times, choices.channel ?? 'social'),
          lateAssumptions: () => describeZoneless(zone, times.zonelessCount()),
        }
      },
    }
  },
}

/** Null = none; undefined = something that is no id, such as Excel's 1.2E+17, which has lost its end. */
function readId(text: string): string | null | undefined {
  const id = text.trim()
  if (id === '' || /^(?:nan|null|none|<na>)$/i.test(id)) return null
  return /^\d+(?:\.0+)?$/.test(id) ? id.replace(/\.0+$/, '') : undefined
}

function mapTweet(
  cells: readonly string[],
  columns: Columns,
  names: readonly string[],
  threads: TweetThreads,
  times: TimeReader,
  channel: Channel,
): MappedRow {
  const cell = (field: Field): string => cells[columns[field]] ?? ''
  const nameOf = (field: Field): string => names[columns[field]] ?? field
  const id = readId(cell('tweet_id'))
  if (typeof id !== 'string') return reject('conversation-missing', nameOf('tweet_id'), cell('tweet_id'))
  if (readId(cell('in_response_to_tweet_id')) === undefined) {
    return reject('conversation-missing', nameOf('in_response_to_tweet_id'), cell('in_response_to_tweet_id'))
  }
  if (cell('inbound').trim() === '') return reject('direction-missing', nameOf('inbound'), '')
  const inbound = readBoolean(cell('inbound'))
  if (inbound === null) return reject('direction-unknown', nameOf('inbound'), cell('inbound'))
  const sentAt = times.read(cell('created_at'))
  if (sentAt < 0) return rejectTime(sentAt, nameOf('created_at'), cell('created_at'))
  const author = cell('author_id').trim()
  if (inbound && author === '') return reject('contact-missing', nameOf('author_id'), '')
  const { conversation, customer } = threads.placeOf(id)
  return [
    {
      ...plainMessage,
      id,
      conversation,
      channel,
      contact: inbound ? author : customer,
      sentAt,
      direction: inbound ? 'in' : 'out',
      authorKind: inbound ? 'customer' : 'agent',
      agent: inbound ? null : author || null,
      text: decodeEntities(cell('text')),
    },
  ]
}
