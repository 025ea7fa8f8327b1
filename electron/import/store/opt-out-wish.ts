/**
 * Wishes to be left alone that say more than one word: "please stop texting me", "take me off your list". They go to a
 * review list and count only when the user confirms them, so the patterns may rather find too much than too little.
 * English, German, French, Spanish and Portuguese; compared folded (see `foldText`).
 */
import { foldText, openWordFilter } from '../table/fold-text.ts'

/**
 * A text message of two segments (GSM 03.38: 2 × 153 characters). Longer texts are mails, which quote newsletters with
 * their "unsubscribe" at the end.
 */
const longestWish = 306

const messages = String.raw`(?:texts?|texting|txts?|messages?|messaging|msgs?|sms|notifications?|alerts?|reminders?|e ?mails?|newsletters?|updates?|promos?|promotions?|offers?|ads?|spam)`
const nachrichten = String.raw`(?:sms|nachrichten?|e ?mails?|mails?|werbung|newsletter|infos?|benachrichtigungen?|anrufe|angebote)`
const envois = String.raw`(?:sms|messages?|textos?|e ?mails?|mails?|pub|pubs|publicites?|spams?|notifications?|newsletters?)`
const mensajes = String.raw`(?:mensajes?|mensagens?|sms|textos?|correos?|e ?mails?|mails?|publicidade?|notificacoes|notificaciones|promociones|promocoes)`

const english = [
  String.raw`(?:stop|quit|cease) (?:\w+ ){0,2}(?:texting|txting|messaging|contacting|sending|spamming|emailing|mailing|bothering|harassing|writing|calling)`,
  String.raw`(?:stop|end|cancel|quit|no more|cease) (?:(?:all|the|these|those|your|this|my|any|further|future|with|getting|receiving|of|sms|text) ){0,3}${messages}`,
  String.raw`(?:remove|delete|take|get|drop|keep) (?:me|us|my (?:\w+ ){0,2}(?:number|name|e ?mail|address|contact|details|info)|this (?:\w+ )?number) (?:\w+ ){0,2}?off`,
  String.raw`(?:remove|delete|unlist) (?:me|us|my (?:\w+ ){0,2}(?:number|name|e ?mail|address|contact|details|info)|this (?:\w+ )?number)`,
  String.raw`(?:off|from) (?:of )?(?:your|the|this|that) (?:\w+ ){0,2}list`,
  String.raw`unsubscrib\w*`,
  String.raw`opt(?:ing)? (?:me |us )?out`,
  String.raw`(?:do not|dont|never|pls no|please no) (?:ever |please )?(?:text|message|msg|contact|sms|txt|e ?mail|bother) (?:me|us|this|my|again|any ?more)`,
  String.raw`(?:do not|dont|never) (?:ever )?(?:send|want|wish|need|like|care)(?: to| for)?(?: me| us)?(?: receive| get| hear| have| be getting)? (?:(?:any|more|your|these|those|further|the|from|of|anymore) ){0,3}${messages}`,
  String.raw`(?:no longer|not|dont) (?:want|wish|like|need) to (?:receive|get|hear|be (?:contacted|texted|messaged|called|on))`,
  String.raw`no longer (?:want|wish|need|like) (?:\w+ ){0,2}${messages}`,
  String.raw`leave (?:me|us) alone`,
  String.raw`(?:lose|forget|delete|erase) (?:my|this) (?:\w+ )?number`,
]

const german = [
  String.raw`keine?n? (?:\w+ ){0,2}${nachrichten} mehr`,
  String.raw`keine?n? weiteren? (?:\w+ )?${nachrichten}`,
  String.raw`hor(?:en sie|t|e)?(?: \w+){0,2} auf(?: \w+){0,3} (?:zu|mit)`,
  String.raw`aufhoren (?:\w+ ){0,2}(?:zu|mit)`,
  String.raw`(?:nicht|nie) (?:mehr|langer|wieder) (?:\w+ )?(?:\w*schreiben|kontaktier\w+|anrufen|texten|belastig\w+|angeschrieben)`,
  String.raw`(?:schreib|schick|send|kontaktier|text)\w*(?: sie)?(?: mir| mich| uns)?(?: bitte)? (?:\w+ )?(?:nicht|nie|nichts|keine) (?:\w+ ){0,2}mehr`,
  String.raw`(?:abmelden|abzumelden|abmeldung|abbestell\w*|abzubestellen|austragen|auszutragen|ausgetragen)`,
  String.raw`(?:nehm|losch|streich|entfern)\w* (?:sie )?(?:bitte )?(?:mich|uns|meine (?:\w+ )?(?:\w*nummer|daten|\w*adresse))`,
  String.raw`(?:aus|von) (?:ihrer|der|dieser|eurer|dem|diesem|ihrem|eurem) (?:\w*liste|\w*verteiler|newsletter)`,
  String.raw`stopp?(?:en|t)? (?:sie )?(?:bitte )?(?:(?:die|diese|alle|ihre|mit|den|eure) ){0,2}${nachrichten}`,
  String.raw`lass(?:en sie|t)? (?:mich|uns) (?:\w+ )?in ruhe`,
]

const french = [
  String.raw`(?:arret(?:ez|er|e)|cess(?:ez|er|e)|stop(?:pez|per)?) (?:\w+ ){0,4}?(?:m?envoyer|m?envoyez|envois?|m?ecrire|contacter|harceler|deranger|${envois})`,
  String.raw`desabonn\w*`,
  String.raw`desinscri\w*`,
  String.raw`ne (?:me |nous )?m?(?:envoye|ecri|contact|envoi)\w* (?:plus|pas|jamais)`,
  String.raw`plus (?:jamais )?(?:recevoir|etre contacte\w*|me contacter|m?envoyer|m?ecrire)`,
  String.raw`plus (?:de|aucun|vos) (?:\w+ )?${envois}`,
  String.raw`(?:retir|supprim|enlev|effac|ray)(?:ez|er|e) (?:moi|nous|mon (?:\w+ )?(?:numero|nom|adresse|contact|mail)|mes (?:coordonnees|donnees))`,
  String.raw`me (?:retirer|supprimer|rayer|enlever) de`,
  String.raw`laisse(?:z|r)? (?:moi|nous) tranquilles?`,
]

const spanish = [
  String.raw`(?:dej|par|bast)(?:en|e|a|ad|ar) (?:ya )?de (?:\w+ )?(?:envi|mand|escrib|contact|molest|llam)\w*`,
  String.raw`no (?:me |nos )?(?:vuelvan? a )?(?:envi|mand|escrib|contact|molest)\w+ (?:\w+ ){0,2}mas`,
  String.raw`no mas ${mensajes}`,
  String.raw`no (?:quiero|deseo|queremos|deseamos) (?:seguir )?(?:recib\w+ )?(?:mas )?(?:\w+ ){0,2}?${mensajes}`,
  String.raw`no (?:quiero|deseo|queremos) (?:\w+ )?recib\w+`,
  String.raw`(?:dar(?:me|nos|se)?|den(?:me|nos)|dame|de me|quiero(?: la)?|solicito(?: la)?) (?:de )?baja`,
  String.raw`baja de (?:la|su|esta|tu) lista`,
  String.raw`(?:cancel|anul)\w* (?:la |mi )?suscripcion`,
  String.raw`desuscrib\w*`,
  String.raw`(?:quit|sac|elimin|borr)(?:enme|eme|ame|adme|arme) de`,
  String.raw`(?:quit|sac|elimin|borr)(?:en|e|a|ad|ar) mi (?:numero|nombre|telefono|correo|contacto)`,
  String.raw`dej(?:en|e|a|ad)(?:me|nos) (?:en paz|tranquil\w*)`,
]

const portuguese = [
  String.raw`(?:par|deix|cheg)(?:e|em|a|ar|ue|uem) (?:ja )?de (?:me |nos )?(?:envi|mand|escrev|contat|contact|incomod|lig)\w*`,
  String.raw`nao (?:me |nos )?(?:envi|mand|escrev|contat|contact|incomod)\w+ (?:\w+ ){0,2}mais`,
  String.raw`nao (?:quero|desejo|queremos|gostaria de) (?:mais )?(?:receber|${mensajes})`,
  String.raw`descadastr\w*`,
  String.raw`desinscrev\w*`,
  String.raw`cancelar? (?:a |o |minha |meu )?(?:inscricao|assinatura|subscricao|cadastro)`,
  String.raw`sair d(?:a|esta|essa) lista`,
  String.raw`(?:remov|tir|exclu|apagu?|retir)(?:a|am|e|em|er|ar|ir) (?:me|o meu (?:\w+)|meu (?:\w+)) d(?:a|e|o|esta|essa|este|esse)`,
  String.raw`me (?:remov|tir|exclu|retir)\w+ d(?:a|esta|essa|este|esse)`,
  String.raw`(?:remov|tir|exclu|apagu?)(?:a|am|e|em|er|ar|ir) (?:o )?meu (?:numero|nome|contato|contacto|telefone)`,
  String.raw`me deix(?:e|em|a) em paz`,
]

/** Words that ask for the end where they are nearly the whole message. */
const short = [
  String.raw`(?:(?:please|pls|plz|just|ok|kindly|hey|no) ){1,3}stop(?: (?:now|please|it|this|that))?`,
  String.raw`stop (?:please|pls|plz|now|it|that|this|thanks|thank you|already|everything)`,
  String.raw`(?:bitte|s il vous plait|svp|por favor) (?:stop|stopp)`,
  String.raw`(?:stop|stopp) (?:bitte|svp|s il vous plait|por favor|merci)`,
]

const wish = new RegExp(
  String.raw`(?:^| )(?:${[...english, ...german, ...french, ...spanish, ...portuguese].join('|')})(?= |$)|^(?:${short.join('|')})$`,
)

const listed = (words: string): string[] => words.trim().split(/\s+/)

/**
 * How the words begin that carry a wish; `$`: the whole word. Whatever the patterns above match holds one that tells alone,
 * or one that ends something together with one that says what.
 */
const mayBeWish = openWordFilter({
  alone: listed(`stop quit$ ceas remov delet unlist unsub off$ opt$ opting alone$
    abmeld abzumeld abbestell abzubestell austrag auszutrag ausgetrag desabonn desinscri desuscrib descadastr
    quitenme quiteme quitame quitadme quitarme saquenme saqueme sacame sacadme sacarme eliminenme eliminame borrenme borrame`),
  together: listed(`end$ cancel more$ from$ don$ dont$ not$ never no$ longer lose$ forget erase
    kein nicht$ nichts$ nie$ mehr$ weiter hor hoer aufhor lass nehm losch streich entfern aus$ von$
    arret cess ne$ plus$ pas$ jamais retir supprim enlev effac raye rayer laiss
    dej par$ para$ pare$ paren$ parem$ parar$ parad$ bast mas$ dar darme$ darse$ darnos$ den$ denme$ dennos$ dame$ quiero$ solicit anul quit sac elimin borr
    deix cheg nao$ sair$ tir exclu apag`),
  with: listed(`text txt messag msg sms mail newsletter notif alert remind updat promo offer ads$ spam contact bother
    send writ call receiv hear$ list number
    schreib anschreib angeschrieb kontakt nachricht werbung info benachricht anruf angebot belastig schick mailing verteiler ruhe$ nummer handy telefon mobil daten adress meine$
    envoi envoy ecri harcel derang pub$ pubs$ publi texto recev moi$ nous$ numero nom$ coordonn donn tranquil etre$
    envi mand escrib molest llam mensaj correo recib baja$ suscripcion nombre paz$
    escrev contat incomod lig mensag receb inscri assinat subscri cadastr nome$ me$`),
})

export function isOptOutWish(text: string): boolean {
  return text.length <= longestWish && mayBeWish(text) && wish.test(foldText(text))
}
