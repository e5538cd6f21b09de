import { lastSingleBox } from './boxes.js'
import { canonical, NotAlgebraic } from './canonical.js'
import { type Extracted, extractAnswer } from './extract.js'
import { rationalOf } from './fraction.js'
import { Effort, TooMuch } from './limits.js'
import { given } from './names.js'
import { parse } from './parse.js'
import { isInteger, type Rational, rational } from './rational.js'
import { type Node, number, rewrite } from './tree.js'

/** Largest answer of the AIME; the smallest is 0. */
const LARGEST = 999n

/** A whole number from 0 to 999 read out of a reply, or what stood in its place. */
export interface IntegerAnswer {
  /** Null where what was given is no such number. */
  value: number | null
  /** The number plainly, else the expression as it was given. */
  text: string
  rule: Extracted['rule']
}

/**
 * The whole number that a reply gives last: `073`, `73.0`, `\frac{146}{2}`, `\textbf{73}`, `n = 73`, `73^\circ`. A percentage, a list and
 * anything below 0 or above 999 is none.
 * @returns null where the reply gives no answer at all.
 */
export function readInteger(reply: string): IntegerAnswer | null {
  const found = lastGiven(reply)
  if (found === null) return null
  const value = integerIn(found.text)
  return { value, text: value === null ? found.text.trim() : String(value), rule: found.rule }
}

/** Only the last box counts, even where boxes stand side by side. */
function lastGiven(reply: string): Extracted | null {
  const found = extractAnswer(reply)
  const box = found?.rule === 'boxed' ? lastSingleBox(reply) : null
  return box === null || found === null || found.text.endsWith('%') ? found : { text: box.text, rule: 'boxed' }
}

/** The whole number that an expression stands for, worked out exactly; null where it is none from 0 to 999. */
export function integerIn(expression: string): number | null {
  const node = parse(expression)
  if (node === null) return null
  const value = exactValue(rewrite(statedValue(node), plainly))
  return value !== null && isInteger(value) && value.over >= 0n && value.over <= LARGEST ? Number(value.over) : null
}

/** Without a unit, a base that is ten, or braces around it alone. */
function plainly(node: Node): Node {
  if (node.kind === 'quantity') return node.operand
  if (node.kind === 'based' && node.base === 10) return number(rational(BigInt(node.digits)))
  return node.kind === 'set' && node.items.length === 1 ? (node.items[0] ?? node) : node
}

/** The right side of what may be an equation: `m + n = 73`. */
function statedValue(node: Node): Node {
  if (node.kind === 'relation' && node.operators.every(operator => operator === '=')) return node.operands.at(-1) ?? node
  return given(node).value
}

function exactValue(node: Node): Rational | null {
  try {
    return rationalOf(canonical(node, new Effort(20_000)))
  } catch (error) {
    if (error instanceof NotAlgebraic || error instanceof TooMuch) return null
    throw error
  }
}
