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
  if (items.length > 1) return nestedRows(open, close, items) ?? { kind: 'brackets', open, close, items }
  if ((open === '(') !== (close === ')')) throw new Unreadable('brackets that do not belong together')
  const based = only.kind === 'number' && isInteger(only.value) ? readBase(cursor, text(only.value)) : null
  return based ?? only
}

/** `[[1,2],[3,4]]`: a matrix as programs write it. */
function nestedRows(open: '(' | '[', close: ')' | ']', items: readonly Node[]): Node | null {
  if (open !== '[' || close !== ']') return null
  const rows = items.flatMap(item => (item.kind === 'brackets' && item.open === '[' && item.close === ']' ? [item.items] : []))
  return rows.length === items.length && rows.every(row => row.length === rows[0]?.length) ? { kind: 'matrix', rows } : null
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
  const conditions = cursor.within(inside, () => readEntries(cursor))
  cursor.expect('\\}')
  return setByCondition(items, conditions)
}

/** What the condition says, within the numbers that the set is taken from. */
function setByCondition(head: readonly Node[], { items, either }: Entries): Node {
  const [subject, ...more] = head
  const domains = [subject, ...items].flatMap(domainOf)
  const rest = items.filter(item => domainOf(item).length === 0)
  const [first] = rest
  if (subject === undefined || more.length > 0 || !isSubject(subject) || first === undefined || !rest.every(isCondition))
    throw new Unreadable('a set by a condition that is not understood')
  const condition: Node = rest.length === 1 ? first : { kind: 'list', items: rest, either }
  const within = domains.filter(({ name }) => !/^mathbb\{[RC]\}$/.test(name))
  return within.length === 0 ? condition : { kind: 'combination', operator: '∩', parts: [condition, ...within] }
}

/** `x ∈ ℤ` names numbers that a set is taken from. */
function domainOf(node: Node | undefined): (Node & { kind: 'symbol' })[] {
  if (node?.kind !== 'relation' || node.operators.join() !== '∈') return []
  const [, domain] = node.operands
  return domain?.kind === 'symbol' && domain.name.startsWith('mathbb') ? [domain] : []
}

function isSubject(node: Node): boolean {
  if (node.kind === 'brackets') return node.items.every(isSubject)
  return node.kind === 'symbol' || node.kind === 'call' || domainOf(node).length > 0
}

function isCondition(node: Node): boolean {
  return node.kind === 'relation' || (node.kind === 'list' && node.items.every(isCondition))
}

/** `{…}`: only grouping. */
export function readGroup(cursor: Cursor): Node {
  cursor.expect('{')
  const { items, either } = cursor.within(inside, () => readEntries(cursor))
  cursor.expect('}')
  const [only] = items
  if (only === undefined) throw new Unreadable('an empty group')
  return items.length === 1 ? only : { kind: 'list', items, either }
}

/** `|x|`, `\lfloor x\rfloor`: a function written with brackets of its own. */
export function readFence(cursor: Cursor, name: string, close: string): Node {
  cursor.next()
  const node = cursor.within({ barCloses: close === '|', inSet: false }, () => cursor.sum())
  cursor.expect(close)
  return { kind: 'call', name, args: [node] }
}

interface Entries {
  items: Node[]
  /** Whether "or" stands between them. */
  either: boolean
}

function readItems(cursor: Cursor): Node[] {
  return readEntries(cursor).items
}

function readEntries(cursor: Cursor): Entries {
  const items = [cursor.item()]
  let either = false
  for (let mark = cursor.accept(',', ';', 'or'); mark !== null; mark = cursor.accept(',', ';', 'or')) {
    either ||= mark === 'or'
    if (cursor.is('\\}', ')', ']', '}')) break
    if (cursor.is(',', ';', 'or')) continue
    items.push(cursor.item())
    if (items.length > limits.items) throw new TooMuch('too many entries in brackets')
  }
  return { items, either }
}
