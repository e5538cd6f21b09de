import { z } from 'zod'
import { reportDocument } from '../report-document.js'

const flip = z.object({
  sample: z.string(),
  subset: z.string(),
  question: z.string().nullable().describe('Its beginning; null where the files do not tell it'),
  before: z.number().describe('Value in `a`, 0 to 1'),
  after: z.number().describe('Value in `b`, 0 to 1'),
  keyA: z.string().describe('`key` of its sample in `a`'),
  keyB: z.string().describe('`key` of its sample in `b`'),
})

export const flips = z.object({
  dataset: z.string(),
  worse: z.array(flip).describe('Answered better in `a`'),
  better: z.array(flip).describe('Answered better in `b`'),
})

/** A comparison as a report, with the questions that changed. */
export const compareAnswer = reportDocument.extend({ flips: z.array(flips).describe('Empty for load tests') })
