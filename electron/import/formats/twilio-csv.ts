/**
 * Twilio's message log as CSV.
 *
 * Product: Twilio Programmable Messaging. Where a user gets it: Console > Monitor > Logs > Messaging > Download CSV, files
 * named `sms-log-AC….csv` or `messages-AC….csv`. Columns as three independent readers of that file name them:
 * From,To,Body,Status,SentDate,ApiVersion,NumSegments,ErrorCode,AccountSid,Sid,Direction,Price,PriceUnit. The form of
 * SentDate is not documented, so every usual one is read, without a zone as UTC. The same rows with other headers are read
 * too: a widespread script's (`SMS Message SID,From,To,Date Created,…`) and the warehouse copy's of Fivetran
 * (`id,_fivetran_synced,…`). Seen: 2024 headers, API version 2010-04-01.
 */
import type { ExportFormat } from '../export-format.ts'
import { isTwilioMessage, planTwilio } from '../products/twilio-message.ts'

export const twilioCsv: ExportFormat = {
  id: 'twilio-csv',
  row: null,
  title: 'Twilio message log (CSV)',
  files: 'sms-log-AC….csv, also copies made by scripts and warehouses',
  howToGet: 'Twilio Console > Monitor > Logs > Messaging > Download CSV',
  measures: 'response times, volumes, opt-outs, returning customers; no agents, no closing time',
  detect: (sample) =>
    sample.shape === 'table' && isTwilioMessage(sample)
      ? { score: 95, because: 'The columns are those of a Twilio message log.' }
      : null,
  plan: planTwilio,
}
