/** What WhatsApp itself writes into an exported chat, in the place of a message or of its text. */

/** Nobody can type it; iPhones put it before everything that WhatsApp wrote. */
const mark = '\u200e'

// The notices that open every chat and stand between messages, in the languages of larger markets.
const noticeWords =
  /end-to-end|ende-zu-ende|extremo a extremo|bout en bout|ponta a ponta|eind-tot-eind|security code|sicherheitsnummer|code de sécurité|código de segur|codice di sicurezza|disappearing messages|selbstlöschende|messages éphémères|mensajes temporales|mensagens temporárias|created (?:this )?group|added you|changed (?:the|this) (?:group|subject)|is a contact|missed (?:voice|video) call|verpasster (?:sprach|video)anruf/i

/**
 * Whether a signed text is a notice: iPhones sign notices with the other side's or the group's name. The notice of
 * encryption is the first message of a chat in any language.
 */
export function isWhatsappNotice(text: string, isFirstMessage: boolean): boolean {
  return text.startsWith(mark) && (isFirstMessage ? !text.includes('<') : noticeWords.test(text))
}

const deleted =
  /^(?:this message was deleted|you deleted this message|(?:null|waiting for this message.*)|diese nachricht wurde gelöscht|du hast diese nachricht gelöscht|se eliminó este mensaje|este mensaje fue eliminado|eliminaste este mensaje|ce message a été supprimé|vous avez supprimé ce message|esta mensagem foi apagada|mensagem apagada|você apagou esta mensagem|(?:questo messaggio è stato|hai) eliminato(?: questo messaggio)?|dit bericht is verwijderd|je hebt dit bericht verwijderd)\.?$/i
/** `<Media omitted>`, `<Medien ausgeschlossen>`, `<attached: 7-PHOTO.jpg>`: words in angle brackets and nothing else. */
const placeholder = /^<[^<>\n]{1,80}[ :][^<>\n]{1,120}>$/
/** `IMG-7.jpg (file attached)`, `(Datei angehängt)`: the name of a file; what the sender wrote stands below. */
const attachment = /^[^\n<>]{1,120}\.\w{2,5} \([^()\n]{5,40}\)(?:\n|$)/
const edited = /\s*<[^<>\n]*(?:edited|bearbeitet|editó|editado|editada|modifié|modificato|bewerkt)[^<>\n]*>$/i

/**
 * The text that a person wrote: empty for media and for deleted messages. Both remain messages: they were sent then, and
 * may have been read and answered.
 */
export function writtenText(text: string): string {
  const isMarked = text.startsWith(mark)
  const plain = text.replaceAll(mark, '').replace(edited, '')
  if (isMarked && !plain.includes('\n') && !attachment.test(plain)) return ''
  if (deleted.test(plain) || placeholder.test(plain)) return ''
  return plain.replace(attachment, '')
}
