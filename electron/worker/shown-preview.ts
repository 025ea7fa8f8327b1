import { AppError } from '../../shared/errors.ts'
import type { Session, ShownPreview } from './session.ts'

/** Throws `preview-outdated` for a preview of a workspace that was closed since. */
export function shownPreview(session: Session, previewId: string): ShownPreview {
  const shown = session.previews.get(previewId)
  if (shown === undefined) throw new AppError('preview-outdated', 'This preview is no longer known.')
  return shown
}
