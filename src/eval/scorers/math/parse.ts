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
  let either = false
  skipSeparators(cursor)
  cursor.accept('=', 'approx', 'sim', 'simeq')
  while (cursor.peek().type !== 'end') {
    items.push(cursor.item())
    if (items.length > limits.items) throw new TooMuch('too many answers side by side')
    if (cursor.peek().type === 'end') break
    const separator = skipSeparators(cursor)
    if (separator === null) throw new Unreadable(`"${cursor.peek().text}" is not understood here`)
    either ||= separator === 'or'
  }
  const [first] = items
  if (first === undefined) throw new Unreadable('nothing there')
  return items.length === 1 ? first : { kind: 'list', items, either }
}

/** Separators that stand next: "or" where it is among them, null where there are none. */
function skipSeparators(cursor: Cursor): 'or' | 'other' | null {
  let found: 'or' | 'other' | null = null
  for (let mark = separator(cursor); mark !== null; mark = separator(cursor)) found = mark === 'or' || found === 'or' ? 'or' : 'other'
  return found
}

function separator(cursor: Cursor): string | null {
  return cursor.accept(',', ';', '\\\\', '.', 'or', '&')
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
  const { type: next, text: sign } = cursor.peek(1)
  if (cursor.is('&') && next !== 'letter' && Object.hasOwn(relations, sign)) cursor.next()
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
  let count = 0
  for (let sign = cursor.accept('cup', 'cap', 'setminus'); sign !== null; sign = cursor.accept('cup', 'cap', 'setminus')) {
    const operator = setOperators[sign] ?? '∪'
    const next = readRatio(cursor)
    const goesOn = node.kind === 'combination' && node.operator === operator && operator !== '∖'
    if (++count > limits.items) throw new TooMuch('too many sets side by side')
    node = { kind: 'combination', operator, parts: goesOn && node.kind === 'combination' ? [...node.parts, next] : [node, next] }
  }
  return node
}

/** `3:4`, `AB:BC`. */
function readRatio(cursor: Cursor): Node {
  const parts = [cursor.sum()]
  while (!cursor.inSet && cursor.accept(':') !== null) parts.push(cursor.sum())
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : { kind: 'ratio', parts }
}
