/**
 * Twilio's bulk export: one file per day, one message per line.
 *
 * Product: Twilio Programmable Messaging. Where a user gets it: Console > Messaging > Settings > Log archives, or the
 * BulkExports API; files are `.json.gz`, unpacked or not. Documented at
 * https://www.twilio.com/docs/usage/bulkexport/day: the fields of the API without `api_version`, `uri`,
 * `subresource_uris` and `error_message`, dates in ISO 8601, UTC. Seen: as documented in 2024.
 */
import type { ExportFormat } from '../export-format.ts'
import { isTwilioMessage, planTwilio } from '../products/twilio-message.ts'

export const twilioBulk: ExportFormat = {
  id: 'twilio-bulk',
  row: null,
  title: 'Twilio bulk export (JSON lines, also gzipped)',
  files: '….json.gz or ….json, one message per line',
  howToGet: 'Twilio Console > Messaging > Settings > Log archives',
  measures: 'response times, volumes, opt-outs, returning customers; no agents, no closing time',
  detect: (sample) =>
    sample.shape === 'lines' && isTwilioMessage(sample)
      ? { score: 95, because: 'Each line is a message with the fields of the Twilio API.' }
      : null,
  plan: planTwilio,
}
