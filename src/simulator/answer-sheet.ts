import { createHash } from 'node:crypto'

/** What a right and a wrong answer to one prompt look like. The simulator knows no benchmark: it only picks from these. */
export interface AnswerSheetEntry {
  /** `promptKey` of the request's `userText`. */
  prompt: string
  /** Whole replies, as models word them; at least one. */
  right: readonly string[]
  wrong: readonly string[]
  /**
   * The form of the reply is itself what is judged (three words, no comma, JSON alone): it is never fenced, a truncated reply never gets
   * past its thinking, and a refusal is an empty reply with finish_reason `content_filter`.
   */
  verbatim?: boolean
}

export interface AnswerSheet {
  entries: readonly AnswerSheetEntry[]
  student: StudentOptions
}

/** What the student knows of its answers: the truth that a score is held against. */
export interface AnswerTally {
  right: number
  answers: number
}

/** How the simulated student answers. Shares are 0 to 1 of the prompts on the sheet; each is exact in expectation. */
export interface StudentOptions {
  /** Answered right. The rest is wrong, of which `truncated`, `refusals` and `empty` are parts. */
  skill: number
  seed: number
  /** Thinking stands before the answer: half of them as a `<think>` block, half in the reasoning field. */
  thinking: number
  /** The answer follows thinking that only the closing `</think>` ends, as where the prompt's template has opened it. */
  unopenedThinking: number
  /** The answer stands in a code fence, unless it has one of its own. */
  fenced: number
  /** Cut with finish_reason `length` before the answer came. */
  truncated: number
  /** The student declines. */
  refusals: number
  /** Nothing is said. */
  empty: number
}

/** The name under which a prompt stands on the sheet: sha256 of its UTF-8, hex. */
export function promptKey(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** What the user said, from the first message to the last, text parts joined; null where nothing was. */
export function userText(messages: readonly { role: string; content?: unknown }[]): string | null {
  const said = messages.filter(({ role }) => role === 'user').map(({ content }) => contentText(content))
  return said.length === 0 ? null : said.join('\n\n')
}

function contentText(content: unknown): string {
  if (Array.isArray(content)) return content.map(textOf).join('')
  return typeof content === 'string' ? content : ''
}

function textOf(part: unknown): string {
  return typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string' ? part.text : ''
}
