import { integer } from './rational.js'
import { type Node, number } from './tree.js'

const none =
  /^(?:there (?:is|are|exists?) )?no (?:real |such |possible |valid |integer )*(?:solutions?|roots?)(?: exists?)?$|^(?:the )?(?:empty|null) set$|^无(?:实数)?解$|^空集$/i

/** Words that say what a sign says. */
const phrases: readonly (readonly [RegExp, Node])[] = [
  [none, { kind: 'set', items: [] }],
  [/^(?:the set of )?(?:all|any) real(?:s| numbers?)$|^全体实数$/i, { kind: 'symbol', name: 'mathbb{R}' }],
  [/^(?:the set of )?(?:all|any) integers?$/i, { kind: 'symbol', name: 'mathbb{Z}' }],
  [/^(?:positive )?infinity$/i, { kind: 'infinity' }],
  [/^(?:it |the limit )?(?:does not exist|dne|d\.n\.e\.?)$/i, { kind: 'text', text: 'does not exist' }],
  [/^infinitely many(?: solutions?)?$/i, { kind: 'text', text: 'infinitely many' }],
]

const numerals =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )

/** What a text means: a number or sign where its words stand for one, else the words. */
export function meaningOf(text: string): Node {
  const plain = text.trim().replace(/\s+/g, ' ')
  const numeral = numerals.indexOf(plain.toLowerCase())
  if (numeral >= 0) return number(integer(numeral))
  return phrases.find(([pattern]) => pattern.test(plain))?.[1] ?? { kind: 'text', text }
}
