import type { Effort } from './limits.js'
import type { Node } from './tree.js'

/** Whether two answers are the same. `undecided` is an honest third: nothing was proven either way. */
export interface Verdict {
  verdict: 'equal' | 'not-equal' | 'undecided'
  /** What decided, kebab-case. */
  rule: string
  /** One clause for people. */
  reason: string
}

/** What every comparison of one pair shares. */
export interface Comparison {
  effort: Effort
  /** Digits that a decimal on either side must have before an endless number may be its rounded form. */
  roundedDigits: { left: number; right: number }
  /** Seed of the points at which expressions are evaluated. */
  seed: number
  compare(a: Node, b: Node): Verdict
}

export function equalBy(rule: string, reason: string): Verdict {
  return { verdict: 'equal', rule, reason }
}

export function differBy(rule: string, reason: string): Verdict {
  return { verdict: 'not-equal', rule, reason }
}

export function undecided(rule: string, reason: string): Verdict {
  return { verdict: 'undecided', rule, reason }
}

/** Part by part: equal where all are, different where one is, else undecided. Stops at the first difference. */
export function every(rule: string, parts: Iterable<Verdict>): Verdict {
  let open: Verdict | null = null
  for (const part of parts) {
    if (part.verdict === 'not-equal') return { ...part, rule: `${rule}/${part.rule}`.split('/').slice(0, 3).join('/') }
    if (part.verdict === 'undecided') open = part
  }
  return open ?? equalBy(rule, 'equal part by part')
}

/** Two nodes of kinds that have nothing in common. */
export function otherKinds(a: Node, b: Node): Verdict {
  return differBy('kind', `${article(a)} is not ${article(b)}`)
}

function article(node: Node): string {
  return /^[aeiou]/.test(node.kind) ? `an ${node.kind}` : `a ${node.kind}`
}

/** Each entry against the one in its place. */
export function* pairs(left: readonly Node[], right: readonly Node[], comparison: Comparison): Generator<Verdict> {
  for (const [index, entry] of left.entries()) yield comparison.compare(entry, right[index] ?? entry)
}
