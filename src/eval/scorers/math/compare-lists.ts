import { alternatives } from './alternatives.js'
import { formKey } from './forms.js'
import { nodeKey } from './node-key.js'
import type { Node } from './tree.js'
import { type Comparison, differBy, equalBy, undecided, type Verdict } from './verdict.js'

/** Several answers: the same when each has its like on the other side, in whatever order and however often it is written. */
export function compareLists(a: Node, b: Node, comparison: Comparison): Verdict {
  const [left, right] = [distinct(alternatives(a)), distinct(alternatives(b))]
  const forth = matches(left, right, comparison)
  if (forth.verdict === 'not-equal') return forth
  const back = matches(right, left, comparison)
  return back.verdict === 'equal' ? forth : back
}

function matches(from: readonly Node[], to: readonly Node[], comparison: Comparison): Verdict {
  const keys = new Set(to.map(item => keyOf(item, comparison)))
  let open: Verdict | null = null
  for (const item of from) {
    if (keys.has(keyOf(item, comparison))) continue
    const found = findLike(item, to, comparison)
    if (found.verdict === 'not-equal') return found
    if (found.verdict === 'undecided') open = found
  }
  return open ?? equalBy('several', 'each of the answers is among the others')
}

function keyOf(item: Node, { effort }: Comparison): string {
  return formKey(item, effort) ?? nodeKey(item)
}

function findLike(item: Node, among: readonly Node[], comparison: Comparison): Verdict {
  let open: Verdict | null = null
  for (const other of among) {
    comparison.effort.spend(20)
    const verdict = comparison.compare(item, other)
    if (verdict.verdict === 'equal') return verdict
    if (verdict.verdict === 'undecided') open = undecided('several', verdict.reason)
  }
  return open ?? differBy('several', 'one of the answers is not among the others')
}

function distinct(items: readonly Node[]): Node[] {
  const found = new Map(items.map(item => [nodeKey(item), item]))
  return [...found.values()]
}
