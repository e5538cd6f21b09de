import { strip } from './python-text.js'

/**
 * The eight readings of the loose measure: the reply; without its first line, its last, or both (a greeting, an offer of help); and each
 * of the four without `*` (bold text).
 */
export function looseVariants(reply: string): string[] {
  const lines = reply.split('\n')
  const cut = [lines.slice(1), lines.slice(0, -1), lines.slice(1, -1)].map(kept => strip(kept.join('\n')))
  const variants = [reply, ...cut]
  return [...new Set([...variants, ...variants.map(variant => variant.replaceAll('*', ''))])]
}
