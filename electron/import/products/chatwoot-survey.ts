/**
 * A satisfaction answer of Chatwoot. A conversation is asked once (`csat_already_sent?` in
 * app/services/csat_survey_service.rb), so that the conversation identifies the answer, whichever export tells it.
 */
export function chatwootSurveyId(conversation: string): string {
  return `csat/${conversation}`
}
