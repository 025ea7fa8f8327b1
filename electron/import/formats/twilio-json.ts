/**
 * Pages of Twilio's message list, as its API and command line answer them.
 *
 * Product: Twilio Programmable Messaging. Where a user gets it: `GET /2010-04-01/Accounts/AC…/Messages.json`, or
 * `twilio api:core:messages:list -o json` (a bare array). Documented at
 * https://www.twilio.com/docs/messaging/api/message-resource#read-multiple-message-resources. Dates are RFC 2822 in GMT,
 * numbers are strings, several pages may follow each other in one file. Seen: API version 2010-04-01.
 */
import type { ExportFormat, ExportSample } from '../export-format.ts'
import { isTwilioMessage, planTwilio } from '../products/twilio-message.ts'

/** The envelope of an API page, also of one without any message. */
function isEmptyPage(sample: ExportSample): boolean {
  return (
    sample.names.length === 0 && sample.outerNames.includes('messages') && sample.outerNames.includes('first_page_uri')
  )
}

export const twilioJson: ExportFormat = {
  id: 'twilio-json',
  row: null,
  title: 'Twilio message list (API JSON)',
  files: '{"messages":[…]} pages or an array of messages',
  howToGet: 'Twilio API: Messages.json, or: twilio api:core:messages:list -o json',
  measures: 'response times, volumes, opt-outs, returning customers; no agents, no closing time',
  detect: (sample) =>
    sample.shape === 'document' && (isTwilioMessage(sample) || isEmptyPage(sample))
      ? { score: 95, because: 'The records have the fields of messages in the Twilio API.' }
      : null,
  plan: planTwilio,
}
