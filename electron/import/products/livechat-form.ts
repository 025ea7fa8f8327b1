/** A form that a customer filled in before, in or after a LiveChat chat. */
import { fieldObject, fieldObjects, fieldText } from '../json/json-fields.ts'
import type { JsonObject } from '../file/json-rows.ts'

/** Answers in the customer's own words, which somebody has to answer. */
const ownWords = new Set(['question', 'textarea', 'subject'])

export interface FilledForm {
  /** The customer asks something in it, rather than saying who they are or how it went. */
  readonly isQuestion: boolean
  /** `label: answer` per answered field. */
  readonly text: string
}

export function readLivechatForm(event: JsonObject): FilledForm {
  const answered = fieldObjects(event, 'fields')
    .map((field) => ({ type: fieldText(field, 'type'), label: fieldText(field, 'label'), answer: answerOf(field) }))
    .filter(({ answer }) => answer !== '')
  const isAfterwards = fieldText(event, 'form_type') === 'postchat'
  return {
    isQuestion: !isAfterwards && answered.some(({ type }) => ownWords.has(type)),
    text: answered.map(({ label, answer }) => (label === '' ? answer : `${label}: ${answer}`)).join('\n'),
  }
}

/** Text, a chosen option, or several of them. */
function answerOf(field: JsonObject): string {
  const text = fieldText(field, 'answer') || fieldText(fieldObject(field, 'answer'), 'label')
  return (
    text ||
    fieldObjects(field, 'answers')
      .map((answer) => fieldText(answer, 'label'))
      .join(', ')
  )
}
