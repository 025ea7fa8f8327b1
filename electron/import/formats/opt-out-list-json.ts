/**
 * Lists of opted-out numbers as the services that send the texts answer them, in JSON or JSON lines.
 *
 * Products and where a user gets them:
 * - AWS End User Messaging SMS: `aws pinpoint-sms-voice-v2 describe-opted-out-numbers` (docs.aws.amazon.com, API
 *   DescribeOptedOutNumbers): `{OptedOutNumbers:[{OptedOutNumber, OptedOutTimestamp (epoch seconds), EndUserOptedOut}]}`.
 * - Telnyx: `GET /v2/messaging_optouts` (developers.telnyx.com): `{data:[{created_at, from, keyword,
 *   messaging_profile_id, to}]}`.
 * - Webex Interact: events of opt-outs (docs.webexinteract.com, "sms opt out received"), bare or in their envelope.
 * - Dialpad: `GET /api/v2/smsoptouts` (developers.dialpad.com): `{items:[{external_endpoint, opt_out_state, date, scope}]}`.
 */
import type { Channel } from '../../../shared/model.ts'
import { isRejection, reject } from '../export-format.ts'
import type { ExportFormat, ExportSample, MappedRow } from '../export-format.ts'
import { fieldObject, fieldText } from '../json/json-fields.ts'
import { hasFields, objectsAt } from '../file/json-head.ts'
import { planJson } from '../json/json-plan.ts'
import type { JsonObject } from '../file/json-rows.ts'
import { timeOrRejection } from '../times/time-problem.ts'
import type { TimeReader } from '../times/time-reader.ts'
import { readChannelWord, readStateWord } from '../table/value-words.ts'

interface OptOutList {
  readonly product: string
  readonly name: string
  readonly paths: readonly string[]
  readonly is: (record: JsonObject) => boolean
  /** The event in its envelope. */
  readonly unwrap?: (record: JsonObject) => JsonObject
  readonly contact: string
  readonly at: string
  /** Null = everybody in the list has opted out. */
  readonly state: string | null
  readonly assumptions: readonly string[]
}

const lists: readonly OptOutList[] = [
  {
    product: 'aws-sms',
    name: 'AWS End User Messaging',
    paths: ['OptedOutNumbers.*', '*', ''],
    is: (record) => hasFields(record, 'OptedOutNumber'),
    contact: 'OptedOutNumber',
    at: 'OptedOutTimestamp',
    // `EndUserOptedOut: false` says that the account's owner put the number on the list.
    state: null,
    assumptions: ['every number in the list read as opted out, whoever put it there'],
  },
  {
    product: 'telnyx',
    name: 'Telnyx',
    paths: ['data.*', '*', ''],
    is: (record) => hasFields(record, 'from', 'to', 'keyword', 'messaging_profile_id'),
    contact: 'from',
    at: 'created_at',
    state: 'keyword',
    assumptions: [],
  },
  {
    product: 'webex-interact',
    name: 'Webex Interact',
    paths: ['*', '', 'data.*', 'events.*'],
    is: (record) => hasFields(record, 'phone_number', 'opt_out_time', 'status'),
    unwrap: (record) => (hasFields(record, 'opt_out_time') ? record : fieldObject(record, 'data')),
    contact: 'phone_number',
    at: 'opt_out_time',
    state: 'status',
    assumptions: [],
  },
  {
    product: 'dialpad',
    name: 'Dialpad',
    paths: ['items.*', '*', ''],
    is: (record) => hasFields(record, 'external_endpoint', 'opt_out_state'),
    contact: 'external_endpoint',
    at: 'date',
    state: 'opt_out_state',
    assumptions: [],
  },
]

interface FoundList {
  readonly list: OptOutList
  readonly path: string
}

function findList(sample: ExportSample): FoundList | null {
  const { json } = sample
  if (json === null) return null
  for (const list of lists) {
    for (const path of sample.shape === 'lines' ? [''] : list.paths) {
      const records = objectsAt(json, path).map((record) => list.unwrap?.(record) ?? record)
      if (records.some(list.is)) return { list, path }
    }
  }
  return null
}

function mapRecord(list: OptOutList, record: JsonObject, times: TimeReader): MappedRow {
  const contact = fieldText(record, list.contact)
  if (contact === '') return reject('contact-missing', list.contact, '')
  const atText = fieldText(record, list.at)
  const at = timeOrRejection(times.readDay(atText), list.at, atText)
  if (isRejection(at)) return at
  const stateText = list.state === null ? '' : fieldText(record, list.state)
  // Telnyx: no keyword where the number was put on the list otherwise.
  const state = stateText === '' ? 'out' : readStateWord(stateText)
  if (state === null) return reject('state-unknown', list.state, stateText)
  const channelText = fieldText(record, 'channel')
  const channel: Channel | null = channelText === '' ? 'sms' : readChannelWord(channelText)
  if (channel === null) return reject('channel-unknown', 'channel', channelText)
  return [{ type: 'opt-out', contact, channel, at, state, evidence: 'list' }]
}

export const optOutListJson: ExportFormat = {
  id: 'opt-out-list-json',
  row: null,
  title: 'Opt-out list of a texting service (JSON)',
  files: 'the numbers that opted out, as AWS, Telnyx, Webex Interact or Dialpad list them',
  howToGet:
    'aws pinpoint-sms-voice-v2 describe-opted-out-numbers, Telnyx /v2/messaging_optouts, Webex Interact opt-out events or Dialpad /api/v2/smsoptouts, saved as JSON',
  measures: 'opt-outs that no message shows',
  detect: (sample) => {
    const found = findList(sample)
    return found === null ? null : { score: 93, because: `It lists opted-out numbers as ${found.list.name} does.` }
  },
  plan: (sample) => {
    // Where the format was chosen by hand, the rows say what they lack.
    const { list, path } = findList(sample) ?? { list: lists[0]!, path: lists[0]!.paths[0]! }
    return planJson(sample, {
      product: list.product,
      sourceName: list.name,
      paths: [path],
      assumptions: list.assumptions,
      meanings: {
        [list.contact]: 'customer',
        [list.at]: 'time',
        ...(list.state === null ? {} : { [list.state]: 'opted out or in' }),
      },
      open: (times) => ({ map: (record) => mapRecord(list, list.unwrap?.(record) ?? record, times) }),
    })
  },
}
