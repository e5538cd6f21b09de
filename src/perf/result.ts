import { z } from 'zod'

const number = z.number().nullable()

export const failureGroup = z.object({
  kind: z.string(),
  status: z.int().nullable(),
  count: z.int().positive(),
  /** What the first of them said. */
  detail: z.string(),
})

export const pointResult = z.object({
  /** Folder of the point below the run's. */
  name: z.string(),
  shape: z.enum(['closed', 'paced', 'open']),
  parallel: z.int().positive().nullable(),
  /** Requests a second that were asked for; null where not paced. */
  rate: number,
  number: z.int().positive(),
  warmup: z.int().nonnegative(),
  /** Metric id to value in base units (seconds, tokens, requests); null where not measured. */
  values: z.record(z.string(), number),
  failures: z.array(failureGroup),
  /** Where the output tokens were counted: usage, tokenizer, events. */
  tokenSources: z.record(z.string(), z.int()),
  /** Why the client itself may have been the limit. */
  clientLimits: z.array(z.string()),
  notes: z.array(z.string()),
  /** Stopped by the user before all its requests had started. */
  interrupted: z.boolean(),
})

/** `result` of a perf run's report.json. */
export const perfResult = z.object({
  simulated: z.boolean(),
  model: z.string(),
  /** Address without query or credentials. */
  url: z.string(),
  points: z.array(pointResult),
  /** What a reader should know of the whole run: rows left out, prompts repeated. */
  notes: z.array(z.string()),
  best: z.object({ throughput: z.string().nullable(), latency: z.string().nullable() }),
  advice: z.array(z.string()),
  thresholds: z.array(z.object({ point: z.string(), text: z.string(), actual: number, met: z.boolean() })),
  environment: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Why nothing was measured: the first request failed. */
  probeFailure: z.object({ message: z.string(), hint: z.string() }).nullable(),
  interrupted: z.boolean(),
})

export type FailureGroup = z.infer<typeof failureGroup>
export type PointResult = z.infer<typeof pointResult>
export type PerfResult = z.infer<typeof perfResult>
