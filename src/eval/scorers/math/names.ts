import { namesOf } from './sample.js'
import { type Node, some } from './tree.js'

/** Whether an expression only names something: `x`, `x_1`, `f(x)`, `AB`, `\frac{NO}{BO}`, `(p, q)`, a text. */
export function isName(node: Node): boolean {
  switch (node.kind) {
    case 'text':
      return true
    case 'symbol':
      return !/^(i|\\pi)$/.test(node.name)
    case 'call':
      return (
        /_$|^[A-Za-z](?:'*|\^-1)$/.test(node.name) ||
        (node.name === 'abs' && node.args.every(isName)) ||
        /^(max|min|deg|det|dim)$/.test(node.name)
      )
    case 'product':
      return node.factors.every(factor => factor.kind === 'symbol' && /^[A-Z]$|^\\?(angle|triangle|overline|m$)/.test(factor.name))
    case 'quotient':
      return isName(node.over) && isName(node.under)
    case 'ratio':
      return node.parts.every(isName)
    case 'brackets':
      return node.items.every(isName)
    case 'list':
      return node.items.every(isName)
    case 'quantity':
      return isName(node.operand)
    default:
      return false
  }
}

/** An answer without the name that it is given to. */
export interface Given {
  /** Null where it stands alone. */
  name: Node | null
  value: Node
}

/** `x = 1 + 1 = 2` gives 2 to x. What is only approximately so is left out where something exact stands before it. */
export function given(node: Node): Given {
  if (node.kind === 'call' && /^[A-Z]$/.test(node.name) && node.args.length > 1 && node.args.every(isConstant))
    return point(node.name, node.args)
  if (node.kind !== 'relation') return { name: null, value: node }
  const { operands, operators } = exactPart(node)
  const last = operands.at(-1)
  const [first] = operands
  if (first === undefined || last === undefined) return { name: null, value: node }
  if (operators.length === 0) return { name: null, value: first }
  if (operators.length === 1 && operators[0] === '∈' && isName(first)) return { name: first, value: last }
  if (!operators.every(operator => operator === '=' || operator === '≡' || operator === '≈')) return { name: null, value: node }
  return assigned(node, first, last, operands.at(-2) ?? first)
}

/** `P(2, 3)`: a point and its name. */
function point(name: string, items: readonly Node[]): Given {
  return { name: { kind: 'symbol', name }, value: { kind: 'brackets', open: '(', close: ')', items } }
}

/** `x = … = 5`, `1 = … = x = 5`, and `5 = x` turned round. */
function assigned(node: Node, first: Node, last: Node, beforeLast: Node): Given {
  const name = [first, beforeLast].find(isName)
  if (name !== undefined && name !== last) return { name, value: last }
  return first === beforeLast && isName(last) && isConstant(first) ? { name: last, value: first } : { name: null, value: node }
}

/** The right side of an equation whose right side is a number, whatever stands on the left (`m + n = 73`); else null. */
export function numberStated(node: Node): Node | null {
  const last =
    node.kind === 'relation' && node.operators.every(operator => operator === '=' || operator === '≈') ? node.operands.at(-1) : undefined
  return last !== undefined && isConstant(last) ? last : null
}

export function isConstant(node: Node): boolean {
  return namesOf(node).length === 0 && !some(node, child => child.kind === 'text' || child.kind === 'relation')
}

/** The name without its index: `x_1` and `x_2` are the same unknown. */
export function stem(name: Node): string {
  if (name.kind === 'symbol') return name.name
  if (name.kind === 'call') return name.name
  return ''
}

function exactPart(node: Node & { kind: 'relation' }): Node & { kind: 'relation' } {
  const cut = node.operators.indexOf('≈')
  const [first] = node.operands
  if (cut < 0 || (cut === 0 && first !== undefined && isName(first))) return node
  // A decimal that is rounded further was not exact.
  const before = node.operands[cut]
  if (before?.kind === 'number' && before.places !== null) return node
  return { ...node, operands: node.operands.slice(0, cut + 1), operators: node.operators.slice(0, cut) }
}
