import type { Channel, Facets, WorkspaceSettings, WorkspaceSummary } from '../../../shared/model.ts'

/** Long on purpose: names like this one have to fit everywhere. */
export const longName = 'Bartholomäus-Wilhelmine von Hohenstaufen-Łukasiewicz'

export const fakeChannels: readonly Channel[] = ['sms', 'web_chat', 'email']
export const fakeTeams = ['Front desk', 'Billing', 'Repairs and returns'] as const
export const fakeAgents = [
  'Amara Diallo',
  'Jonas Petersen',
  longName,
  'Mei Tanaka',
  'Rosa Quintero',
  'Tom Whitfield',
] as const
export const fakeSources = ['Twilio messages', 'Web chat table', 'Mailbox table'] as const

export const fakeSettings: WorkspaceSettings = {
  zone: 'Europe/Berlin',
  country: 'DE',
  schedules: [],
  optOutWords: ['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT'],
  optInWords: ['START', 'UNSTOP', 'YES'],
  courtesyEndsTurn: true,
}

export const fakeWorkspace: WorkspaceSummary = {
  name: 'Harbour Cycles',
  settings: fakeSettings,
  isSample: true,
  counts: { conversations: 4812, messages: 31_204, contacts: 2310, agents: 6, surveys: 1188, optOuts: 37 },
  fingerprint: '9f2c1a7be04d',
  firstDay: '2026-01-05',
  lastDay: '2026-06-28',
}

export const emptyWorkspace: WorkspaceSummary = {
  name: 'New client',
  settings: fakeSettings,
  isSample: false,
  counts: { conversations: 0, messages: 0, contacts: 0, agents: 0, surveys: 0, optOuts: 0 },
  fingerprint: '000000000000',
  firstDay: null,
  lastDay: null,
}

export const fakeFacets: Facets = {
  channels: [
    { name: 'sms', conversations: 2204 },
    { name: 'web_chat', conversations: 1740 },
    { name: 'email', conversations: 868 },
  ],
  teams: [
    { name: 'Front desk', conversations: 2610 },
    { name: 'Billing', conversations: 1302 },
    { name: 'Repairs and returns', conversations: 900 },
  ],
  agents: fakeAgents.map((name, index) => ({ name, conversations: 1120 - index * 140 })),
  inboxes: [{ name: '+49 30 5550 0117', conversations: 2204 }],
  sources: fakeSources.map((name, index) => ({ name, conversations: [2204, 1740, 868][index] ?? 0 })),
}
