/** Survey answers as rows of the workspace. */
import { surveyContentHash, surveyKey } from './identity.ts'
import type { SurveyRecord } from '../record.ts'
import type { StoreContext } from './store-context.ts'
import type { PutOutcome } from './versions.ts'

const surveyColumns = [
  'source_id',
  'kind',
  'score',
  'scale_min',
  'scale_max',
  'answered_at',
  'channel',
  'contact_id',
  'conversation_external_id',
  'agent_id',
  'team_id',
  'comment',
] as const

export function openSurveyStore(context: StoreContext): (survey: SurveyRecord) => PutOutcome {
  const { names } = context
  const versions = context.openVersions('survey_response', surveyColumns)
  return (survey) => {
    const contact = names.contact(survey.contact)
    const comment = context.keepText ? survey.comment : null
    const content = {
      ...survey,
      contact: contact?.address ?? null,
      agent: survey.agent?.trim() || null,
      team: survey.team?.trim() || null,
      comment,
    }
    return versions.put(
      surveyKey(context.sourceKey, survey, contact?.address ?? null),
      surveyContentHash(content),
      survey.answeredAt ?? 0,
      [
        context.sourceId,
        survey.kind,
        survey.score,
        survey.scaleMin,
        survey.scaleMax,
        survey.answeredAt,
        survey.channel,
        contact?.id ?? null,
        survey.conversation,
        names.agent(survey.agent, 'agent'),
        names.team(survey.team),
        comment,
      ],
    )
  }
}
