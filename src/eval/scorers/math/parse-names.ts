import { type Cursor, Unreadable } from './cursor.js'
import type { Token } from './lexer.js'
import type { Node } from './tree.js'

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
  if (!functionLetters.test(name) || !cursor.is('(') || cursor.peek().spaced) return node
  return cursor.attempt(() => application(cursor, node)) ?? node
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
  const args = [cursor.sum()]
  while (cursor.accept(',', ';') !== null) args.push(cursor.sum())
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

/** `\overline{AB}` as one name. */
export function readMarkedName(cursor: Cursor, mark: string): Node {
  const letters: string[] = []
  if (cursor.accept('{') !== null) {
    while (!cursor.is('}') && cursor.peek().type !== 'end') letters.push(cursor.next().text)
    cursor.expect('}')
  } else {
    while (cursor.peek().type === 'letter' && (letters.length === 0 || !cursor.peek().spaced)) letters.push(cursor.next().text)
  }
  if (letters.length === 0) throw new Unreadable(`\\${mark} with nothing under it`)
  return { kind: 'symbol', name: `${mark}(${letters.join('')})` }
}
