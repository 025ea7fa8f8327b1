/**
 * The name of the outermost element of an XML text; null if the text is none. Declarations, comments and document types
 * before it are passed over, whatever they say: refusing them is up to whoever reads the file.
 */
export function xmlRootOf(text: string): string | null {
  let at = skipSpace(text, text.startsWith('\ufeff') ? 1 : 0)
  while (text[at] === '<') {
    if (text.startsWith('<?', at)) at = after(text, '?>', at)
    else if (text.startsWith('<!--', at)) at = after(text, '-->', at + 4)
    else if (text.startsWith('<!', at)) at = afterDeclaration(text, at)
    else {
      // A name of its own character class, so that nothing is tried twice.
      const name = /^<([a-z_][\w:.-]{0,99})(?=[\s/>])/i.exec(text.slice(at, at + 102))
      return name?.[1] ?? null
    }
    if (at === -1) return null
    at = skipSpace(text, at)
  }
  return null
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && /\s/.test(text[at] ?? '')) at++
  return at
}

/** Where the text goes on behind `mark`; -1 = it does not. */
function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from)
  return at === -1 ? -1 : at + mark.length
}

function afterDeclaration(text: string, from: number): number {
  const end = text.indexOf('>', from)
  const inner = text.indexOf('[', from)
  return inner === -1 || end === -1 || inner > end ? (end === -1 ? -1 : end + 1) : after(text, ']>', inner)
}
