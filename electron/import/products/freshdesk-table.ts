/** The rows of Freshdesk's ticket export, whose columns `formats/freshdesk-csv.ts` finds. */
import type { Channel } from '../../../shared/model.ts'
import { isRejection, reject, shortText } from '../export-format.ts'
import type { MappedRow } from '../export-format.ts'
import {
  channelOfSource,
  freshdeskKey,
  isOutboundEmail,
  isUnsolved,
  openingId,
  ratingId,
  readRating,
} from './freshdesk-words.ts'
import { plainConversation, plainMessage } from '../record-defaults.ts'
import { aliasOf } from '../record.ts'
import type { ConversationRecord, ImportRecord, MessageRecord, SurveyRecord } from '../record.ts'
import { Tally, durationColumns, durationSeconds } from './reported-durations.ts'
import { goodBadScale } from '../table/score-words.ts'
import { readScore } from '../table/survey-score.ts'
import type { DecidedScale, ReadScore } from '../table/survey-score.ts'
import { openColumnTimes } from '../table/table-plan.ts'
import type { OpenedTable, TablePlan } from '../table/table-plan.ts'
import { isMissing } from '../times/time-text.ts'

/** Durations by Freshdesk's own reckoning, in business hours. */
export const reportedNames = ['First response time', 'Resolution time', 'Time tracked']

/** @param scale of the answers that are none of Freshdesk's own; null = they cannot be understood */
export function openFreshdeskMap(table: TablePlan, names: readonly string[], scale: DecidedScale | null): OpenedTable {
  const { fields, chosenChannel } = table
  const times = table.openTimes()
  const durations = durationColumns(names, reportedNames)
  const ownSources = new Set<string>()
  let outboundTickets = 0
  const oddRatings = new Tally()
  const oddDurations = new Tally()

  const readTime = openColumnTimes(fields, times)
  const channelOf = (source: string): Channel => {
    if (source === '') return chosenChannel ?? 'other'
    const channel = channelOfSource(source)
    if (channel === null && ownSources.size < 5) ownSources.add(shortText(source))
    return channel ?? chosenChannel ?? 'other'
  }
  const ratingOf = (text: string): ReadScore | null => {
    const rating = readRating(text)
    if (rating !== null) return { score: rating, scale: goodBadScale }
    const read = scale === null ? null : readScore(text, 'csat', scale.scale, null)
    if (read !== null && !isRejection(read)) return read
    oddRatings.add(text)
    return null
  }
  const contactOf = (cells: readonly string[]): string | null => {
    const address = fields.optional(cells, 'email') ?? fields.optional(cells, 'phone')
    const id = fields.optional(cells, 'contactId')
    return address ?? (id === null ? null : aliasOf(freshdeskKey, id))
  }
  const reportedOf = (cells: readonly string[]): Record<string, number> | null => {
    const reported: Record<string, number> = {}
    for (const { name, column, unitSeconds } of durations) {
      const text = (cells[column] ?? '').trim()
      if (isMissing(text)) continue
      const seconds = durationSeconds(text, unitSeconds)
      if (seconds === null) oddDurations.add(text)
      // The export writes 00:00:00 where there is none.
      else if (seconds > 0) reported[name] = seconds
    }
    return Object.keys(reported).length === 0 ? null : reported
  }

  const map = (cells: readonly string[]): MappedRow => {
    const conversation = fields.optional(cells, 'conversation')
    if (conversation === null) return reject('conversation-missing', fields.nameOf('conversation'), '')
    const [openedAt, firstReplyAt, resolvedAt, closed] = [
      readTime(cells, 'openedAt'),
      readTime(cells, 'firstReplyAt'),
      readTime(cells, 'resolvedAt'),
      readTime(cells, 'closedAt'),
    ] as const
    for (const time of [openedAt, firstReplyAt, resolvedAt, closed]) if (isRejection(time)) return time
    if (openedAt === null || isRejection(openedAt)) return reject('time-missing', fields.nameOf('openedAt'), '')
    const status = fields.optional(cells, 'status')
    // Closed some days after it was resolved: that is when nobody had answered any more.
    const closedAt = isUnsolved(status) ? null : (timeOnly(resolvedAt) ?? timeOnly(closed))
    const updatedAt = times.read(fields.value(cells, 'updatedAt'))
    const repliesText = fields.value(cells, 'replies')
    const record: ConversationRecord = {
      ...plainConversation,
      conversation,
      channel: channelOf(fields.value(cells, 'channel')),
      contact: contactOf(cells),
      openedAt,
      firstReplyAt: timeOnly(firstReplyAt),
      closedAt,
      status,
      replies: /^\d{1,9}$/.test(repliesText) ? Number(repliesText) : null,
      agent: nameOrNone(fields.optional(cells, 'agent')),
      team: nameOrNone(fields.optional(cells, 'team')),
      reported: reportedOf(cells),
      versionAt: updatedAt < 0 ? null : updatedAt,
    }
    const records: ImportRecord[] = [record]
    if (isOutboundEmail(fields.value(cells, 'channel'))) {
      outboundTickets++
      records.push(outboundEmail(record, openedAt))
    }
    const ratingText = fields.value(cells, 'csat')
    const rating = ratingText === '' ? null : ratingOf(ratingText)
    if (rating === null) return records
    const survey: SurveyRecord = {
      type: 'survey',
      id: ratingId(conversation),
      kind: 'csat',
      score: rating.score,
      scaleMin: rating.scale.min,
      scaleMax: rating.scale.max,
      answeredAt: closedAt ?? openedAt,
      channel: record.channel,
      contact: record.contact,
      conversation,
      agent: record.agent,
      team: record.team,
      comment: null,
    }
    return [...records, survey]
  }
  return {
    map,
    times,
    lateAssumptions: () => [
      ...(ownSources.size > 0
        ? [`the account’s own sources (${[...ownSources].join(', ')}) taken as ${chosenChannel ?? 'other'}`]
        : []),
      ...(outboundTickets > 0 ? [`outbound e-mails are ours, so they are outreach: ${outboundTickets}`] : []),
      ...oddRatings.sentences('ratings left out, since their words are the account’s own'),
      ...oddDurations.sentences('reported durations left out as unreadable'),
    ],
  }
}

/** What makes a ticket that we opened outreach: the same message as the API tells with its text. */
function outboundEmail(ticket: ConversationRecord, sentAt: number): MessageRecord {
  const { conversation, channel, contact } = ticket
  return {
    ...plainMessage,
    id: openingId(conversation),
    conversation,
    channel,
    contact,
    sentAt,
    direction: 'out',
    authorKind: 'agent',
  }
}

function timeOnly(time: number | null | object): number | null {
  return typeof time === 'number' ? time : null
}

function nameOrNone(name: string | null): string | null {
  return name === null || /^no (?:agent|group)$/i.test(name) ? null : name
}
