import { mkdirSync, writeFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'

/** Sums as multiple-choice questions, each in words of its own; the key of question i is the letter of i modulo 4. */
export function writeQuestions(folder: string, count: number, subsets: readonly string[] = ['sums']): void {
  mkdirSync(folder, { recursive: true })
  for (const subset of subsets) {
    const rows = Array.from({ length: count }, (_, number) => {
      const options = ['A', 'B', 'C', 'D'].map((letter, place) => [letter, String(number + 7 + ((place - number) % 4))])
      return JSON.stringify({
        question: `${subset} ${number}: what is ${number} + 7?`,
        ...Object.fromEntries(options),
        answer: 'ABCD'[number % 4],
      })
    })
    writeFileSync(join(folder, `${subset}_val.jsonl`), `${rows.join('\n')}\n`)
  }
}

/** What a request asks, as `writeQuestions` worded it. */
export function questionIn(body: unknown): { text: string; number: number } {
  const found = /\w+ (\d+): what is/.exec(JSON.stringify(body))
  return { text: found?.[0] ?? '', number: Number(found?.[1] ?? Number.NaN) }
}

/** Answers with one plain message. */
export function say(response: ServerResponse, content: string): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }]
  response.end(JSON.stringify({ choices, usage: { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 } }))
}
