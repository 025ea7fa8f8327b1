/** Renders the whole app over a fake bridge, in the frame of the product, and drives it as a person would. */
import { notifications } from '@mantine/notifications'
import '@testing-library/jest-dom/vitest'
import { cleanup, render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import type { UserEvent } from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { afterEach } from 'vitest'
import { AppFrame } from '../../renderer/app-frame.tsx'
import { App } from '../../renderer/app.tsx'
import { addBrowserParts } from './browser-parts.ts'
import type { FakeBridge } from './fake-bridge.ts'

addBrowserParts()
window.scrollTo = () => undefined

afterEach(() => {
  cleanup()
  notifications.clean()
  localStorage.clear()
})

const frame = (children: ReactNode) => (
  <AppFrame styleNonce={() => 'test'} env="test">
    {children}
  </AppFrame>
)

/** Any part of the renderer over the fake bridge. */
export function renderWith(fake: FakeBridge, children: ReactNode): UserEvent {
  Object.defineProperty(window, 'plumbline', { value: fake.bridge, configurable: true })
  render(frame(children))
  return userEvent.setup()
}

export const renderApp = (fake: FakeBridge): UserEvent => renderWith(fake, <App />)
