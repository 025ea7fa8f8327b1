/** Every method that the data thread answers. A missing or extra one does not compile. */
import { authorHandlers } from './handle-authors.ts'
import { customerHandlers } from './handle-customers.ts'
import { goalHandlers } from './handle-goals.ts'
import { importHandlers } from './handle-imports.ts'
import { maintenanceHandlers } from './handle-maintenance.ts'
import { profileHandlers } from './handle-profiles.ts'
import { resultHandlers } from './handle-results.ts'
import { vendorHandlers } from './handle-vendors.ts'
import { workspaceHandlers } from './handle-workspaces.ts'
import type { Handlers } from './job.ts'
import type { ThreadMethodName } from './protocol.ts'

export const handlers: Handlers<ThreadMethodName> = {
  ...workspaceHandlers,
  ...importHandlers,
  ...profileHandlers,
  ...authorHandlers,
  ...customerHandlers,
  ...resultHandlers,
  ...goalHandlers,
  ...vendorHandlers,
  ...maintenanceHandlers,
}
