/**
 * The fixed look of channels in every chart: Okabe–Ito colours, safe for colour-blind readers, each with its own dash and
 * point shape so that no line depends on colour alone.
 */
import type { Channel } from './model.ts'

interface ChannelLook {
  readonly colour: string
  /** Lengths of dash and gap in px; empty = solid. */
  readonly dash: readonly number[]
  readonly point: 'circle' | 'square' | 'triangle' | 'diamond'
}

export const channelLooks = {
  sms: { colour: '#0072B2', dash: [], point: 'circle' },
  whatsapp: { colour: '#56B4E9', dash: [12, 4], point: 'triangle' },
  messenger: { colour: '#D55E00', dash: [4, 4], point: 'diamond' },
  web_chat: { colour: '#E69F00', dash: [7, 4], point: 'square' },
  email: { colour: '#009E73', dash: [2, 3], point: 'triangle' },
  phone: { colour: '#CC79A7', dash: [9, 3, 2, 3], point: 'diamond' },
  social: { colour: '#8C6D1F', dash: [12, 3, 2, 3, 2, 3], point: 'square' },
  other: { colour: '#7A7A7A', dash: [1, 3], point: 'circle' },
} as const satisfies Record<Channel, ChannelLook>
