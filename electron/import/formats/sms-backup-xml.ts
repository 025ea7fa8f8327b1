/**
 * Backups of an Android phone's text messages and calls.
 *
 * Product: SMS Backup & Restore (SyncTech). Where a user gets it: the app > Back up now, or Menu > View backups > share;
 * files `sms-….xml` and `calls-….xml`. Documented at https://synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/.
 * Versions seen: 7.21 (messages, 2014) and 3.51 of the older Call Logs Backup & Restore (2015).
 *
 * Backups are cumulative and overlap, and rows have no ids: a message is its time, sides and text, so that a row that is
 * in two backups, or twice in one, counts once. `count` is often wrong and never looked at; `readable_date` is in the
 * phone's language and never read; `date` is in seconds in some rows, which its size tells.
 */
import type { Channel } from '../../../shared/model.ts'
import { daySeconds } from '../export-format.ts'
import type { ExportFormat, FormatPlan, MappedRow, RowMapper } from '../export-format.ts'
import { mapCall } from '../products/sms-backup-call.ts'
import { mapMms, mapSms, tooLongAttribute } from '../products/sms-backup-message.ts'
import { makeSmsBackupCut } from '../products/sms-backup-rows.ts'
import type { SmsBackupElement } from '../products/sms-backup-rows.ts'
import { makeTimeReader } from '../times/time-reader.ts'
import { xmlRootOf } from '../file/xml-head.ts'

const meanings: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  smses: [
    ['sms address', 'customer'],
    ['sms date', 'time'],
    ['sms type', 'direction'],
    ['sms body', 'text'],
    ['sms status', 'delivery status'],
    ['mms date', 'time'],
    ['mms msg_box', 'direction'],
    ['mms part text', 'text'],
    ['mms addr address', 'customer'],
  ],
  calls: [
    ['call number', 'customer'],
    ['call date', 'time'],
    ['call type', 'direction, answered or missed'],
    ['call duration', 'time until the close'],
  ],
}

export const smsBackupXml: ExportFormat = {
  id: 'sms-backup-xml',
  row: null,
  title: 'SMS Backup & Restore (XML)',
  files: 'sms-….xml and calls-….xml',
  howToGet: 'on the phone: SMS Backup & Restore > Back up now, then copy the XML file',
  measures: 'response times, volumes, opt-outs, returning customers, missed calls; no agents, no closing time of texts',
  detect: (sample) => {
    if (sample.shape !== 'text') return null
    const root = xmlRootOf(sample.text)
    return root === 'smses' || root === 'calls'
      ? { score: 95, because: `The outermost element is <${root}>, as SMS Backup & Restore writes it.` }
      : null
  },
  plan: (sample, { choices }): FormatPlan => {
    const root = xmlRootOf(sample.text) === 'calls' ? 'calls' : 'smses'
    const isCalls = root === 'calls'
    let dropped = 0
    return {
      sourceKey: 'sms-backup-restore',
      sourceName: 'SMS Backup & Restore',
      zone: null,
      assumptions: isCalls
        ? [
            'all calls taken as those of one line; the file does not name it',
            'an answered call taken as answered in the moment it came in; the file does not say how long it rang',
            'missed and rejected calls taken as unanswered, a call back as a conversation of its own',
          ]
        : [
            'all messages taken as those of one line; the file does not name it',
            'outgoing messages counted as written by people; the phone does not say which were automatic',
          ],
      meanings: [],
      fields: (meanings[root] ?? []).map(([name, meaning]) => ({ name, meaning, example: '' })),
      isLog: !isCalls,
      defaultSplitGapSeconds: daySeconds,
      cut: makeSmsBackupCut((count) => (dropped += count)),
      openMapper: () => {
        // A mapper is opened before its reading is cut.
        dropped = 0
        return openMapper(choices.channel ?? null, () => dropped)
      },
    }
  },
}

function openMapper(chosenChannel: Channel | null, droppedCount: () => number): RowMapper {
  const times = makeTimeReader({ zone: 'UTC', dayOrder: null, format: null })
  let groupMessages = 0
  const mapElement = (name: string, element: SmsBackupElement): MappedRow => {
    const problem = tooLongAttribute(element)
    if (problem !== null) return problem
    if (name === 'sms') return mapSms(element, chosenChannel ?? 'sms', times)
    if (name === 'mms') return mapMms(element, chosenChannel ?? 'sms', times)
    if (name === 'call') return mapCall(element, chosenChannel ?? 'phone', times)
    return 'other element'
  }
  return {
    map: (_cells, row) => {
      // What the format's own cut made.
      const element = row.source as SmsBackupElement
      const mapped = mapElement(row.path, element)
      if (Array.isArray(mapped) && mapped.length > 1) groupMessages++
      return mapped
    },
    lateAssumptions: () => [
      ...(groupMessages === 0
        ? []
        : [
            `messages sent to a group counted once for each recipient, whom they all reached (${groupMessages} of them)`,
          ]),
      ...(droppedCount() === 0 ? [] : [`characters that XML does not allow left out (${droppedCount()} of them)`]),
    ],
  }
}
