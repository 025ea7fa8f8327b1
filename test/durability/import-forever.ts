/** A process to be killed: imports one small file after the other and says of each when it is safe. */
import { writeFileSync } from 'node:fs'
import process from 'node:process'
import { importFile } from '../../electron/import/import-file.ts'
import { loadSettings } from '../../electron/workspace/settings.ts'
import { openWorkspace } from '../../electron/workspace/workspace.ts'

const [path = '', folder = '', first = '0', keepsLog = ''] = process.argv.slice(2)
const workspace = openWorkspace(path)
if (keepsLog === 'keep-log') workspace.db.pragma('wal_autocheckpoint = 0')
const settings = loadSettings(workspace.db)

for (let number = Number(first); ; number++) {
  const file = `${folder}/part-${number}.csv`
  const rows = Array.from({ length: 60 }, (_, i) => {
    const contact = `+1415555${String(number % 100).padStart(2, '0')}${String(i % 20).padStart(2, '0')}`
    const at = new Date(Date.UTC(2026, 0, 1 + number, 9, i)).toISOString()
    return `${number}-${i},${at},${i % 2 === 0 ? 'in' : 'out'},${contact},message ${i} of file ${number}`
  })
  writeFileSync(file, `id,time,direction,contact,text\n${rows.join('\n')}\n`)
  const request = { path: file, choices: { channel: 'sms' }, settings, now: () => 0, dryRun: false } as const
  const job = importFile(workspace.db, request)
  while (job.next().done !== true);
  process.stdout.write(`${number}\n`)
}
