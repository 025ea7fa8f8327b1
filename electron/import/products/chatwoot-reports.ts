/**
 * Folded headers of Chatwoot's report CSVs in English, German, French, Spanish, Portuguese and Italian, the present and the
 * older wordings: reports.{agent,inbox,label,team,conversation,sla}_csv of config/locales/LANGUAGE.yml in chatwoot/chatwoot.
 * They stand below a line with the period, and a blank one.
 */

/** One of these columns counts conversations, messages or resolutions, … */
export const chatwootCounts: readonly string[] = [
  'assignedconversations',
  'noofconversations',
  'conversationscount',
  'messagesreceived',
  'zugewieseneunterhaltungen',
  'anzahlderkonversationen',
  'anzahlgesprache',
  'nombredeconversations',
  'conversacionesasignadas',
  'numdeconversaciones',
  'cantidaddeconversaciones',
  'conversasatribuidas',
  'nodeconversas',
  'contagemdeconversas',
  'numerodeconversas',
  'mensagensrecebidas',
  'conversazioniassegnate',
  'numerodiconversazioni',
]

/** … and beside it one of these is an average. */
export const chatwootAverages: readonly string[] = [
  'avgfirstresponsetime',
  'avgresolutiontime',
  'durchschnittlichereaktionszeit',
  'durchschnittlichezeitbiszurerstenantwort',
  'durchschnittlicheauflosung',
  'durchschnittlicheauflosungszeit',
  'tempsdereponsemoyen',
  'tempsmoyenderesolution',
  'promediodetiempodelaprimerarespuesta',
  'tiempopromedioderesolucion',
  'tempomediodeprimeiraresposta',
  'tempomedioderesolucao',
  'mediadotempoderesposta',
  'mediadotempoderesolucao',
  'tempomediodiprimarisposta',
  'tempomediodirisoluzione',
]

/** The list of missed service levels: policy and missed events. */
export const chatwootSla: readonly (readonly [string, string])[] = [
  ['slapolicy', 'breachedevents'],
  ['slarichtlinie', 'gesperrteereignisse'],
  ['politicadesla', 'eventosviolados'],
  ['politicasla', 'eventosviolados'],
  ['policysla', 'eventiviolati'],
]
