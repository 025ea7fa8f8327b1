/** The invented company: who works there, when, and under which addresses. */
import type { Channel } from '../../shared/model.ts'

export const companyName = 'Harbour & Pine Home Repairs'

export type SampleChannel = Extract<Channel, 'sms' | 'web_chat' | 'email' | 'phone'>

export const teamNames = ['Repairs Desk', 'Billing & Warranty', 'Emergency Line'] as const
export type TeamName = (typeof teamNames)[number]

export interface Agent {
  readonly name: string
  readonly team: TeamName
  /** Factor on reply times: below 1 is faster than the others. */
  readonly pace: number
  /** ISO weekdays off. */
  readonly off: readonly number[]
}

export interface Team {
  readonly name: TeamName
  /** Own number for text messages. */
  readonly line: string
  /** Local hours of each ISO weekday, Monday first; null = nobody of this team works. */
  readonly hours: readonly (readonly [number, number] | null)[]
}

const weekday = (open: number, close: number, saturday: readonly [number, number] | null): Team['hours'] => [
  ...Array.from({ length: 5 }, () => [open, close] as const),
  saturday,
  null,
]

// 555-0100 to 555-0199 of every North American area code are set aside for fiction; 207 is Maine.
export const teams: readonly Team[] = [
  { name: 'Repairs Desk', line: '+12075550101', hours: weekday(8, 18, [9, 14]) },
  { name: 'Billing & Warranty', line: '+12075550102', hours: weekday(9, 17, null) },
  { name: 'Emergency Line', line: '+12075550103', hours: Array.from({ length: 7 }, () => [7, 22] as const) },
]

export const chatInbox = 'Website chat'
export const mailInbox = 'help@harbour-and-pine.example.com'
export const phoneLine = '+12075550110'

export const agents: readonly Agent[] = [
  { name: 'Maya Okafor', team: 'Repairs Desk', pace: 0.75, off: [7] },
  { name: 'Tomás Herrera', team: 'Repairs Desk', pace: 0.9, off: [6, 7] },
  { name: 'Priya Raghunathan', team: 'Repairs Desk', pace: 1, off: [6, 7] },
  { name: 'Bartholomäus-Wilhelmine von Hohenstaufen-Łukasiewicz', team: 'Repairs Desk', pace: 1.1, off: [3, 7] },
  { name: 'Jo Lindqvist', team: 'Repairs Desk', pace: 1.35, off: [6, 7] },
  { name: 'Renée Thibodeau', team: 'Billing & Warranty', pace: 0.85, off: [6, 7] },
  { name: 'Siobhán O’Dowd', team: 'Billing & Warranty', pace: 1.05, off: [6, 7] },
  { name: 'Wei Zhang', team: 'Billing & Warranty', pace: 1, off: [5, 6, 7] },
  { name: 'Anaïs Müller-Brandt', team: 'Billing & Warranty', pace: 1.25, off: [1, 6, 7] },
  { name: 'Darnell Whitfield', team: 'Emergency Line', pace: 0.7, off: [2, 3] },
  { name: 'Kateryna Bondarenko', team: 'Emergency Line', pace: 0.8, off: [4, 5] },
  { name: 'Noah Sato', team: 'Emergency Line', pace: 0.95, off: [1, 2] },
  { name: 'Lucía Fernández', team: 'Emergency Line', pace: 1.1, off: [1, 4] },
  { name: 'Ed Ng', team: 'Emergency Line', pace: 1.3, off: [3, 5] },
]

export const botName = 'Pinecone (assistant)'

export function hoursOf(team: TeamName): Team['hours'] {
  return teams.find((one) => one.name === team)?.hours ?? []
}

export function lineOf(team: TeamName): string {
  return teams.find((one) => one.name === team)?.line ?? phoneLine
}
