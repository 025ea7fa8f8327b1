import { expect, test } from 'vitest'
import { installTrustedTypes, policyRules } from '../../renderer/trusted-types.ts'

test('style text passes, markup and scripts do not', () => {
  expect(policyRules.createHTML(':root{--a:1px}')).toBe(':root{--a:1px}')
  expect(() => policyRules.createHTML('</style><img src=x onerror=alert(1)>')).toThrow(TypeError)
  expect(() => policyRules.createScript('alert(1)')).toThrow(TypeError)
  expect(() => policyRules.createScriptURL('https://example.invalid/x.js')).toThrow(TypeError)
})

test('the policy is named default, and a platform without Trusted Types is left alone', () => {
  const names: string[] = []
  installTrustedTypes({ trustedTypes: { createPolicy: (name: string) => names.push(name) } })
  installTrustedTypes({})
  expect(names).toEqual(['default'])
})
