/**
 * Large message logs for the benchmarks: a generic table, one row per message in order of time, with as many rows as
 * wanted and the same bytes for the same seed. By hand: `node test/bench/generate-log.ts OUT.csv 100000 [SEED]`.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import type { Channel } from '../../shared/model.ts'
import { fictionalPhone, fictionalPhoneCount } from '../../electron/sample/customers.ts'
import { createRandom, type Random } from '../../electron/sample/random.ts'
import { agents, chatInbox, mailInbox, teams } from '../../electron/sample/staff.ts'
import { fillSlots, pickExchange, pickTopic, writeLine, type LineKind } from '../../electron/sample/texts.ts'

export interface MessageLogOptions {
  readonly messages: number
  readonly seed: number
  /** Only texts, instead of texts, web chat and mail. */
  readonly smsOnly?: boolean
}

/** A conversation that is going on while the log is written. */
interface Thread {
  readonly contact: string
  readonly channel: Channel
  readonly inbox: string
  readonly agent: string
  /** Messages still to come, and whose turn it is. */
  left: number
  isCustomer: boolean
}

const header = 'time,direction,channel,contact,inbox,agent,text\n'
const startAt = Date.UTC(2024, 0, 1, 13)
const chunkLength = 1 << 20
/** So many conversations go on at once; with one message in some 45 s, each of them waits about ten minutes. */
const threadCount = 14

/** Rows of about 160 bytes, about four to a conversation. Memory does not grow with `messages`. */
export function writeMessageLog(path: string, options: MessageLogOptions): void {
  const random = createRandom(options.seed)
  const said = { in: phrases(random, 'in'), out: phrases(random, 'out') }
  const threads: Thread[] = []
  const file = openSync(path, 'w')
  try {
    let chunk = header
    let at = startAt
    for (let row = 0; row < options.messages; row++) {
      at += nextPause(random, at)
      const slot = random.between(0, threadCount - 1)
      let thread = threads[slot]
      if (thread === undefined || thread.left === 0) {
        thread = openThread(random, threads, options.smsOnly ?? false)
        threads[slot] = thread
      }
      chunk += writeRow(random, thread, at, said)
      if (chunk.length > chunkLength) {
        writeSync(file, chunk)
        chunk = ''
      }
    }
    writeSync(file, chunk)
  } finally {
    closeSync(file)
  }
}

/** Busy by day, quiet by night (UTC−5), in whole seconds. */
function nextPause(random: Random, at: number): number {
  const hour = (Math.floor(at / 3_600_000) + 19) % 24
  const mean = hour < 7 || hour > 21 ? 420 : 40
  return Math.ceil(-Math.log(1 - random.unit()) * mean) * 1000 + 1000
}

function openThread(random: Random, threads: readonly (Thread | undefined)[], smsOnly: boolean): Thread {
  let contact: string
  do {
    // Squaring makes some customers come back often.
    contact = fictionalPhone(Math.floor(random.unit() ** 2 * fictionalPhoneCount))
  } while (threads.some((thread) => thread?.contact === contact))
  const team = random.pick(teams)
  const channel = smsOnly ? 'sms' : random.pick(['sms', 'sms', 'sms', 'web_chat', 'web_chat', 'email'] as const)
  const length = random.weighted([0, 1, 3, 3, 4, 2, 2, 1, 1, 0.5])
  return {
    contact,
    channel,
    inbox: channel === 'sms' ? team.line : channel === 'email' ? mailInbox : chatInbox,
    agent: random.pick(agents).name,
    left: length,
    isCustomer: true,
  }
}

function writeRow(
  random: Random,
  thread: Thread,
  at: number,
  said: Readonly<Record<'in' | 'out', readonly string[]>>,
): string {
  const direction = thread.isCustomer ? 'in' : 'out'
  thread.left--
  // Now and then somebody writes twice.
  if (random.chance(0.85)) thread.isCustomer = !thread.isCustomer
  const time = new Date(at).toISOString().slice(0, 19)
  const agent = direction === 'in' ? '' : thread.agent
  const text = random.pick(said[direction])
  return `${time}Z,${direction},${thread.channel},${thread.contact},${thread.inbox},${agent},${text}\n`
}

const phraseCount = 4000
const lineKinds: Readonly<Record<'in' | 'out', readonly LineKind[]>> = {
  in: ['customerExtra', 'customerChaser', 'customerCourtesy', 'campaignAnswer'],
  out: ['agentRepairs', 'agentBilling', 'agentUrgent', 'agentExtra', 'agentEnding'],
}

/** Texts as CSV fields, made beforehand: the log shall measure its readers, not this writer. */
function phrases(random: Random, direction: 'in' | 'out'): string[] {
  return Array.from({ length: phraseCount }, () => {
    const names = { customer: 'Alex', agent: random.pick(agents).name, team: random.pick(teams).name }
    const { question, answer } = pickExchange(random, new Set())
    const long = direction === 'in' ? (random.chance(0.5) ? pickTopic(random).opening : question) : answer
    const short = writeLine(random, random.pick(lineKinds[direction]), names)
    const separator = random.chance(0.08) ? '\n' : ' '
    const text = random.chance(0.3)
      ? short
      : `${fillSlots(random, long, names)}${separator}${random.chance(0.7) ? short : ''}`
    return quote(text.trim())
  })
}

function quote(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

if (process.argv[1] === import.meta.filename) {
  const [, , path, messages = '100000', seed = '1'] = process.argv
  if (path === undefined || !/^\d+$/.test(messages) || !/^\d+$/.test(seed)) {
    process.stderr.write('Usage: node test/bench/generate-log.ts OUT.csv [MESSAGES] [SEED]\n')
    process.exitCode = 2
  } else {
    writeMessageLog(path, { messages: Number(messages), seed: Number(seed) })
  }
}
