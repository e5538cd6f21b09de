import { type Cursor, Unreadable } from './cursor.js'
import { limits, TooMuch } from './limits.js'
import { readBase } from './parse-number.js'
import { isInteger, text } from './rational.js'
import type { Node } from './tree.js'

const inside = { barCloses: false, inSet: false }

/** `(…)`, `[…]`, `(…]` and the like: a value in brackets, or a tuple, point or interval. */
export function readBrackets(cursor: Cursor): Node {
  const open = cursor.expect('(', '[')
  const items = cursor.within(inside, () => readItems(cursor))
  const close = cursor.expect(')', ']', ...(open === '[' ? ['['] : []))
  return bracketed(cursor, open === '[' ? '[' : '(', close === ']' ? ']' : ')', items)
}

/** `]a, b[`: how some countries write open intervals. */
export function readOutwardBrackets(cursor: Cursor): Node {
  cursor.expect(']')
  const items = cursor.within({ ...inside, squareCloses: true }, () => readItems(cursor))
  const close = cursor.expect('[', ']')
  if (items.length !== 2) throw new Unreadable('an interval has two ends')
  return { kind: 'brackets', open: '(', close: close === '[' ? ')' : ']', items }
}

/** `\langle a, b\rangle`. */
export function readAngles(cursor: Cursor): Node {
  cursor.expect('langle', '<')
  const items = cursor.within(inside, () => readItems(cursor))
  cursor.expect('rangle', '>')
  const [only] = items
  return items.length === 1 && only !== undefined ? only : { kind: 'brackets', open: '(', close: ')', items }
}

function bracketed(cursor: Cursor, open: '(' | '[', close: ')' | ']', items: readonly Node[]): Node {
  const [only] = items
  if (only === undefined) throw new Unreadable('nothing in the brackets')
  if (items.length > 1) return { kind: 'brackets', open, close, items }
  if ((open === '(') !== (close === ')')) throw new Unreadable('brackets that do not belong together')
  const based = only.kind === 'number' && isInteger(only.value) ? readBase(cursor, text(only.value)) : null
  return based ?? only
}

/** `\{…\}`; with a condition, what the condition says. */
export function readSet(cursor: Cursor): Node {
  cursor.expect('\\{')
  if (cursor.accept('\\}') !== null) return { kind: 'set', items: [] }
  const items = cursor.within({ barCloses: false, inSet: true }, () => readItems(cursor))
  if (cursor.accept('|', ':') === null) {
    cursor.expect('\\}')
    return { kind: 'set', items }
  }
  const conditions = cursor.within(inside, () => readItems(cursor))
  cursor.expect('\\}')
  const [condition] = conditions
  if (conditions.length === 1 && condition?.kind === 'relation') return condition
  throw new Unreadable('a set by a condition that is not understood')
}

/** `{…}`: only grouping. */
export function readGroup(cursor: Cursor): Node {
  cursor.expect('{')
  const items = cursor.within(inside, () => readItems(cursor))
  cursor.expect('}')
  const [only] = items
  if (only === undefined) throw new Unreadable('an empty group')
  return items.length === 1 ? only : { kind: 'list', items }
}

/** `|x|`, `\lfloor x\rfloor`: a function written with brackets of its own. */
export function readFence(cursor: Cursor, name: string, close: string): Node {
  cursor.next()
  const node = cursor.within({ barCloses: close === '|', inSet: false }, () => cursor.sum())
  cursor.expect(close)
  return { kind: 'call', name, args: [node] }
}

function readItems(cursor: Cursor): Node[] {
  const items = [cursor.item()]
  while (cursor.accept(',', ';') !== null) {
    if (cursor.is('\\}', ')', ']', '}')) break
    while (cursor.is(',', ';')) cursor.next()
    items.push(cursor.item())
    if (items.length > limits.items) throw new TooMuch('too many entries in brackets')
  }
  return items
}
