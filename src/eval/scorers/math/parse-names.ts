import { type Cursor, Unreadable } from './cursor.js'
import type { Token } from './lexer.js'
import { limits, TooMuch } from './limits.js'
import { type Node, negative } from './tree.js'

/** Letters that name a function when a bracket follows at once. */
const functionLetters = /^[fghFGHPQW]$/

/** Commands that set a mark on a name: `\overline{AB}`, `\vec{v}`, `\angle ABC`. */
export const nameMarks: ReadonlySet<string> = new Set([
  ...[
    'overline',
    'bar',
    'hat',
    'widehat',
    'tilde',
    'vec',
    'overrightarrow',
    'overleftrightarrow',
    'dot',
    'ddot',
    'angle',
    'triangle',
    'widetilde',
    'measuredangle',
    'overarc',
  ],
])

/** A letter or Greek letter with its index and, for a function's letter, its arguments. */
export function readName(cursor: Cursor, name: string): Node {
  if (startsInverse(cursor, name)) return readInverse(cursor, name)
  const index = cursor.accept('_') === null ? null : readIndex(cursor)
  const node: Node = index === null ? { kind: 'symbol', name } : { kind: 'call', name: `${name}_`, args: [index] }
  if (!/^[A-Z]$/.test(name) && !functionLetters.test(name)) return node
  if (!cursor.is('(') || cursor.peek().spaced) return node
  return cursor.attempt(() => (functionLetters.test(name) ? application(cursor, node) : pointNamed(cursor, node))) ?? node
}

/** `A(1, 2)`: a name with its coordinates; `A(x + 1)` is a product. */
function pointNamed(cursor: Cursor, node: Node): Node {
  const point = application(cursor, node)
  if (point.kind !== 'call' || node.kind !== 'symbol' || point.args.length < 2) throw new Unreadable('not a point')
  return point
}

/** `f^{-1}(x)`: the function that undoes f. */
function startsInverse(cursor: Cursor, name: string): boolean {
  const next = ['^', '{', '-', '1', '}', '(']
  return functionLetters.test(name) && next.every((text, ahead) => cursor.peek(ahead).text === text)
}

function readInverse(cursor: Cursor, name: string): Node {
  for (let taken = 0; taken < 5; taken++) cursor.next()
  return application(cursor, { kind: 'symbol', name: `${name}^-1` })
}

/** `f(x)`, `F_1(x, y)`. */
function application(cursor: Cursor, node: Node): Node {
  cursor.expect('(')
  const read = () => cursor.within({ barCloses: false, inSet: node.kind === 'symbol' && node.name === 'P' }, () => cursor.item())
  const args = [read()]
  while (cursor.accept(',', ';', '|') !== null) {
    if (args.push(read()) > limits.items) throw new TooMuch('too many arguments')
  }
  cursor.expect(')')
  if (node.kind === 'call') return { ...node, args: [...node.args, ...args] }
  return { kind: 'call', name: node.kind === 'symbol' ? node.name : 'f', args }
}

function readIndex(cursor: Cursor): Node {
  if (cursor.accept('{') === null) return single(cursor.next())
  const words = cursor.peek().type === 'text' ? cursor.next().text : null
  const node: Node = words === null ? cursor.item() : { kind: 'symbol', name: words }
  while (cursor.accept(',') !== null) cursor.item()
  cursor.expect('}')
  return node
}

function single(token: Token): Node {
  if (token.type === 'number')
    return { kind: 'number', value: { over: BigInt(token.text.replace(/\D/g, '') || '0'), under: 1n }, places: null }
  if (token.type === 'end' || token.type === 'mark') throw new Unreadable('nothing that could be an index')
  return { kind: 'symbol', name: token.text }
}

/** `\mathbb{R}`, `\mathbb{R}^+`, `\mathbb{Z}_{>0}`; other powers (`\mathbb{R}^2`) are left to be read. */
export function readNumberSet(cursor: Cursor, name: string): Node {
  const sign = cursor.attempt(() => readSign(cursor))
  if (sign === null) return { kind: 'symbol', name }
  if (name !== 'mathbb{R}') return { kind: 'symbol', name: `${name}${sign}` }
  const zero: Node = { kind: 'number', value: { over: 0n, under: 1n }, places: null }
  const infinity: Node = { kind: 'infinity' }
  const closed = sign.endsWith('0')
  return sign.startsWith('+')
    ? { kind: 'brackets', open: closed ? '[' : '(', close: ')', items: [zero, infinity] }
    : { kind: 'brackets', open: '(', close: closed ? ']' : ')', items: [negative(infinity), zero] }
}

/** `^+`, `_{>0}`, `_{\ge 0}` and their opposites as `+`, `+0`, `-`, `-0`. */
function readSign(cursor: Cursor): string {
  cursor.expect('^', '_')
  const braced = cursor.accept('{') !== null
  const sign = cursor.expect('+', '-', '>', '<', 'gt', 'lt', '>=', '<=', 'ge', 'le')
  const compared = !/^[+-]$/.test(sign)
  if (compared && cursor.next().text !== '0') throw new Unreadable('a set of numbers by a condition that is not understood')
  if (braced) cursor.expect('}')
  return `${/^(?:\+|>|gt|ge)/.test(sign) ? '+' : '-'}${/[gl]e|=/.test(sign) ? '0' : ''}`
}

/** `\overline{AB}` as one name. */
export function readMarkedName(cursor: Cursor, mark: string): Node {
  const letters: string[] = []
  if (cursor.accept('{') !== null) {
    while (!cursor.is('}') && cursor.peek().type !== 'end') letters.push(cursor.next().text)
    cursor.expect('}')
  } else {
    while (cursor.peek().type === 'letter' && (letters.length === 0 || !cursor.peek().spaced)) letters.push(cursor.next().text)
  }
  // Unit vectors are written with and without their hats.
  if (/^(?:hat|vec|widehat)$/.test(mark) && /^(?:i|j|k|imath|jmath)$/.test(letters.join('')))
    return { kind: 'symbol', name: letters.join('').charAt(0) }
  if (letters.length === 0) throw new Unreadable(`\\${mark} with nothing under it`)
  return { kind: 'symbol', name: `${mark}(${letters.join('')})` }
}
