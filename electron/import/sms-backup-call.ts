/**
 * The `call` elements of SMS Backup & Restore.
 *
 * A call is a conversation of its own. One that came in opens it when it came in. If it was answered, it was answered at
 * that moment (the file does not say how long it rang) and ended, closed, after its duration. If it was missed, rejected
 * or left to voicemail, nobody has answered it; a call back is another conversation, since nothing in the file joins them.
 * A call that we made is outreach: a message of ours without a text, which opens no service conversation.
 */
import type { Channel } from '../../shared/model.ts'
import { reject } from './export-format.ts'
import type { MappedRow } from './export-format.ts'
import { fieldNumber } from './json-fields.ts'
import { attributeText } from './sms-backup-message.ts'
import type { SmsBackupElement } from './sms-backup-rows.ts'
import { timeProblem } from './table-plan.ts'
import type { TimeReader } from './time-reader.ts'

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
  if (openedAt < 0) return reject(timeProblem(openedAt), 'date', date)
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
        type: 'message',
        id: null,
        conversation,
        channel,
        contact,
        inbox: null,
        sentAt: openedAt,
        direction: 'out',
        authorKind: 'agent',
        author: null,
        agent: null,
        team: null,
        kind: 'message',
        event: null,
        automatic: false,
        failed: false,
        has21610: false,
        text: null,
        versionAt: null,
        conversationClosedAt: null,
      },
    ]
  }
  const isAnswered = kind === 'answered'
  return [
    {
      type: 'conversation',
      conversation,
      part: '',
      channel,
      contact,
      inbox: null,
      openedAt,
      firstReplyAt: isAnswered ? openedAt : null,
      closedAt: isAnswered && seconds !== null ? openedAt + seconds * 1000 : null,
      status: kind,
      reopens: null,
      replies: isAnswered ? 1 : 0,
      agent: null,
      team: null,
      leftOut: null,
      reported: null,
      versionAt: null,
    },
  ]
}
