/** Damages a file as transfers, editors and attackers do. The same random numbers give the same damage. */
import type { Random } from '../../electron/sample/random.ts'

const encoder = new TextEncoder()

/** Pieces that parsers stumble over: quotes, brackets, entities, line ends, numbers at their limits, broken UTF-8. */
const tokens = [
  '"',
  '""',
  "'",
  ',',
  ';',
  '\t',
  '\n',
  '\r',
  '\r\n',
  '\u0000',
  '\ufeff',
  '\u200e',
  '{',
  '}',
  '[',
  ']',
  '{"a":'.repeat(70),
  '['.repeat(70),
  ':',
  'null',
  'true',
  '0',
  '-1',
  '1e309',
  'NaN',
  '9007199254740993',
  '99999999999999999999999999',
  '0x41',
  '\\u0000',
  '\\ud800',
  '<',
  '>',
  '</',
  '/>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '<![CDATA[',
  '<!--',
  '&#0;',
  '&#55357;&#56832;',
  '&amp;',
  '&b;',
  '<?xml version="1.0" encoding="utf-16"?>',
  'data="AAAA',
  '__proto__',
  'constructor',
  '31.02.2026 25:61',
  '1772449200000',
  '2026-03-29T02:30:00',
  '12/12/12',
  'STOP',
  ' '.repeat(2000),
  'x'.repeat(5000),
].map((text) => encoder.encode(text))
const bytes = [
  [0xff, 0xfe],
  [0xc3],
  [0xed, 0xa0, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0x1f, 0x8b],
  [0x50, 0x4b, 3, 4],
].map((one) => Uint8Array.from(one))
const pieces = [...tokens, ...bytes]

/** One to eight changes; now and then a part of another file, so that formats mix. */
export function mutate(original: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let file = Buffer.from(original)
  const changes = random.between(1, 8)
  for (let change = 0; change < changes; change++) {
    const at = random.between(0, file.length)
    const length = random.between(1, Math.max(1, Math.min(200, file.length - at)))
    const splice = (insert: Uint8Array, remove: number): void => {
      file = Buffer.concat([file.subarray(0, at), insert, file.subarray(Math.min(file.length, at + remove))])
    }
    switch (random.between(0, 8)) {
      case 0:
        if (at < file.length) file[at] = random.between(0, 255)
        break
      case 1:
        if (at < file.length) file[at] = (file[at] ?? 0) ^ (1 << random.between(0, 7))
        break
      case 2:
        splice(random.pick(pieces), 0)
        break
      case 3:
        splice(random.pick(pieces), length)
        break
      case 4:
        splice(new Uint8Array(0), length)
        break
      case 5:
        splice(file.subarray(at, at + length), 0)
        break
      case 6:
        if (random.chance(0.2)) file = Buffer.from(file.subarray(0, at))
        break
      case 7: {
        const from = random.between(0, other.length)
        splice(other.subarray(from, from + random.between(1, 400)), 0)
        break
      }
      default:
        splice(file.subarray(random.between(0, at), at), random.between(0, 20))
    }
    if (file.length > 200_000) file = Buffer.from(file.subarray(0, 200_000))
  }
  return file
}
