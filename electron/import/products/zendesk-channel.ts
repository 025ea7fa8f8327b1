/**
 * What Zendesk calls the way a ticket came in. The API writes via types or via ids
 * (https://developer.zendesk.com/documentation/ticketing/reference-guides/via-types), the full CSV their titles, such as
 * `Mail`, `Web form` or `Instagram DM`.
 *
 * Web forms, the API and the like are `other`: a form is no chat, and the answer to it may go out on any channel.
 */
import type { Channel } from '../../../shared/model.ts'

// Folded to lower-case letters and digits; a via id stands beside its type.
const viaWords: Readonly<Record<Channel, string>> = {
  sms: 'sms text textmessage 37 connectsms twiliosms messagebirdsms googlercs',
  whatsapp: 'whatsapp',
  messenger:
    'facebookmessage 41 facebookmessenger sunshineconversationsfacebookmessenger line wechat telegram viber kakaotalk applebusinesschat googlebusinessmessages',
  web_chat: 'chat 29 chatofflinemessage chattranscript nativemessaging messaging sunshineconversationsapi',
  email: 'email mail 4 mailgun connectmail',
  phone:
    'voice phone voicemail 33 phonecallinbound phonecallincoming 34 phonecalloutbound phonecalloutgoing 35 apivoicemail apiphonecallinbound apiphonecalloutbound',
  social:
    'twitter 30 x twitterdm xdm 26 twitterfavorite twitterlike xlike 23 sunshineconversationstwitterdm facebook facebookpost 38 instagram instagramdm',
  other:
    'web webform 0 webservice webserviceapi api 5 webwidget helpcenter mobile mobilesdk iphone dropbox feedbacktab closedticket 27 rule 8 batch 20 merge 19 import 39 forum topic 24 ticketsharing 31 anychannel sideconversation sampleticket sampleinteractiveticket slack businessmessagingslackconnect symphony admin answerbot omnichannel lotus',
}

const channels = new Map<string, Channel>()
// The keys of a record are its keys; Object.entries forgets that.
for (const [channel, words] of Object.entries(viaWords) as [Channel, string][])
  for (const word of words.split(' ')) channels.set(word, channel)

/** More spellings than Zendesk has come from a column that holds something else. */
const maxNamed = 10

export interface ViaReader {
  /** Null where the text is empty. */
  readonly channelOf: (via: string, rel: string) => Channel | null
  /** What was met and is in no list, for the assumptions. */
  readonly assumptions: () => readonly string[]
  /** As `assumptions`, for exports that have messages. */
  readonly messageAssumptions: () => readonly string[]
}

// https://support.zendesk.com/hc/en-us/articles/5384481026714: a ticket's comments hold no transcript of a chat.
const withoutTranscript = new Set<Channel>(['web_chat', 'whatsapp', 'messenger'])

export function openViaReader(): ViaReader {
  const unknown = new Set<string>()
  let hasChats = false
  const assumptions = (): readonly string[] =>
    unknown.size === 0 ? [] : [`channels that are not known counted as other: ${[...unknown].join(', ')}`]
  return {
    channelOf: (via, rel) => {
      const word = via.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
      if (word === '') return null
      // A page's private messages and its posts are one via type in the API.
      const channel = word === 'facebook' && rel === 'message' ? 'messenger' : channels.get(word)
      if (channel === undefined && unknown.size < maxNamed) unknown.add(via.slice(0, 40))
      if (channel !== undefined && withoutTranscript.has(channel)) hasChats = true
      return channel ?? 'other'
    },
    assumptions,
    messageAssumptions: () => [
      ...assumptions(),
      ...(hasChats
        ? [
            'what was written in chats and messengers is mostly not among a ticket’s comments; tickets without it have no response times',
          ]
        : []),
    ],
  }
}
