import { type Cursor, Unreadable } from './cursor.js'
import { limits, TooMuch } from './limits.js'
import type { Node } from './tree.js'

/** `\begin{…}` to `\end{…}`: a matrix, a determinant, or lines one under the other. */
export function readEnvironment(cursor: Cursor): Node {
  const name = cursor.next().text.slice('begin{'.length, -1)
  if (/^(array|tabular)$/.test(name)) skipGroup(cursor)
  const rows = readRows(cursor)
  cursor.expect(`end{${name}}`)
  if (rows.length === 0) throw new Unreadable('an empty matrix')
  if (/matrix$|^array$|^tabular$/.test(name)) return matrix(name, rows)
  const items = rows.flatMap(row => row.slice(0, 1))
  return items.length === 1 && items[0] !== undefined ? items[0] : { kind: 'list', items }
}

function matrix(name: string, rows: Node[][]): Node {
  const width = rows[0]?.length ?? 0
  if (rows.some(row => row.length !== width)) throw new Unreadable('rows of different lengths')
  const node: Node = { kind: 'matrix', rows }
  return name === 'vmatrix' ? { kind: 'call', name: 'det', args: [node] } : node
}

function readRows(cursor: Cursor): Node[][] {
  const rows: Node[][] = []
  let entries = 0
  while (!atEnd(cursor)) {
    while (cursor.accept('hline') !== null);
    if (atEnd(cursor)) break
    const row = [cursor.item()]
    while (cursor.accept('&') !== null) row.push(cursor.item())
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
