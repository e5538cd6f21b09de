import { UserError } from '../../lib/errors.js'
import { readChunks } from './read-chunks.js'
import { decode, type NumberedText, refuseLongText } from './read-lines.js'

/**
 * The elements of the JSON array that a file holds, as texts still to be parsed. Holds one element and one read.
 *
 * @throws UserError that names file and line, where the array is cut short or something follows it; see also readLines.
 */
export async function* readJsonArray(path: string): AsyncGenerator<NumberedText> {
  const splitter = new ArraySplitter(path)
  for await (const chunk of readChunks(path)) yield* splitter.push(chunk)
  splitter.end()
}

const [quote, backslash, comma, lineFeed] = [0x22, 0x5c, 0x2c, 0x0a]
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d]

/** Finds where elements begin and end; whether they are JSON is for the parser to say. */
class ArraySplitter {
  /** 0 outside the array, 1 between its elements, more inside one. */
  private depth = 0
  private inString = false
  private escaped = false
  private closed = false
  private line = 1
  /** Line of the element's first sign; 0 while there was none. */
  private elementLine = 0
  private elements = 0
  private held: Buffer[] = []
  private heldLength = 0

  constructor(private readonly path: string) {}

  *push(chunk: Buffer): Generator<NumberedText> {
    let start = 0
    for (let at = this.skipString(chunk, 0); at < chunk.length; at = this.skipString(chunk, at + 1)) {
      const byte = chunk[at] ?? 0
      const before = this.depth
      if (!this.step(byte)) continue
      const element = before === 0 ? null : this.take(chunk.subarray(start, at), byte)
      if (element !== null) yield element
      start = at + 1
    }
    if (this.depth > 0) this.hold(chunk.subarray(start))
  }

  end(): void {
    if (!this.closed)
      throw new UserError(
        `${this.path}, line ${this.line}: the JSON array is not closed.`,
        'The file seems to be cut short; fetch it again.',
      )
  }

  /** The place after the plain signs of a string, in which most of a file stands; `from` itself outside of strings. */
  private skipString(chunk: Buffer, from: number): number {
    if (!this.inString || this.escaped) return from
    let at = from
    while (at < chunk.length && chunk[at] !== quote && chunk[at] !== backslash) at++
    return at
  }

  /** True at a boundary: the array's own brackets, and commas between elements. */
  private step(byte: number): boolean {
    if (byte === lineFeed) this.line++
    if (this.inString) return this.stepString(byte)
    if (byte <= 0x20) return false
    if (this.closed)
      throw new UserError(
        `${this.path}, line ${this.line}: something follows the JSON array.`,
        'The file must hold one array, or one JSON value a line.',
      )
    if (byte === comma && this.depth === 1) return true
    if (byte === closeBracket || byte === closeBrace) return this.stepOut(byte)
    if (this.depth === 1 && this.elementLine === 0) this.elementLine = this.line
    this.inString = byte === quote
    if (byte === openBracket || byte === openBrace) return this.depth++ === 0
    return false
  }

  private stepString(byte: number): false {
    if (this.escaped) this.escaped = false
    else if (byte === backslash) this.escaped = true
    else if (byte === quote) this.inString = false
    return false
  }

  private stepOut(byte: number): boolean {
    this.depth--
    this.closed = this.depth === 0 && byte === closeBracket
    if (this.depth === 0 && !this.closed)
      throw new UserError(`${this.path}, line ${this.line}: not valid JSON ("}" where "]" must stand).`, 'Mend that line.')
    return this.closed
  }

  private take(rest: Buffer, boundary: number): NumberedText | null {
    const line = this.elementLine || this.line
    const text = decode(Buffer.concat([...this.held, rest]), this.path, line)
    this.held = []
    this.heldLength = 0
    this.elementLine = 0
    // `[]` has no element; in `[1,]` and `[,1]` one is missing, which the parser reports.
    if (boundary !== comma && this.elements === 0 && text.trim() === '') return null
    this.elements++
    return { text, line }
  }

  private hold(rest: Buffer): void {
    this.held.push(rest)
    this.heldLength += rest.length
    refuseLongText(this.heldLength, this.path, this.elementLine || this.line)
  }
}
