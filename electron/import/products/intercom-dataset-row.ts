/** One row of Intercom's dataset export: a conversation with its rating, or a rating alone. */
import type { Channel } from '../../../shared/model.ts'
import { isRejection, reject } from '../export-format.ts'
import type { MappedRow, Rejection } from '../export-format.ts'
import { personAlias, teamAlias } from './intercom-author.ts'
import { ratingId, ratingScale } from './intercom-rating.ts'
import { plainConversation } from '../record-defaults.ts'
import type { ImportRecord, SurveyRecord } from '../record.ts'
import { readScore } from '../table/survey-score.ts'
import { openColumnTimes } from '../table/table-plan.ts'
import type { OpenedTable, TablePlan } from '../table/table-plan.ts'
import { readBoolean, readChannelWord } from '../table/value-words.ts'

const nobody = new Set(['unassigned', 'nobody'])

/** What turned out while reading. */
interface Noticed {
  ratingsOfBots: number
  startedByUs: number
  readonly unknownChannels: Set<string>
}

function describeNoticed({ ratingsOfBots, startedByUs, unknownChannels }: Noticed): string[] {
  return [
    ...(ratingsOfBots > 0 ? [`ratings of bots left out (${ratingsOfBots} of them)`] : []),
    ...(startedByUs > 0
      ? [
          `conversations that the team started counted like all others (${startedByUs} of them): the file does not say whether the customer answered`,
        ]
      : []),
    ...(unknownChannels.size > 0
      ? [`channel ${[...unknownChannels].map((name) => `“${name}”`).join(', ')} taken as other`]
      : []),
  ]
}

/** @param seconds the columns with durations that Intercom computed */
export function openDatasetRows(
  table: TablePlan,
  seconds: readonly { readonly name: string; readonly column: number }[],
  hasConversations: boolean,
): OpenedTable {
  const { fields } = table
  const noticed: Noticed = { ratingsOfBots: 0, startedByUs: 0, unknownChannels: new Set() }
  const times = table.openTimes()
  const readTime = openColumnTimes(fields, times)
  const somebody = (cells: readonly string[], field: string): string | null => {
    const name = fields.optional(cells, field)
    return name === null || nobody.has(name.toLowerCase()) ? null : name
  }
  const readChannel = (cells: readonly string[]): Channel => {
    const text = fields.value(cells, 'channel')
    if (text === '') return table.defaultChannel
    const channel = readChannelWord(text)
    if (channel === null && noticed.unknownChannels.size < 5) noticed.unknownChannels.add(text.slice(0, 40))
    return channel ?? 'other'
  }
  const readRating = (
    cells: readonly string[],
    at: { readonly conversation: string; readonly answeredAt: number | null; readonly channel: Channel | null },
  ): SurveyRecord | Rejection | 'rating of a bot' | null => {
    const ofTeammate = fields.value(cells, 'teammateRating')
    const text = ofTeammate === '' ? fields.value(cells, 'rating') : ofTeammate
    if (text === '') return null
    const ratedAgent = somebody(cells, 'ratedAgent')
    const ratedType = fields.value(cells, 'ratedType')
    const isOfBot =
      ratedType === ''
        ? ratedAgent === null && readBoolean(fields.value(cells, 'finInvolved')) === true
        : !/teammate|admin|human/i.test(ratedType)
    if (ofTeammate === '' && isOfBot) return 'rating of a bot'
    const read = readScore(text, 'csat', ratingScale, fields.nameOf(ofTeammate === '' ? 'rating' : 'teammateRating'))
    if (read === null || isRejection(read)) return read
    return {
      type: 'survey',
      id: ratingId(at.conversation),
      kind: 'csat',
      score: read.score,
      scaleMin: ratingScale.min,
      scaleMax: ratingScale.max,
      answeredAt: at.answeredAt,
      channel: at.channel,
      contact: fields.optional(cells, 'contact'),
      conversation: at.conversation,
      agent: ratedAgent,
      team: null,
      comment: fields.optional(cells, 'comment'),
    }
  }
  const map = (cells: readonly string[]): MappedRow => {
    const conversation = fields.optional(cells, 'conversation')
    if (conversation === null) return reject('conversation-missing', fields.nameOf('conversation'), '')
    const read = { opened: readTime(cells, 'openedAt'), updated: readTime(cells, 'updatedAt') }
    if (isRejection(read.opened)) return read.opened
    if (isRejection(read.updated)) return read.updated
    if (!hasConversations) {
      const rating = readRating(cells, { conversation, answeredAt: read.updated, channel: table.chosenChannel })
      return rating === null ? 'no rating' : typeof rating === 'string' || isRejection(rating) ? rating : [rating]
    }
    const firstReplyAt = readTime(cells, 'firstReplyAt')
    if (isRejection(firstReplyAt)) return firstReplyAt
    const lastClose = readTime(cells, 'closedAt')
    if (isRejection(lastClose)) return lastClose
    if (read.opened === null) return reject('time-missing', fields.nameOf('openedAt'), '')
    const status = fields.optional(cells, 'status')
    // A conversation that was reopened keeps the time of its last close.
    const closedAt = status === null || /closed|resolved/i.test(status) ? lastClose : null
    const channel = readChannel(cells)
    // The dataset of ratings and the API know the time better, and a later time is a newer version.
    const rating = readRating(cells, { conversation, answeredAt: read.opened, channel })
    if (rating === 'rating of a bot') noticed.ratingsOfBots++
    else if (isRejection(rating)) return rating
    if (!['', 'customer', 'user', 'lead'].includes(fields.value(cells, 'startedBy').toLowerCase()))
      noticed.startedByUs++
    const reported = Object.fromEntries(
      seconds.flatMap(({ name, column }) => {
        const text = (cells[column] ?? '').trim()
        return /^\d{1,12}(?:\.\d{1,6})?$/.test(text) ? [[name, Number(text)]] : []
      }),
    )
    const agent = somebody(cells, 'agent')
    const team = somebody(cells, 'team')
    const records: ImportRecord[] = [
      {
        ...plainConversation,
        conversation,
        part: 'csv',
        channel,
        contact: fields.optional(cells, 'contact'),
        openedAt: read.opened,
        firstReplyAt,
        closedAt,
        status: status?.toLowerCase() ?? null,
        agent,
        team,
        reported: Object.keys(reported).length === 0 ? null : reported,
        versionAt: read.updated,
      },
    ]
    if (rating !== null && rating !== 'rating of a bot') records.push(rating)
    const agentAlias = personAlias(fields.optional(cells, 'agentId'))
    if (agentAlias !== null && agent !== null)
      records.push({ type: 'person', alias: agentAlias, role: null, name: agent, address: null, versionAt: null })
    const alias = teamAlias(fields.optional(cells, 'teamId'))
    if (alias !== null && team !== null) records.push({ type: 'group', of: 'team', alias, name: team, versionAt: null })
    return records
  }
  return { map, times, lateAssumptions: () => describeNoticed(noticed) }
}
