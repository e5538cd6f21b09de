import type { TaggedValue } from '../../sandbox/types.js'

/** A text that Python's `json.loads` would not read. */
export class PythonJsonError extends Error {}

const DEEPEST = 400
const BLANK = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y
const WORDS: readonly (readonly [word: string, value: TaggedValue])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
  ['NaN', ['f', 'nan']],
  ['Infinity', ['f', 'inf']],
  ['-Infinity', ['f', '-inf']],
]

/** Reads JSON as Python does: whole numbers of any size stay exact and apart from floats. @throws PythonJsonError */
export function pythonJson(text: string): TaggedValue {
  const reader = new Reader(text)
  const value = reader.value(0)
  reader.end()
  return value
}

class Reader {
  #at = 0

  constructor(private readonly text: string) {}

  value(depth: number): TaggedValue {
    if (depth > DEEPEST) throw new PythonJsonError('is nested too deeply')
    this.#match(BLANK)
    switch (this.text[this.#at]) {
      case '[':
        return ['l', this.#items(']', () => this.value(depth + 1))]
      case '{':
        return ['d', lastOfEach(this.#items('}', () => this.#entry(depth)))]
      case '"':
        return this.#string()
      default: {
        const word = this.#word()
        return word === undefined ? this.#number() : word
      }
    }
  }

  end(): void {
    this.#match(BLANK)
    if (this.#at < this.text.length) throw this.#fault()
  }

  #items<Item>(close: string, item: () => Item): Item[] {
    this.#at++
    const items: Item[] = []
    this.#match(BLANK)
    if (this.#takes(close)) return items
    for (;;) {
      items.push(item())
      this.#match(BLANK)
      if (this.#takes(close)) return items
      if (!this.#takes(',')) throw this.#fault()
    }
  }

  #entry(depth: number): [string, TaggedValue] {
    this.#match(BLANK)
    const key = this.#string()
    this.#match(BLANK)
    if (!this.#takes(':')) throw this.#fault()
    return [key, this.value(depth + 1)]
  }

  #string(): string {
    const end = this.#endOfString()
    try {
      const read = String(JSON.parse(this.text.slice(this.#at, end)))
      this.#at = end
      return read
    } catch {
      throw this.#fault()
    }
  }

  /** Behind the closing quote: the first one that no backslash stands for. */
  #endOfString(): number {
    if (this.text[this.#at] !== '"') throw this.#fault()
    for (let quote = this.text.indexOf('"', this.#at + 1); quote > 0; quote = this.text.indexOf('"', quote + 1)) {
      let slashes = 0
      while (this.text[quote - 1 - slashes] === '\\') slashes++
      if (slashes % 2 === 0) return quote + 1
    }
    throw this.#fault()
  }

  #word(): TaggedValue | undefined {
    const found = WORDS.find(([word]) => this.text.startsWith(word, this.#at))
    if (found === undefined) return undefined
    this.#at += found[0].length
    return found[1]
  }

  #number(): TaggedValue {
    const written = this.#match(NUMBER)
    if (written === '') throw this.#fault()
    return /[.eE]/.test(written) ? ['f', written] : ['i', written]
  }

  #takes(sign: string): boolean {
    if (this.text[this.#at] !== sign) return false
    this.#at++
    return true
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const [found = ''] = pattern.exec(this.text) ?? []
    this.#at += found.length
    return found
  }

  #fault(): PythonJsonError {
    return new PythonJsonError(`is no JSON from sign ${this.#at} on`)
  }
}

/** Of equal keys the last one counts. */
const lastOfEach = (entries: [string, TaggedValue][]): [string, TaggedValue][] => [...new Map(entries)]
