import type { Token } from 'markdown-it'
import type { ComponentChild } from 'preact'
import { useMemo } from 'preact/hooks'
import { ScrollRegion } from '../../../report/page/scroll-region.js'
import { useWords } from '../words/words.js'
import { CodeBlock } from './code-block.js'
import { Formula } from './formula.js'
import { type Piece, parseMarkdown } from './parse-markdown.js'
import './rich-text.css'

/** A text in Markdown with formulas. It becomes elements of a known few, never markup: whatever a model writes does nothing. */
export function RichText({ text }: { text: string }) {
  const pieces = useMemo(() => parseMarkdown(text), [text])
  return (
    <div class="rich">
      <Pieces pieces={pieces} />
    </div>
  )
}

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return <>{pieces.map(piece => (typeof piece === 'string' ? piece : element(piece.token, piece.pieces)))}</>
}

/** Elements that are drawn as they are called. Headings stand below those of the page. */
const plainTags = {
  p: 'p',
  strong: 'strong',
  em: 'em',
  s: 's',
  blockquote: 'blockquote',
  ul: 'ul',
  li: 'li',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  h1: 'h3',
  h2: 'h4',
  h3: 'h5',
  h4: 'h6',
  h5: 'h6',
  h6: 'h6',
} as const

type PlainTag = keyof typeof plainTags

const isPlainTag = (tag: string): tag is PlainTag => Object.hasOwn(plainTags, tag)

function element(token: Token, pieces: readonly Piece[]): ComponentChild {
  const inner = <Pieces pieces={pieces} />
  switch (token.type) {
    case 'math':
    case 'math_block':
      return <Formula text={token.content} display={token.markup === 'display'} />
    case 'code_inline':
      return <code>{token.content}</code>
    case 'fence':
    case 'code_block':
      return <CodeBlock text={token.content} language={token.info.trim().split(/\s+/)[0] ?? ''} />
    case 'softbreak':
    case 'hardbreak':
      return <br />
    case 'hr':
      return <hr />
    case 'link_open':
      return <Address token={token}>{inner}</Address>
    case 'image':
      return <Picture token={token} />
    case 'ordered_list_open':
      return <ol start={Number(token.attrGet('start') ?? 1)}>{inner}</ol>
    case 'table_open':
      return <Table>{inner}</Table>
    case 'th_open':
      return <th class={alignment(token)}>{inner}</th>
    case 'td_open':
      return <td class={alignment(token)}>{inner}</td>
  }
  if (!isPlainTag(token.tag)) return pieces.length > 0 ? inner : token.content
  const Tag = plainTags[token.tag]
  return <Tag>{inner}</Tag>
}

const alignment = (token: Token): string => /right|center/.exec(String(token.attrGet('style')))?.[0] ?? ''

/** Where a link would lead is shown and leads nowhere: a model's addresses are words like its others. */
function Address({ token, children }: { token: Token; children: ComponentChild }) {
  return (
    <>
      <u>{children}</u> <code class="address">{token.attrGet('href')}</code>
    </>
  )
}

function Picture({ token }: { token: Token }) {
  const say = useWords()
  return (
    <span class="picture">
      {say('Picture')}: {token.content} <code class="address">{token.attrGet('src')}</code>
    </span>
  )
}

function Table({ children }: { children: ComponentChild }) {
  const say = useWords()
  return (
    <ScrollRegion label={say('Table')} class="rich-table">
      <table>{children}</table>
    </ScrollRegion>
  )
}
