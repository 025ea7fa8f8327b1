/** Renders a part of the page as the app does: theme, notifications, and a bridge to a typed fake of the Node side. */
import { cleanup, render } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach } from 'vitest'
import { AppFrame } from '../../renderer/app-frame.tsx'
import { addBrowserParts } from './browser-parts.ts'
import { makeFakeBridge } from './fake-bridge.ts'
import type { FakeBridge } from './fake-bridge.ts'

addBrowserParts()
afterEach(cleanup)

/** `prepare` may replace answers before the first call. */
export function mount(element: ReactElement, prepare?: (fake: FakeBridge) => void): FakeBridge {
  const fake = makeFakeBridge()
  prepare?.(fake)
  Object.defineProperty(window, 'plumbline', { configurable: true, value: fake.bridge })
  render(
    <AppFrame styleNonce={() => ''} env="test">
      {element}
    </AppFrame>,
  )
  return fake
}

/** What a method was asked, in order. */
export function inputsOf(fake: FakeBridge, method: string): readonly unknown[] {
  return fake.calls.filter((call) => call.method === method).map((call) => call.input)
}
