import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { recognise } from '../../../../electron/import/read-export.ts'
import { defaults, readAll } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-zendesk-warehouse-'))
afterAll(() => rmSync(folder, { recursive: true }))

let fileCount = 0
function file(...lines: readonly string[]): string {
  const path = join(folder, `file-${++fileCount}.csv`)
  writeFileSync(path, lines.join('\n'))
  return path
}

describe('the tables of a warehouse', () => {
  it.each([
    [
      'ticket_chat_event',
      'chat_id,created_at,actor_id,chat_index,message,original_message,type',
      '1,2026-03-02,a,0,,,',
    ],
    [
      'ticket_chat',
      'chat_id,_fivetran_synced,backend,initiator,ticket_id,visitor_id,webpath',
      '1,2026-03-02,chat,1,4,5,[]',
    ],
    [
      'audit_log',
      'id,action,actor_id,change_description,created_at,source_id,source_label,source_type',
      '1,a,2,b,c,3,d,e',
    ],
    ['ticket_tag', 'tag,ticket_id,_fivetran_synced', 'vip,1,2026-03-02 09:00:00'],
  ])('refuses %s and says which to bring', (table, header, row) => {
    expect(() => recognise(file(header, row), {}, defaults)).toThrow(
      new RegExp(`Zendesk’s table ${table},.*export the tables ticket, ticket_comment and user instead`),
    )
  })

  it('reads times without a zone as UTC unless the user says otherwise', () => {
    const path = file(
      'id,ticket_id,user_id,body,created,public,voice_comment',
      '1,7,11,Hi,2026-07-01 10:00:00,TRUE,FALSE',
    )
    expect(recognise(path, {}, defaults)).toMatchObject({ formatId: 'zendesk-warehouse', zone: 'UTC' })
    const sentAt = (zone?: string): unknown =>
      readAll(path, zone === undefined ? {} : { zone }).map((row) => row.verdict === 'records' && row.records)
    expect(sentAt()).toMatchObject([[{ sentAt: Date.UTC(2026, 6, 1, 10) }]])
    expect(sentAt('Europe/Berlin')).toMatchObject([[{ sentAt: Date.UTC(2026, 6, 1, 8) }]])
  })

  it('passes over comments that were deleted', () => {
    const path = file(
      'id,ticket_id,user_id,body,created,public,voice_comment,_fivetran_deleted',
      '1,7,11,Hi,2026-07-01 10:00:00,TRUE,FALSE,TRUE',
    )
    expect(readAll(path)).toMatchObject([{ verdict: 'ignored', kind: 'deleted comment' }])
  })

  it('takes no closing from the sealing of a ticket', () => {
    const path = file(
      'field_name,ticket_id,updated,user_id,value',
      'status,7,2026-07-01 10:00:00,11,solved',
      'status,7,2026-07-21 10:00:00,,closed',
      'status,7,soon,,solved',
      'status,7,,,solved',
      'status,7,2026-07-21 10:00:00,,',
    )
    expect(readAll(path)).toMatchObject([
      { records: [{ event: 'closed', kind: 'event', direction: 'out', authorKind: 'system' }] },
      { verdict: 'ignored', kind: 'change of status to closed' },
      { code: 'time-unreadable', column: 'updated' },
      { code: 'time-missing', column: 'updated' },
      { verdict: 'ignored', kind: 'change to another status' },
    ])
  })

  it('does not take any table of groups for Zendesk’s', () => {
    const path = file('id,_fivetran_synced,name,url', '1,2026-03-02 09:00:00,Care,https://example.com/groups/1')
    expect(() => recognise(path, {}, defaults)).toThrow()
  })
})
