/**
 * Opt-out words that a message of ours asks the customer for in another sense ("reply CANCEL to cancel your visit"): when
 * the customer then answers with that word, it is an answer and perhaps no opt-out. What we offer as a way out ("Reply STOP
 * to opt out", which carriers demand: CTIA messaging principles, 5.1.2) is not among them.
 */
import { foldText, openWordFilter } from '../table/fold-text.ts'

interface AskedWords {
  readonly mayHold: (text: string) => boolean
  readonly any: RegExp
  readonly words: readonly { readonly key: string; readonly asked: RegExp; readonly endsByItself: RegExp }[]
}

const messages = String.raw`(?:msgs?|messages?|texts?|texting|sms|alerts?|notifications?|reminders?|updates?|newsletters?|subscriptions?|service|program|marketing|nachrichten|mensajes|mensagens|textos?)`

/** A sentence that tells how to get no more messages. */
const wayOut = new RegExp(
  String.raw`(?:^| )(?:opt(?:s|ing)? (?:me |you )?out|optout|unsub\w*|desabonn\w*|desinscri\w*|abmeld\w*|abzumelden|abbestell\w*|abzubestellen|de baja|desuscri\w*|descadastr\w*|(?:no|any) (?:more|further|longer) (?:\w+ ){0,3}${messages}|(?:stop|end|quit|cancel|discontinue|leave|avoid|block|turn off) (?:(?:receiving|getting|all|these|our|future|any|further|the|sms|text|mobile|your|more) ){0,3}${messages}|no (?:longer|more) (?:receive|get)|stop au \d+|stop sms)(?= |$)`,
)

/** Words that have hardly another meaning in a text message. */
const plainWords = new Set(['stop', 'stopall', 'stop all', 'unsubscribe', 'optout', 'opt out', 'revoke', 'arret'])

/**
 * @returns the words in upper case between bars, such as `|CANCEL|`; null = none. Sorted, so that equal sets are equal.
 */
export function findAskedWords(text: string, optOutWords: readonly string[]): string | null {
  const known = readyWords(optOutWords)
  if (known.words.length === 0 || !known.mayHold(text)) return null
  const found = new Set<string>()
  for (const part of text.split(/[.!?;\n]+/)) {
    const sentence = foldText(part)
    if (!known.any.test(sentence) || wayOut.test(sentence)) continue
    const mentioned = known.words.filter(({ asked }) => asked.test(sentence))
    if (mentioned.some(({ key, endsByItself }) => plainWords.has(key) && endsByItself.test(sentence))) continue
    for (const { key } of mentioned) found.add(key)
  }
  return found.size === 0 ? null : barred([...found])
}

/** The word that a customer's message is nothing but, in the same form. */
export function barred(words: readonly string[]): string {
  return `|${words
    .map((word) => foldText(word).toUpperCase())
    .sort()
    .join('|')}|`
}

/** Words of other scripts, and such with digits, are looked for in every text. */
function openMayHold(keys: readonly string[]): (text: string) => boolean {
  const firstWords = keys.map((key) => key.split(' ')[0] ?? '')
  if (firstWords.some((word) => !/^[a-z]+$/.test(word))) return () => true
  return openWordFilter({ alone: firstWords.map((word) => `${word}$`), together: [], with: [] })
}

const readyByList = new WeakMap<readonly string[], AskedWords>()

function readyWords(optOutWords: readonly string[]): AskedWords {
  const known = readyByList.get(optOutWords)
  if (known !== undefined) return known
  const keys = [...new Set(optOutWords.map(foldText))].filter((key) => key !== '')
  const fresh: AskedWords = {
    mayHold: openMayHold(keys),
    any: new RegExp(String.raw`(?:^| )(?:${keys.join('|')})(?= |$)`),
    words: keys.map((key) => ({
      key,
      asked: new RegExp(String.raw`(?:^| )${key}(?= |$)`),
      // "STOP to end", "STOP 2 quit, HELP for help": what is ended is the messages, unless something else is named.
      endsByItself: new RegExp(
        String.raw`(?:^| )${key} (?:(?:to|2|for|zum|um|pour|para|per) )?(?:stop|end|quit|cancel|exit|leave|cancelar|salir|parar|sair|beenden|stopp|arreter)(?: |$)(?:$|at|anytime|any|reply|rply|text|txt|msg|message|data|std|help|info|or|and|t c|terms)`,
      ),
    })),
  }
  readyByList.set(optOutWords, fresh)
  return fresh
}
