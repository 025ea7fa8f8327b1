/**
 * The policy that the Content-Security-Policy allows. Mantine writes the text of its own style elements through innerHTML;
 * that text has no `<`, and anything that has one is markup that somebody smuggled in.
 */
interface PolicyRules {
  readonly createHTML: (text: string) => string
  readonly createScript: (text: string) => string
  readonly createScriptURL: (text: string) => string
}

function refuse(): never {
  throw new TypeError('Plumbline creates no markup and no script from text.')
}

export const policyRules: PolicyRules = {
  createHTML: (text) => (text.includes('<') ? refuse() : text),
  createScript: refuse,
  createScriptURL: refuse,
}

/** Has to run before anything that renders. Does nothing where the platform has no Trusted Types. */
export function installTrustedTypes(host: object): void {
  if (!('trustedTypes' in host)) return
  // TypeScript's DOM library does not declare Trusted Types; this is the part of the standard that is used here.
  const factory = host.trustedTypes as { createPolicy: (name: string, rules: PolicyRules) => unknown }
  factory.createPolicy('default', policyRules)
}
