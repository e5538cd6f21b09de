import { compareValues } from './compare-values.js'
import { type Node, some } from './tree.js'
import { type Comparison, differBy, equalBy, every, otherKinds, pairs, type Verdict } from './verdict.js'

/** `2:4` and `1:2`; a ratio of two is also its quotient. */
export function compareRatios(a: Node, b: Node, comparison: Comparison): Verdict {
  if (a.kind === 'ratio' && b.kind === 'ratio') {
    if (isTimeOfDay(a) && isTimeOfDay(b)) return every('time', pairs(a.parts, b.parts, comparison))
    const [firstA, firstB] = [a.parts[0], b.parts[0]]
    if (a.parts.length !== b.parts.length || firstA === undefined || firstB === undefined)
      return differBy('ratio', 'another number of parts')
    const crossed = a.parts
      .slice(1)
      .map((part, index) =>
        comparison.compare(
          { kind: 'product', factors: [part, firstB] },
          { kind: 'product', factors: [b.parts[index + 1] ?? part, firstA] },
        ),
      )
    return every('ratio', crossed)
  }
  const [left, right] = [a, b].map(node => (node.kind === 'ratio' ? quotientOf(node) : node))
  return left === undefined || right === undefined || !isValue(left) || !isValue(right)
    ? otherKinds(a, b)
    : compareValues(left, right, comparison)
}

/** `12:30`: may be a time, and is then not the same as `10:25`. */
function isTimeOfDay(node: Node & { kind: 'ratio' }): boolean {
  const [hours, minutes] = node.parts
  if (hours?.kind !== 'number' || minutes?.kind !== 'number' || node.parts.length !== 2) return false
  return (
    hours.value.over <= 24n &&
    minutes.value.over >= 10n &&
    minutes.value.over < 60n &&
    hours.value.under === 1n &&
    minutes.value.under === 1n
  )
}

function quotientOf(node: Node & { kind: 'ratio' }): Node {
  const [over, under] = node.parts
  return node.parts.length === 2 && over !== undefined && under !== undefined
    ? { kind: 'quotient', over, under }
    : { kind: 'text', text: 'ratio' }
}

/** With a base on both sides the values count; with a base on one, the digits: the base is like a unit that was left out. */
export function compareBased(a: Node, b: Node): Verdict {
  const [left, right] = [digitsOf(a), digitsOf(b)]
  if (left === null || right === null) return otherKinds(a, b)
  const same = a.kind === 'based' && b.kind === 'based' ? valueIn(a) === valueIn(b) : left === right
  return same ? equalBy('base', 'the same number in its base') : differBy('base', 'another number in its base')
}

function digitsOf(node: Node): string | null {
  if (node.kind === 'based') return node.digits.replace(/^0+(?=\d)/, '')
  if (node.kind === 'symbol') return /^[A-Z]$/.test(node.name) ? node.name : null
  if (node.kind === 'product') {
    const digits = node.factors.map(digitsOf)
    return digits.every(digit => digit !== null) && node.factors.some(factor => factor.kind === 'symbol') ? digits.join('') : null
  }
  return node.kind === 'number' && node.places === null && node.value.under === 1n ? node.value.over.toString() : null
}

export function valueIn(node: Node & { kind: 'based' }): bigint {
  return [...node.digits].reduce((value, digit) => value * BigInt(node.base) + BigInt(Number.parseInt(digit, 36)), 0n)
}

/** Whether a calculation is made of values alone. */
export function isValue(node: Node): boolean {
  return !some(node, child => /^(brackets|set|combination|matrix|relation|list|text|quantity|ratio)$/.test(child.kind))
}
