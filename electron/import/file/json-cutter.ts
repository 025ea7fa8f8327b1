/**
 * Builds the values of a JSON text that stand at chosen places, and nothing else, from the tokens of a streaming
 * tokenizer: a file of any size costs the memory of one value.
 */
import { Tokenizer, TokenType } from '@streamparser/json'
import { AppError } from '../../../shared/errors.ts'
import { maxJsonDepth } from './limits.ts'

/**
 * A place in a JSON text: keys from the outermost value on, joined by dots, `*` for every element of an array. The empty
 * path is the outermost value itself, of which several may follow each other.
 */
export type JsonPath = string

export interface JsonCutter {
  /** Throws `file-too-large` (depth) and what the tokenizer throws at broken text. */
  readonly write: (text: string) => void
  /** Throws if the text ends inside a value. */
  readonly end: () => void
  readonly hasToken: () => boolean
  /** Characters written since the last token: a text that never ends. */
  readonly charsSinceToken: () => number
  /** Whether the text stands inside a value that is being built. */
  readonly isBuilding: () => boolean
  /** The outermost value as far as it came: what an incomplete text says. */
  readonly partial: () => unknown
}

/** Numbers beyond 2^53, such as ids, stay the text that they were. */
class LosslessTokenizer extends Tokenizer {
  // The declared type is `number`, but any JSON value may stand here.
  protected override parseNumber(text: string): number {
    const value = Number(text)
    return Number.isSafeInteger(value) || !/^-?\d+$/.test(text) ? value : (text as unknown as number)
  }
}

/** What the grammar of JSON allows next inside an array or object. */
type Expected = 'first' | 'item' | 'colon' | 'value' | 'comma'

interface Frame {
  readonly path: JsonPath
  readonly isArray: boolean
  /** Null while nothing is built here. */
  readonly value: Record<string, unknown> | unknown[] | null
  key: string
  expects: Expected
}

/** `onValue` is called with each complete value at one of `paths`, in the order of the text. */
export function openJsonCutter(
  paths: readonly JsonPath[],
  onValue: (path: JsonPath, value: unknown) => void,
): JsonCutter {
  const wanted = new Set(paths)
  const frames: Frame[] = []
  let root: unknown
  let hasToken = false
  let charsSinceToken = 0
  const tokenizer = new LosslessTokenizer({ separator: '' })

  const pathOfNext = (): JsonPath => {
    const parent = frames.at(-1)
    if (parent === undefined) return ''
    const step = parent.isArray ? '*' : parent.key
    return parent.path === '' ? step : `${parent.path}.${step}`
  }
  const isBuilt = (path: JsonPath): boolean => wanted.has(path) || (frames.at(-1)?.value ?? null) !== null
  const put = (value: unknown): void => {
    const parent = frames.at(-1)
    if (parent === undefined) root = value
    else if (Array.isArray(parent.value)) parent.value.push(value)
    else if (parent.value !== null) setOwn(parent.value, parent.key, value)
  }
  const expectValue = (): void => {
    const parent = frames.at(-1)
    if (parent === undefined) return
    const isFine = parent.isArray ? parent.expects === 'first' || parent.expects === 'item' : parent.expects === 'value'
    if (!isFine) throw new Error('a value where none can be')
    parent.expects = 'comma'
  }
  const open = (isArray: boolean): void => {
    if (frames.length >= maxJsonDepth) {
      throw new AppError('file-too-large', `Values are nested more than ${maxJsonDepth} deep.`)
    }
    const path = pathOfNext()
    const value = isBuilt(path) ? (isArray ? [] : {}) : null
    if (value !== null) put(value)
    frames.push({ path, isArray, value, key: '', expects: 'first' })
  }
  const close = (isArray: boolean): void => {
    const frame = frames.pop()
    if (frame === undefined || frame.isArray !== isArray || (frame.expects !== 'first' && frame.expects !== 'comma')) {
      throw new Error('a bracket where none can be')
    }
    if (wanted.has(frame.path)) onValue(frame.path, frame.value)
  }
  tokenizer.onToken = ({ token, value }) => {
    hasToken = true
    charsSinceToken = 0
    const frame = frames.at(-1)
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) {
      expectValue()
      open(token === TokenType.LEFT_BRACKET)
    } else if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) {
      close(token === TokenType.RIGHT_BRACKET)
    } else if (token === TokenType.COMMA) {
      if (frame?.expects !== 'comma') throw new Error('a comma where none can be')
      frame.expects = 'item'
    } else if (token === TokenType.COLON) {
      if (frame?.expects !== 'colon') throw new Error('a colon where none can be')
      frame.expects = 'value'
    } else if (frame !== undefined && !frame.isArray && (frame.expects === 'first' || frame.expects === 'item')) {
      if (token !== TokenType.STRING) throw new Error('a key that is no text')
      frame.key = String(value)
      frame.expects = 'colon'
    } else if (token !== TokenType.SEPARATOR) {
      expectValue()
      const path = pathOfNext()
      if (isBuilt(path)) put(value)
      if (wanted.has(path)) onValue(path, value)
    }
  }
  return {
    write: (text) => {
      charsSinceToken += text.length
      tokenizer.write(text)
    },
    end: () => {
      tokenizer.end()
      if (frames.length > 0) throw new Error('the text ends inside a value')
    },
    hasToken: () => hasToken,
    charsSinceToken: () => charsSinceToken,
    isBuilding: () => (frames.at(-1)?.value ?? null) !== null,
    partial: () => root,
  }
}

/** A field called `__proto__` is data like any other. */
function setOwn(object: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
  } else object[key] = value
}
