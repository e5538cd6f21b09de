import { type Cursor, Unreadable } from './cursor.js'
import { limits, TooMuch } from './limits.js'
import type { Node } from './tree.js'

/** `\begin{…}` to `\end{…}`: a matrix, a determinant, or lines one under the other. */
export function readEnvironment(cursor: Cursor): Node {
  const name = cursor.next().text.slice('begin{'.length, -1)
  if (/^(array|tabular)$/.test(name)) skipGroup(cursor)
  const rows = /cases$/.test(name) ? readCases(cursor) : /align|gather|split|eqn/.test(name) ? readLines(cursor) : readRows(cursor)
  cursor.expect(`end{${name}}`)
  if (rows.length === 0) throw new Unreadable('an empty matrix')
  if (/matrix$|^array$|^tabular$/.test(name)) return matrix(name, rows)
  if (rows.every(row => row.length === 2)) return { kind: 'call', name: 'piecewise', args: rows.flat() }
  if (rows.some(row => row.length > 1)) throw new Unreadable('lines of different kinds')
  const items = rows.flat()
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'list', items }
}

/** Lines one under the other, lined up at their signs. */
function readLines(cursor: Cursor): Node[][] {
  return readRowsOf(cursor, () => {
    cursor.accept('&')
    return [cursor.item()]
  })
}

/** Values and the conditions under which they hold; or, without conditions, lines. */
function readCases(cursor: Cursor): Node[][] {
  return readRowsOf(cursor, () => {
    const value = cursor.item()
    cursor.accept(',')
    if (cursor.accept('&') === null && cursor.peek().type !== 'text') return [value]
    if (/^(?:if|for|when|where)$/i.test(cursor.peek().text) || cursor.is(',')) cursor.next()
    return [value, readCondition(cursor)]
  })
}

function readCondition(cursor: Cursor): Node {
  const items = [inWords(cursor.item())]
  let either = false
  for (let mark = cursor.accept(',', 'or'); mark !== null; mark = cursor.accept(',', 'or')) {
    if (cursor.is('\\\\') || atEnd(cursor)) break
    either ||= mark === 'or'
    items.push(inWords(cursor.item()))
  }
  const [only] = items
  return items.length === 1 && only !== undefined ? only : { kind: 'list', items, either }
}

function matrix(name: string, rows: Node[][]): Node {
  const width = rows[0]?.length ?? 0
  if (rows.some(row => row.length !== width)) throw new Unreadable('rows of different lengths')
  const node: Node = { kind: 'matrix', rows }
  return name === 'vmatrix' ? { kind: 'call', name: 'det', args: [node] } : node
}

/** `n \text{ is even}` says something of n, and is not n with a unit. */
function inWords(node: Node): Node {
  return node.kind === 'quantity' && node.operand.kind === 'symbol' ? { kind: 'text', text: `${node.operand.name} ${node.unit}` } : node
}

function readRows(cursor: Cursor): Node[][] {
  return readRowsOf(cursor, () => {
    const row = [cursor.item()]
    while (cursor.accept('&') !== null) row.push(cursor.item())
    return row
  })
}

function readRowsOf(cursor: Cursor, readRow: () => Node[]): Node[][] {
  const rows: Node[][] = []
  let entries = 0
  while (!atEnd(cursor)) {
    while (cursor.accept('hline') !== null);
    if (atEnd(cursor)) break
    const row = readRow()
    entries += row.length
    if (entries > limits.items) throw new TooMuch('a matrix has too many entries')
    rows.push(row)
    cursor.accept(',')
    if (cursor.accept('\\\\') === null) break
    skipLineGap(cursor)
  }
  return rows
}

function atEnd(cursor: Cursor): boolean {
  return cursor.peek().type === 'end' || (cursor.peek().type === 'command' && cursor.peek().text.startsWith('end{'))
}

/** `[2pt]` after a line's end. */
function skipLineGap(cursor: Cursor): void {
  if (!cursor.is('[') || cursor.peek(3).text !== ']') return
  while (cursor.accept(']') === null) cursor.next()
}

function skipGroup(cursor: Cursor): void {
  if (cursor.accept('{') === null) return
  while (cursor.peek().type !== 'end' && cursor.accept('}') === null) cursor.next()
}
