/**
 * The `call` elements of SMS Backup & Restore.
 *
 * A call is a conversation of its own. One that came in opens it when it came in. If it was answered, it was answered at
 * that moment (the file does not say how long it rang) and ended, closed, after its duration. If it was missed, rejected
 * or left to voicemail, nobody has answered it; a call back is another conversation, since nothing in the file joins them.
 * A call that we made is outreach: a message of ours without a text, which opens no service conversation.
 */
import type { Channel } from '../../../shared/model.ts'
import { reject } from '../export-format.ts'
import type { MappedRow } from '../export-format.ts'
import { fieldNumber } from '../json/json-fields.ts'
import { plainConversation, plainMessage } from '../record-defaults.ts'
import { attributeText } from './sms-backup-message.ts'
import type { SmsBackupElement } from './sms-backup-rows.ts'
import { rejectTime } from '../times/time-problem.ts'
import type { TimeReader } from '../times/time-reader.ts'

// Android's CallLog.Calls, which the app writes as it is; synctech's description names 1 to 6.
const callKinds = new Map([
  ['1', 'answered'],
  ['2', 'outgoing'],
  ['3', 'missed'],
  ['4', 'voicemail'],
  ['5', 'rejected'],
  ['7', 'answered'],
] as const)
const blockedCall = '6'

export function mapCall(element: SmsBackupElement, channel: Channel, times: TimeReader): MappedRow {
  const type = attributeText(element, 'type')
  if (type === '') return reject('direction-missing', 'type', '')
  if (type === blockedCall) return 'blocked call'
  // The keys are a closed list, the text may be anything.
  const kind = (callKinds as ReadonlyMap<string, string>).get(type)
  if (kind === undefined) return reject('direction-unknown', 'type', type)
  const date = attributeText(element, 'date')
  const openedAt = times.read(date)
  if (openedAt < 0) return rejectTime(openedAt, 'date', date)
  const duration = attributeText(element, 'duration')
  const seconds = duration === '' ? null : fieldNumber(element, 'duration')
  if (duration !== '' && (seconds === null || seconds < 0)) return reject('time-unreadable', 'duration', duration)
  const number = attributeText(element, 'number')
  // Withheld, private and payphone numbers: -1, -2, -3, in newer versions empty.
  const contact = number === '' || /^-[123]$/.test(number) ? null : number
  const conversation = `call ${openedAt} ${number || 'withheld'}`
  if (kind === 'outgoing') {
    return [
      {
        ...plainMessage,
        conversation,
        channel,
        contact,
        sentAt: openedAt,
        direction: 'out',
        authorKind: 'agent',
      },
    ]
  }
  const isAnswered = kind === 'answered'
  return [
    {
      ...plainConversation,
      conversation,
      channel,
      contact,
      openedAt,
      firstReplyAt: isAnswered ? openedAt : null,
      closedAt: isAnswered && seconds !== null ? openedAt + seconds * 1000 : null,
      status: kind,
      replies: isAnswered ? 1 : 0,
    },
  ]
}
