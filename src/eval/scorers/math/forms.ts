import { canonical, NotAlgebraic } from './canonical.js'
import { type Fraction, fractionKey } from './fraction.js'
import { type Effort, TooMuch } from './limits.js'
import type { Node } from './tree.js'

const known = new WeakMap<Node, Fraction | TooMuch | NotAlgebraic>()

/** The canonical form, worked out once for each node. @throws TooMuch, NotAlgebraic */
export function formOf(node: Node, effort: Effort): Fraction {
  const found = known.get(node) ?? attempt(node, effort)
  if (!effort.spent) known.set(node, found)
  if (found instanceof Error) throw found
  return found
}

/** A text that is the same for nodes of the same form, or null where there is no form. */
export function formKey(node: Node, effort: Effort): string | null {
  try {
    return fractionKey(formOf(node, effort))
  } catch (error) {
    if (error instanceof TooMuch || error instanceof NotAlgebraic) return null
    throw error
  }
}

function attempt(node: Node, effort: Effort): Fraction | TooMuch | NotAlgebraic {
  try {
    return canonical(node, effort)
  } catch (error) {
    if (error instanceof TooMuch || error instanceof NotAlgebraic) return error
    throw error
  }
}
