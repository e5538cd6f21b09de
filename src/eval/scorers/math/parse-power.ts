import { type Cursor, Unreadable } from './cursor.js'
import { TooMuch } from './limits.js'
import { readPrimary } from './parse-primary.js'
import { integer } from './rational.js'
import { type Node, negative, number } from './tree.js'

/** Factorials, primes and powers behind one value. */
const mostPostfixes = 6

/** A primary with what is written behind it: primes, factorials, powers. */
export function readPower(cursor: Cursor): Node {
  let node = readPrimary(cursor)
  for (let behind = 0; behind < mostPostfixes; behind++) {
    const next = readPostfix(cursor, node)
    if (next === null) return node
    node = next
  }
  throw new TooMuch('too much is written behind one value')
}

function readPostfix(cursor: Cursor, node: Node): Node | null {
  if (cursor.accept('!') !== null) {
    return cursor.accept('!') === null
      ? { kind: 'call', name: 'factorial', args: [node] }
      : { kind: 'call', name: 'doublefactorial', args: [node] }
  }
  if (cursor.accept("'") !== null) return primed(node)
  if (cursor.accept('^', '**') === null) return null
  return readExponent(cursor, node)
}

function readExponent(cursor: Cursor, base: Node): Node {
  const braced = cursor.accept('{') !== null
  const mark = cursor.is('circ', 'degree', 'prime', "'", 'star', 'ast') ? cursor.next().text : null
  if (mark !== null) {
    if (braced) cursor.expect('}')
    return mark === 'circ' || mark === 'degree' ? { kind: 'quantity', operand: base, unit: 'degree' } : primed(base)
  }
  const sign = braced ? null : cursor.accept('-', '+')
  const exponent = braced ? cursor.sum() : cursor.deeper(() => readPower(cursor))
  if (braced) cursor.expect('}')
  return { kind: 'power', base, exponent: sign === '-' ? negative(exponent) : exponent }
}

function primed(node: Node): Node {
  if (node.kind === 'symbol') return { kind: 'symbol', name: `${node.name}'` }
  if (node.kind === 'call') return { ...node, name: `${node.name}'` }
  if (node.kind === 'number') return { kind: 'quantity', operand: node, unit: 'feet' }
  if (node.kind === 'quantity' && node.unit === 'feet') return { ...node, unit: 'inches' }
  throw new Unreadable('a prime after something that has no name')
}

/** `\sqrt x`, `\sqrt[3]{x}`. */
export function readRoot(cursor: Cursor): Node {
  const index = cursor.accept('[') === null ? number(integer(2)) : cursor.sum()
  if (index.kind !== 'number' || index.value.over !== 2n || cursor.is(']')) cursor.accept(']')
  return { kind: 'power', base: readOperand(cursor), exponent: { kind: 'quotient', over: number(integer(1)), under: index } }
}

/** The argument of a command: a group, or the one token that stands next (`\frac12`, `\sqrt3`). */
export function readOperand(cursor: Cursor): Node {
  if (cursor.accept('{') !== null) {
    const node = cursor.within({ barCloses: false, inSet: false }, () => cursor.item())
    cursor.expect('}')
    return node
  }
  return readPrimary(cursor)
}
