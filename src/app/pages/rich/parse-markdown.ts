import MarkdownIt, { type Token } from 'markdown-it'
import { withMath } from './math-rules.js'

// No HTML: tags in a text are text. No `linkify`: an address is no way to go.
const markdown = withMath(new MarkdownIt({ html: false, linkify: false, typographer: false, breaks: true }))

/** An element of a text, or a piece of text. Nothing in it is markup that a browser would read. */
export type Piece = string | { token: Token; pieces: Piece[] }

export function parseMarkdown(text: string): Piece[] {
  return tree(markdown.parse(text, {}))
}

/** markdown-it gives openings and closings in one row; what stands between belongs to the opening. */
function tree(tokens: readonly Token[]): Piece[] {
  const root: Piece[] = []
  const open: Piece[][] = []
  let pieces = root
  for (const token of tokens) {
    if (token.nesting === -1) {
      pieces = open.pop() ?? root
      continue
    }
    // A paragraph of a list without blank lines: its words stand in the item itself.
    const inner = token.hidden ? pieces : []
    if (token.type === 'text') pieces.push(token.content)
    else if (token.type === 'inline') pieces.push(...tree(token.children ?? []))
    else if (!token.hidden) pieces.push({ token, pieces: inner })
    if (token.nesting === 1) {
      open.push(pieces)
      pieces = inner
    }
  }
  return root
}
