import { text } from './rational.js'
import { children, type Node } from './tree.js'

/** The same text for the same tree. */
export function nodeKey(node: Node): string {
  return `${label(node)}(${children(node).map(nodeKey).join(',')})`
}

function label(node: Node): string {
  switch (node.kind) {
    case 'number':
      return text(node.value)
    case 'symbol':
    case 'call':
      return `${node.kind} ${node.name}`
    case 'plusminus':
      return `± ${node.sign}`
    case 'based':
      return `${node.digits} base ${node.base}`
    case 'quantity':
      return `unit ${node.unit}`
    case 'brackets':
      return node.open + node.close
    case 'combination':
      return node.operator
    case 'matrix':
      return `matrix ${node.rows.length}`
    case 'relation':
      return node.operators.join('')
    case 'series':
      return `${node.operator} ${node.variable}`
    case 'list':
      return node.either === true ? 'list or' : 'list'
    case 'text':
      return `text ${node.text}`
    default:
      return node.kind
  }
}
