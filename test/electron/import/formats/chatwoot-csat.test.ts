import { describe, expect, it } from 'vitest'
import { AppError } from '../../../../shared/errors.ts'
import { readText } from './read-text.ts'

const header =
  'Agent Name,Rating,Feedback Comment,Contact Name,Contact Email Address,Contact Phone Number,Link to the conversation,Recorded date'
const row =
  'Ana (ana@example.org),5,,Ida,ida@example.com,,https://chat.example.com/app/accounts/1/conversations/7,2026-03-02 10:11:12 UTC'

function refusal(text: string): string {
  try {
    readText(text, {}, 'report.csv')
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
  throw new Error('It was not refused.')
}

describe('Chatwoot CSAT download', () => {
  it('knows an account’s language by what stands below the header', () => {
    const foreign = header.split(',').map((_, index) => `見出し${index}`)
    expect(readText([foreign.join(','), row, 'x'].join('\n\n'), {}, 'a.csv')).toMatchObject({
      formatId: 'chatwoot-csat',
      rows: [
        { verdict: 'ignored', kind: 'blank line' },
        { verdict: 'records', records: [{ conversation: '7', agent: 'Ana', contact: 'ida@example.com' }] },
        { verdict: 'ignored', kind: 'blank line' },
        { verdict: 'ignored', kind: 'report period' },
      ],
    })
  })

  it('reads a download without any answer', () => {
    const { formatId, rows } = readText(`${header}\nReporting period 2026-03-01 to 2026-03-31\n`, {}, 'a.csv')
    expect(formatId).toBe('chatwoot-csat')
    expect(rows.every(({ verdict }) => verdict === 'ignored')).toBe(true)
  })

  it('reads what a spreadsheet made of it', () => {
    const text = [header, row].join('\r\n').replaceAll(',', ';')
    expect(readText(text, {}, 'a.csv')).toMatchObject({
      formatId: 'chatwoot-csat',
      rows: [{ verdict: 'records', records: [{ score: 5, conversation: '7' }] }],
    })
  })

  it('leaves other tables of ratings alone', () => {
    const other = 'Agent,Rating,Comment,Time,Email\nAna,5,Great,2026-03-02T10:00:00Z,ida@example.com\n'
    expect(readText(other, {}, 'a.csv').formatId).not.toBe('chatwoot-csat')
  })
})

describe('Chatwoot reports', () => {
  it.each([
    [
      'Agent name,Assigned conversations,Avg first response time,Avg resolution time,Resolution Count',
      'Ana,3,1 m,2 h,1',
    ],
    ['Inbox name,Inbox type,No. of conversations,Avg first response time,Avg resolution time', 'SMS,Sms,3,1 m,2 h'],
    ['Inbox name,Conversations count,Avg first response time (Minutes),Avg resolution time (Minutes)', 'SMS,3,1,2'],
    ['Label,No. of conversations,Avg first response time,Avg resolution time,Avg reply time', 'late,3,1 m,2 h,1 m'],
    [
      'Agentenname,Zugewiesene Unterhaltungen,Durchschnittliche Zeit bis zur ersten Antwort,Durchschnittliche Auflösung',
      'Ana,3,1,2',
    ],
    [
      'Nom de l’agent,Nombre de conversations,Temps de réponse moyen (Minutes),Temps moyen de résolution (Minutes)',
      'Ana,3,1,2',
    ],
    [
      'Nombre del agente,Conversaciones asignadas,Promedio de tiempo de la primera respuesta,Tiempo promedio de resolución',
      'Ana,3,1,2',
    ],
    ['Nome do Time,Contagem de conversas,Tempo médio de primeira resposta,Tempo médio de resolução', 'A,3,1,2'],
    [
      'Nome da Caixa de Entrada,Tipo da Caixa de Entrada,Nº de Conversas,Tempo médio de primeira resposta,Tempo médio de resolução',
      'A,B,3,1,2',
    ],
  ])('refuses the report %s', (names, values) => {
    const message = refusal(`Reporting period 2026-03-01 to 2026-03-31\n\n\n${names}\n\n${values}\n\n${values}\n`)
    expect(message).toContain('Chatwoot’s reports of averages')
    expect(message).toContain('Chatwoot’s API')
  })

  it('refuses the list of missed service levels', () => {
    const names = 'Conversation ID,SLA Policy,Assignee,Team,Inbox,Labels,Link to the Conversation,Breached Events'
    expect(refusal(`${names}\n7,Gold,Ana,,SMS,,https://example.com,frt\n`)).toContain('missed service levels')
  })
})
