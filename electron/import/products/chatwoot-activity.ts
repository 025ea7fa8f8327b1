/**
 * What Chatwoot's activity messages did to a conversation. Their text is the only trace of it in a dump of messages, and it
 * is in the language of the account: keys conversations.activity.status.{resolved, contact_resolved, auto_resolved*, open,
 * system_auto_open} and conversations.activity.captain.* of config/locales/LANGUAGE.yml in chatwoot/chatwoot, the present
 * and the older wordings. The names in the texts are free, so only what stands around them is looked at.
 */
import type { EventName } from '../../../shared/model.ts'

const closed: readonly RegExp[] = [
  /^Conversation was (?:marked )?resolved by /i,
  /^(?:Das Gespräch|(?:Die )?(?:Unterhaltung|Konversation)) wurde vo[nm] .+ (?:gelöst|als gelöst markiert)\.?$/is,
  /^La conversation a été (?:marquée (?:comme )?)?résolue par /i,
  // The Spanish text of `resolved` leaves the word out: "La conversación fue marcada por …". A pending one is "marcada como".
  /^(?:La )?conversación fue (?:marcada(?: como resuelta)?|resuelta) por /i,
  /^(?:A )?conversa (?:foi )?(?:marcada como resolvida|auto-resolvida|resolvida) (?:por|pel[oa]) /i,
  /^La conversazione è stata (?:contrassegnata come |segnata )?risolta da/i,
  // The Dutch text leaves the word out too.
  /^Gesprek werd gemarkeerd door /i,
]

const reopened: readonly RegExp[] = [
  /^Conversation was (?:reopened by |marked open )/i,
  /^System reopened the conversation/i,
  /^(?:Das Gespräch|(?:Die )?(?:Unterhaltung|Konversation)) wurde vo[nm] .+ wieder (?:er|ge)öffnet\.?$/is,
  /^Das System hat (?:das Gespräch|die Unterhaltung|die Konversation) .*wieder geöffnet\.?$/is,
  /^La conversation a été (?:ré-?ouverte|rouverte) par /i,
  /^Le système a (?:ré-?ouvert|rouvert) la conversation/i,
  /^(?:La )?conversación fue reabierta por /i,
  /^El sistema reabrió la conversación/i,
  /^(?:A )?conversa foi (?:reaberta|aberta|marcada como aberta) /i,
  /^O sistema reabriu a conversa/i,
  /^La conversazione è stata riaperta da/i,
  /^Il sistema ha riaperto la conversazione/i,
  /^Gesprek werd heropend door /i,
]

/** Null: something else happened, such as an assignment or a label, or the language is not known. */
export function readActivity(text: string): EventName | null {
  const normal = text.normalize('NFC').trim()
  if (closed.some((wording) => wording.test(normal))) return 'closed'
  return reopened.some((wording) => wording.test(normal)) ? 'reopened' : null
}
