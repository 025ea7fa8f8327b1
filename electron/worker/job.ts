/** What a handler is, and the form of long work. */
import type { JobProgress } from '../../shared/progress.ts'
import type { ThreadInput, ThreadMethodName, ThreadOutput } from './protocol.ts'
import type { Session } from './session.ts'

/** Long work: driven step by step by the dispatcher; leaving it early rolls back. */
export type Job<Value> = Generator<JobProgress | null, Value>

type Handler<Name extends ThreadMethodName> = (
  session: Session,
  input: ThreadInput<Name>,
  path: string | null,
) => ThreadOutput<Name> | Job<ThreadOutput<Name>>

export type Handlers<Name extends ThreadMethodName> = { readonly [Key in Name]: Handler<Key> }
