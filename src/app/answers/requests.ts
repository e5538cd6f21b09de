import { z } from 'zod'

const moment = z.number().nullable()

export const requestRow = z.object({
  index: z.int(),
  phase: z.string().describe('`warmup` or `measured`'),
  outcome: z.string().describe('`success`, `failure` or `cancelled`'),
  failure: z.string().nullable().describe('Kind of failure'),
  status: z.int().nullable().describe('Of the HTTP answer'),
  startMs: z.number(),
  latencyMs: z.number(),
  ttftMs: z.number().nullable(),
  inputTokens: z.number().nullable(),
  outputTokens: z.number().nullable(),
})

export const requestsAnswer = z.object({
  point: z.string(),
  requests: z.array(requestRow),
  total: z.int().describe('Requests that meet the filters, so far'),
  complete: z.boolean().describe('False while the file is still being read: ask again'),
})

/** All moments are milliseconds from the run's zero. */
export const requestAnswer = requestRow.extend({
  detail: z.string().nullable().describe('What the service, or the network, said of the failure'),
  requestId: z.string().nullable(),
  dueMs: z.number(),
  firstByteMs: moment,
  firstTokenMs: moment,
  firstAnswerMs: moment,
  lastTokenMs: moment,
  endMs: z.number(),
  gapsUs: z.array(z.number()).describe('Microseconds between reads that carried tokens'),
  tokenSource: z.string().nullable(),
  finish: z.array(z.string().nullable()).describe('finish_reason of each choice'),
  text: z.string().nullable().describe('Where texts were saved'),
  reasoning: z.string().nullable().describe('Where texts were saved'),
})
