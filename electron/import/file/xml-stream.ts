import { SaxesParser } from 'saxes'
import { AppError } from '../../../shared/errors.ts'
import type { Chunk } from './byte-source.ts'
import { maxRowLength, maxXmlDepth } from './limits.ts'
import { openTextStream } from './text-encoding.ts'

export type XmlAttributes = Readonly<Record<string, string>>

export interface XmlEvents {
  /** `name` is without its namespace prefix. */
  readonly open: (name: string, attributes: XmlAttributes) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/**
 * Reads an XML document piece by piece and yields after each piece. Entities are not expanded and a document type is
 * refused, so that nothing in it can grow or lead elsewhere; neither depth nor a single text or tag can grow without end.
 *
 * Throws `format-malformed` and `file-too-large`.
 */
export function* readXml(chunks: Iterable<Chunk>, name: string, events: XmlEvents): Generator<number, void, void> {
  const parser = new SaxesParser({ xmlns: false, position: false } as const)
  let depth = 0
  let silentLength = 0
  const malformed = (why: string): AppError =>
    new AppError('format-malformed', `A part of ${name} is no proper XML: ${why}.`, { part: name })
  parser.on('error', (error) => {
    throw malformed(error.message.replace(/^[\d:\s]+/, '').replace(/\.$/, ''))
  })
  parser.on('doctype', () => {
    throw malformed('it has a document type, which a workbook never has')
  })
  parser.on('opentag', (tag) => {
    silentLength = 0
    if (++depth > maxXmlDepth) throw malformed('it is nested too deeply')
    events.open(localName(tag.name), tag.attributes)
  })
  parser.on('closetag', (tag) => {
    silentLength = 0
    depth--
    events.close?.(localName(tag.name))
  })
  const onText = (text: string): void => {
    silentLength = 0
    events.text?.(text)
  }
  parser.on('text', onText)
  parser.on('cdata', onText)
  const write = (text: string): void => {
    silentLength += text.length
    parser.write(text)
    if (silentLength > maxRowLength) {
      throw new AppError('file-too-large', `A text in ${name} is longer than 8 MB.`, { part: name })
    }
  }
  let stream: ReturnType<typeof openTextStream> | null = null
  for (const { bytes, end } of chunks) {
    if (bytes.length === 0) continue
    // Two bytes tell: XML starts with `<` or with a byte order mark, and its parts are UTF-8 or UTF-16.
    stream ??= openTextStream(bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8', name)
    write(stream.write(bytes))
    yield end
  }
  if (stream === null) throw malformed('it is empty')
  write(stream.end())
  parser.close()
}

/** Reads all of a small document. */
export function readWholeXml(chunks: Iterable<Chunk>, name: string, events: XmlEvents): void {
  const reading = readXml(chunks, name, events)
  while (reading.next().done !== true);
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}
