import { describe, expect, it } from 'vitest'
import { findAskedWords } from '../../../../electron/import/store/asked-words.ts'
import { openWordFilter } from '../../../../electron/import/table/fold-text.ts'
import { defaultOptInWords, defaultOptOutWords } from '../../../../electron/import/store/keywords.ts'
import { isOptOutWish } from '../../../../electron/import/store/opt-out-wish.ts'
import { readTextMarks } from '../../../../electron/import/store/text-marks.ts'

const wishes = {
  English: [
    'please stop texting me',
    'PLEASE STOP TEXTING ME!!!',
    'take me off your list',
    'Take me off this list please!',
    'Stop sending me these messages',
    'unsubscribe me',
    'I want to opt out',
    'no more texts',
    'Don’t text me again',
    "don't message this number",
    'do not contact me',
    'Please remove my number from your system',
    'remove me from your list',
    "I don't want to receive any more messages",
    'I no longer wish to receive these texts',
    'leave me alone',
    'lose my number',
    'please stop',
    'Stop please',
    'Hello, my order came, thank you. Please stop the reminders now.',
  ],
  German: [
    'Bitte keine SMS mehr',
    'Ich möchte keine weiteren Nachrichten erhalten',
    'Hören Sie auf, mir zu schreiben',
    'Bitte schreiben Sie mir nicht mehr',
    'Schicken Sie mir keine Werbung mehr',
    'Ich will mich abmelden',
    'Bitte löschen Sie meine Handynummer',
    'Nehmen Sie mich aus dem Verteiler',
    'Lassen Sie mich in Ruhe',
  ],
  French: [
    'Arrêtez de m’envoyer des messages',
    'arrêtez les SMS svp',
    'Je veux me désabonner',
    'désinscrivez-moi',
    "Ne m'envoyez plus de messages",
    'Je ne veux plus recevoir vos SMS',
    'Supprimez mon numéro',
    'plus de textos merci',
  ],
  Spanish: [
    'Dejen de enviarme mensajes',
    'no me envíen más mensajes',
    'No quiero recibir más SMS',
    'quiero darme de baja',
    'quítenme de su lista',
    'borren mi número',
    'cancelar la suscripción',
  ],
  Portuguese: [
    'Parem de me mandar mensagens',
    'pare de enviar sms',
    'Não me mande mais mensagens',
    'não quero mais receber mensagens',
    'quero cancelar a inscrição',
    'me tire da lista por favor',
    'descadastrar',
  ],
}

describe('wishes to be left alone', () => {
  it.each(Object.entries(wishes).flatMap(([language, texts]) => texts.map((text) => [language, text] as const)))(
    'are found in %s: “%s”',
    (_language, text) => expect(isOptOutWish(text)).toBe(true),
  )

  it.each([
    'stop by tomorrow',
    'Where is my parcel?',
    'Can you stop the delivery please?',
    'I would like to cancel my appointment',
    'The bus stop is closed',
    'Did the messages arrive?',
    'You can text me at this number',
    'It stopped working after the update',
    'Ich habe meine Bestellung nicht mehr gefunden',
    'Quand arrive mon colis ?',
    'No me llega el pedido',
    'Não funciona mais',
    "I don't need the red one",
    'My order was removed from the cart',
    '',
    // A mail that quotes a newsletter.
    `Hello, where is my order 4711? ${'I have been waiting for a long time. '.repeat(9)}To unsubscribe click here.`,
  ])('are no other messages: “%s”', (text) => expect(isOptOutWish(text)).toBe(false))
})

describe('words that we ask for', () => {
  it.each([
    ['Reply CANCEL to cancel your visit', '|CANCEL|'],
    ['Shall I cancel your order?', '|CANCEL|'],
    ['Reply C to confirm or CANCEL to cancel your visit. Reply STOP to opt out.', '|CANCEL|'],
    ['Reply END to end your rental or CANCEL to keep it', '|CANCEL|END|'],
    ['Please stop by our shop', '|STOP|'],
  ])('“%s” asks for %s', (text, words) => expect(findAskedWords(text, defaultOptOutWords)).toBe(words))

  it.each([
    'Reply STOP to unsubscribe',
    'Text STOP to end',
    'Txt STOP to quit, HELP for help. Msg&data rates may apply',
    'STOP to end msgs',
    'To opt out, reply STOP',
    'Reply CANCEL to cancel messages',
    'Répondez STOP pour vous désabonner',
    'STOP au 36180',
    'Antworten Sie STOP zum Abmelden',
    'Your bike is ready.',
    '',
  ])('“%s” asks for none, or offers it as the way out', (text) =>
    expect(findAskedWords(text, defaultOptOutWords)).toBeNull(),
  )

  it('are those of the workspace', () => {
    expect(findAskedWords('Möchten Sie den Termin absagen?', ['absagen'])).toBe('|ABSAGEN|')
    expect(findAskedWords('Shall I cancel your order?', ['absagen'])).toBeNull()
    expect(findAskedWords('Shall I cancel your order?', [])).toBeNull()
    expect(findAskedWords('Хотите отменить?', ['отменить'])).toBe('|ОТМЕНИТЬ|')
  })
})

describe('marks of a text', () => {
  const lists = { optOutWords: defaultOptOutWords, optInWords: defaultOptInWords }
  it('are read for the side that wrote it, and for both where that is not known yet', () => {
    expect(readTextMarks('Cancel!', 'in', lists)).toEqual({
      keyword: 'opt-out',
      optOutWish: null,
      optOutWords: '|CANCEL|',
    })
    expect(readTextMarks('please stop texting me', 'in', lists)).toEqual({
      keyword: null,
      optOutWish: 1,
      optOutWords: null,
    })
    // Of ours only the words that it asks for are of interest.
    expect(readTextMarks('please remove my number', 'out', lists)).toEqual({
      keyword: null,
      optOutWish: null,
      optOutWords: '|REMOVE|',
    })
    expect(readTextMarks('please remove my number', null, lists)).toEqual({
      keyword: null,
      optOutWish: 1,
      optOutWords: '|REMOVE|',
    })
  })
})

describe('the filter before all patterns', () => {
  const filter = openWordFilter({
    alone: ['arret', 'no$', 'x$'],
    together: ['end$', 'cancel'],
    with: ['messag', 'me$'],
  })

  it('compares beginnings of words, or whole ones, without case and accents', () => {
    expect(filter('Bonjour, ARRÊTEZ')).toBe(true)
    expect(filter('arête')).toBe(false)
    expect(filter('NO')).toBe(true)
    expect(filter('nothing')).toBe(false)
    expect(filter('x-ray')).toBe(true)
    expect(filter('xx')).toBe(false)
    expect(filter('barret')).toBe(false)
    expect(filter('日本語 n o')).toBe(false)
    expect(filter('')).toBe(false)
  })

  it('takes two kinds of words together, in any order', () => {
    expect(filter('cancelled messages')).toBe(true)
    expect(filter('me, at the end')).toBe(true)
    expect(filter('the end')).toBe(false)
    expect(filter('messages for me')).toBe(false)
    expect(filter('ending')).toBe(false)
  })
})
