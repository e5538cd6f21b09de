import { type Cursor, Unreadable } from './cursor.js'
import { readPower } from './parse-power.js'
import { readCurrency, readUnit, startsUnitFraction } from './parse-unit.js'
import { add, compare, isInteger, one, rational } from './rational.js'
import { type Node, negative, number } from './tree.js'
import { functionNames } from './words.js'

/** Terms with signs between them. */
export function readSum(cursor: Cursor): Node {
  const terms: Node[] = [signed(cursor.accept('+', '-', 'pm', 'mp'), () => readProduct(cursor))]
  for (let sign = cursor.accept('+', '-', 'pm', 'mp'); sign !== null; sign = cursor.accept('+', '-', 'pm', 'mp')) {
    terms.push(signed(sign, () => readProduct(cursor)))
  }
  return infix(cursor, withoutMembers(terms.length === 1 ? (terms[0] ?? number(one)) : { kind: 'sum', terms }))
}

/** `a+b \over c`, `n \choose k`: what stands before and behind, to the end of the group. */
function infix(cursor: Cursor, before: Node): Node {
  const sign = cursor.accept('over', 'choose')
  if (sign === null) return before
  const after = cursor.sum()
  return sign === 'over' ? { kind: 'quotient', over: before, under: after } : { kind: 'call', name: 'binom', args: [before, after] }
}

/** `\mathbb{R} - \{2\}`: between sets, a minus sign takes members away. */
function withoutMembers(node: Node): Node {
  if (node.kind !== 'sum') return node
  const [first, ...others] = node.terms
  const taken = others.flatMap(term =>
    term.kind === 'product' && term.factors.length === 2 && term.factors[1]?.kind === 'set' ? [term.factors[1]] : [],
  )
  const isSet = first?.kind === 'brackets' || first?.kind === 'set' || (first?.kind === 'symbol' && first.name.startsWith('mathbb'))
  return first === undefined || !isSet || taken.length < others.length
    ? node
    : { kind: 'combination', operator: '∖', parts: [first, ...taken] }
}

function signed(sign: string | null, read: () => Node): Node {
  const node = read()
  if (sign === '-') return negative(node)
  return sign === 'pm' || sign === 'mp' ? { kind: 'plusminus', sign: sign === 'pm' ? 1 : -1, operand: node } : node
}

function readProduct(cursor: Cursor): Node {
  const currency = readCurrency(cursor)
  let node = readFactor(cursor)
  for (let joined = joinFactor(cursor, node); joined !== null; joined = joinFactor(cursor, node)) node = joined
  return readUnit(cursor, currency === null ? node : { kind: 'quantity', operand: node, unit: currency })
}

/** The product so far with one more factor, or null where none follows. */
function joinFactor(cursor: Cursor, node: Node): Node | null {
  if (cursor.accept('*', 'times') !== null) return product(node, readFactor(cursor))
  if (cursor.peek().text === '/' && cursor.peek(1).type === 'text') return null
  if (cursor.accept('/', 'div') !== null) return { kind: 'quotient', over: node, under: readFactor(cursor) }
  if (startsUnitFraction(cursor) || !startsFactor(cursor)) return null
  return mixedNumber(cursor, node) ?? implicit(cursor, node)
}

function implicit(cursor: Cursor, node: Node): Node {
  if (cursor.peek().type === 'number' && node.kind === 'number') throw new Unreadable('two numbers side by side')
  return product(node, readPower(cursor))
}

function readFactor(cursor: Cursor): Node {
  const sign = cursor.accept('-', '+')
  const node = readPower(cursor)
  return sign === '-' ? negative(node) : node
}

function product(a: Node, b: Node): Node {
  return { kind: 'product', factors: a.kind === 'product' ? [...a.factors, b] : [a, b] }
}

/** `7 3/4` and `7\frac{3}{4}`: a whole number with a proper fraction beside it. */
function mixedNumber(cursor: Cursor, whole: Node): Node | null {
  if (whole.kind !== 'number' || whole.places !== null || !isInteger(whole.value)) return null
  const plain = cursor.peek().type === 'number' && cursor.peek(1).text === '/' && cursor.peek(2).type === 'number'
  if (!plain && !cursor.is('frac')) return null
  return cursor.attempt(() => {
    const over = plain ? readPlainFraction(cursor) : readPower(cursor)
    const part =
      over.kind === 'quotient' && over.over.kind === 'number' && over.under.kind === 'number' ? properFraction(over.over, over.under) : null
    if (part === null) throw new Unreadable('not a mixed number')
    return number(add(whole.value, part))
  })
}

function readPlainFraction(cursor: Cursor): Node {
  const over = readPower(cursor)
  cursor.expect('/')
  return { kind: 'quotient', over, under: readPower(cursor) }
}

function properFraction(over: Node & { kind: 'number' }, under: Node & { kind: 'number' }) {
  if (!isInteger(over.value) || !isInteger(under.value) || over.value.over < 0n || compare(over.value, under.value) >= 0) return null
  return rational(over.value.over, under.value.over)
}

/** Commands that end a value or stand between two. */
const stops: ReadonlySet<string> = new Set([
  ...[
    'le',
    'ge',
    'ne',
    'lt',
    'gt',
    'in',
    'notin',
    'approx',
    'equiv',
    'sim',
    'simeq',
    'cong',
    'cup',
    'cap',
    'setminus',
    'times',
    'div',
    'pm',
    'mp',
    'choose',
    'over',
  ],
  ...[
    'rfloor',
    'rceil',
    'rangle',
    'to',
    'implies',
    'Rightarrow',
    'rightarrow',
    'iff',
    'Leftrightarrow',
    'pmod',
    'bmod',
    'mod',
    'circ',
    'degree',
    'subset',
    'subseteq',
    'not',
  ],
  ...['ldots', 'pmb', 'hline', 'forall', 'exists', 'because', 'therefore', 'longrightarrow', 'text'],
])

/** Whether what comes next multiplies what was read, with no sign between. */
function startsFactor(cursor: Cursor): boolean {
  const { type, text } = cursor.peek()
  if (type === 'number' || type === 'letter') return true
  if (type === 'mark')
    return (
      text === '(' ||
      text === '{' ||
      (text === '[' && !cursor.peek().spaced && !cursor.squareCloses) ||
      (text === '|' && !cursor.barCloses && !cursor.inSet)
    )
  return type === 'command' && !stops.has(text) && !text.startsWith('end{')
}

/** Whether a function name comes next: it ends the argument of the function before it. */
export function startsFunction(cursor: Cursor): boolean {
  return cursor.peek().type === 'command' && functionNames.has(cursor.peek().text)
}

/** What a function without brackets is applied to: factors side by side, up to the next sign, function or bracket. */
export function readArgument(cursor: Cursor): Node {
  let node = readFactor(cursor)
  while (startsFactor(cursor) && !startsFunction(cursor) && !cursor.is('(')) node = product(node, readPower(cursor))
  if (cursor.is('/') && cursor.peek(1).type === 'number' && !cursor.peek(1).spaced) {
    cursor.next()
    node = { kind: 'quotient', over: node, under: readPower(cursor) }
  }
  return node
}
