import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, describe, expect, it } from 'vitest'
import { writeMessageLog, type MessageLogOptions } from './generate-log.ts'

const dir = mkdtempSync(join(tmpdir(), 'plumbline-log-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function write(options: MessageLogOptions): string {
  const path = join(dir, 'log.csv')
  writeMessageLog(path, options)
  return readFileSync(path, 'utf8')
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

describe('the generated message log', () => {
  const text = write({ messages: 20_000, seed: 1 })
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const share = (matches: (row: Record<string, string>) => boolean): number => data.filter(matches).length / data.length

  it('has as many rows as asked for, in order of time', () => {
    expect(errors).toEqual([])
    expect(data).toHaveLength(20_000)
    const times = data.map((row) => Date.parse(row['time'] ?? ''))
    expect(times.every((at, index) => at > (times[index - 1] ?? 0))).toBe(true)
  })

  it('has rows of about 160 bytes with quotes, commas and line breaks', () => {
    const bytes = Buffer.byteLength(text) / data.length
    expect(bytes).toBeGreaterThan(140)
    expect(bytes).toBeLessThan(180)
    expect(share((row) => (row['text'] ?? '').includes('"'))).toBeGreaterThan(0.01)
    expect(share((row) => (row['text'] ?? '').includes(','))).toBeGreaterThan(0.2)
    expect(share((row) => (row['text'] ?? '').includes('\n'))).toBeGreaterThan(0.02)
    expect(share((row) => row['direction'] === 'in')).toBeGreaterThan(0.45)
  })

  it('is the same for the same seed', () => {
    const options = { messages: 500, seed: 5 }
    expect(hash(write(options))).toBe(hash(write(options)))
    expect(hash(write({ ...options, seed: 6 }))).not.toBe(hash(write(options)))
  })

  it('can be texts alone', () => {
    const rows = Papa.parse<Record<string, string>>(write({ messages: 200, seed: 1, smsOnly: true }), {
      header: true,
    }).data
    expect(new Set(rows.map((row) => row['channel']).filter(Boolean))).toEqual(new Set(['sms']))
  })
})
