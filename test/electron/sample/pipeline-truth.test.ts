import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { afterAll, describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/import/import-file.ts'
import { generateCompany, sampleDefaults } from '../../../electron/sample/company.ts'
import { writeSampleExports } from '../../../electron/sample/write-exports.ts'
import { newSettings } from '../../../electron/worker/new-settings.ts'
import { createWorkspace, discardWorkspace } from '../../../electron/workspace/workspace.ts'
import type { ImportSummary } from '../../../shared/model.ts'

const dir = mkdtempSync(join(tmpdir(), 'plumbline-truth-'))
const workspace = createWorkspace(join(dir, 'truth.plumbline'))
afterAll(() => {
  discardWorkspace(workspace)
  rmSync(dir, { recursive: true, force: true })
})

const company = generateCompany({ ...sampleDefaults, conversations: 700 })
const summaries = writeSampleExports(join(dir, 'files'), company).map(({ path, choices }): ImportSummary => {
  const settings = newSettings(company.zone, 'US')
  const job = importFile(workspace.db, { path, choices, settings, now: () => company.end, dryRun: false })
  for (;;) {
    const step = job.next()
    if (step.done) return step.value.summary
  }
})

function rows(db: Database, sql: string): unknown[] {
  return db.prepare(sql).all()
}

describe('the sample company through the imports', () => {
  it('is recognised file by file without a rejected row', () => {
    const formats = summaries.map(({ file, format }) => [basename(file).replace(/AC[0-9a-f]{32}/, 'AC…'), format])
    expect(formats).toEqual([
      ['twilio-bulk-2026-04.json.gz', 'twilio-bulk'],
      ['twilio-bulk-2026-05.json.gz', 'twilio-bulk'],
      ['twilio-messages-page-0.json', 'twilio-json'],
      ['sms-log-AC….csv', 'twilio-csv'],
      ['web-chat-messages.csv', 'message-table'],
      ['email-nachrichten.csv', 'message-table'],
      ['phone-calls.csv', 'conversation-table'],
      ['surveys.csv', 'survey-table'],
      ['opt-outs.csv', 'opt-out-table'],
    ])
    for (const { file, rows } of summaries) expect([file, rows.read]).toEqual([file, rows.new])
  })

  it('gives the conversations that the generator counted', () => {
    const found = rows(
      workspace.db,
      `SELECT channel, count(*) AS conversations, count(first_reply_at) AS answered, count(closed_at) AS closed,
         sum(human_reply_count) AS humanReplies
       FROM conversation WHERE kind = 'service' GROUP BY channel ORDER BY channel`,
    )
    const expected = (['email', 'phone', 'sms', 'web_chat'] as const).map((channel) => {
      const { conversations, answered, closed, humanReplies } = company.truth.channels[channel]
      return { channel, conversations, answered, closed, humanReplies }
    })
    expect(found).toEqual(expected)
    expect(rows(workspace.db, "SELECT count(*) AS sent FROM conversation WHERE kind = 'outreach'")).toEqual([
      { sent: company.truth.outreach.sent },
    ])
  })

  it('gives the opt-outs by evidence', () => {
    const { keyword, refused, list, any } = company.truth.optOuts
    expect(
      rows(
        workspace.db,
        `SELECT count(DISTINCT iif(evidence = 'keyword', contact_id, NULL)) AS keyword,
           count(DISTINCT iif(evidence = 'error-21610', contact_id, NULL)) AS refused,
           count(DISTINCT iif(evidence = 'list', contact_id, NULL)) AS list, count(DISTINCT contact_id) AS "any"
         FROM opt_out WHERE state = 'out'`,
      ),
    ).toEqual([{ keyword, refused, list, any }])
  })

  it('gives the survey answers, the unanswered offers beside them', () => {
    const { nps, csat, ces } = company.truth.surveys
    expect(
      rows(
        workspace.db,
        `SELECT kind, count(*) AS offered, count(score) AS answered, scale_min AS low, scale_max AS high,
           sum(score >= CASE kind WHEN 'nps' THEN 9 WHEN 'ces' THEN 5 ELSE 4 END) AS good,
           iif(kind = 'ces', sum(score), NULL) AS sum
         FROM survey_response WHERE is_current = 1 GROUP BY kind ORDER BY kind`,
      ),
    ).toEqual([
      { kind: 'ces', offered: ces.offered, answered: ces.answered, low: 1, high: 7, good: ces.easy, sum: ces.sum },
      { kind: 'csat', offered: csat.offered, answered: csat.answered, low: 1, high: 5, good: csat.positive, sum: null },
      { kind: 'nps', offered: nps.offered, answered: nps.answered, low: 0, high: 10, good: nps.promoters, sum: null },
    ])
  })

  it('knows who came back', () => {
    expect(
      rows(
        workspace.db,
        `SELECT count(*) AS opening, sum(opened > 1) AS "returning"
         FROM (SELECT count(*) AS opened FROM conversation WHERE kind = 'service' GROUP BY contact_id)`,
      ),
    ).toEqual([{ opening: company.truth.openingContacts, returning: company.truth.returningContacts }])
  })
})
