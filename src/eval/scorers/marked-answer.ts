export interface MarkedAnswer {
  /** The line of the answer, without the marks of Markdown and LaTeX around it. */
  text: string
  /** Everything after the mark, as it was written. */
  rest: string
  /** Where it stood: after `Answer:` (`answer-line`), in a `\boxed{}` (`boxed`), after "the answer is" (`answer-sentence`). */
  rule: 'answer-line' | 'boxed' | 'answer-sentence'
}

/** Models that fall into a loop mark an answer thousands of times: only the last marks are looked at, and only the beginning of what follows them. */
const MOST_MARKS = 50
const LONGEST_ANSWER = 4_000

const COLON = /(?:\b(?:(?:final|exact|correct|my)\s+)?(?:answer|ans)|(?:最终|最后|正确)?答案)(?:\s+is|是|为)?[*_`\s]*[:：][*_`]*/gi
const SENTENCE =
  /\b(?:the|my|our|final|correct)\s+(?:(?:final|correct)\s+)?answer\s+(?:is|was|would be|must be)(?:,?\s+(?:therefore|thus|then),?)?(?=\W)\s*|(?:最终|最后|正确)?答案(?:就|应该)?[是为]\s*/gi

/**
 * What a reply marks as its answer, of several the last: after `Answer:` or `答案：` (on that line, or the next where the line ends
 * there), else in the last `\boxed{…}`, else after "the answer is". Null where nothing is marked: prose is not searched.
 */
export function readMarkedAnswer(reply: string): MarkedAnswer | null {
  const found = allMarked(reply)
  const byRule = (rule: MarkedAnswer['rule']) => found.findLast(({ answer }) => answer.rule === rule)?.answer
  return byRule('answer-line') ?? byRule('boxed') ?? byRule('answer-sentence') ?? null
}

/** Every marked answer, the last one first: for readers that know what an answer must look like. */
export function markedAnswers(reply: string): MarkedAnswer[] {
  return allMarked(reply)
    .sort((one, other) => other.at - one.at)
    .map(({ answer }) => answer)
}

/** The reply itself, where it is nothing but an answer: one line of at most `words` words. */
export function readBareAnswer(reply: string, words: number): string | null {
  const text = reply.trim()
  if (text === '' || text.length > LONGEST_ANSWER || text.includes('\n') || text.endsWith(':') || text.split(/\s+/).length > words)
    return null
  return undecorate(text) || null
}

interface Found {
  at: number
  answer: MarkedAnswer
}

function allMarked(reply: string): Found[] {
  return [...marks(reply, COLON, 'answer-line'), ...boxes(reply), ...marks(reply, SENTENCE, 'answer-sentence')]
}

function marks(reply: string, mark: RegExp, rule: MarkedAnswer['rule']): Found[] {
  return [...reply.matchAll(mark)].slice(-MOST_MARKS).flatMap(match => {
    const at = match.index + match[0].length
    return toFound(at, reply.slice(at), rule)
  })
}

function boxes(reply: string): Found[] {
  return [...reply.matchAll(/\\boxed\s*\{/g)].slice(-MOST_MARKS).flatMap(match => {
    const start = match.index + match[0].length
    const inner = bracedText(reply.slice(start, start + LONGEST_ANSWER))
    return inner === null ? [] : toFound(match.index, inner, 'boxed')
  })
}

function toFound(at: number, rest: string, rule: MarkedAnswer['rule']): Found[] {
  const text = undecorate(firstLine(rest))
  return text === '' ? [] : [{ at, answer: { text, rest, rule } }]
}

/** The rest of the line; where nothing stands there, the next line that has something. */
function firstLine(text: string): string {
  return (
    text
      .trimStart()
      .slice(0, LONGEST_ANSWER)
      .split('\n')
      .find(line => undecorate(line) !== '') ?? ''
  )
}

/** The text up to the brace that closes what was opened before it. */
function bracedText(text: string): string | null {
  let depth = 1
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '{') depth++
    else if (text[at] === '}' && --depth === 0) return text.slice(0, at)
  }
  return null
}

/** Without emphasis, code marks, dollar signs, `\text{}`, `\boxed{}`, quotation marks around it and a full stop after it. */
export function undecorate(text: string): string {
  let bare = text.trim()
  if (bare.length > LONGEST_ANSWER) return bare
  for (let before = ''; before !== bare; ) {
    before = bare
    for (const [wrapping, inner] of WRAPPINGS) bare = bare.replace(wrapping, inner).trim()
  }
  return /^[*_`\s:]*$/.test(bare) ? '' : bare
}

const WRAPPINGS: readonly (readonly [RegExp, string])[] = [
  [/^\$+([^$]*)\$+$/, '$1'],
  [/^\\\(\s*(.*?)\s*\\\)$/, '$1'],
  [/^\\\[\s*(.*?)\s*\\\]$/, '$1'],
  [/^\\(?:boxed|text|textbf|mathrm|mathbf)\s*\{(.*)\}$/, '$1'],
  [/^["“「『](.*)["”」』]$/, '$1'],
  [/^[*_`]+|[*_`]+$/g, ''],
  [/(?<=[^.\s])[.。]$/, ''],
]
