import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { recognise } from '../../../../electron/import/read-export.ts'
import { AppError } from '../../../../shared/errors.ts'
import type { ImportChoices } from '../../../../shared/model.ts'
import { defaults, readAll } from '../describe-reading.ts'

const folder = mkdtempSync(join(tmpdir(), 'plumbline-surveys-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
function file(lines: readonly string[]): string {
  const path = join(folder, `survey-${++count}.csv`)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

function failure(lines: readonly string[], choices: ImportChoices = {}): AppError {
  try {
    readAll(file(lines), choices)
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('It did not fail.')
}

function recordsOf(lines: readonly string[], choices: ImportChoices = {}): unknown[] {
  return readAll(file(lines), choices).flatMap((row) => (row.verdict === 'records' ? row.records : []))
}

const qualtrics = (questions: readonly string[], labels: readonly string[], rows: readonly string[]): string[] => [
  `EndDate,Status,Finished,ResponseId,RecipientEmail,${questions.join(',')}`,
  `End Date,Response Type,Finished,Response ID,Recipient Email,${labels.join(',')}`,
  `"{""ImportId"":""endDate"",""timeZone"":""Z""}",{},{},{},{},${questions.map(() => '{}').join(',')}`,
  ...rows.map((answers, index) => `2026-03-02 09:0${index}:00,0,1,R_${index},p${index}@example.org,${answers}`),
]

describe('a survey export with several questions', () => {
  const two = qualtrics(
    ['Q1', 'Q2'],
    ['How likely are you to recommend our shop?', 'How likely are you to recommend our support?'],
    ['9,3', '10,4', '8,6'],
  )

  it('asks which of two is the NPS, by column and with the mapping to use', () => {
    const error = failure(two)
    expect(error.code).toBe('choice-needed')
    expect(error.message).toContain('“Q1” (How likely are you to recommend our shop?)')
    expect(error.message).toContain('{"row":"survey","columns":{"score":"Q1"},"constants":{"kind":"nps"}}')
    expect(error.details).toEqual({ option: 'mapping', columns: ['Q1', 'Q2'] })
  })

  it('reads the one that the mapping names, and everything else as before', () => {
    const mapping = { row: 'survey', columns: { score: 'Q2' } } as const
    expect(recordsOf(two, { mapping })).toMatchObject([
      { id: 'R_0', kind: 'nps', score: 3, contact: 'p0@example.org', answeredAt: Date.UTC(2026, 2, 2, 9) },
      { id: 'R_1', score: 4 },
      { id: 'R_2', score: 6 },
    ])
    const path = file(two)
    expect(recognise(path, { mapping }, defaults).sourceKey).toBe('qualtrics')
    expect(failure(two, { mapping: { row: 'survey', columns: { score: 'Q9' } } }).code).toBe('mapping-invalid')
  })

  it('takes the one that Qualtrics itself calls NPS', () => {
    const marked = qualtrics(
      ['Q1_NPS_GROUP', 'Q1', 'Q2'],
      ['Would you recommend us? - Group', 'Would you recommend us?', 'Would you recommend our app?'],
      ['3,9,3', '1,2,4'],
    )
    expect(recordsOf(marked)).toMatchObject([{ score: 9 }, { score: 2 }])
  })

  it('asks about a 0–10 question whose wording says nothing', () => {
    const silent = qualtrics(['Q1'], ['Score'], ['9', '0'])
    const error = failure(silent)
    expect(error.code).toBe('choice-needed')
    expect(error.message).toContain('one question that could be the score: “Q1” (Score)')
    const mapping = { row: 'survey', columns: { score: 'Q1' }, constants: { kind: 'nps' } } as const
    expect(recordsOf(silent, { mapping })).toMatchObject([{ score: 9 }, { score: 0 }])
  })
})

describe('a survey export without a score', () => {
  it('is refused with what it has and what is needed', () => {
    const error = failure(qualtrics(['Q1', 'Q2'], ['Favourite colour?', 'Do you cycle?'], ['red,Yes', 'blue,No']))
    expect(error.code).toBe('format-unknown')
    expect(error.message).toContain('is a Qualtrics survey with the questions “Favourite colour?”, “Do you cycle?”')
    expect(error.message).toContain('from 0 to 10 (NPS)')
    expect(failure(['RespondentID,Do you check the weather?,Age', '1,Yes,30 - 44', '2,No,-']).message).toContain(
      'is a SurveyMonkey survey',
    )
  })

  it('is refused where its NPS is a rating from 1 to 5', () => {
    const rows = Array.from({ length: 10 }, (_, index) => String((index % 5) + 1))
    const error = failure(qualtrics(['Q1'], ['Would you recommend us?'], rows))
    expect(error.code).toBe('format-unknown')
    expect(error.message).toContain('is not rescaled')
  })
})

describe('survey tables', () => {
  it('finds the question of a form by its wording', () => {
    expect(
      recordsOf([
        'Timestamp,Email Address,How likely are you to recommend us to a friend?,Anything else?',
        '3/2/2026 9:00:00,ann@example.org,9,Fine',
        '3/25/2026 9:00:00,bob@example.org,,',
      ]),
    ).toMatchObject([
      { kind: 'nps', score: 9, contact: 'ann@example.org', answeredAt: Date.UTC(2026, 2, 2, 8) },
      { kind: 'nps', score: null },
    ])
  })

  it('joins by the address of a conversation', () => {
    expect(recordsOf(['NPS,Date,Link', '9,2026-03-02,https://desk.example.com/agent/tickets/77?x=1'])).toMatchObject([
      { conversation: '77' },
    ])
    expect(
      recordsOf(['NPS,Date,Ticket URL', '9,2026-03-02,https://desk.example.com/chat?conversation_id=a%2Fb']),
    ).toMatchObject([{ conversation: 'a/b' }])
  })

  it('asks where two columns could be the same score', () => {
    const error = failure(['NPS,NPS score,Date', '9,8,2026-03-02', '1,2,2026-03-02'])
    expect(error.code).toBe('choice-needed')
    expect(error.message).toContain('“NPS”, “NPS score”')
    const mapping = { row: 'survey', columns: { score: 'NPS score' } } as const
    expect(recordsOf(['NPS,NPS score,Date', '9,8,2026-03-02'], { mapping })).toMatchObject([
      { kind: 'nps', score: 8, answeredAt: Date.UTC(2026, 2, 1, 23) },
    ])
  })

  it('keeps what was offered and not answered', () => {
    expect(recordsOf(['CSAT,Ticket ID,Date', '5,1,2026-03-02', 'offered,2,2026-03-02', ',3,2026-03-02'])).toMatchObject(
      [{ score: 5 }, { score: null, conversation: '2' }, { score: null, conversation: '3' }],
    )
  })
})
