import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatInfos } from '../../../electron/import/formats.ts'
import { rejectionCodes } from '../../../shared/model.ts'
import { describeReading, readAll } from './describe-reading.ts'

const root = new URL('../../fixtures', import.meta.url).pathname
const folders = readdirSync(root).filter((name) => formatInfos.some(({ id }) => id === name))
const fixtures = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => !name.endsWith('.expected.json'))
    .map((name) => `${folder}/${name}`),
)

describe('export fixtures', () => {
  it('has at least one for every format', () => {
    expect(folders.toSorted()).toEqual(formatInfos.map(({ id }) => id).toSorted())
  })

  it.each(fixtures)('%s', (name) => {
    const path = join(root, name)
    const verdicts = readAll(path)
    // Invariants first: they say what broke where a difference of two long texts would not.
    let lastLine = 0
    for (const row of verdicts) {
      expect(row.line).toBeGreaterThan(lastLine)
      lastLine = row.line
      if (row.verdict === 'records') expect(row.records.length).toBeGreaterThan(0)
      if (row.verdict === 'rejected') {
        expect(rejectionCodes).toContain(row.code)
        expect(row.text.length).toBeLessThanOrEqual(200)
      }
    }
    for (const chunkBytes of [7, 64]) expect(readAll(path, {}, chunkBytes)).toEqual(verdicts)
    const reading = describeReading(path)
    expect(reading.format).toBe(name.split('/')[0])
    expect(reading).toEqual(JSON.parse(readFileSync(`${path}.expected.json`, 'utf8')))
  })
})
