/** Addresses of conversations, which surveys and reports carry instead of ids. */
import type { ExportSample } from '../export-format.ts'
import { columnTexts, isUsed, mostly } from './table-columns.ts'

// `…zendesk.com/agent/tickets/123`, `…/app/accounts/1/conversations/55`, `…/inbox/conversation/99`, `…/open/cnv_1`.
const inPath = /\/(?:tickets?|conversations?|chats?|cases?|threads?|archives|open)\/([^/?#]+)/i
const inQuery = /[?&](?:ticket|conversation|chat|case|thread)(?:_?id)?=([^&#]+)/i

/** The id in the address of a conversation; null = no address, or none of a conversation. */
export function conversationInUrl(text: string): string | null {
  if (!/^https?:\/\//i.test(text)) return null
  const found = inQuery.exec(text)?.[1] ?? inPath.exec(text)?.[1]
  if (found === undefined) return null
  // A stray percent sign is no encoding.
  return /%(?![0-9a-f]{2})/i.test(found) ? found : safeDecode(found)
}

function safeDecode(text: string): string {
  // Not UTF-8 once decoded: kept as it is.
  return /%[89a-f]/i.test(text) ? text : decodeURIComponent(text)
}

/** The conversation that a cell names, by id or by address; null = empty. */
export function conversationOf(text: string | null): string | null {
  return text === null ? null : (conversationInUrl(text) ?? text)
}

/** The first column that is made of such addresses; -1 = none. */
export function findConversationUrls(sample: Pick<ExportSample, 'names' | 'rows'>): number {
  return sample.names.findIndex((_, column) => {
    const texts = columnTexts(sample, column)
    return (
      texts.some((text) => conversationInUrl(text.trim()) !== null) &&
      isUsed(texts) &&
      mostly(texts, (text) => conversationInUrl(text) !== null)
    )
  })
}
