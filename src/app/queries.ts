import { z } from 'zod'

const flag = z
  .enum(['true', 'false'])
  .transform(word => word === 'true')
  .optional()
const place = z.coerce
  .number()
  .int()
  .min(0)
  .max(2 ** 52)
const limit = z.coerce.number().int().min(1).max(200).default(50)
const words = z.string().max(500).optional()

export const runsQuery = z.object({
  search: words,
  kind: z.enum(['perf', 'eval']).optional(),
  model: z.string().optional(),
  sort: z.enum(['started', 'model', 'kind']).default('started'),
  order: z.enum(['up', 'down']).default('down'),
  offset: place.default(0),
  limit,
})

export const sampleQuery = z.object({
  dataset: z.string().optional(),
  subset: z.string().optional(),
  verdict: z.enum(['right', 'wrong', 'partial', 'not-scored', 'unreviewed']).optional(),
  truncated: flag,
  unparsed: flag,
  text: words,
  from: place.default(0),
  limit,
})

export const requestQuery = z.object({
  point: z.string(),
  sort: z.enum(['slowest', 'order']).default('slowest'),
  outcome: z.enum(['success', 'failure', 'cancelled']).optional(),
  offset: place.default(0),
  limit,
})

export const oneRequestQuery = z.object({ point: z.string() })

export const compareQuery = z.object({ a: z.string(), b: z.string() })

export type RunsQuery = z.output<typeof runsQuery>
export type SampleQuery = z.output<typeof sampleQuery>
export type RequestQuery = z.output<typeof requestQuery>
