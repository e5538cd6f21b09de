import { z } from 'zod'
import { requestRecord } from '../../perf/records.js'
import { sampleAnswer } from './samples.js'

// Each key is a column.

/** A line of the list as CSV. */
export const sampleCsvRow = sampleAnswer
  .pick({ key: true, sampleId: true, dataset: true, subset: true, generation: true, verdict: true, score: true })
  .extend({ scores: z.string().describe('Every score by its name: `accuracy=1 | f1=0.5`') })
  .extend(sampleAnswer.pick({ extracted: true }).shape)
  .extend({ targets: z.string().describe('Every answer that is right, ` | ` between them') })
  .extend(
    sampleAnswer.pick({
      rule: true,
      truncated: true,
      unparsed: true,
      notScored: true,
      stopReason: true,
      latencySeconds: true,
      ttftSeconds: true,
      inputTokens: true,
      outputTokens: true,
    }).shape,
  )
  .extend({ question: z.string(), answer: z.string().describe('Without its reasoning') })

/** A line of the table as CSV: what requests.jsonl has, lists of gaps and texts left out, and two times that follow from it. */
export const requestCsvRow = requestRecord
  .omit({ gapsUs: true, simulated: true, prompt: true, text: true, reasoning: true, finish: true })
  .extend({
    finish: z.string().describe('finish_reason of each choice, ` | ` between them'),
    latencyMs: z.number().describe('From start to end'),
    ttftMs: z.number().nullable().describe('From start to the first token'),
  })
