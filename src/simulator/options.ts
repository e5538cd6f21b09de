import { z } from 'zod'

const group = 'Simulated service'
const milliseconds = { group, hint: 'ms' }

function rate(description: string) {
  return z.number().min(0).max(1).default(0).describe(description).meta({ group, hint: 'share' })
}

/** Everything that shapes the simulated service. Times are milliseconds, rates are shares of requests from 0 to 1. */
export const simulatorOptions = z.strictObject({
  host: z.string().min(1).default('127.0.0.1').describe('address to listen on').meta({ group }),
  port: z.int().min(0).max(65_535).default(0).describe('port to listen on, 0 for any free one').meta({ group }),
  models: z
    .array(z.string().min(1))
    .min(1)
    .default(['simulated-model'])
    .describe('model names in the list of models')
    .meta({ group, hint: 'name' }),
  strictModel: z.boolean().default(false).describe('refuse requests for a model that is not in the list').meta({ group }),
  contextLength: z
    .int()
    .min(2)
    .default(131_072)
    .describe('most tokens of prompt and answer together; requests beyond it are refused')
    .meta({ group, hint: 'tokens' }),
  ttft: z.number().min(0).default(40).describe('mean time from leaving the queue to the first token, without prefill').meta(milliseconds),
  ttftSpread: z
    .number()
    .min(0)
    .max(10)
    .default(0.1)
    .describe('standard deviation of ttft, relative to its mean')
    .meta({ group, hint: 'share' }),
  itl: z
    .number()
    .min(0)
    .default(4)
    .describe('mean time between two events of one stream that has the service to itself')
    .meta(milliseconds),
  itlSpread: z
    .number()
    .min(0)
    .max(10)
    .default(0.15)
    .describe('standard deviation of itl, relative to its mean')
    .meta({ group, hint: 'share' }),
  prefillRate: z
    .number()
    .positive()
    .default(20_000)
    .describe('input tokens read in a second, which delays the first token')
    .meta({ group, hint: 'tokens/s' }),
  maxBatch: z
    .int()
    .min(1)
    .default(16)
    .describe('most requests worked on at once; the others queue, first come, first served')
    .meta({ group }),
  slowdown: z
    .number()
    .min(0)
    .default(0.03)
    .describe('how much longer itl becomes for each other request in the batch')
    .meta({ group, hint: 'share' }),
  outputTokens: z.number().min(1).default(64).describe('mean length of an answer that ends by itself').meta({ group, hint: 'tokens' }),
  tokensPerEvent: z
    .number()
    .min(1)
    .default(1)
    .describe('mean tokens in one stream event, above 1 as with speculative decoding')
    .meta({ group, hint: 'tokens' }),
  roleFirst: z.boolean().default(true).describe('begin each stream with an event that carries only the role').meta({ group }),
  reasoningShare: z
    .number()
    .min(0)
    .max(1)
    .default(0)
    .describe('share of output tokens that are reasoning, sent first')
    .meta({ group, hint: 'share' }),
  reasoningField: z
    .enum(['reasoning_content', 'reasoning'])
    .default('reasoning_content')
    .describe('field that carries the reasoning')
    .meta({ group }),
  toolCallRate: rate('share of chat answers that are a tool call'),
  usage: z.boolean().default(true).describe('report token usage, in streams where the request asks for it').meta({ group }),
  rate429: rate('share of requests refused with status 429'),
  retryAfter: z.int().min(0).default(1).describe('Retry-After of a 429').meta({ group, hint: 'seconds' }),
  rate500: rate('share of requests refused with status 500'),
  cutRate: rate('share of requests whose connection breaks in the middle of the answer'),
  errorEventRate: rate('share of requests whose stream carries an error in the middle'),
  stallRate: rate('share of requests that fall silent in the middle of the answer'),
  stallSeconds: z.number().min(0).default(10).describe('how long a stalled request is silent').meta({ group, hint: 'seconds' }),
  emptyRate: rate('share of requests answered without any output'),
  seed: z.int().min(0).default(0).describe('seed of the simulated lengths, words, gaps and errors').meta({ group }),
  log: z.string().min(1).optional().describe('file for the send log, one JSON line a request; overwritten').meta({ group, hint: 'file' }),
})

export type SimulatorOptions = z.infer<typeof simulatorOptions>
