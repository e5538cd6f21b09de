import { cleanText } from './clean-text.js'
import { Cursor, Unreadable } from './cursor.js'
import { type Commas, tokens } from './lexer.js'
import { limits, TooMuch } from './limits.js'
import { readSum } from './parse-sum.js'
import type { Node, RelationOperator } from './tree.js'

/**
 * Reads one expression or several side by side.
 * @returns null where it does not follow the grammar or is longer or deeper than the limits.
 */
export function parse(source: string, commas: Commas = 'group'): Node | null {
  try {
    const cursor = new Cursor(tokens(cleanText(source.slice(0, limits.characters + 1)), commas), { item: readItem, sum: readSum })
    return readAnswers(cursor)
  } catch (error) {
    if (error instanceof Unreadable || error instanceof TooMuch) return null
    throw error
  }
}

/** A list of answers to the end of the text. */
function readAnswers(cursor: Cursor): Node {
  const items: Node[] = []
  skipSeparators(cursor)
  cursor.accept('=', 'approx', 'sim', 'simeq')
  while (cursor.peek().type !== 'end') {
    items.push(cursor.item())
    if (items.length > limits.items) throw new TooMuch('too many answers side by side')
    if (cursor.peek().type !== 'end' && !skipSeparators(cursor)) throw new Unreadable(`"${cursor.peek().text}" is not understood here`)
  }
  const [first] = items
  if (first === undefined) throw new Unreadable('nothing there')
  return items.length === 1 ? first : { kind: 'list', items }
}

function skipSeparators(cursor: Cursor): boolean {
  let found = false
  while (cursor.accept(',', ';', '\\\\', '.', 'and', 'or', '&') !== null) found = true
  return found
}

const relations: Readonly<Record<string, RelationOperator>> = {
  '=': '=',
  '==': '=',
  '<': '<',
  '>': '>',
  '<=': '≤',
  '=<': '≤',
  '>=': '≥',
  '!=': '≠',
  le: '≤',
  ge: '≥',
  ne: '≠',
  lt: '<',
  gt: '>',
  in: '∈',
  '∈': '∈',
  approx: '≈',
  simeq: '≈',
  sim: '≈',
  cong: '≈',
  equiv: '≡',
}

/** Values and sets with relation signs between them. */
function readItem(cursor: Cursor): Node {
  const operands = [readCombination(cursor)]
  const operators: RelationOperator[] = []
  for (let operator = readRelationSign(cursor); operator !== null; operator = readRelationSign(cursor)) {
    operators.push(operator)
    operands.push(readCombination(cursor))
  }
  const [first] = operands
  return operators.length === 0 && first !== undefined ? first : { kind: 'relation', operands, operators }
}

function readRelationSign(cursor: Cursor): RelationOperator | null {
  if (cursor.is('not') && cursor.peek(1).text === '=') {
    cursor.next()
    cursor.next()
    return '≠'
  }
  const { type, text } = cursor.peek()
  if ((type !== 'mark' && type !== 'command') || !Object.hasOwn(relations, text)) return null
  cursor.next()
  return relations[text] ?? null
}

const setOperators: Readonly<Record<string, '∪' | '∩' | '∖'>> = { cup: '∪', cap: '∩', setminus: '∖' }

function readCombination(cursor: Cursor): Node {
  let node = readRatio(cursor)
  for (let sign = cursor.accept('cup', 'cap', 'setminus'); sign !== null; sign = cursor.accept('cup', 'cap', 'setminus')) {
    const operator = setOperators[sign] ?? '∪'
    const next = readRatio(cursor)
    const goesOn = node.kind === 'combination' && node.operator === operator && operator !== '∖'
    node = { kind: 'combination', operator, parts: goesOn && node.kind === 'combination' ? [...node.parts, next] : [node, next] }
  }
  return node
}

/** `12:00`, `2:05`: a time of day, told from a ratio by its leading zero. */
function readTime(cursor: Cursor): Node | null {
  const [hours, colon, minutes] = [cursor.peek(), cursor.peek(1), cursor.peek(2)]
  if (hours.type !== 'number' || colon.text !== ':' || minutes.type !== 'number' || !/^0\d$/.test(minutes.text)) return null
  for (let taken = 0; taken < 3; taken++) cursor.next()
  const half = cursor.peek().type === 'text' ? cursor.next().text : ''
  return { kind: 'text', text: `${hours.text}:${minutes.text}${half}` }
}

/** `3:4`, `AB:BC`. */
function readRatio(cursor: Cursor): Node {
  const time = readTime(cursor)
  if (time !== null) return time
  const parts = [cursor.sum()]
  while (!cursor.inSet && cursor.accept(':') !== null) parts.push(cursor.sum())
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : { kind: 'ratio', parts }
}
