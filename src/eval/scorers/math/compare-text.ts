import { text } from './rational.js'
import type { Node } from './tree.js'

/** The letters of a text or of names side by side, plainly; null for anything else. */
export function plainText(node: Node): string | null {
  switch (node.kind) {
    case 'text':
      return plain(node.text)
    case 'symbol':
      return plain(node.name)
    case 'product':
      return joined(node.factors)
    case 'number':
      return text(node.value)
    default:
      return null
  }
}

function joined(parts: readonly Node[]): string | null {
  const texts = parts.map(plainText)
  return texts.every(part => part !== null) ? texts.join('') : null
}

/** Lower case, without LaTeX, punctuation, spaces and a leading article. */
function plain(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\\[a-z]+/g, '')
    .replace(/^\s*(the|an?)\s+/, '')
    .replace(/[^\p{L}\p{N}+\-/.:]/gu, '')
    .replace(/[.:]+$/, '')
}
