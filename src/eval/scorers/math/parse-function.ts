import { type Cursor, Unreadable } from './cursor.js'
import { readOperand, readPower } from './parse-power.js'
import { readArgument } from './parse-sum.js'
import type { Node } from './tree.js'

const circular = /^(sin|cos|tan|cot|sec|csc|sinh|cosh|tanh)$/

/** `\sin x`, `\sin^2 x`, `\sin^{-1} x`, `\log_2 x`, `\max(a, b)`. */
export function readFunction(cursor: Cursor, name: string): Node {
  const base = cursor.accept('_') === null ? null : readOperand(cursor)
  const exponent = cursor.accept('^') === null ? null : readExponent(cursor)
  const inverse = exponent?.kind === 'number' && exponent.value.over === -1n && exponent.value.under === 1n && circular.test(name)
  if (name === 'cis') return onUnitCircle(readArguments(cursor))
  const args = base !== null && name === 'log' ? [...readArguments(cursor), base] : readArguments(cursor)
  const call: Node = { kind: 'call', name: inverse ? `arc${name}` : name, args }
  return exponent === null || inverse ? call : { kind: 'power', base: call, exponent }
}

/** `\operatorname{cis} x`: `e^{ix}`. */
function onUnitCircle(angles: readonly Node[]): Node {
  return {
    kind: 'power',
    base: { kind: 'symbol', name: 'e' },
    exponent: { kind: 'product', factors: [{ kind: 'symbol', name: 'i' }, ...angles] },
  }
}

function readExponent(cursor: Cursor): Node {
  if (cursor.is('{')) return readOperand(cursor)
  const sign = cursor.accept('-')
  const node = readPower(cursor)
  return sign === null || node.kind !== 'number' ? node : { ...node, value: { over: -node.value.over, under: node.value.under } }
}

function readArguments(cursor: Cursor): Node[] {
  if (!cursor.is('(', '{', '[')) return [readArgument(cursor)]
  const node = readOperandInBrackets(cursor)
  return node.kind === 'brackets' || node.kind === 'list' || node.kind === 'set' ? [...node.items] : [node]
}

function readOperandInBrackets(cursor: Cursor): Node {
  if (cursor.is('{')) return readOperand(cursor)
  return readOperand(cursor)
}

/** `\sum_{k=1}^{n} body`. */
export function readSeries(cursor: Cursor, operator: 'sum' | 'product'): Node {
  cursor.expect('_')
  const start = readOperand(cursor)
  cursor.expect('^')
  const to = cursor.is('{') ? readOperand(cursor) : readPower(cursor)
  const [variable, from] = start.kind === 'relation' && start.operators.length === 1 && start.operators[0] === '=' ? start.operands : []
  if (variable?.kind !== 'symbol' || from === undefined) throw new Unreadable('a sum over a range that is not understood')
  return { kind: 'series', operator, variable: variable.name, from, to, body: readArgumentOfSeries(cursor) }
}

/** A product, functions included. */
function readArgumentOfSeries(cursor: Cursor): Node {
  const factors = [readArgument(cursor)]
  while (!/^(end|mark)$/.test(cursor.peek().type) || cursor.is('(', '/')) {
    const over = cursor.accept('/') !== null
    const next = cursor.attempt(() => readArgument(cursor))
    if (next === null) break
    if (!over) factors.push(next)
    else factors.push({ kind: 'power', base: next, exponent: { kind: 'number', value: { over: -1n, under: 1n }, places: null } })
  }
  return factors.length === 1 && factors[0] !== undefined ? factors[0] : { kind: 'product', factors }
}
