import type { Rational } from './rational.js'

export const relationOperators = ['=', '≠', '<', '≤', '>', '≥', '≈', '∈', '≡'] as const

export type RelationOperator = (typeof relationOperators)[number]

/** An answer, as it was written: nothing is worked out yet. */
export type Node =
  | { kind: 'number'; value: Rational; places: number | null }
  | { kind: 'symbol'; name: string }
  | { kind: 'infinity' }
  | { kind: 'sum'; terms: readonly Node[] }
  | { kind: 'product'; factors: readonly Node[] }
  | { kind: 'quotient'; over: Node; under: Node }
  | { kind: 'power'; base: Node; exponent: Node }
  /** A function of known or unknown meaning: `sin`, `abs`, `binomial`, `f`, `F_` (an indexed name). */
  | { kind: 'call'; name: string; args: readonly Node[] }
  /** `±x`, or `∓x` with `sign` -1. */
  | { kind: 'plusminus'; sign: 1 | -1; operand: Node }
  /** `204_5`. */
  | { kind: 'based'; digits: string; base: number }
  | { kind: 'percent'; operand: Node }
  | { kind: 'quantity'; operand: Node; unit: string }
  | { kind: 'ratio'; parts: readonly Node[] }
  /** A tuple, point, vector, interval or bracketed list of two or more. */
  | { kind: 'brackets'; open: '(' | '['; close: ')' | ']'; items: readonly Node[] }
  | { kind: 'set'; items: readonly Node[] }
  | { kind: 'combination'; operator: '∪' | '∩' | '∖'; parts: readonly Node[] }
  | { kind: 'matrix'; rows: readonly (readonly Node[])[] }
  | { kind: 'relation'; operands: readonly Node[]; operators: readonly RelationOperator[] }
  /** Several answers side by side; `either` where "or" stands between them. */
  | { kind: 'list'; items: readonly Node[]; either?: boolean }
  /** A sum or product over a range. */
  | { kind: 'series'; operator: 'sum' | 'product'; variable: string; from: Node; to: Node; body: Node }
  | { kind: 'text'; text: string }

const minusOne: Node = { kind: 'number', value: { over: -1n, under: 1n }, places: null }

export function number(value: Rational, places: number | null = null): Node {
  return { kind: 'number', value, places }
}

/** The negative; a plain number stays a number. */
export function negative(node: Node): Node {
  if (node.kind === 'number') return number({ over: -node.value.over, under: node.value.under }, node.places)
  if (node.kind === 'quantity') return { ...node, operand: negative(node.operand) }
  if (node.kind === 'percent') return { ...node, operand: negative(node.operand) }
  return { kind: 'product', factors: [minusOne, node] }
}

export function difference(a: Node, b: Node): Node {
  return { kind: 'sum', terms: [a, negative(b)] }
}

/** The nodes directly below. */
export function children(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'number':
    case 'symbol':
    case 'infinity':
    case 'based':
    case 'text':
      return []
    case 'sum':
      return node.terms
    case 'product':
      return node.factors
    case 'quotient':
      return [node.over, node.under]
    case 'power':
      return [node.base, node.exponent]
    case 'call':
      return node.args
    case 'plusminus':
    case 'percent':
    case 'quantity':
      return [node.operand]
    case 'ratio':
    case 'combination':
      return node.parts
    case 'brackets':
    case 'set':
    case 'list':
      return node.items
    case 'matrix':
      return node.rows.flat()
    case 'relation':
      return node.operands
    case 'series':
      return [node.from, node.to, node.body]
  }
}

/** The same node over other children, given in the order of `children`. */
export function withChildren(node: Node, next: readonly Node[]): Node {
  const [first = node, second = node, third = node] = next
  switch (node.kind) {
    case 'number':
    case 'symbol':
    case 'infinity':
    case 'based':
    case 'text':
      return node
    case 'sum':
      return { ...node, terms: next }
    case 'product':
      return { ...node, factors: next }
    case 'quotient':
      return { ...node, over: first, under: second }
    case 'power':
      return { ...node, base: first, exponent: second }
    case 'call':
      return { ...node, args: next }
    case 'plusminus':
    case 'percent':
    case 'quantity':
      return { ...node, operand: first }
    case 'ratio':
    case 'combination':
      return { ...node, parts: next }
    case 'brackets':
    case 'set':
    case 'list':
      return { ...node, items: next }
    case 'matrix':
      return { ...node, rows: rowsOf(node.rows, next) }
    case 'relation':
      return { ...node, operands: next }
    case 'series':
      return { ...node, from: first, to: second, body: third }
  }
}

/** Rebuilds a tree from below. */
export function rewrite(node: Node, change: (node: Node) => Node): Node {
  const below = children(node)
  const next = below.map(child => rewrite(child, change))
  return change(next.every((child, index) => child === below[index]) ? node : withChildren(node, next))
}

/** Whether a node of the tree has the property. */
export function some(node: Node, test: (node: Node) => boolean): boolean {
  return test(node) || children(node).some(child => some(child, test))
}

function rowsOf(rows: readonly (readonly Node[])[], cells: readonly Node[]): Node[][] {
  let taken = 0
  return rows.map(row => {
    const start = taken
    taken += row.length
    return cells.slice(start, taken)
  })
}
