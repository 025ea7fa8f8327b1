import { describe, expect, it } from 'vitest'
import { normaliseContact } from '../../../../electron/import/store/contact-address.ts'

describe('contact addresses', () => {
  it.each([
    ['(202) 555-0123', 'US', '+12025550123'],
    ['1-202-555-0123', 'US', '+12025550123'],
    ['12025550123', 'US', '+12025550123'],
    ['+1 202 555 0123', 'DE', '+12025550123'],
    ['whatsapp:+12025550123', 'DE', '+12025550123'],
    ['tel:+1-202-555-0123', 'US', '+12025550123'],
    ['0151 23456789', 'DE', '+4915123456789'],
    ['+49 (0) 151 23456789', 'US', '+4915123456789'],
    ['0041 44 668 18 00', 'DE', '+41446681800'],
  ])('%s in %s is the phone number %s', (raw, country, address) => {
    expect(normaliseContact(raw, country)).toEqual({ address, kind: 'phone' })
  })

  it.each([
    [' Ann@Example.ORG ', { address: 'ann@example.org', kind: 'email' }],
    ['mailto:Ann@Example.ORG', { address: 'ann@example.org', kind: 'email' }],
    ['7535', { address: '7535', kind: 'other' }],
    ['262966', { address: '262966', kind: 'other' }],
    ['CHAutoworks', { address: 'CHAutoworks', kind: 'other' }],
    ['visitor  7', { address: 'visitor 7', kind: 'other' }],
    ['', { address: '', kind: 'other' }],
    ['5f2b9a11-0000-4000-8000-123456789012', { address: '5f2b9a11-0000-4000-8000-123456789012', kind: 'other' }],
  ])('%s', (raw, expected) => expect(normaliseContact(raw, 'US')).toEqual(expected))

  it('gives the same answer again, also for what it made itself', () => {
    for (const raw of ['(202) 555-0123', 'Ann@Example.org', '7535']) {
      const once = normaliseContact(raw, 'US')
      expect(normaliseContact(raw, 'US')).toEqual(once)
      expect(normaliseContact(once.address, 'US')).toEqual(once)
    }
  })
})
