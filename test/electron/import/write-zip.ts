import { crc32, deflateRawSync } from 'node:zlib'

export interface ZipPart {
  readonly name: string | Uint8Array
  readonly content: string | Uint8Array
  /** 8 (deflate) unless it says otherwise. */
  readonly method?: number
  readonly flags?: number
  /** Wrong on purpose. */
  readonly crc?: number
  readonly byteCount?: number
  readonly offset?: number
  /** Bytes that stand in the archive instead of the packed content. */
  readonly packed?: Uint8Array
  /** The sizes stand behind the data, as writers to a stream leave them; the local header holds zeros. */
  readonly hasDescriptor?: boolean
  /** Sizes and place in 64 bits. */
  readonly isLarge?: boolean
}

/** A ZIP file byte by byte, with whatever is wrong with it. */
export function writeZip(parts: readonly ZipPart[], options: { isLarge?: boolean; comment?: string } = {}): Buffer {
  const bodies: Buffer[] = []
  const headers: Buffer[] = []
  let end = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const content = Buffer.from(part.content)
    const method = part.method ?? 8
    const packed = Buffer.from(part.packed ?? (method === 8 ? deflateRawSync(content) : content))
    const crc = part.crc ?? crc32(content)
    const byteCount = part.byteCount ?? content.length
    const flags = (part.flags ?? 0x800) | (part.hasDescriptor === true ? 8 : 0)

    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(flags, 6)
    local.writeUInt16LE(method, 8)
    local.writeUInt16LE(name.length, 26)
    const descriptor = Buffer.alloc(part.hasDescriptor === true ? 16 : 0)
    if (part.hasDescriptor === true) {
      descriptor.writeUInt32LE(0x08074b50, 0)
      descriptor.writeUInt32LE(crc, 4)
      descriptor.writeUInt32LE(packed.length, 8)
      descriptor.writeUInt32LE(byteCount, 12)
    } else {
      local.writeUInt32LE(crc, 14)
      local.writeUInt32LE(packed.length, 18)
      local.writeUInt32LE(Math.min(byteCount, 0xffffffff), 22)
    }

    const offset = part.offset ?? end
    const extra = Buffer.alloc(part.isLarge === true ? 28 : 0)
    if (part.isLarge === true) {
      extra.writeUInt16LE(1, 0)
      extra.writeUInt16LE(24, 2)
      extra.writeBigUInt64LE(BigInt(byteCount), 4)
      extra.writeBigUInt64LE(BigInt(packed.length), 12)
      extra.writeBigUInt64LE(BigInt(offset), 20)
    }
    const header = Buffer.alloc(46)
    header.writeUInt32LE(0x02014b50, 0)
    header.writeUInt16LE(20, 6)
    header.writeUInt16LE(flags, 8)
    header.writeUInt16LE(method, 10)
    header.writeUInt32LE(crc, 16)
    header.writeUInt32LE(part.isLarge === true ? 0xffffffff : packed.length, 20)
    header.writeUInt32LE(part.isLarge === true ? 0xffffffff : byteCount, 24)
    header.writeUInt16LE(name.length, 28)
    header.writeUInt16LE(extra.length, 30)
    header.writeUInt32LE(part.isLarge === true ? 0xffffffff : offset, 42)

    const body = Buffer.concat([local, name, packed, descriptor])
    bodies.push(body)
    headers.push(header, name, extra)
    end += body.length
  }
  const directory = Buffer.concat(headers)
  const isLarge = options.isLarge === true
  const large = Buffer.alloc(isLarge ? 76 : 0)
  if (isLarge) {
    large.writeUInt32LE(0x06064b50, 0)
    large.writeBigUInt64LE(44n, 4)
    large.writeBigUInt64LE(BigInt(parts.length), 24)
    large.writeBigUInt64LE(BigInt(parts.length), 32)
    large.writeBigUInt64LE(BigInt(directory.length), 40)
    large.writeBigUInt64LE(BigInt(end), 48)
    large.writeUInt32LE(0x07064b50, 56)
    large.writeBigUInt64LE(BigInt(end + directory.length), 64)
    large.writeUInt32LE(1, 72)
  }
  const comment = Buffer.from(options.comment ?? '')
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x06054b50, 0)
  tail.writeUInt16LE(isLarge ? 0xffff : parts.length, 8)
  tail.writeUInt16LE(isLarge ? 0xffff : parts.length, 10)
  tail.writeUInt32LE(isLarge ? 0xffffffff : directory.length, 12)
  tail.writeUInt32LE(isLarge ? 0xffffffff : end, 16)
  tail.writeUInt16LE(comment.length, 20)
  return Buffer.concat([...bodies, directory, large, tail, comment])
}
