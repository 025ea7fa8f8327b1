/** The export formats that Plumbline reads. Adding one: its file in formats/, its line here, a fixture, a README row. */
import type { FormatInfo } from '../../shared/model.ts'
import type { ExportFormat } from './export-format.ts'
import { chatwootCsat } from './formats/chatwoot-csat.ts'
import { chatwootJson } from './formats/chatwoot-json.ts'
import { conversationTable } from './formats/conversation-table.ts'
import { delightedJson } from './formats/delighted-json.ts'
import { dialpadJson } from './formats/dialpad-json.ts'
import { freshdeskCsv } from './formats/freshdesk-csv.ts'
import { freshdeskJson } from './formats/freshdesk-json.ts'
import { frontCsv } from './formats/front-csv.ts'
import { frontJson } from './formats/front-json.ts'
import { hubspotJson } from './formats/hubspot-json.ts'
import { intercomCsv } from './formats/intercom-csv.ts'
import { intercomJson } from './formats/intercom-json.ts'
import { intercomWarehouse } from './formats/intercom-warehouse.ts'
import { livechatJson } from './formats/livechat-json.ts'
import { messageTable } from './formats/message-table.ts'
import { optOutListJson } from './formats/opt-out-list-json.ts'
import { optOutTable } from './formats/opt-out-table.ts'
import { qualtricsCsv } from './formats/qualtrics-csv.ts'
import { quoJson } from './formats/quo-json.ts'
import { ringcentralJson } from './formats/ringcentral-json.ts'
import { smsBackupXml } from './formats/sms-backup-xml.ts'
import { surveyTable } from './formats/survey-table.ts'
import { telegramJson } from './formats/telegram-json.ts'
import { surveyMonkeyCsv } from './formats/surveymonkey-csv.ts'
import { twilioBulk } from './formats/twilio-bulk.ts'
import { twilioCsv } from './formats/twilio-csv.ts'
import { twilioJson } from './formats/twilio-json.ts'
import { twitterSupportCsv } from './formats/twitter-support-csv.ts'
import { typeformCsv } from './formats/typeform-csv.ts'
import { whatsappTxt } from './formats/whatsapp-txt.ts'
import { zendeskCsv } from './formats/zendesk-csv.ts'
import { zendeskJson } from './formats/zendesk-json.ts'
import { zendeskWarehouse } from './formats/zendesk-warehouse.ts'

/** The order decides between formats that fit equally well. */
export const exportFormats: readonly ExportFormat[] = [
  twilioCsv,
  twilioJson,
  twilioBulk,
  hubspotJson,
  intercomCsv,
  intercomJson,
  intercomWarehouse,
  smsBackupXml,
  whatsappTxt,
  telegramJson,
  twitterSupportCsv,
  zendeskJson,
  zendeskCsv,
  zendeskWarehouse,
  chatwootJson,
  chatwootCsat,
  livechatJson,
  quoJson,
  ringcentralJson,
  dialpadJson,
  freshdeskCsv,
  freshdeskJson,
  frontCsv,
  frontJson,
  qualtricsCsv,
  surveyMonkeyCsv,
  typeformCsv,
  delightedJson,
  optOutListJson,
  messageTable,
  conversationTable,
  surveyTable,
  optOutTable,
]

export const formatInfos: readonly FormatInfo[] = exportFormats.map(({ id, title, files, howToGet, measures }) => ({
  id,
  title,
  files,
  howToGet,
  measures,
}))
