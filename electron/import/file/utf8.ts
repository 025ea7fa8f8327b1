/**
 * UTF-8 where some bytes are damaged: finds the invalid ones, so that they can be counted, shown and read as something
 * stated instead of being replaced silently.
 */

/** Length of the valid UTF-8 sequence at `at` (RFC 3629, section 4): 0 = invalid byte, -1 = cut off by the end. */
export function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  if (lead < 0xc2 || lead > 0xf4) return 0
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  let low = 0x80
  let high = 0xbf
  if (lead === 0xe0) low = 0xa0
  else if (lead === 0xed) high = 0x9f
  else if (lead === 0xf0) low = 0x90
  else if (lead === 0xf4) high = 0x8f
  for (let i = 1; i < length; i++) {
    if (at + i >= bytes.length) return -1
    const next = bytes[at + i] ?? 0
    if (next < low || next > high) return 0
    low = 0x80
    high = 0xbf
  }
  return length
}

/** How many bytes at the end belong to a sequence that the next chunk completes. */
export function openTailLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const at = bytes.length - back
    const byte = bytes[at] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return sequenceLength(bytes, at) === -1 ? back : 0
  }
  return 0
}
