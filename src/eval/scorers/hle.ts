import { undecorate } from './marked-answer.js'

export interface HleReply {
  /** After `Exact Answer:` or `Answer:`, on that line or the next; null where there is none. */
  exact: string | null
  /** What the model says of its certainty, 0 to 1; null where it says nothing or no share. */
  confidence: number | null
}

/** The answer and the confidence that a reply to Humanity's Last Exam states; of several the last. */
export function readHle(reply: string): HleReply {
  return { exact: lastAfter(reply, /^[*_#\s]*(?:exact\s+|final\s+)*answer[*_\s]*[:：]/gim), confidence: confidenceIn(reply) }
}

function lastAfter(reply: string, mark: RegExp): string | null {
  const match = [...reply.matchAll(mark)].at(-1)
  if (match === undefined) return null
  const lines = reply.slice(match.index + match[0].length).split('\n')
  const line = lines.map(undecorate).find(text => text !== '') ?? ''
  return line === '' || /^[*_#\s]*confidence\b/i.test(line) ? null : line
}

function confidenceIn(reply: string): number | null {
  const [, number] = [...reply.matchAll(/\bconfidence[*_\s]*[:：][*_\s]*(\d+(?:\.\d+)?)(?![\d.]*\s*\/)/gi)].at(-1) ?? []
  const percent = Number(number)
  return number === undefined || percent > 100 ? null : percent / 100
}
