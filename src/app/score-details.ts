import { z } from 'zod'
import { readMessages } from '../eval/answer-lines.js'
import type { SampleAnswer } from './types.js'

const words = z.string().nullish().catch(null)

/** One question to a judge model, as EvalScope and we write it. */
const attempt = z.looseObject({
  judge_id: words,
  repeat_id: z.number().nullish().catch(null),
  placement: words,
  status: words,
  messages: z.array(z.unknown()).catch([]),
  raw_response: words,
  parsed_value: z.unknown(),
  error: words,
  latency: z.number().nullish().catch(null),
})

const scoreWithDetails = z.looseObject({
  metadata: z
    .looseObject({ judge_attempts: z.array(attempt).optional().catch(undefined) })
    .nullish()
    .catch(null),
})

/** What a score keeps beside its value: what the judges were asked and said, and anything else (verdicts of tests, checks of instructions). */
export function scoreDetails(score: unknown): Pick<SampleAnswer, 'judges' | 'details'> {
  const { rule: _, judge_attempts: attempts = [], ...details } = scoreWithDetails.safeParse(score).data?.metadata ?? {}
  return {
    judges: attempts.map(({ judge_id, repeat_id, placement, status, messages, raw_response, parsed_value, error, latency }) => ({
      judge: judge_id ?? '',
      repeat: repeat_id ?? null,
      swapped: placement === 'swapped',
      status: status ?? '',
      asked: readMessages(messages),
      reply: raw_response ?? null,
      verdict: parsed_value ?? null,
      error: error ?? null,
      latencySeconds: latency ?? null,
    })),
    details: Object.keys(details).length === 0 ? null : details,
  }
}
