/** Every vendor whose counting can be followed. */
import type { VendorId } from '../../../shared/vendors.ts'
import { chatwoot } from './chatwoot.ts'
import { intercom } from './intercom.ts'
import type { VendorProfile } from './profile.ts'
import { zendesk } from './zendesk.ts'

export const vendorProfiles = { zendesk, intercom, chatwoot } as const satisfies Record<VendorId, VendorProfile>
