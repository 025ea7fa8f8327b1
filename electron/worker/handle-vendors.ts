/** Our numbers as a help desk counts them. */
import { vendorBridge } from '../kpi/vendors/vendor-bridge.ts'
import type { Handlers } from './job.ts'

export const vendorHandlers: Handlers<'vendors.bridge'> = {
  'vendors.bridge': (session, request) =>
    vendorBridge(session.workspace().reader, session.facts(), request, session.settings()),
}
