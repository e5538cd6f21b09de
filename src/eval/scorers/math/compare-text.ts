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

/** As one text, so that `\text{point } D` is read like `\text{point D}`. */
function joined(parts: readonly Node[]): string | null {
  const texts = parts.map(part => (part.kind === 'text' ? part.text : plainText(part)))
  return texts.every(part => part !== null) ? plain(texts.join(' ')) : null
}

/** Lower case, without LaTeX, punctuation, spaces and a leading article. */
function plain(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\\[a-z]+/g, '')
    .replace(/^\s*(the|an?)\s+/, '')
    .replace(/^\s*(?:point|option|choice|graph|figure|line|quadrant|statement|case)\s*(?=[(\s]*[a-z]{1,3}[)\s.]*$)/, '')
    .replace(/[^\p{L}\p{N}+\-/.:]/gu, '')
    .replace(/[.:]+$/, '')
}
