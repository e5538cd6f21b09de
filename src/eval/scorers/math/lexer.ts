import { limits, TooMuch } from './limits.js'
import {
  commandAliases,
  dressing,
  functionNames,
  gluedCommands,
  ignoredCommands,
  plainCommands,
  shortUnits,
  textCommands,
} from './words.js'

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
const commandPattern = /\\([A-Za-z]+\*?|.|$)/sy
const spacePattern = /(?:\s|~|\\[ ,;:!>]|\\$)+/y
const longMarks = ['<=>', '<=', '>=', '!=', '==', '**', '=<', '=>', '->', '...']

/** Words that say what a sign says. */
const phrases: readonly (readonly [RegExp, string])[] = [
  [/^(?:the set of )?(?:all|any) real(?:s| numbers?)$/i, 'mathbb{R}'],
  [/^no (?:real )?solutions?$|^(?:the )?empty set$/i, 'emptyset'],
]

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
    const digits = this.#number()
    if (digits !== null) return this.#push('number', digits)
    const word = this.#take(wordPattern)
    if (word !== null) return this.#word(word)
    if (this.source[this.#at] === '\\') return this.#command()
    const long = longMarks.find(mark => this.source.startsWith(mark, this.#at))
    const mark = long ?? this.source.charAt(this.#at)
    this.#at += mark.length
    if (mark === '$') this.#spaced = true
    else this.#push('mark', mark)
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
    if (name === 'mathbb' || name === 'Bbb') return this.#push('command', `mathbb{${this.#group().trim().charAt(0)}`.concat('}'))
    if (name === 'begin' || name === 'end') return this.#push('command', `${name}{${this.#group().trim().replace('*', '')}}`)
    if (dressing.has(name) || /^[()[\]]$/.test(name)) return
    if (ignoredCommands.has(name)) {
      if (this.source[this.#at] === '.') this.#at++
      return
    }
    if (name === 'or' || name === 'and') return this.#push('mark', ',')
    this.#push(...this.#named(name))
  }

  #named(name: string): [Token['type'], string] {
    const known = Object.hasOwn(commandAliases, name) ? (commandAliases[name] ?? name) : name
    if (known === 'and' || known === 'or') return ['mark', ',']
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
    if (/^[,;.:]?\s*(and|or)?\s*[,;:]?$/i.test(bare)) return bare === '' ? this.#space() : this.#push('mark', ',')
    const phrase = phrases.find(([pattern]) => pattern.test(bare))
    if (phrase !== undefined) return this.#push('command', phrase[1])
    if (name === 'mathrm' && /^[A-Za-z]$/.test(bare)) return this.#push('letter', bare)
    if (/\d|\\|[=+<>^]|^\([A-Za-z]\)$/.test(bare) || /^(percent|pct|degrees?|and\s)/i.test(bare)) return this.#inline(inner)
    this.#text(bare)
  }

  /** Puts the tokens of a text that holds mathematics in its place. */
  #inline(inner: string): undefined {
    const nested = new Lexer(inner, this.commas)
    nested.run()
    for (const token of nested.found) this.#push(token.type, token.text, token.spaced)
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

/** What a word of plain text stands for, or null where it is a word like others, or letters. */
function wordMeaning(word: string, afterValue: boolean, spaced: boolean): [Token['type'], string] | null {
  if (word === 'and' || word === 'or') return ['mark', ',']
  if (/^(percent|percentage|pct)$/i.test(word)) return ['mark', '%']
  if (/^degrees?$/i.test(word)) return ['command', 'degree']
  if (/^(in|is|are)$/.test(word) && !afterValue && spaced) return ['mark', word === 'in' ? '∈' : '=']
  if (Object.hasOwn(plainCommands, word)) return ['command', plainCommands[word] ?? word]
  return functionNames.has(word) && !(afterValue && shortUnits.has(word)) ? ['command', commandAliases[word] ?? word] : null
}

/** A run of letters that is a word, and not letters side by side: long, or a unit right after a value, or among other words. */
function isProse(word: string, afterValue: boolean, amongWords: boolean): boolean {
  if (word.length === 1) return false
  if (amongWords) return true
  if (afterValue && shortUnits.has(word)) return true
  if (/^(yes|no|not|none|the|true|odd|even)$/i.test(word)) return true
  const inOrder = [...word].every((letter, index) => index === 0 || letter > word.charAt(index - 1))
  return word.length > 3 && !inOrder && !/^[A-Z]+$/.test(word)
}

/** A wide gap separates two answers; beside a separator, a word or an end it is only space. */
function gapsSettled(found: readonly Token[]): Token[] {
  const settled: Token[] = []
  for (const [index, token] of found.entries()) {
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

function endsItem(token: Token): boolean {
  return token.type === 'number' || token.type === 'letter' || /^[)\]}]$/.test(token.text)
}

function startsItem(token: Token): boolean {
  return token.type === 'number' || token.type === 'letter' || /^(\(|\[|-|\\\{|frac|sqrt|pm)$/.test(token.text)
}
