/** The settings that a workspace starts with. */
import type { WorkspaceSettings } from '../../shared/model.ts'
import { defaultOptInWords, defaultOptOutWords } from '../import/store/keywords.ts'

export function newSettings(zone: string, country: string): WorkspaceSettings {
  return {
    zone,
    country,
    schedules: [],
    optOutWords: defaultOptOutWords,
    optInWords: defaultOptInWords,
    courtesyEndsTurn: true,
  }
}
