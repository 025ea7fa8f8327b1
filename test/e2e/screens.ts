/** Going through the screens of the app, for specs and for pictures. */
import type { Page } from 'playwright-core'
import type { AppUnderTest } from './driver.ts'

export const screens = ['dashboard', 'compare', 'teams', 'conversations', 'reports', 'import', 'settings'] as const
export type Screen = (typeof screens)[number]

export const schemes = ['light', 'dark'] as const

/** Opens the sample workspace from the start screen; resolves when its numbers are there. */
export async function openSample(app: AppUnderTest): Promise<void> {
  await app.page.getByRole('button', { name: 'Try with sample data' }).click()
  await app.page.getByRole('navigation', { name: 'Main' }).waitFor({ timeout: 60_000 })
  await settled(app.page)
}

export async function goTo(app: AppUnderTest, screen: Screen): Promise<void> {
  await app.clickMenu(`go.${screen}`)
  await app.page.locator('[aria-current="page"]').waitFor()
  await settled(app.page)
}

/** Nothing on the page is loading or moving any more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root') === null &&
      document.getAnimations().every((animation) => animation.playState !== 'running'),
    undefined,
    { timeout: 60_000 },
  )
  // Charts draw themselves over half a second on a canvas, which no selector sees.
  await page.waitForTimeout(600)
}
