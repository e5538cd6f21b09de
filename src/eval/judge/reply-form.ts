import { z } from 'zod'
import { parseJson } from '../../lib/parse-json.js'
import { splitThinking } from '../thinking.js'
import type { JudgeQuestion } from './types.js'

export interface ReadVerdict {
  reasoning: string
  verdict: string | number
}

type Verdicts = JudgeQuestion['verdicts']

/** What is added to a judge's prompt: the form in which the verdict must come. */
export function askForForm(verdicts: Verdicts): string {
  const allowed =
    'from' in verdicts
      ? `a number from ${verdicts.from} to ${verdicts.to}`
      : `one of ${verdicts.map(verdict => JSON.stringify(verdict)).join(', ')}`
  return [
    'Give your judgement as one JSON object and write nothing before or after it. It has these fields:',
    '"reasoning": text, why you judge so, in one to three sentences',
    `"verdict": ${allowed}`,
  ].join('\n')
}

/** The verdict of a judge's reply, or why it has none: whatever is outside the form is not read. */
export function readVerdict(reply: string, verdicts: Verdicts): ReadVerdict | { problem: string } {
  const { answer, truncatedThinking } = splitThinking(reply)
  if (answer === '') return { problem: truncatedThinking ? 'the thinking never ended' : 'the reply is empty' }
  const object = z.looseObject({}).safeParse(parseJson(unfenced(answer)))
  if (!object.success) return { problem: 'the reply is not exactly one JSON object' }
  const read = formOf(verdicts).safeParse(object.data)
  if (read.success) return read.data
  return { problem: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') }
}

function formOf(verdicts: Verdicts) {
  const verdict = 'from' in verdicts ? z.number().min(verdicts.from).max(verdicts.to) : z.enum(verdicts)
  return z.object({ reasoning: z.string().default(''), verdict })
}

/** The text in a fence that is the whole reply, or the reply. */
function unfenced(text: string): string {
  return /^```[\w-]*\s*\n([\s\S]*?)\n?\s*```$/.exec(text)?.[1] ?? text
}
