import { describe, expect, it } from 'vitest'
import { classifyText, defaultOptInWords, defaultOptOutWords } from '../../../../electron/import/store/keywords.ts'

const classify = (text: string) => classifyText(text, defaultOptOutWords, defaultOptInWords)

describe('keywords', () => {
  it.each(['STOP', 'stop', ' Stop. ', '"STOP!"', 'stop  all', 'Opt-out', 'opt out', 'Arrêt', 'unsubscribe\n', 'Quit…'])(
    '“%s” is an opt-out',
    (text) => expect(classify(text)).toBe('opt-out'),
  )
  it.each(['start', 'UNSTOP!', 'Yes.'])('“%s” is an opt-in', (text) => expect(classify(text)).toBe('opt-in'))
  it.each(['Thanks!', 'ok', 'OK 👍', '👍🏽', '❤️', 'Thank you so much!!', 'thx', 'Danke schön', '🙏🙏'])(
    '“%s” is courtesy',
    (text) => expect(classify(text)).toBe('courtesy'),
  )
  it.each([
    'please stop texting me',
    'stop by tomorrow',
    'Thanks, but it is still broken',
    '',
    ' ',
    '?',
    '7',
    'yes please',
    'x'.repeat(500),
  ])('“%s” is a message like any other', (text) => expect(classify(text)).toBeNull())
  it('takes other words when asked', () => {
    expect(classifyText('Abmelden', ['abmelden'], [])).toBe('opt-out')
    expect(classifyText('stop', ['abmelden'], [])).toBeNull()
    expect(classifyText('?', ['!'], [])).toBeNull()
  })
})
