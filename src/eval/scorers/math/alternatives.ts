import { limits, TooMuch } from './limits.js'
import { type Node, negative, rewrite, some } from './tree.js'

/** The answers that stand side by side in a node: lists and sets are opened, both signs written out. Sets within a set or beside others stay whole. */
export function alternatives(node: Node): Node[] {
  const items =
    node.kind === 'list' || node.kind === 'set'
      ? node.items.flatMap(item => (item.kind === 'set' ? [item] : alternatives(item)))
      : bothSigns(node)
  if (items.length > limits.items) throw new TooMuch('too many answers side by side')
  return items
}

/** Whether a node stands for other than exactly one answer. */
export function isSeveral(node: Node): boolean {
  return node.kind === 'list' || node.kind === 'set' || some(node, child => child.kind === 'plusminus')
}

/** Signs go their own ways, except that with a `∓` among them all go together: the upper ones, then the lower ones. */
function bothSigns(node: Node): Node[] {
  const signs: (1 | -1)[] = []
  some(node, child => {
    if (child.kind === 'plusminus') signs.push(child.sign)
    return false
  })
  if (signs.length === 0) return [node]
  if (signs.includes(-1)) return [withSigns(node, () => 1), withSigns(node, () => -1)]
  if (2 ** signs.length > limits.variants) throw new TooMuch('too many signs')
  return Array.from({ length: 2 ** signs.length }, (_, choice) => withSigns(node, index => ((choice >> index) & 1 ? -1 : 1)))
}

function withSigns(node: Node, choose: (index: number) => 1 | -1): Node {
  let met = 0
  return rewrite(node, child => {
    if (child.kind !== 'plusminus') return child
    return choose(met++) * child.sign > 0 ? child.operand : negative(child.operand)
  })
}
