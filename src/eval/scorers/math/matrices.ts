import { limits, TooMuch } from './limits.js'
import { integer } from './rational.js'
import { type Node, number, some } from './tree.js'

type Rows = readonly (readonly Node[])[]

/** Works out sums, products and powers of matrices, determinants and transposes; other nodes stay as they are. */
export function resolveMatrices(node: Node): Node {
  if (!some(node, child => child.kind === 'matrix')) return node
  const resolved = resolve(node)
  return resolved ?? node
}

function resolve(node: Node): Node | null {
  switch (node.kind) {
    case 'matrix':
      return node
    case 'sum':
      return node.terms.map(resolveMatrices).reduce((a, b) => both(a, b, addMatrices) ?? { kind: 'sum', terms: [a, b] })
    case 'product':
      return node.factors.map(resolveMatrices).reduce(multiply)
    case 'power':
      return raise(resolveMatrices(node.base), node.exponent)
    case 'call':
      return node.name === 'det' ? determinantOf(node.args[0]) : null
    case 'relation':
      return { ...node, operands: node.operands.map(resolveMatrices) }
    case 'list':
    case 'set':
      return { ...node, items: node.items.map(resolveMatrices) }
    default:
      return null
  }
}

function both(a: Node, b: Node, join: (a: Rows, b: Rows) => Rows | null): Node | null {
  if (a.kind !== 'matrix' || b.kind !== 'matrix') return null
  const rows = join(a.rows, b.rows)
  return rows === null ? null : { kind: 'matrix', rows }
}

function multiply(a: Node, b: Node): Node {
  const product = both(a, b, multiplyMatrices)
  if (product !== null) return product
  const [matrix, factor] = a.kind === 'matrix' ? [a, b] : b.kind === 'matrix' ? [b, a] : [null, a]
  if (matrix === null || factor.kind === 'matrix') return { kind: 'product', factors: [a, b] }
  return { kind: 'matrix', rows: matrix.rows.map(row => row.map(cell => ({ kind: 'product', factors: [factor, cell] }))) }
}

function addMatrices(a: Rows, b: Rows): Rows | null {
  if (a.length !== b.length || a[0]?.length !== b[0]?.length) return null
  return a.map((row, y) => row.map((cell, x) => ({ kind: 'sum', terms: [cell, b[y]?.[x] ?? cell] })))
}

function multiplyMatrices(a: Rows, b: Rows): Rows | null {
  const width = b[0]?.length ?? 0
  if (a[0]?.length !== b.length) return null
  if (a.length * width * b.length > 10 * limits.items) throw new TooMuch('a matrix product is too large')
  return a.map(row =>
    Array.from({ length: width }, (_, x) => ({
      kind: 'sum',
      terms: row.map((cell, k) => ({ kind: 'product', factors: [cell, b[k]?.[x] ?? cell] })),
    })),
  )
}

function raise(base: Node, exponent: Node): Node | null {
  if (base.kind !== 'matrix') return null
  if (exponent.kind === 'symbol' && /^(T|\\top|\\intercal|t)$/.test(exponent.name)) return transpose(base.rows)
  const times = exponent.kind === 'number' && exponent.value.under === 1n ? Number(exponent.value.over) : 0
  if (times < 1 || times > 4) return null
  return Array.from({ length: times - 1 }, () => base).reduce<Node>(multiply, base)
}

function transpose(rows: Rows): Node {
  const width = rows[0]?.length ?? 0
  return { kind: 'matrix', rows: Array.from({ length: width }, (_, x) => rows.map(row => row[x] ?? number(integer(0)))) }
}

function determinantOf(node: Node | undefined): Node | null {
  if (node?.kind !== 'matrix' || node.rows.length !== node.rows[0]?.length || node.rows.length > 5) return null
  return determinant(node.rows)
}

/** By the first row. */
function determinant(rows: Rows): Node {
  const [first = [], ...others] = rows
  const [only] = first
  if (first.length === 1 && only !== undefined) return only
  return {
    kind: 'sum',
    terms: first.map((cell, x) => ({
      kind: 'product',
      factors: [number(integer(x % 2 === 0 ? 1 : -1)), cell, determinant(others.map(row => row.filter((_, index) => index !== x)))],
    })),
  }
}
