import type { AnswerForms } from '../types.js'

export interface KnownFunction {
  /** The function, whole. */
  code: string
  /** What stands in its place alone, if the question begins it. */
  body?: string
  name: string
}

const block = (code: string, language = 'python'): string => `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``

/** Replies of the simulated student that was asked for a function. */
export function functionForms({ code, body, name }: KnownFunction): AnswerForms {
  const wrong = (line: string): string => `def ${name}(*given, **named):\n    ${line}`
  return {
    right: [
      block(code),
      `Here is the function.\n\n${block(code)}\n\nIt takes one pass over what it is given.`,
      code.trim(),
      `First I thought of something slower:\n\n${block(wrong('return None'))}\n\nThis is better:\n\n${block(code, '')}`,
      `### Solution\n\n${block(`${code.trimEnd()}\n\n\nif __name__ == "__main__":\n    print("ready")`, 'python3')}`,
      ...(body === undefined ? [] : [block(body), body.trim()]),
    ],
    wrong: [
      block(wrong("return 'no such thing'")),
      `I would write this.\n\n${block(wrong("raise ValueError('I got stuck')"))}`,
      `The idea comes first.\n\n${block(wrong('return [[None], given]'))}\n\nIts running time is linear.`,
      block(`def ${name}(:\n    return 1`),
      block(`def something_else_than_${name}(given):\n    return given`),
      'There are several ways to do this. One sorts what is given first; the other one keeps a table of what was seen. Either is fast enough.',
    ],
  }
}
