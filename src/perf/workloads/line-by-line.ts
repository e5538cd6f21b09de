import type { Prompt } from '../../client/types.js'
import { parseJson } from '../../data/local/read-json.js'
import { type NumberedText, readLines } from '../../data/local/read-lines.js'
import { UserError } from '../../lib/errors.js'
import { filePath } from './file-path.js'
import { isMessages } from './prompt-parts.js'
import { openRows } from './row-source.js'
import { textPrompt } from './text-prompt.js'
import type { Workload } from './types.js'

/**
 * A request a line: a JSON object is the whole body, a JSON array of messages is a conversation, anything else is a text. Only lines
 * that begin with `{"` or `[{` are taken for JSON, so that texts may begin with a bracket.
 */
export const lineByLine: Workload = {
  title: 'requests of a file, line by line',
  open: async (options, context) => {
    const { path } = await filePath('line_by_line', options, context, null)
    return openRows(
      { name: path, rows: checkedLines(path), toPrompt: row => toPrompt(row, context.chat), readsPath: true },
      options,
      context,
    )
  },
}

async function* checkedLines(path: string): AsyncGenerator<string> {
  for await (const line of readLines(path)) {
    if (looksLikeJson(line.text)) check(line, path)
    yield line.text
  }
}

const looksLikeJson = (text: string): boolean => /^\s*(?:\{\s*"|\[\s*\{)/.test(text)

function check(line: NumberedText, path: string): void {
  const value = parseJson(line, path)
  if (Array.isArray(value) ? isMessages(value) : isBody(value)) return
  throw new UserError(
    Array.isArray(value)
      ? `${path}, line ${line.line}: not every element of the array is a message.`
      : `${path}, line ${line.line}: the object is no request body, it has neither "messages" nor "prompt".`,
    'Write a text, an array like [{"role": "user", "content": "…"}], or a whole request body.',
  )
}

function toPrompt(row: string, chat: boolean): Prompt {
  const value: unknown = looksLikeJson(row) ? JSON.parse(row) : row
  if (isMessages(value)) return { kind: 'messages', messages: value }
  return isBody(value) ? { kind: 'body', body: value } : textPrompt(row, chat)
}

function isBody(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && ['messages', 'prompt', 'input'].some(field => Object.hasOwn(value, field))
}
