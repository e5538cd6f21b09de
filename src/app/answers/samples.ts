import { z } from 'zod'

export const verdict = z
  .enum(['right', 'wrong', 'partial', 'not-scored', 'unreviewed'])
  .describe('`unreviewed`: answered, and not scored yet; `not-scored`: it has no score, and counts in no mean')

export const sampleRow = z.object({
  key: z.string().describe("Names the answer; `<file>:<index>` in EvalScope's runs"),
  sampleId: z.string(),
  generation: z.int().describe('Which of several answers to the same question'),
  dataset: z.string(),
  subset: z.string(),
  verdict,
  score: z.number().nullable().describe('Main score, as recorded'),
  truncated: z.boolean().describe('Cut off at the limit of output tokens'),
  unparsed: z.boolean().describe('No answer could be read in what the model said'),
  question: z.string().describe('Its beginning'),
  answer: z.string().describe('Its beginning'),
  extracted: z.string().nullable().describe('Beginning of what was read as the answer'),
})

export const sampleGroup = z.object({ dataset: z.string(), subset: z.string(), count: z.int() })

export const samplesAnswer = z.object({
  samples: z.array(sampleRow),
  total: z.int().describe('Samples that meet the filters, `text` apart; so far, where not complete'),
  all: z.int().describe('Every sample of the run so far'),
  complete: z.boolean().describe('False while files are still being read: ask again'),
  groups: z.array(sampleGroup),
  next: z.int().nullable().describe('`from` of the page after this one; null at the end'),
  previous: z.int().nullable().describe('`from` of the page before this one; null at the beginning'),
})

export const message = z.object({ role: z.string(), content: z.string() })

export const judgeAttempt = z.object({
  judge: z.string(),
  repeat: z.int().nullable(),
  swapped: z.boolean().describe('The two answers stood in the other order'),
  status: z.string().describe('`success`, `parse_error` or `transport_error`'),
  asked: z.array(message),
  reply: z.string().nullable(),
  verdict: z.unknown().describe('What was read in the reply'),
  error: z.string().nullable(),
  latencySeconds: z.number().nullable(),
})

export const sampleAnswer = sampleRow.extend({
  question: z.string(),
  answer: z.string(),
  extracted: z.string().nullable().describe('What was read as the answer'),
  reasoning: z.string(),
  choices: z.array(z.string()).nullable(),
  targets: z.array(z.string()).describe('Every answer that is right'),
  messages: z.array(message).describe('What was sent'),
  rule: z.string().nullable().describe('Which rule read the answer'),
  reason: z.string().nullable().describe('Why it was judged so'),
  notScored: z.string().nullable().describe('Why it has no score, or no answer'),
  scores: z.array(z.object({ name: z.string(), value: z.number() })),
  stopReason: z.string().nullable(),
  latencySeconds: z.number().nullable(),
  ttftSeconds: z.number().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
  judges: z.array(judgeAttempt),
  details: z.record(z.string(), z.unknown()).nullable().describe('What else the score keeps: verdicts of tests, checks of instructions'),
  next: z.string().nullable().describe('Key of the next sample under the same filters'),
  previous: z.string().nullable().describe('Key of the one before, under the same filters'),
})
