/** The zone of the machine changes nothing: the same command in two zones that disagree about almost every day. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, expect, it } from 'vitest'
import { openSession, temporaryFolder } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

function runIn(machineZone: string, args: readonly string[]): string {
  const { stdout, status } = spawnSync(process.execPath, ['electron/headless.ts', ...args], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, TZ: machineZone },
    encoding: 'utf8',
  })
  expect([args[0], status]).toEqual([args[0], 0])
  return stdout
}

it('gives the same imports, KPIs and report', { timeout: 300_000 }, () => {
  const outcomes = ['Pacific/Pago_Pago', 'Pacific/Kiritimati'].map((zone, index) => {
    const name = join(`machine-${index}`, 'shop')
    mkdirSync(join(folder.path, `machine-${index}`))
    openSession(folder.path, name, 'America/New_York').close()
    const workspace = join(folder.path, `${name}.plumbline`)
    const shop = (file: string): string => join(import.meta.dirname, '../golden/company', file)
    // The web chats have times without a zone: those of the workspace.
    runIn(zone, ['import', workspace, shop('web-chat.csv'), '--channel', 'web_chat'])
    runIn(zone, ['import', workspace, shop('sms-log.csv'), shop('surveys.csv')])
    const report = join(folder.path, `machine-${index}`, 'report.html')
    const sides = ['--subject', 'channel=sms', '--baseline', 'channel=web_chat,to=2026-03-10']
    runIn(zone, ['report', workspace, ...sides, '--now', '2026-04-01T12:00:00Z', '--out', report])
    return [...['day'].map((by) => runIn(zone, ['kpis', workspace, '--by', by])), readFileSync(report, 'utf8')]
  })
  expect(outcomes[1]).toEqual(outcomes[0])
  expect(outcomes[0]?.join('')).toContain('2026-03-07')
})
