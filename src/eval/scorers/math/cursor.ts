import type { Token } from './lexer.js'
import { limits, TooMuch } from './limits.js'
import type { Node } from './tree.js'

/** The expression does not follow the grammar. */
export class Unreadable extends Error {}

const end: Token = { type: 'end', text: '', spaced: false }

/** A place in the tokens of an expression, and how what stands inside brackets is read. */
export class Cursor {
  /** Inside bars, a bar closes; inside a set, a bar or colon begins its condition. */
  barCloses = false
  inSet = false
  /** Inside `]a, b[`, a square bracket closes. */
  squareCloses = false
  #at = 0
  #depth = 0
  #taken = 0

  constructor(
    private readonly found: Token[],
    private readonly readers: { item(cursor: Cursor): Node; sum(cursor: Cursor): Node },
  ) {}

  peek(ahead = 0): Token {
    return this.found[this.#at + ahead] ?? end
  }

  next(): Token {
    // Going back is rare in honest expressions; without a limit, hostile ones would make it grow without bound.
    if (++this.#taken > 4 * limits.characters) throw new TooMuch('the expression is too ambiguous')
    const token = this.peek()
    this.#at++
    return token
  }

  /** Cuts the number that is next after its first digit: `\\frac12` is a half. */
  splitDigits(): void {
    const token = this.peek()
    if (token.type !== 'number' || !/^\d{2,}$/.test(token.text)) return
    this.found.splice(this.#at, 1, { ...token, text: token.text.charAt(0) }, { ...token, text: token.text.slice(1), spaced: false })
  }

  /** Whether a mark or command of this name is next. */
  is(...texts: string[]): boolean {
    const { type, text } = this.peek()
    return (type === 'mark' || type === 'command') && texts.includes(text)
  }

  accept(...texts: string[]): string | null {
    return this.is(...texts) ? this.next().text : null
  }

  /** @throws Unreadable where another token stands. */
  expect(...texts: string[]): string {
    const found = this.accept(...texts)
    if (found === null) throw new Unreadable(`"${this.peek().text || 'the end'}" where ${texts.join(' or ')} should be`)
    return found
  }

  /** A relation, or anything below it. */
  item(): Node {
    return this.deeper(() => this.readers.item(this))
  }

  /** A value: nothing with a relation sign or a set operation at its top. */
  sum(): Node {
    return this.deeper(() => this.readers.sum(this))
  }

  /** Reads with other meanings of bars and colons, as inside brackets. */
  within<Result>(meaning: { barCloses: boolean; inSet: boolean; squareCloses?: boolean }, read: () => Result): Result {
    const { barCloses, inSet, squareCloses } = this
    Object.assign(this, { squareCloses: false, ...meaning })
    const result = read()
    Object.assign(this, { barCloses, inSet, squareCloses })
    return result
  }

  /** Reads; where it does not follow the grammar, goes back to where it was and gives null. */
  attempt<Result>(read: () => Result): Result | null {
    const [at, depth] = [this.#at, this.#depth]
    try {
      return read()
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error
      this.#at = at
      this.#depth = depth
      return null
    }
  }

  /** Reads one level further in. @throws TooMuch where that is too deep. */
  deeper(read: () => Node): Node {
    if (++this.#depth > limits.depth) throw new TooMuch('the expression is nested too deeply')
    const node = read()
    this.#depth--
    return node
  }
}
