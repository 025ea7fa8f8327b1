/** First of all imports: whatever comes after it may already create style elements. */
import { setNonce } from 'get-nonce'
import { installTrustedTypes } from './trusted-types.ts'

installTrustedTypes(window)

const nonceText = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

// For the scroll lock below modal dialogs, which writes its own style element.
setNonce(nonceText)

/** The nonce of the response that this page came in. */
export const styleNonce = (): string => nonceText
