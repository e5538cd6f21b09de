import { compareNodes } from './compare.js'
import type { Commas } from './lexer.js'
import { Effort, limits } from './limits.js'
import { type Given, given, isConstant, numberStated, stem } from './names.js'
import { nodeKey } from './node-key.js'
import { parse } from './parse.js'
import { integer } from './rational.js'
import { isWorkedOut } from './sample.js'
import { type Node, number, rewrite, some } from './tree.js'
import { unitOf } from './units.js'
import { differBy, undecided, type Verdict } from './verdict.js'

export interface JudgeOptions {
  /** The question asks for a percentage, so that the key stands for one even without its sign. */
  asksPercent?: boolean
  /** Seed of the points at which expressions are evaluated. */
  seed?: number
}

/**
 * Whether two expressions are the same answer. Symmetric; never throws. Names, units and percent signs count here: `x = 5` is not `5`.
 * What cannot be read is the same only when it is written the same.
 */
export function equal(a: string, b: string, seed = 0): Verdict {
  const effort = new Effort()
  const order = a <= b
  const [first, second] = order ? [a, b] : [b, a]
  return anyReading(first, second, (left, right) => compareNodes(left, right, { seed, effort }), effort)
}

/**
 * Whether an answer is the one that the key asks for. Reads the key: a name, a unit or a base may be left out, a percent sign where the key
 * (or its question) says percent, a decimal key may be the rounded form of an exact answer. Conventions: docs/math-scoring.md.
 */
export function judge(key: string, answer: string, options: JudgeOptions = {}): Verdict {
  const effort = new Effort()
  const verdict = anyReading(key, answer, (left, right) => judgeNodes(left, right, effort, options), effort)
  return verdict.verdict === 'undecided' && isBeyond(key, answer)
    ? differBy('beyond-limits', 'the answer has no value that can be worked out, the key has')
    : verdict
}

function anyReading(a: string, b: string, compare: (a: Node, b: Node) => Verdict, effort: Effort): Verdict {
  const [left, right] = [readings(a), readings(b)]
  if (left.length === 0 || right.length === 0) return unreadable(a, b, left.length === 0)
  let result = undecided('unreadable', 'nothing to compare')
  for (const [place, [one, other]] of left.flatMap(first => right.map(second => [first, second] as const)).entries()) {
    const verdict = compare(one, other)
    if (verdict.verdict === 'equal' || place === 0 || result.verdict === 'not-equal') result = verdict
    if (verdict.verdict === 'equal' || effort.spent) break
  }
  return result
}

/** What a text may mean: commas within digits are ambiguous. The commonest reading first. */
function readings(text: string): Node[] {
  const found = new Map<string, Node>()
  const ways: Commas[] = [
    'group',
    ...(/\d,\d{3}/.test(text) ? (['split'] as const) : []),
    ...(/^[^,()[\]{}]*\d,\d[^,()[\]{}]*$/.test(text) ? (['decimal'] as const) : []),
  ]
  for (const commas of ways) {
    const node = parse(text, commas)
    if (node !== null && !found.has(nodeKey(node))) found.set(nodeKey(node), node)
  }
  if (found.size === 0) for (const node of statedLast(text)) found.set(nodeKey(node), node)
  const labelled = labelPattern.exec(text)
  if (labelled !== null) {
    for (const node of labelled.slice(1).map(part => parse(part))) if (node !== null) found.set(nodeKey(node), node)
  }
  return [...found.values()]
}

/** The number behind the last equals sign of what cannot be read as a whole: `\int_0^1 2x\,dx = 1`. */
function statedLast(text: string): Node[] {
  const last = text.length > limits.characters ? undefined : /(?<![<>!=:\\])=(?!=)([^=<>,;]+)$/.exec(text)?.[1]
  const node = last === undefined ? null : parse(last)
  return node !== null && isConstant(node) ? [node] : []
}

/** `\textbf{(C)}\ 12`: the letter of an option and what it says; either may be what the key is. */
const labelPattern = /^[\s$]*\\(?:text|textbf|mathrm|mathbf)\{\s*\(?([A-E])\)?[.:]?\s*\}(?:\s|~|\\[ ,;:!]|\\q?quad\b)*([^\s}].*)$/s

function unreadable(a: string, b: string, first: boolean): Verdict {
  const plain = (text: string) => text.replace(/\\(?:left|right|text|mathrm|displaystyle|[,;!: ])|[\s${}]/g, '').toLowerCase()
  if (a.length + b.length < 4 * limits.characters && plain(a) !== '' && plain(a) === plain(b))
    return { verdict: 'equal', rule: 'same-text', reason: 'written the same way' }
  return undecided('unreadable', `the ${first ? 'first' : 'second'} expression cannot be read`)
}

function judgeNodes(key: Node, answer: Node, effort: Effort, options: JudgeOptions): Verdict {
  const compare = (a: Node, b: Node) =>
    compareNodes(a, b, { effort, roundedDigits: { left: 3, right: 6 }, ...(options.seed === undefined ? {} : { seed: options.seed }) })
  let verdict = compare(key, answer)
  for (const [left, right] of adaptations(key, answer, options)) {
    if (verdict.verdict === 'equal' || effort.spent) break
    const next = compare(left, right)
    if (next.verdict === 'equal' || verdict.verdict === 'not-equal') verdict = next
  }
  return verdict
}

/** The pair with what may be left out left out, one after the other. */
function* adaptations(fullKey: Node, fullAnswer: Node, options: JudgeOptions): Generator<[Node, Node]> {
  const [key, answer] = withoutDomains(fullKey, fullAnswer)
  const [bareKey, bareAnswer] = withoutNames(key, answer)
  yield [bareKey, bareAnswer]
  const [plainKey, plainAnswer] = withoutUnits(bareKey, bareAnswer)
  if (plainKey !== bareKey || plainAnswer !== bareAnswer) yield [plainKey, plainAnswer]
  const percentKey = some(plainKey, isPercent)
  if (!percentKey && options.asksPercent !== true) return
  yield [withoutPercent(plainKey), withoutPercent(plainAnswer)]
  if (percentKey) yield [asFraction(plainKey), asFraction(plainAnswer)]
}

/** `\frac\pi4 + k\pi, k \in \mathbb{Z}`: what numbers a name stands for may be left out on either side. */
function withoutDomains(key: Node, answer: Node): [Node, Node] {
  const isDomain = (node: Node) => node.kind === 'relation' && node.operators.join() === '∈' && node.operands[1]?.kind === 'symbol'
  const strip = (node: Node): Node => {
    const items = node.kind === 'list' ? node.items.filter(item => !isDomain(item)) : []
    const [only] = items
    return items.length === 0 || node.kind !== 'list' ? node : items.length === 1 && only !== undefined ? only : { ...node, items }
  }
  const [bareKey, bareAnswer] = [strip(key), strip(answer)]
  return (bareKey === key) === (bareAnswer === answer) ? [key, answer] : [bareKey, bareAnswer]
}

/**
 * Names are left out where only one side has one, or where the answer gives several in the key's order. Two different names stay, and are
 * two different answers.
 */
function withoutNames(key: Node, answer: Node): [Node, Node] {
  if (key.kind === 'list' && answer.kind === 'list') return namedLists(key, answer)
  if (key.kind === 'list' && isPoint(answer)) return [pointOf(key), unlisted(given(answer))]
  if (answer.kind === 'list' && isPoint(key)) return [unlisted(given(key)), pointOf(answer)]
  if (key.kind === 'list' || answer.kind === 'list') return [rootsOf(key), rootsOf(answer)]
  return namedSingles(key, answer)
}

/** `x = 1, x = 2` without the name that all have; other nodes without theirs. */
function rootsOf(node: Node): Node {
  if (node.kind !== 'list') return unlisted(given(node))
  const items = node.items.map(given)
  return items.length > 1 && items.every(({ name }) => name !== null) && distinctStems(items) ? node : unlisted(given(node))
}

function namedSingles(key: Node, answer: Node): [Node, Node] {
  const [left, right] = [given(key), given(answer)]
  if (left.name === null && right.name === null) {
    const stated = right.value === answer && key.kind !== 'relation' && isConstant(key) ? numberStated(answer) : null
    return [left.value, stated ?? right.value]
  }
  if (left.name !== null && right.name !== null) return sameName(left, right) ? [left.value, right.value] : [key, answer]
  return [unlisted(left), unlisted(right)]
}

function unlisted({ value }: Given): Node {
  return value.kind === 'list' ? { ...value, items: value.items.map(item => given(item).value) } : value
}

function sameName(a: Given, b: Given): boolean {
  if (a.name === null || b.name === null) return false
  if (nodeKey(a.name) === nodeKey(b.name)) return true
  const isFunctionValue = (name: Node) =>
    (name.kind === 'call' && !name.name.endsWith('_')) || (name.kind === 'symbol' && name.name === 'y')
  return isFunctionValue(a.name) && isFunctionValue(b.name) && (a.name.kind === 'symbol' || b.name.kind === 'symbol')
}

/** `x_1 = 2, x_2 = 3` are roots in any order; `AB = 4, CD = 5` against `4, 5` must keep the key's order. */
function namedLists(key: Node & { kind: 'list' }, answer: Node & { kind: 'list' }): [Node, Node] {
  const [left, right] = [key.items.map(given), answer.items.map(given)]
  const bare = (items: readonly Given[]): Node => ({ kind: 'list', items: items.map(item => item.value) })
  const named = (items: readonly Given[]) => items.every(item => item.name !== null)
  const unnamed = (items: readonly Given[]) => items.every(item => item.name === null)
  if (named(left) && named(right) && distinctStems(left)) return [key, answer]
  const ordered = (named(left) && distinctStems(left) && unnamed(right)) || (named(right) && distinctStems(right) && unnamed(left))
  if (!ordered || left.length !== right.length) return [bare(left), bare(right)]
  return [tuple(left), tuple(right)]
}

function isPoint(node: Node): boolean {
  return given(node).value.kind === 'brackets'
}

/** `x = 1, y = 2` as (1, 2). */
function pointOf(node: Node & { kind: 'list' }): Node {
  const items = node.items.map(given)
  return items.every(item => item.name !== null) && distinctStems(items) ? tuple(inOrder(items)) : node
}

/** Coordinates by their letters (`y = 1, x = 2` is the point (2, 1)); other names as they stand. */
function inOrder(items: readonly Given[]): readonly Given[] {
  const letters = items.map(({ name }) => (name?.kind === 'symbol' && /^[a-zA-Z]$/.test(name.name) ? name.name : null))
  if (letters.includes(null)) return items
  return items.toSorted((a, b) => (stem(a.name ?? a.value) < stem(b.name ?? b.value) ? -1 : 1))
}

function tuple(items: readonly Given[]): Node {
  return { kind: 'brackets', open: '(', close: ')', items: items.map(item => item.value) }
}

function distinctStems(items: readonly Given[]): boolean {
  const stems = items.map(({ name }) => (name === null ? '' : stem(name) || nodeKey(name)))
  return new Set(stems).size === stems.length
}

/** Units are left out of both where one side has none, or one that is not a unit of measure. */
function withoutUnits(key: Node, answer: Node): [Node, Node] {
  const measured = (node: Node) => some(node, child => child.kind === 'quantity' && unitOf(child.unit) !== null)
  if (measured(key) && measured(answer)) return [key, answer]
  const strip = (node: Node) => rewrite(node, child => (child.kind === 'quantity' ? child.operand : child))
  return [strip(key), strip(answer)]
}

function isPercent(node: Node): boolean {
  return node.kind === 'percent'
}

function withoutPercent(node: Node): Node {
  return rewrite(node, child => (child.kind === 'percent' ? child.operand : child))
}

function asFraction(node: Node): Node {
  return rewrite(node, child => (child.kind === 'percent' ? { kind: 'quotient', over: child.operand, under: number(integer(100)) } : child))
}

/** Whether the key is an ordinary answer while the other cannot be read, or has no value that can be worked out within the limits. */
function isBeyond(key: string, answer: string): boolean {
  const [left, right] = [parse(key), parse(answer)]
  return left !== null && isWorkedOut(left) && (right === null || !isWorkedOut(right))
}
