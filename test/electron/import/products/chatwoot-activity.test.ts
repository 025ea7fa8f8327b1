import { describe, expect, it } from 'vitest'
import { readActivity } from '../../../../electron/import/products/chatwoot-activity.ts'

// The wordings of conversations.activity.* in config/locales of chatwoot/chatwoot, with names filled in.
describe('activity texts of Chatwoot', () => {
  it.each([
    'Conversation was marked resolved by Ana',
    'Conversation was resolved by Ida Marsh',
    'Conversation was marked resolved by system due to 3 days of inactivity',
    'Conversation was marked resolved by Captain (customer thanked)',
    'Das Gespräch wurde von Ana gelöst',
    'Konversation wurde von Ida Marsh gelöst',
    'Das Gespräch wurde vom System aufgrund von 3 Tagen Inaktivität gelöst',
    'La conversation a été marquée résolue par Ana',
    'La conversation a été résolue par Ida',
    'La conversation a été marquée comme résolue par le système en raison de 3 jours d’inactivité',
    'La conversación fue marcada por Ana',
    'Conversación fue resuelta por Ida',
    'La conversación fue marcada por el sistema debido a 3 días de inactividad',
    'Conversa foi marcada como resolvida por Ana',
    'A conversa foi resolvida por Ida',
    'A conversa foi marcada como resolvida pelo sistema por ter 3 dias de inatividade',
    'Conversa auto-resolvida pelo sistema por causa dos 3 dias sem inatividade',
    'La conversazione è stata contrassegnata come risolta da Ana',
    'Gesprek werd gemarkeerd door Ana',
    // The same letters, taken apart.
    'La conversación fue marcada por Ana'.normalize('NFD'),
  ])('closed: %s', (text) => expect(readActivity(text)).toBe('closed'))

  it.each([
    'Conversation was reopened by Ana',
    'Conversation was marked open by system due to an error with the agent bot.',
    'System reopened the conversation due to a new incoming message.',
    'Das Gespräch wurde von Ana wieder eröffnet',
    'Das System hat die Unterhaltung aufgrund einer neuen eingehenden Nachricht wieder geöffnet.',
    'La conversation a été ré-ouverte par Ana',
    'La conversación fue reabierta por Ana',
    'El sistema reabrió la conversación debido a un nuevo mensaje entrante.',
    'Conversa foi reaberta por Ana',
    'O sistema reabriu a conversa devido a uma nova mensagem recebida.',
    'La conversazione è stata riaperta da Ana',
    'Gesprek werd heropend door Ana',
  ])('reopened: %s', (text) => expect(readActivity(text)).toBe('reopened'))

  it.each([
    'Conversation was marked as pending by Ana',
    'Conversation was snoozed by Ana',
    'Assigned to Ana by Paul',
    'Ana added resolved',
    'Das Gespräch wurde von Ana als ausstehend markiert',
    'La conversation a été marquée comme en attente par Ana',
    'La conversación fue marcada como pendiente por Ana',
    'La conversación fue pospuesta por Ana',
    'Conversa foi marcada como pendente por Ana',
    'La conversazione è stata contrassegnata come in attesa da Ana',
    'The customer wrote: Conversation was resolved by me',
    '',
  ])('neither: %s', (text) => expect(readActivity(text)).toBeNull())
})
