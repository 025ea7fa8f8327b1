/**
 * Conversations of Front, whose events close and reopen them: several times, in the very instant of a message, just before
 * or after it, before the customer wrote at all, by a teammate or by a rule.
 */
import type { Random } from '../../electron/sample/random.ts'
import { agents, dialogue, hour, minute } from './random-dialogue.ts'
import type { Company, Line } from './random-dialogue.ts'

const types = ['sms', 'whatsapp', 'email', 'frontchat'] as const
const inboxes = [[], [], [{ id: 'inb_1', name: 'Help' }], [{ id: 'inb_2', name: 'Sales' }]] as const

type Json = Readonly<Record<string, unknown>>

const seconds = (at: number): number => at / 1000

function teammate(name: string): Json | null {
  return name === '' ? null : { id: `tea_${name.toLowerCase()}`, first_name: name, username: name.toLowerCase() }
}

/** When the conversation is closed or reopened. */
function turningPoints(random: Random, times: readonly number[]): number[] {
  return Array.from({ length: random.pick([0, 0, 1, 1, 2, 3, 5]) }, () => {
    const around = [0, 0, 1, -1, 400, -400, random.between(1, 59) * 1000, random.between(1, 90) * minute, -hour]
    return random.pick(times) + random.pick(around)
  })
}

function eventOf(random: Random, at: number, id: string): Json {
  const by = teammate(random.pick(agents))
  return {
    id,
    type: random.pick(['archive', 'archive', 'archive', 'reopen', 'assign']),
    emitted_at: seconds(at),
    source: by === null ? { _meta: { type: 'rule' }, data: {} } : { _meta: { type: 'teammate' }, data: by },
  }
}

function messageOf(line: Line, id: string, type: string, contact: string): Json {
  const isIn = line.direction === 'in'
  return {
    id,
    type,
    is_inbound: isIn,
    created_at: seconds(line.at),
    // Rules and integrations have no author.
    author: isIn || line.author !== 'agent' || line.isAutomatic ? null : teammate(line.agent),
    error_type: line.isFailed ? 'bounce' : null,
    recipients: [{ handle: contact, role: isIn ? 'from' : 'to' }],
    text: line.text,
  }
}

/** The API's answers for each conversation, collected in one file, and the ids of the conversations. */
export function frontConversations({ random, contacts, startOf, gapMs }: Company): { content: string; ids: string[] } {
  const ids: string[] = []
  let parts = 0
  const nextId = (kind: string): string => `${kind}_${++parts}`
  // Without the rights to read events an export has none.
  const hasEvents = random.chance(0.85)
  const conversations = Array.from({ length: random.between(4, 18) }, () => {
    const id = nextId('cnv')
    ids.push(id)
    const [type, contact] = [random.pick(types), random.pick(contacts)]
    const start = startOf()
    // Of some only the events were read.
    const lines = random.chance(0.1) ? [] : dialogue(random, start, gapMs)
    const times = lines.length === 0 ? [start] : lines.map(({ at }) => at)
    return {
      conversation: {
        id,
        status: 'archived',
        assignee: random.chance(0.3) ? teammate(random.pick(agents)) : null,
        recipient: { handle: contact, role: 'from' },
        created_at: seconds(start),
        last_message: { type },
        inboxes: random.pick(inboxes),
      },
      messages: lines.filter(({ isNote }) => !isNote).map((line) => messageOf(line, nextId('msg'), type, contact)),
      comments: lines
        .filter(({ isNote }) => isNote)
        .map((line) => ({
          id: nextId('com'),
          author: teammate(line.agent),
          body: line.text,
          posted_at: seconds(line.at),
        })),
      events: hasEvents ? turningPoints(random, times).map((at) => eventOf(random, at, nextId('evt'))) : [],
    }
  })
  return { content: JSON.stringify(conversations), ids }
}
