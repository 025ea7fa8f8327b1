/**
 * Chats that WhatsApp exports as text.
 *
 * Product: WhatsApp and WhatsApp Business on phones. Where a user gets it: chat > menu > More > Export chat > Without media;
 * on Android `WhatsApp Chat with NAME.txt`, on iPhones a ZIP with `_chat.txt`. Not documented by the vendor; the layouts are
 * those that independent readers of the file test against (Pustur/whatsapp-chat-parser, joweich/chat-miner), versions of
 * 2016 to 2024.
 *
 * What the file does not say is decided from all of it: which lines start a message (the layout that most of them have),
 * the order of day and month, who is the customer (the name of the file). One file is one chat and lives for ever, so it is
 * a log, split by silence. A group is one contact: a reply in it names nobody, and everybody reads it.
 *
 * Deleted messages and media stay messages, without a text: they were sent then, and may have been read and answered.
 */
import { AppError } from '../../../shared/errors.ts'
import { decideUs, listAuthors, someNames } from '../products/chat-sides.ts'
import { daySeconds, reject } from '../export-format.ts'
import type { ExportFormat, FormatPlan, MappedRow, PlanSettings, RowMapper } from '../export-format.ts'
import { maxFieldLength } from '../file/limits.ts'
import { plainMessage } from '../record-defaults.ts'
import { rejectTime } from '../times/time-problem.ts'
import { makeTimeReader } from '../times/time-reader.ts'
import type { DayOrder } from '../times/time-text.ts'
import { readSignature, readWhatsappHead, writeWhatsappTime } from '../products/whatsapp-line.ts'
import { cutWhatsapp } from '../products/whatsapp-rows.ts'
import { chatNameOf, chatTitle, cutLines, isInFileName, surveyWhatsapp } from '../products/whatsapp-survey.ts'
import type { WhatsappSurvey } from '../products/whatsapp-survey.ts'
import { isWhatsappNotice, writtenText } from '../products/whatsapp-words.ts'

const detectionLines = 200

export const whatsappTxt: ExportFormat = {
  id: 'whatsapp-txt',
  row: null,
  title: 'WhatsApp chat (text)',
  files: 'WhatsApp Chat with NAME.txt, or the ZIP file of an iPhone',
  howToGet: 'on the phone: the chat > More > Export chat > Without media',
  measures: 'response times (often to the minute only), volumes, returning customers, replies by name; no closing time',
  detect: (sample) => {
    if (sample.shape !== 'text') return null
    const lines = sample.text.split('\n', detectionLines).filter((line) => line.trim() !== '')
    const heads = lines.map((line) => readWhatsappHead(line.replace(/\r$/, '')))
    const first = heads.find((head) => head !== null)
    const signed = heads.filter((head) => head?.layout === first?.layout && readSignature(head?.rest ?? '') !== null)
    if (signed.length === 0) return null
    return heads[0] === null || heads[0] === undefined
      ? { score: signed.length >= 3 ? 70 : 40, because: 'Several lines start like messages of a WhatsApp chat.' }
      : { score: 92, because: 'Lines start with date, time and name as in a WhatsApp chat.' }
  },
  plan: (sample, settings): FormatPlan => {
    const { fileName } = sample
    const { choices } = settings
    const survey = settings.remember('survey', () =>
      surveyWhatsapp(
        (visit) => settings.scanRows(cutLines, ({ source }) => visit(typeof source === 'string' ? source : '')),
        fileName,
      ),
    )
    if (survey === null) {
      throw new AppError('format-unknown', `${fileName} holds no line that starts a WhatsApp message.`, {
        file: fileName,
      })
    }
    const order = decideOrder(survey, settings, fileName)
    const us = decideUs(survey.authors, choices.us, () => guessUs(survey, fileName), fileName)
    const { contact, assumptions } = decideContact(survey, us, fileName)
    const zone = choices.zone ?? settings.defaultZone
    return {
      sourceKey: 'whatsapp',
      sourceName: 'WhatsApp',
      zone,
      assumptions: [
        `times without a zone read as ${zone}${choices.zone === undefined ? ', the zone of the workspace' : ''}`,
        ...order.assumptions,
        ...(survey.hasSeconds ? [] : ['times have no seconds: how long customers waited is known to the minute only']),
        us.size === 0 ? 'nobody in the chat is one of us' : `messages of ${someNames(us)} taken as ours`,
        ...assumptions,
        ...(survey.otherLines === 0
          ? []
          : [`lines that start like a message in another layout taken as text (${survey.otherLines} of them)`]),
        'our messages counted as written by people; WhatsApp does not say which were automatic',
      ],
      meanings: [],
      fields: [
        { name: 'time', meaning: 'time', example: '' },
        { name: 'name', meaning: 'customer or agent', example: [...survey.authors.keys()][0] ?? '' },
        { name: 'text', meaning: 'text', example: '' },
      ],
      isLog: true,
      defaultSplitGapSeconds: daySeconds,
      cut: cutWhatsapp(survey.layout),
      authors: listAuthors(survey.authors, us),
      openMapper: () =>
        openMapper({ survey, us, contact, zone, isDayFirst: order.isDayFirst, channel: choices.channel ?? 'whatsapp' }),
    }
  },
}

/** Throws `choice-needed`. */
function decideOrder(
  survey: WhatsappSurvey,
  { choices }: PlanSettings,
  fileName: string,
): { isDayFirst: boolean; assumptions: string[] } {
  if (survey.isYearFirst) return { isDayFirst: false, assumptions: [] }
  // Points are written day first almost everywhere; numbers above 12 say so where they are not.
  const order: DayOrder | null =
    choices.dayOrder ?? survey.dayOrder ?? (survey.dateSeparator === '.' ? 'day-first' : null)
  if (order === null) {
    throw new AppError(
      'choice-needed',
      `The dates of ${fileName} can be day first or month first: no number above 12 decides. Say which it is with --day-order day-first or --day-order month-first.`,
      { option: 'dayOrder', file: fileName },
    )
  }
  const isDayFirst = order === 'day-first'
  return { isDayFirst, assumptions: [`dates read ${isDayFirst ? 'day first' : 'month first'}`] }
}

/** A chat is named after whom it is with; everybody else in it is we. */
function guessUs({ authors }: WhatsappSurvey, fileName: string): ReadonlySet<string> | null {
  const names = [...authors.keys()]
  const customers = names.filter((name) => isInFileName(name, fileName))
  if (customers.length > 0) {
    // `Ann` is in `Chat with Mary Ann` too.
    const customer = customers.toSorted((left, right) => right.length - left.length)[0]
    return new Set(names.filter((name) => name !== customer))
  }
  // A chat with somebody who never wrote.
  if (names.length === 0 || (names.length === 1 && chatNameOf(fileName) !== null)) return new Set(names)
  return null
}

function decideContact(
  { authors }: WhatsappSurvey,
  us: ReadonlySet<string>,
  fileName: string,
): { contact: string; assumptions: string[] } {
  const customers = [...authors.keys()].filter((name) => !us.has(name)).toSorted()
  const chatName = chatNameOf(fileName)
  const [only] = customers
  if (customers.length === 1 && only !== undefined) return { contact: only, assumptions: [`customer is ${only}`] }
  if (customers.length === 0) {
    const contact = chatName ?? chatTitle(fileName)
    return { contact, assumptions: [`customer is ${contact}, who has not written`] }
  }
  const contact = chatName ?? customers.join(', ').slice(0, 200)
  return {
    contact,
    assumptions: [
      `the group “${contact}” taken as one customer: a reply in a group names nobody (${customers.length} customers write in it)`,
    ],
  }
}

interface MapperParts {
  readonly survey: WhatsappSurvey
  readonly us: ReadonlySet<string>
  readonly contact: string
  readonly zone: string
  readonly isDayFirst: boolean
  readonly channel: NonNullable<PlanSettings['choices']['channel']>
}

function openMapper({ survey, us, contact, zone, isDayFirst, channel }: MapperParts): RowMapper {
  const times = makeTimeReader({ zone, dayOrder: null, format: null })
  let lastTime = 0
  let sameTime = 0
  let isFirst = true
  const map = (message: string): MappedRow => {
    const head = readWhatsappHead(message)
    if (head === null) return 'text before the first message'
    const isFirstMessage = isFirst
    isFirst = false
    const signed = readSignature(head.rest, survey.longNames)
    if (signed === null || isWhatsappNotice(signed.text, isFirstMessage)) return 'notice of WhatsApp'
    const { author } = signed
    const text = writtenText(signed.text)
    if (text.length > maxFieldLength) return reject('field-too-long', 'text', text)
    const written = writeWhatsappTime(head, isDayFirst)
    const time = written === null ? -2 : times.read(written)
    if (time < 0) return rejectTime(time, 'time', message.slice(0, message.length - head.rest.length))
    // Messages of one minute (or second) stand in the order of the file: a millisecond apart, which no wait shows.
    sameTime = time === lastTime ? Math.min(sameTime + 1, 999) : 0
    lastTime = time
    const isOurs = us.has(author)
    return [
      {
        ...plainMessage,
        channel,
        contact,
        sentAt: time + sameTime,
        direction: isOurs ? 'out' : 'in',
        authorKind: isOurs ? 'agent' : 'customer',
        agent: isOurs ? author : null,
        text,
      },
    ]
  }
  return {
    map: (_cells, { source }) => (typeof source === 'string' ? map(source) : 'text before the first message'),
    lateAssumptions: () => [],
  }
}
