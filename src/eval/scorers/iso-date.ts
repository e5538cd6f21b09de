import { readBareAnswer, readMarkedAnswer } from './marked-answer.js'
import type { ValueReading } from './plain-number.js'

export const version = 1

const bareWords = 8

/** The date in ISO form (`2024-03-06`) that a reply gives as its answer: the only one where the answer is marked, or in a reply of one line. */
export function readIsoDate(reply: string): ValueReading {
  const marked = readMarkedAnswer(reply)
  const text = (marked?.text ?? readBareAnswer(reply, bareWords) ?? '').normalize('NFKC').replaceAll(/[‐‑‒–−]/g, '-')
  const [value, ...others] = new Set(text.match(/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g))
  if (value === undefined || others.length > 0) return { value: null, rule: 'unread' }
  return { value, rule: marked?.rule ?? 'bare-answer' }
}
