/** What is said in one conversation of a company that never was: who writes, when, and what becomes of it. */
import type { Random } from '../../electron/sample/random.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour
export const agents = ['Ada', 'Ben', 'Cleo', ''] as const
const questions = [
  'Where is my order?',
  'Can I come on Friday?',
  'It is broken again',
  'yes please',
  'please stop texting me',
  'Take me off your list!',
]
const optWords = ['STOP', 'stop.', 'Unsubscribe', 'END', 'Cancel', 'START', 'Start!', 'Yes', 'YES', 'unstop']
const courtesies = ['Thanks!', 'ok', 'Thank you', '👍', 'ok, thanks', 'Vielen Dank!']
const replies = [
  'We are on it.',
  'Friday at nine is fine.',
  'Could you send a picture?',
  'STOP',
  'Thanks!',
  'Reply END to end your rental',
  'Shall I cancel your order?',
  'Please stop by our shop',
  'Your bike is ready. Reply STOP to opt out',
]

export interface Line {
  readonly at: number
  readonly direction: 'in' | 'out'
  readonly author: 'customer' | 'agent' | 'bot' | 'system'
  readonly agent: string
  readonly text: string
  readonly isAutomatic: boolean
  readonly isNote: boolean
  readonly isFailed: boolean
}

function wait(random: Random, gapMs: number): number {
  const waits = [
    () => 0,
    () => random.between(1, 59) * 1000,
    () => random.between(1, 90) * minute,
    () => random.between(1, 20) * hour,
    () => gapMs - 1000,
    () => gapMs,
    () => gapMs + 1000,
    () => random.between(1, 9) * day + random.between(0, 3600) * 1000,
  ]
  return (waits[random.weighted([3, 8, 8, 4, 1, 1, 1, 2])] ?? (() => 0))()
}

export function dialogue(random: Random, start: number, gapMs: number): Line[] {
  let at = start
  return Array.from({ length: random.between(1, 12) }, (): Line => {
    at += wait(random, gapMs)
    const author = (['customer', 'agent', 'bot', 'system'] as const)[random.weighted([10, 9, 1, 1])] ?? 'customer'
    const isIn = author === 'customer'
    const texts = isIn ? [questions, optWords, courtesies][random.weighted([7, 2, 2])] : replies
    return {
      at,
      direction: isIn ? 'in' : 'out',
      author,
      agent: author === 'agent' ? random.pick(agents) : '',
      text: random.pick(texts ?? questions),
      isAutomatic: !isIn && random.chance(0.1),
      isNote: author === 'agent' && random.chance(0.1),
      isFailed: !isIn && random.chance(0.1),
    }
  })
}

export const iso = (at: number): string => new Date(at).toISOString()

export interface Company {
  readonly random: Random
  readonly contacts: readonly string[]
  readonly startOf: () => number
  readonly gapMs: number
}
