/** What the host was told to do and what it saw the app do. One host process runs one app. */
import type { DialogAnswer, Observations } from './control.ts'

type Grows<Part> = { -readonly [Key in keyof Part]: Part[Key] extends readonly (infer Item)[] ? Item[] : Part[Key] }

export interface HostOptions {
  /** Shows a window, and lets a person answer dialogs. */
  readonly isVisible: boolean
  /** Folder of the app's own data. */
  readonly dataFolder: string
}

export const options: { current: HostOptions } = { current: { isVisible: false, dataFolder: '' } }

export const seen: Grows<Omit<Observations, 'menu'>> = {
  windows: [],
  dialogs: [],
  shownInFolder: [],
  switches: [],
  cancelledRequests: [],
  leakedRequests: [],
  preventedNavigations: [],
  deniedWindows: [],
  complaints: [],
  isSandboxEnabled: false,
}

/** Answers for the next dialogs, in order, where no person is there to give them. */
export const dialogAnswers: DialogAnswer[] = []

/** Resolves with the address of the browser once the app has loaded its page. */
export const whenPageIsOpen = Promise.withResolvers<string>()
