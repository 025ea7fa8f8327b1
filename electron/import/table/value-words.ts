/** What exports write for directions, authors, channels and the like. Compared trimmed, folded like headers. */
import type { AuthorKind, Channel, Direction, SurveyKind } from '../../../shared/model.ts'
import { foldHeader } from './header-name.ts'

type Words<Value extends string> = Readonly<Record<Value, string>>

const directionWords: Words<Direction> = {
  in: 'in inbound incoming received receive receiving incomingmessage customer client visitor enduser mo eingehend eingang empfangen entrant entrante recu reception recibido recibida recebido recebida entrada fromcustomer',
  out: 'out outbound outgoing sent send sending agent operator teammate user admin reply mt outboundapi outboundreply outboundcall ausgehend ausgang gesendet sortant sortante envoye envoi enviado enviada saliente saida saindo tocustomer',
}

const authorWords: Words<AuthorKind> = {
  customer:
    'customer client contact visitor enduser lead consumer guest user kunde besucher kontakt visiteur cliente visitante contacto contato requester subscriber',
  agent:
    'agent operator teammate admin staff employee human rep representative support owner mitarbeiter bearbeiter operateur conseiller agente operador operadora atendente asesor brand company business',
  bot: 'bot robot chatbot automation automated automatic auto autoreply autoresponder agentbot virtualagent ai aiagent workflow campaign',
  system: 'system activity event internal note systeme sistema',
}

const channelWords: Words<Channel> = {
  sms: 'sms mms text texting textmessage texts smsmms textmessaging rcs twiliosms channeltwiliosms channelsms',
  whatsapp: 'whatsapp wa whatsappbusiness channelwhatsapp',
  messenger:
    'messenger facebookmessenger facebook fb fbmessenger telegram viber line wechat imessage applebusinesschat channelfacebookpage channeltelegram channelline',
  web_chat:
    'webchat chat livechat web website webwidget widget onlinechat frontchat nativemessaging messaging inapp channelwebwidget conversation',
  email: 'email mail emails correo correoelectronico courriel ebrief outboundemail channelemail',
  phone: 'phone call voice telephone phonecall telefon anruf telefono llamada telefone chamada appel calls',
  social:
    'social twitter x instagram tweet tweetdm twitterdm socialmedia linkedin tiktok youtube channeltwitterprofile channelinstagram',
  other: 'other api portal form webform feedbackwidget custom unknown sonstige autre otro outro',
}

const stateWords: Words<'out' | 'in'> = {
  out: 'out optout optedout unsubscribed unsubscribe stop stopall blocked end quit cancel revoke true yes 1 abgemeldet desabonne dadodebaja descadastrado',
  in: 'in optin optedin optedbackin optinagain subscribed resubscribed subscribe start unstop active false no 0 angemeldet abonne',
}

const surveyWords: Words<SurveyKind> = {
  nps: 'nps netpromoterscore netpromoter enps',
  csat: 'csat customersatisfaction satisfaction rating stars zufriedenheit kundenzufriedenheit satisfaccion satisfacao satisfactionclient',
  ces: 'ces customereffort customereffortscore effort',
}

const trueWords = 'true yes y 1 ja oui si sim wahr vrai x t'
const falseWords = 'false no n 0 nein non nao falsch faux f'

/** A lookup that remembers each spelling, so that folding happens once per distinct text. */
export type WordReader<Value> = (text: string) => Value | null

function makeReader<Value extends string | boolean>(words: readonly (readonly [Value, string])[]): WordReader<Value> {
  const known = new Map<string, Value>()
  for (const [value, list] of words) {
    for (const word of list.split(' ')) if (!known.has(word)) known.set(word, value)
  }
  const seen = new Map<string, Value | null>()
  return (text) => {
    const cached = seen.get(text)
    if (cached !== undefined) return cached
    const value = known.get(foldHeader(text)) ?? null
    // Free text in the wrong column must not fill the memory.
    if (seen.size < 1000) seen.set(text, value)
    return value
  }
}

// The keys of a `Words` record are its values; Object.entries forgets that.
const entriesOf = <Value extends string>(words: Words<Value>): [Value, string][] =>
  Object.entries(words) as [Value, string][]

export const readDirectionWord = makeReader(entriesOf(directionWords))
export const readAuthorWord = makeReader(entriesOf(authorWords))
/** Our own spellings, such as `web_chat`, fold to words of the list. */
export const readChannelWord = makeReader(entriesOf(channelWords))
export const readStateWord = makeReader(entriesOf(stateWords))
export const readSurveyWord = makeReader(entriesOf(surveyWords))
export const readBoolean = makeReader<boolean>([
  [true, trueWords],
  [false, falseWords],
])

export const isFailedStatus = makeReader<boolean>([
  [
    true,
    'failed undelivered bounced rejected error canceled cancelled notdelivered undeliverable deliveryfailed fehlgeschlagen echoue fallido falhou',
  ],
])
export const isUnsentStatus = makeReader<boolean>([
  [true, 'draft scheduled entwurf geplant brouillon borrador rascunho'],
])
