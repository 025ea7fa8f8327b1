/**
 * Tables of messages and of conversations of one product that has no format of its own: each file has columns of its own,
 * so only the profile that the user names makes them one source.
 */
import { afterAll, describe, expect, it } from 'vitest'
import { canonicalDump } from './canonical-dump.ts'
import { openSession, temporaryFolder } from './workspace-session.ts'
import type { ExportFile } from './workspace-session.ts'

const folder = temporaryFolder()
afterAll(folder.remove)

const conversations =
  'source_id,created_at,channel,status,closed_at,assignee,customer_id\n' +
  'c1,2026-03-02T09:00:00Z,SMS,closed,2026-03-02T10:00:00Z,Kim,+15550100001\n' +
  'c2,2026-03-02T11:00:00Z,CHAT,open,,Lee,ann@example.org\n'
const messages =
  'source_id,conversation_source_id,sent_at,author_type,author_name,body\n' +
  'm1,c1,2026-03-02T09:00:00Z,customer,Ann,Where is my order?\n' +
  'm2,c1,2026-03-02T09:05:00Z,agent,Kim,On its way.\n' +
  'm3,c2,2026-03-02T11:00:00Z,customer,Ann,Hello\n'

const files = (profile: string | undefined): ExportFile[] => [
  { name: 'conversations.csv', content: conversations, choices: { profile } },
  { name: 'messages.csv', content: messages, choices: { profile } },
]

function threadsOf(name: string, order: readonly ExportFile[]): { dump: unknown; threads: unknown } {
  const workspace = openSession(folder.path, name)
  for (const file of order) workspace.import(file)
  const threads = workspace
    .db()
    .prepare(
      `SELECT thread.channel, contact.address, count(message.id) messages FROM thread
       LEFT JOIN contact ON contact.id = thread.contact_id LEFT JOIN message ON message.thread_id = thread.id
       GROUP BY thread.id ORDER BY thread.channel, contact.address, messages`,
    )
    .all()
  // A source is called by the format of its first file.
  const { holding: _byFile, thread_claim: _claims, source: _source, ...dump } = canonicalDump(workspace.db())
  expect(workspace.problems()).toEqual([])
  workspace.close()
  return { dump, threads }
}

describe('tables of messages and of conversations', () => {
  it('are one source through a profile, in any order', () => {
    const [first, second] = files('Old desk')
    const joined = threadsOf('joined', [first!, second!])
    expect(joined.threads).toEqual([
      { channel: 'sms', address: '+15550100001', messages: 2 },
      { channel: 'web_chat', address: 'ann@example.org', messages: 1 },
    ])
    expect(threadsOf('joined-backwards', [second!, first!]).dump).toEqual(joined.dump)
  })

  it('are two sources without one', () => {
    const apart = threadsOf('apart', files(undefined)).threads
    expect(apart).toHaveLength(4)
  })
})
