import { type Random, seededRandom } from '../../../lib/random.js'
import { alternatives, isSeveral } from './alternatives.js'
import { agreement, apart, type Ball, signOf, Uncertain, Undefined } from './ball.js'
import { NotAlgebraic } from './canonical.js'
import { type Complex, ComplexField, isReal } from './complex.js'
import { evaluate, type Point } from './evaluate.js'
import { Effort, limits, TooMuch } from './limits.js'
import { type Rational, rational } from './rational.js'
import { children, type Node, some } from './tree.js'

/** Binary digits that evaluation works with, and with which it tries again where they do not suffice. */
export const precisions = [256, 768] as const

type Sign = 'any' | 'positive' | 'whole'

/** Kinds of points, in the order in which they are tried: real numbers of both signs, positive ones, whole ones. */
const plan: readonly { sign: Sign; count: number }[] = [
  { sign: 'any', count: 8 },
  { sign: 'positive', count: 6 },
  { sign: 'whole', count: 12 },
]

/** Names that need a value: all but i, e and pi. */
export function namesOf(...nodes: readonly Node[]): string[] {
  const found = new Set<string>()
  for (const node of nodes) {
    some(node, child => {
      if (child.kind === 'symbol' && !/^(i|e|\\pi)$/.test(child.name)) found.add(child.name)
      return false
    })
  }
  return [...found].sort()
}

/** Seeded points for the names; with no names, one. */
export function* points(names: readonly string[], seed: number): Generator<ReadonlyMap<string, Rational>> {
  if (names.length === 0) return yield new Map()
  const random = seededRandom(0x6d617468, seed)
  for (const { sign, count } of plan) {
    for (let index = 0; index < count; index++) yield new Map(names.map(name => [name, value(random, sign, index)]))
  }
}

function value(random: Random, sign: Sign, index: number): Rational {
  if (sign === 'whole') return rational(BigInt(1 + Math.floor(random() * (4 + index))))
  // Odd over a power of two, so that a power of a negative number is not real by chance of its denominator. Every third point is small:
  // some functions are defined near 0 only.
  const size = rational(BigInt(1 + 2 * Math.floor(random() * 4_986)), index % 3 === 2 ? 16_384n : 4_096n)
  return sign === 'any' && random() < 0.5 ? { over: -size.over, under: size.under } : size
}

/** The expressions' values at a point, or null where one is not defined there or cannot be told. */
export function valuesAt(
  nodes: readonly Node[],
  at: ReadonlyMap<string, Rational>,
  precision: number,
  effort: Effort,
  logBase: Point['logBase'],
): Complex[] | null {
  const point: Point = { values: at, field: new ComplexField(precision), effort, logBase }
  try {
    return nodes.map(node => evaluate(node, point))
  } catch (error) {
    if (error instanceof Undefined || error instanceof Uncertain) return null
    throw error
  }
}

/** `same` is as far as half of the precision shows; `different` is certain. */
export function compareNumbers(a: Complex, b: Complex, precision: number): 'same' | 'different' | 'unclear' {
  if (apart(a.re, b.re, precision) || apart(a.im, b.im, precision)) return 'different'
  return Math.min(agreement(a.re, b.re), agreement(a.im, b.im)) >= precision / 2 ? 'same' : 'unclear'
}

export function bothReal(a: Complex, b: Complex): boolean {
  return isAlmostReal(a) && isAlmostReal(b)
}

function isAlmostReal(a: Complex): boolean {
  return isReal(a) || signOf(a.im) === null
}

/** A real constant's value, or null where it has none. */
export function constantValue(node: Node, effort: Effort): Ball | null {
  if (namesOf(node).length > 0) return null
  const [found] = valuesAt([node], new Map(), precisions[0], effort, 'ten') ?? []
  return found !== undefined && isAlmostReal(found) ? found.re : null
}

/** Whether every value in an answer can be worked out at some point, within a small budget. */
export function isWorkedOut(node: Node): boolean {
  try {
    if (isSeveral(node)) return alternatives(node).every(isWorkedOut)
  } catch (error) {
    if (error instanceof TooMuch) return false
    throw error
  }
  switch (node.kind) {
    case 'text':
    case 'infinity':
    case 'based':
      return true
    case 'sum':
    case 'product':
    case 'quotient':
    case 'power':
    case 'call':
    case 'series':
    case 'number':
    case 'symbol':
      return hasValue(node)
    default:
      return children(node).every(isWorkedOut)
  }
}

function hasValue(node: Node): boolean {
  const effort = new Effort(limits.steps / 20)
  try {
    for (const at of points(namesOf(node), 0)) {
      const [value] = valuesAt([node], at, precisions[0], effort, 'ten') ?? []
      if (value !== undefined && agreement(value.re, value.re) > precisions[0] / 4) return true
    }
    return false
  } catch (error) {
    if (error instanceof TooMuch) return false
    if (error instanceof NotAlgebraic) return children(node).every(isWorkedOut)
    throw error
  }
}
