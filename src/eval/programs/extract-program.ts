import { fencedBlocks } from './fenced-blocks.js'

/** A program found in a reply. */
export interface FoundProgram {
  text: string
  /** The program, and what it is if it is no Python as it stands: the first that compiles is run. */
  sources: readonly string[]
  /** `fenced`: the last block that is a program; `whole-reply`: there are no fences around it. */
  rule: 'fenced' | 'whole-reply'
}

/** Further back than this no program is looked for. */
const LONGEST_REPLY = 4_000_000

const PYTHON = new Set(['', 'python', 'python3', 'py', 'py3', 'python2', 'ipython', 'code', 'starlark', 'sage', 'cpython', 'pypy', 'pypy3'])

/**
 * The program of a reply: of its fenced blocks that look like Python the last one that `isWhole` (reads its input, defines what is asked
 * for), else the last one. Without any, the reply itself as far as it looks like a program. Null where there is none.
 */
export function extractProgram(reply: string, isWhole: (program: string) => boolean): FoundProgram | null {
  const text = reply.slice(-LONGEST_REPLY)
  const blocks = fencedBlocks(text)
  const programs = blocks.filter(({ language, text: code }) => PYTHON.has(language) && codeIn(code) !== null).map(block => block.text)
  const program = programs.findLast(isWhole) ?? programs.at(-1)
  if (program !== undefined) return found(program, codeIn(program), 'fenced')
  const bare = blocks.length === 0 ? codeIn(text) : null
  return bare === null ? null : found(bare, text, 'whole-reply')
}

function found(text: string, other: string | null, rule: FoundProgram['rule']): FoundProgram {
  return { text, sources: other === null || other === text ? [text] : [text, other], rule }
}

/** The official harness takes what stands between the last two lines with three back-ticks, whatever it is. */
export function officialProgram(reply: string): FoundProgram | null {
  const lines = reply.split('\n')
  const fences = lines.flatMap((line, at) => (line.includes('```') ? [at] : []))
  const [from, to] = fences.slice(-2)
  if (from === undefined || to === undefined) return null
  return found(lines.slice(from + 1, to).join('\n'), null, 'fenced')
}

/** Ways in which a line of a program begins at the margin. */
const STATEMENT = new RegExp(
  [
    'import\\s+[A-Za-z_][\\w.]*(?:\\s+as\\s+\\w+|\\s*,.*)?\\s*(?:#.*|;.*)?$',
    'from\\s+[A-Za-z_][\\w.]*\\s+import\\b',
    '(?:async\\s+)?def\\s+\\w+\\s*\\(',
    'class\\s+\\w+\\s*(?:\\(.*)?:',
    '@\\w[\\w.]*(?:\\(.*\\))?\\s*$',
    '(?:for\\s.+\\sin\\s.+|while\\s.+|if\\s.+|with\\s.+|try\\s*|match\\s.+):\\s*(?:\\S.*)?$',
    'return\\b',
    'global\\s+\\w',
    'assert\\s',
    'raise\\s',
    'exec\\(|print\\(',
    '[A-Za-z_][\\w.]*(?:\\[[^=]*\\])?(?:\\s*,\\s*\\*?[A-Za-z_][\\w.]*(?:\\[[^=]*\\])?)*\\s*(?::[^=]+)?(?:[-+*/%&|^@]|//|\\*\\*|<<|>>)?=(?!=)\\s*\\S',
    '[A-Za-z_][\\w.]*\\(.*\\)\\s*(?:#.*|;.*)?$',
  ]
    .map(form => `(?:${form})`)
    .join('|')
    .replace(/^/, '^(?:')
    .concat(')'),
)

/** Lines that may stand among the lines of a program. */
const COMPANION = /^(?:\s|#|$|["')\]}]|(?:else|elif|except|finally|case)\b.*:|(?:pass|break|continue)\b)/

const isStatement = (line: string): boolean => STATEMENT.test(line.slice(0, 500))

/** The lines from the first statement on to the last one that belongs to a program, with a comment or text that stands right before. */
function codeIn(text: string): string | null {
  const lines = text.split('\n').map(line => line.replace(/\r$/, ''))
  const indented = lines.every(line => line.trim() === '' || /^\s/.test(line))
  const shown = indented ? lines.map(line => line.trimStart()) : lines
  const first = shown.findIndex(isStatement)
  if (first < 0) return null
  if (indented) return text.replace(/^\s*\n/, '').trimEnd()
  const from = beginning(lines, first)
  let to = lines.length - 1
  while (to > first && (lines[to]?.trim() === '' || !(isStatement(lines[to] ?? '') || COMPANION.test(lines[to] ?? '')))) to--
  return lines.slice(from, to + 1).join('\n')
}

/** Comments and a text of the module may stand before the first statement. */
function beginning(lines: readonly string[], first: number): number {
  const quote = lines.findIndex((line, at) => at < first && /^(?:"""|''')/.test(line))
  let from = quote < 0 ? first : quote
  while (from > 0 && /^#(?!#|\s*$)/.test(lines[from - 1] ?? '')) from--
  return from
}
