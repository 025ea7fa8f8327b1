import type { RejectionCode } from '../../../shared/model.ts'

/** Why a row was rejected, in the reader's words. */
export const rejectionReasons = {
  'time-missing': 'no time',
  'time-unreadable': 'the time cannot be read',
  'time-implausible': 'the time is implausible',
  'direction-missing': 'no direction',
  'direction-unknown': 'neither incoming nor outgoing',
  'channel-unknown': 'unknown channel',
  'author-kind-unknown': 'unknown kind of author',
  'contact-missing': 'no contact',
  'conversation-missing': 'no conversation',
  'score-missing': 'no score',
  'score-unreadable': 'the score cannot be read',
  'score-out-of-scale': 'the score is outside its scale',
  'survey-kind-unknown': 'unknown kind of survey',
  'state-unknown': 'unknown state',
  'columns-mismatch': 'too few or too many columns',
  'field-too-long': 'a field is too long',
  'json-invalid': 'not valid JSON',
  'not-an-object': 'not a JSON object',
} as const satisfies Record<RejectionCode, string>
