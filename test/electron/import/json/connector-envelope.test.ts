import { describe, expect, it } from 'vitest'
import { openEnvelope } from '../../../../electron/import/json/connector-envelope.ts'
import type { JsonObject } from '../../../../electron/import/file/json-rows.ts'

const ticket = { id: 7, data: { note: 'its own' } }

describe('openEnvelope', () => {
  it.each<[string, JsonObject]>([
    ['a stream with its data', { stream: 'tickets', data: ticket, emitted_at: 1 }],
    ['the same as a record', { type: 'RECORD', record: { stream: 'tickets', data: ticket } }],
    ['a record beside its stream', { type: 'RECORD', stream: 'tickets', record: ticket }],
  ])('opens %s', (_name, envelope) => {
    expect(openEnvelope(envelope)).toEqual({ object: ticket, stream: 'tickets' })
  })

  it.each<[string, JsonObject]>([
    ['an object of the API', ticket],
    ['a stream without data', { stream: 'tickets', data: null }],
    ['a record of nothing', { type: 'RECORD', record: { id: 7 } }],
  ])('leaves %s as it is', (_name, object) => {
    expect(openEnvelope(object)).toEqual({ object, stream: null })
  })
})
