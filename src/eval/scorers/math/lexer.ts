import { limits, TooMuch } from './limits.js'
import { isProse, isRomanNumber, separatorIn, wordMeaning } from './word-meaning.js'
import { commandAliases, dressing, functionNames, gluedCommands, ignoredCommands, skippedArguments, textCommands } from './words.js'

/** How commas within digits are read: grouping thousands, always separating, or standing for the decimal point. */
export type Commas = 'group' | 'split' | 'decimal'

export interface Token {
  type: 'number' | 'letter' | 'command' | 'text' | 'mark' | 'end'
  /** A command's name without its backslash; a mark's own sign. */
  text: string
  /** Whether blank space stands before it. */
  spaced: boolean
}

const grouped = /\d{1,3}(?:(?:\s*\{\s*,\s*\}\s*(?:\\!\s*)*|,\s*(?:\\!\s*)+|,(?=\d)|\\[,;: ]\s*|~| )\d{3}(?!\d))+(?:\.\d+)?/y
const groupedSurely = /\d{1,3}(?:(?:\s*\{\s*,\s*\}\s*(?:\\!\s*)*|,\s*(?:\\!\s*)+|\\[,;: ]\s*|~| )\d{3}(?!\d))+(?:\.\d+)?/y
const decimalComma = /(?:0|\d*[1-9]\d*),(?:\d{1,2}(?!\d)|\d{4,}|(?<=\b0,)\d{3})/y
const plainNumber = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+(?![\dA-Za-z.^_]))?/y
const wordPattern = /[A-Za-z]+/y
const hanPattern = /\p{Script=Han}+/uy
/** `12:05`, `3:30 p.m.`: a time of day, told from a ratio by its leading zero or its half of the day. */
const timePattern =
  /(\d{1,2}:(?:0\d|[0-5]\d(?=[^A-Za-z\d]{0,8}(?:(?:text|mathrm)\{\s*)?[ap]\.?\s?m\b)))(?:(?:\s|~|\\[ ,;:!])*(\\(?:text|mathrm)\s*\{\s*)?([ap])\.?\s?m\b\.?(?:\s*\})?)?/iy
/** `2A` before `_{16}`. */
const letteredDigits = /(?=\d{0,20}[A-Z])\d[0-9A-Z]{1,20}(?=\s*_\s*(?:\{\s*(?:1[1-9]|2\d|3[0-6])\s*\}|(?:1[1-9]|2\d|3[0-6])(?!\d)))/y
const commandPattern = /\\((?:operatorname|[hv]space|tag)\*|[A-Za-z]+|.|$)/sy
const spacePattern = /(?:\s|~|\\[ ,;:!>]|\\$)+/y
/** A text that is mathematics in other type, or a list of letters. */
const isMathematics =
  /\d|\\|[=+<>^]|^\([A-Za-z]\)$|^(?:percent|pct|degrees?|and\s)|^\(?(?:[A-Z]|[IVX]+)\)?(?:(?:\s*,\s*(?:and\s|or\s)?|\s+(?:and|or)\s+|\s*&\s*)\(?(?:[A-Z]|[IVX]+)\)?)+$/i
const longMarks = ['<=>', '<=', '>=', '!=', '==', '**', '=<', '=>', '->', '...']

/** Splits an expression into tokens. @throws TooMuch where it is too long. */
export function tokens(source: string, commas: Commas): Token[] {
  if (source.length > limits.characters) throw new TooMuch('the expression is too long')
  const lexer = new Lexer(source, commas)
  lexer.run()
  return gapsSettled(lexer.found)
}

class Lexer {
  readonly found: Token[] = []
  #at = 0
  #spaced = false

  constructor(
    private readonly source: string,
    private readonly commas: Commas,
  ) {}

  run(): undefined {
    while (this.#at < this.source.length) this.#step()
  }

  #step(): undefined {
    if (this.#take(spacePattern) !== null) {
      this.#spaced = true
      return
    }
    const time = this.#time()
    if (time !== null) return this.#push('text', time)
    const digits = this.#take(letteredDigits) ?? this.#number()
    if (digits !== null) return this.#push('number', digits)
    const han = this.#take(hanPattern)
    if (han !== null) return this.#words(han)
    const word = this.#take(wordPattern)
    if (word !== null) return this.#word(word)
    if (this.source[this.#at] === '\\') return this.#command()
    const long = longMarks.find(mark => this.source.startsWith(mark, this.#at))
    const mark = long ?? this.source.charAt(this.#at)
    this.#at += mark.length
    if (mark === '$') this.#spaced = true
    else this.#push('mark', mark)
  }

  #time(): string | null {
    timePattern.lastIndex = this.#at
    const found = timePattern.exec(this.source)
    if (found === null || /[\d.:]/.test(this.source.charAt(this.#at - 1))) return null
    this.#at = timePattern.lastIndex
    return `${found[1] ?? ''}${found[3] === undefined ? '' : `${found[3].toLowerCase()}m`}`
  }

  #number(): string | null {
    if (this.commas === 'decimal') {
      const found = this.#take(decimalComma)
      if (found !== null) return found.replace(',', '.')
    }
    const found = this.#take(this.commas === 'split' ? groupedSurely : grouped)
    return found === null ? this.#take(plainNumber) : found.replace(/[^\d.]/g, '')
  }

  #word(word: string): undefined {
    const before = this.found.at(-1)
    const afterValue = before !== undefined && (before.type === 'number' || before.text === ')' || before.text === '}')
    const meaning = wordMeaning(word, afterValue, this.#spaced)
    if (meaning !== null) return this.#push(...meaning)
    if (isRomanNumber(word, before, this.source.slice(this.#at))) return this.#push('text', word)
    const glued = /^(sin|cos|tan|ln|log|sqrt|pi)([a-z])$/.exec(word)
    if (glued?.[1] !== undefined && glued[2] !== undefined) {
      this.#push('command', glued[1])
      return this.#push('letter', glued[2])
    }
    if (isProse(word, afterValue, this.#spaced && before?.type === 'text')) return this.#text(word)
    for (const letter of word) this.#push('letter', letter)
  }

  #command(): undefined {
    const name = this.#take(commandPattern)?.slice(1) ?? ''
    if (textCommands.has(name)) return this.#textCommand(name)
    if (skippedArguments.has(name)) return void this.#group()
    if (name === 'mathbb' || name === 'Bbb') return this.#push('command', `mathbb{${this.#group().trim().charAt(0)}`.concat('}'))
    if (name === 'begin' || name === 'end') return this.#push('command', `${name}{${this.#group().trim().replace('*', '')}}`)
    if (dressing.has(name) || /^[()[\]]$/.test(name)) return
    if (ignoredCommands.has(name)) {
      if (this.source[this.#at] === '.') this.#at++
      return
    }
    this.#push(...this.#named(name))
  }

  #named(name: string): [Token['type'], string] {
    const known = Object.hasOwn(commandAliases, name) ? (commandAliases[name] ?? name) : name
    if (known === 'and' || known === 'or') return ['mark', known === 'or' ? 'or' : ',']
    if (/^[a-zA-Z]/.test(known)) {
      const glued = known === name ? gluedCommands.find(start => name.startsWith(start) && name.length === start.length + 1) : undefined
      if (glued === undefined || functionNames.has(name) || /^(left|right|phi|psi|pitchfork|less|leq|geq|ne[gq]|lex|le[fgq])/.test(name))
        return ['command', known]
      this.#at -= name.length - glued.length
      return ['command', glued]
    }
    return ['mark', /^[{}$%\\]$/.test(known) ? `\\${known}` : known]
  }

  #textCommand(name: string): undefined {
    const inner = this.#group()
    const bare = inner.trim()
    if (name === 'operatorname' || functionNames.has(bare)) return this.#push('command', commandAliases[bare] ?? bare)
    if (bare === '') return this.#space()
    if (name === 'mathrm' && /^[A-Za-z]$/.test(bare)) return this.#push('letter', bare)
    if (bare === 'mod') return this.#push('command', 'mod')
    if (bare === 'to') return this.#push('mark', ':')
    if (/^(?=.*\d)[0-9A-Z]+$/.test(bare) && /^\s*_/.test(this.source.slice(this.#at))) return this.#inline(`${bare}${this.#index()}`)
    if (isMathematics.test(bare)) return this.#inline(inner)
    this.#words(bare)
  }

  /** A text in type: a separator, a name with its "is", or words. */
  #words(words: string): undefined {
    const separator = separatorIn(words)
    if (separator !== null) return this.#push('mark', separator)
    const [, name, verb] = /^(.*?)\s*(?:\b(is|are|equals)|[:：])$/s.exec(words) ?? []
    if (name === undefined) return this.#text(words)
    if (name !== '') this.#text(name)
    if (verb !== undefined || name !== '') this.#push('mark', '=')
  }

  /** Puts the tokens of a text that holds mathematics in its place. */
  #inline(inner: string): undefined {
    const nested = new Lexer(inner, this.commas)
    nested.run()
    for (const token of nested.found) this.#push(token.type, token.text, token.spaced)
  }

  /** The index that stands next, as it is written. */
  #index(): string {
    return this.#take(/\s*_\s*(?:\{[^{}]*\}|\d+)/y) ?? ''
  }

  #text(text: string): undefined {
    const before = this.found.at(-1)
    if (before?.type === 'text') before.text += ` ${text}`
    else this.#push('text', text)
  }

  /** The group that stands next, without its braces; a single sign where there is none. */
  #group(): string {
    this.#take(spacePattern)
    if (this.source[this.#at] !== '{') return this.source.charAt(this.#at++)
    const start = ++this.#at
    for (let depth = 1; this.#at < this.source.length; this.#at++) {
      const sign = this.source[this.#at]
      if (sign === '\\') this.#at++
      else if (sign === '{') depth++
      else if (sign === '}' && --depth === 0) break
    }
    return this.source.slice(start, this.#at++)
  }

  #space(): undefined {
    this.#spaced = true
  }

  #push(type: Token['type'], text: string, spaced = false): undefined {
    this.found.push({ type, text, spaced: this.#spaced || spaced })
    this.#spaced = false
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.source)
    if (found === null) return null
    this.#at = pattern.lastIndex
    return found[0]
  }
}

/** A wide gap separates two answers; beside a separator, a word or an end it is only space. */
function gapsSettled(found: readonly Token[]): Token[] {
  const settled: Token[] = []
  for (const [index, token] of found.entries()) {
    if (isUnion(token, found[index - 1], found[index + 1])) {
      settled.push({ ...token, type: 'command', text: 'cup' })
      continue
    }
    if (token.type !== 'command' || !/^q?quad$/.test(token.text)) {
      settled.push(token)
      continue
    }
    const [before, after] = [found[index - 1], found[index + 1]]
    if (before !== undefined && after !== undefined && endsItem(before) && startsItem(after))
      settled.push({ ...token, type: 'mark', text: ',' })
  }
  return settled
}

/** `(1, 2) U (3, 4)` */
function isUnion(token: Token, before: Token | undefined, after: Token | undefined): boolean {
  return /^[Uu]$/.test(token.text) && /^(?:[)\]]|\\\})$/.test(before?.text ?? '') && /^(?:[([]|\\\{)$/.test(after?.text ?? '')
}

function endsItem(token: Token): boolean {
  return token.type === 'number' || token.type === 'letter' || /^[)\]}]$/.test(token.text)
}

function startsItem(token: Token): boolean {
  return token.type === 'number' || token.type === 'letter' || /^(\(|\[|-|\\\{|frac|sqrt|pm)$/.test(token.text)
}
