/**
 * How long all KPIs by channel take over a large workspace, run by hand: `node test/bench/kpi-speed.ts`. Prints the
 * first run, which prepares the cases, and the fastest and the median of the following ones, in milliseconds.
 */
import { parseArgs } from 'node:util'
import { computeKpis } from '../../electron/kpi/engine.ts'
import { kpiIds } from '../../shared/kpi.ts'
import type { KpiRequest } from '../../shared/kpi.ts'
import { settings } from '../electron/kpi/build-facts.ts'
import { largeFacts } from './large-facts.ts'

const { values } = parseArgs({
  options: { conversations: { type: 'string', default: '250000' }, runs: { type: 'string', default: '15' } },
})
const facts = largeFacts(Number(values.conversations))
const schedule = {
  team: null,
  from: null,
  zone: 'Europe/Berlin',
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, start: 540, end: 1020 })),
  holidays: [],
}
const workspace = { ...settings, zone: 'Europe/Berlin', schedules: [schedule] }

function time(name: string, request: KpiRequest): void {
  const times: number[] = []
  for (let run = 0; run <= Number(values.runs); run++) {
    const started = performance.now()
    computeKpis(facts, request, workspace)
    times.push(performance.now() - started)
  }
  const [first = 0, ...warm] = times
  warm.sort((a, b) => a - b)
  const shown = [first, warm[0] ?? 0, warm[Math.floor(warm.length / 2)] ?? 0].map((ms) => ms.toFixed(1).padStart(8))
  process.stdout.write(`${name.padEnd(44)} first ${shown[0]}  fastest ${shown[1]}  median ${shown[2]}\n`)
}

const { conversations, turns, outgoing, surveys } = facts
process.stdout.write(
  `${conversations.count} conversations, ${turns.count} turns, ${outgoing.count} outgoing, ${surveys.count} surveys\n`,
)
time('all KPIs by channel', { selection: {}, hours: 'calendar', by: ['channel'] })
time('all KPIs by channel, business hours', { selection: {}, hours: 'business', by: ['channel'] })
time('all KPIs by week', { selection: {}, hours: 'calendar', by: ['week'] })
time('all KPIs by agent and month', { selection: {}, hours: 'calendar', by: ['agent', 'month'] })
time('all KPIs by weekday and hour', { selection: {}, hours: 'calendar', by: ['weekday-hour'] })
time('all KPIs of one quarter and channel', {
  selection: { channels: ['sms'], from: '2026-01-01', to: '2026-03-31' },
  hours: 'calendar',
})
for (const id of kpiIds) time(`${id} by channel`, { kpis: [id], selection: {}, hours: 'calendar', by: ['channel'] })
