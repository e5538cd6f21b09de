import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'

/** The ways to write a formula, the longer marks first. */
const marks = [
  { open: '$$', close: '$$', display: true },
  { open: '\\[', close: '\\]', display: true },
  { open: '\\(', close: '\\)', display: false },
  { open: '$', close: '$', display: false },
] as const

/** Longer formulas are no formulas, or would take a browser seconds. */
const longest = 4000

/** Formulas of one text; a browser takes a millisecond for each. Those beyond show as they were written. */
const most = 400

/** Adds formulas as tokens `math` (inline) and `math_block`; `markup` is `display` where the formula stands on lines of its own. */
export function withMath(markdown: MarkdownIt): MarkdownIt {
  markdown.inline.ruler.before('escape', 'math', inlineMath)
  markdown.block.ruler.before('fence', 'math_block', blockMath, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
  return markdown
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  const mark = marks.find(({ open }) => state.src.startsWith(open, state.pos))
  if (mark === undefined || countOf(state.env) >= most) return false
  const inner = formulaAt(state.src.slice(state.pos + mark.open.length, Math.min(state.posMax, state.pos + longest)), mark.close)
  if (inner === null) return false
  const end = state.pos + mark.open.length + inner.length + mark.close.length
  if (mark.open === '$' && (!isFormula(inner) || /\d/.test(state.src[end] ?? ''))) return false
  if (!silent) push(state, 'math', inner, mark.display)
  state.pos = end
  return true
}

/** What stands before the closing mark; null where it is empty or does not close. */
function formulaAt(text: string, close: string): string | null {
  for (let at = text.indexOf(close, 1); at !== -1; at = text.indexOf(close, at + 1))
    if (close !== '$' || text[at - 1] !== '\\') return text.slice(0, at)
  return null
}

/** Dollars of prices are no formulas: no blank within the marks, no empty line. */
const isFormula = (inner: string): boolean => !/^\s|\s$|\n\s*\n/.test(inner)

/** A formula that begins a line, and ends one, perhaps lines later. */
function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0)
  const mark = marks.find(({ open, display }) => display && state.src.startsWith(open, start))
  if (mark === undefined || countOf(state.env) >= most) return false
  const end = lastLine(state, startLine, endLine, start + mark.open.length, mark.close)
  if (end === null) return false
  if (silent) return true
  const text = state.getLines(startLine, end.line + 1, state.blkIndent, false).trim()
  push(state, 'math_block', text.slice(mark.open.length, -mark.close.length), true)
  state.line = end.line + 1
  return true
}

function lastLine(state: StateBlock, startLine: number, endLine: number, from: number, close: string): { line: number } | null {
  for (let line = startLine; line < endLine; line++) {
    const [lineStart, lineEnd] = [Math.max(from, state.bMarks[line] ?? 0), state.eMarks[line] ?? 0]
    if (lineEnd - from > longest || (line > startLine && state.isEmpty(line))) return null
    const text = state.src.slice(lineStart, lineEnd)
    const at = text.indexOf(close)
    if (at !== -1) return text.slice(at + close.length).trim() === '' && lineStart + at > from ? { line } : null
  }
  return null
}

function push(state: StateInline | StateBlock, type: string, content: string, display: boolean): void {
  state.env.formulas = countOf(state.env) + 1
  const token = state.push(type, 'math', 0)
  token.content = content.trim()
  token.markup = display ? 'display' : ''
  token.block = type === 'math_block'
}

/** Formulas that were found in this text so far. */
function countOf({ formulas }: Readonly<Record<string, unknown>>): number {
  return typeof formulas === 'number' ? formulas : 0
}
