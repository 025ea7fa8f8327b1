/** The rows of Front's exports of messages and events, whose columns `formats/front-csv.ts` finds. */
import type { Channel } from '../../../shared/model.ts'
import { isRejection, reject, rejectDirection } from '../export-format.ts'
import type { MappedRow, Rejection } from '../export-format.ts'
import { leftOutStatus, otherEventKind, readActivity, readFrontDirection } from './front-words.ts'
import type { FrontActivity } from './front-words.ts'
import { plainConversation, plainMessage } from '../record-defaults.ts'
import type { ConversationRecord, ImportRecord, MessageRecord } from '../record.ts'
import { Tally } from './reported-durations.ts'
import type { Scale } from '../table/score-words.ts'
import { readScore } from '../table/survey-score.ts'
import type { OpenedTable, TablePlan } from '../table/table-plan.ts'
import { rejectTime } from '../times/time-problem.ts'
import { readBoolean, readDirectionWord } from '../table/value-words.ts'

/** @param csat null = the file has no ratings, or none that can be understood */
export function openFrontMap(table: TablePlan, csat: { readonly scale: Scale | null } | null): OpenedTable {
  const { fields, chosenChannel } = table
  const times = table.openTimes()
  const oddRatings = new Tally()

  const map = (cells: readonly string[]): MappedRow => {
    const typeText = fields.value(cells, 'type')
    const rating = fields.value(cells, 'csat')
    const what = typeText === '' ? directionOf(cells) : readActivity(typeText)
    if (what === null && (rating === '' || csat === null)) return otherEventKind(typeText)
    if (what !== null && typeof what !== 'string') return what
    const conversation = conversationOf(cells)
    if (conversation === null) {
      return reject('conversation-missing', fields.nameOf('segment') ?? fields.nameOf('conversation'), '')
    }
    const timeText = fields.value(cells, 'time')
    const sentAt = times.read(timeText)
    if (sentAt < 0) return rejectTime(sentAt, fields.nameOf('time'), timeText)
    const records: ImportRecord[] = what === null ? [] : [messageOf(cells, what, conversation, sentAt)]
    records.push(...conversationParts(cells, conversation, sentAt))
    if (rating === '' || csat === null) return records
    const read = readScore(rating, 'csat', csat.scale, fields.nameOf('csat'))
    if (read === null) return records.length > 0 ? records : 'survey not offered'
    if (isRejection(read)) {
      if (records.length === 0) return read
      oddRatings.add(rating)
      return records
    }
    records.push({
      type: 'survey',
      // The rating may stand in more than one row of its conversation.
      id: `survey:${conversation}`,
      kind: 'csat',
      score: read.score,
      scaleMin: read.scale.min,
      scaleMax: read.scale.max,
      answeredAt: sentAt,
      channel: null,
      contact: fields.optional(cells, 'contact'),
      conversation,
      agent: fields.optional(cells, 'attributedTo') ?? fields.optional(cells, 'assignee'),
      team: null,
      comment: fields.optional(cells, 'csatComment'),
    })
    return records
  }

  const directionOf = (cells: readonly string[]): FrontActivity | Rejection => {
    const text = fields.value(cells, 'direction')
    const direction = readFrontDirection(text) ?? readDirectionWord(text)
    return direction ?? rejectDirection(fields.nameOf('direction'), text)
  }

  const conversationOf = (cells: readonly string[]): string | null => {
    const thread = fields.optional(cells, 'conversation')
    const segment = fields.optional(cells, 'segment')
    return thread === null || segment === null ? (segment ?? thread) : `${thread}/${segment}`
  }

  const messageOf = (
    cells: readonly string[],
    what: FrontActivity,
    conversation: string,
    sentAt: number,
  ): MessageRecord => {
    const isEvent = what === 'closed' || what === 'reopened'
    const direction = what === 'in' ? 'in' : 'out'
    const isWritten = what === 'in' || what === 'out'
    const author = fields.optional(cells, 'author') ?? (isWritten ? fields.optional(cells, 'attributedTo') : null)
    const isAutomatic = isWritten && readBoolean(fields.value(cells, 'automatic')) === true
    const contact = contactOf(cells, isWritten ? direction : null)
    const ids = {
      in: ['message', 'activity'],
      out: ['message', 'activity'],
      note: ['comment', 'activity'],
      closed: ['activity'],
      reopened: ['activity'],
    }[what]
    return {
      ...plainMessage,
      id: ids.map((field) => fields.optional(cells, field)).find((id) => id !== null) ?? null,
      conversation,
      channel: contact === null ? chosenChannel : (chosenChannel ?? channelOfAddress(contact)),
      contact,
      inbox: fields.optional(cells, 'inbox'),
      sentAt,
      direction,
      authorKind:
        direction === 'in' ? 'customer' : isAutomatic ? 'bot' : isEvent && author === null ? 'system' : 'agent',
      agent: direction === 'in' || isAutomatic ? null : author,
      kind: isEvent ? 'event' : what === 'note' ? 'note' : 'message',
      event: isEvent ? what : null,
      automatic: isAutomatic,
      text: isEvent ? null : fields.raw(cells, 'text'),
    }
  }

  const contactOf = (cells: readonly string[], direction: 'in' | 'out' | null): string | null => {
    const handle = fields.optional(cells, 'contact')
    if (handle !== null || direction === null) return handle
    return addressIn(fields.value(cells, direction === 'in' ? 'from' : 'to'))
  }

  /** What a row says of its whole conversation. */
  const conversationParts = (cells: readonly string[], conversation: string, sentAt: number): ConversationRecord[] => {
    const base = { ...plainConversation, conversation, versionAt: sentAt }
    const parts: ConversationRecord[] = []
    const leftOut = leftOutStatus(fields.value(cells, 'status'))
    if (leftOut !== null) parts.push({ ...base, part: 'status', leftOut })
    const isFirst = readBoolean(fields.value(cells, 'isFirstResponse')) === true
    const response = isFirst ? secondsOf(fields.value(cells, 'responseTime')) : null
    if (response !== null) {
      parts.push({ ...base, part: 'first response', reported: { 'First response time': response } })
    }
    const total = secondsOf(fields.value(cells, 'totalReplyTime'))
    if (total !== null) parts.push({ ...base, part: 'total reply time', reported: { 'Total reply time': total } })
    return parts
  }
  return { map, times, lateAssumptions: () => oddRatings.sentences('ratings left out as unreadable') }
}

/** The first address of a list such as `Ann <ann@example.org>, bob@example.org`; null = none. */
function addressIn(text: string): string | null {
  const first = text.split(/[,;]/)[0]?.trim() ?? ''
  return (/<([^<>]+)>$/.exec(first)?.[1] ?? first).trim() || null
}

function channelOfAddress(address: string): Channel {
  if (/^[^\s@]+@[^\s@]+$/.test(address)) return 'email'
  return /^\+?[\d\s().\-/]{5,20}$/.test(address) ? 'sms' : 'other'
}

/** The units of Front's columns are not documented: only plain numbers are taken, as seconds. 0 = there is none. */
function secondsOf(text: string): number | null {
  return /^\d{1,9}(?:\.\d{1,9})?$/.test(text) && Number(text) > 0 ? Math.round(Number(text)) : null
}
