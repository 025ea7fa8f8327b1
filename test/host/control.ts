/** How whoever started the host process (a test, `npm start`) steers it, over Node's own channel between processes. */

/** One answer to the next dialog: the chosen paths, or null for "cancelled". */
export type DialogAnswer = readonly string[] | null

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly enabled: boolean
  readonly accelerator: string | null
}

/** What the app was seen to do, for tests to look at. */
export interface Observations {
  /** Options of every window, as given by the app. */
  readonly windows: readonly unknown[]
  readonly menu: readonly MenuEntry[]
  readonly dialogs: readonly {
    readonly kind: 'open' | 'save'
    readonly title: string
    readonly defaultPath: string | null
  }[]
  readonly shownInFolder: readonly string[]
  readonly switches: readonly (readonly [name: string, value: string])[]
  /** URLs that the app cancelled, and those that only the host stopped. */
  readonly cancelledRequests: readonly string[]
  readonly leakedRequests: readonly string[]
  readonly preventedNavigations: readonly string[]
  readonly deniedWindows: readonly string[]
  /** Uncaught errors and error messages of the page from its first moment, policy violations among them. */
  readonly complaints: readonly string[]
  readonly isSandboxEnabled: boolean
}

export type ToHost =
  | { readonly type: 'answer-dialog'; readonly answer: DialogAnswer }
  | { readonly type: 'click-menu'; readonly id: string }
  | { readonly type: 'observe' }
  | { readonly type: 'ask-permissions'; readonly permissions: readonly string[] }
  /** Ends the app's data thread as an accident would. */
  | { readonly type: 'end-data-thread' }
  | { readonly type: 'quit' }

export type FromHost =
  /** The page is there; a second client can attach to the browser at this address. */
  | { readonly type: 'ready'; readonly browserUrl: string }
  | { readonly type: 'observations'; readonly observations: Observations }
  | { readonly type: 'permissions'; readonly granted: readonly string[] }
