/** Every method that the data thread answers. A missing or extra one does not compile. */
import type { ImportProgress } from '../../shared/model.ts'
import { importHandlers } from './handle-imports.ts'
import { maintenanceHandlers } from './handle-maintenance.ts'
import { resultHandlers } from './handle-results.ts'
import { workspaceHandlers } from './handle-workspaces.ts'
import type { ThreadInput, ThreadMethodName, ThreadOutput } from './protocol.ts'
import type { Session } from './session.ts'

/** Long work: driven step by step by the dispatcher; leaving it early rolls back. */
export type Job<Value> = Generator<ImportProgress | null, Value>

export type Handler<Name extends ThreadMethodName> = (
  session: Session,
  input: ThreadInput<Name>,
  path: string | null,
) => ThreadOutput<Name> | Job<ThreadOutput<Name>>

export type Handlers<Name extends ThreadMethodName> = { readonly [Key in Name]: Handler<Key> }

export const handlers: Handlers<ThreadMethodName> = {
  ...workspaceHandlers,
  ...importHandlers,
  ...resultHandlers,
  ...maintenanceHandlers,
}
