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
const limit = z.coerce.number().int().min(1).max(200).default(50).describe('Most that one page has')
const moment = z.iso.datetime({ offset: true }).optional()
const score = z.coerce.number().optional()
const words = z.string().max(500).optional()
const offset = place.default(0).describe('How many are passed over')
const point = z.string().describe('Folder of the load point, one of `points` of the run')

export const runsQuery = z.object({
  search: words.describe("Words that all stand in the run's id, model, kind, status or data sets"),
  kind: z.enum(['perf', 'eval']).optional(),
  model: z.string().optional().describe('Exactly this model'),
  dataset: z.string().optional().describe('This is one of its data sets'),
  since: moment.describe('Started then or later'),
  until: moment.describe('Started then or earlier'),
  sort: z.enum(['started', 'model', 'kind']).default('started'),
  order: z.enum(['up', 'down']).default('down'),
  offset,
  limit,
})

export const sampleQuery = z.object({
  dataset: z.string().optional().describe('Exactly this one'),
  subset: z.string().optional().describe('Exactly this one'),
  verdict: z.enum(['right', 'wrong', 'partial', 'not-scored', 'unreviewed']).optional(),
  minScore: score.describe('Its main score is not below this'),
  maxScore: score.describe('Its main score is not above this'),
  truncated: flag.describe('Only those that were cut off, or only those that were not'),
  unparsed: flag.describe('Only those in which no answer could be read, or only those in which one could'),
  text: words.describe('Stands in question, answer, reasoning or what was read in it; letter case does not count'),
  from: place.default(0).describe('First row to look at'),
  limit,
})

export const requestQuery = z.object({
  point,
  sort: z.enum(['slowest', 'order']).default('slowest').describe('`order`: as they ended'),
  outcome: z.enum(['success', 'failure', 'cancelled']).optional(),
  offset,
  limit,
})

/** What of a list is saved: the filters and the order, not the page. */
export const sampleCsvQuery = sampleQuery.omit({ from: true, limit: true })
export const requestCsvQuery = requestQuery.omit({ offset: true, limit: true })

export const oneRequestQuery = z.object({ point })

export const compareQuery = z.object({ a: z.string().describe('`id` of a run'), b: z.string().describe('`id` of another one') })

export type RunsQuery = z.output<typeof runsQuery>
export type SampleQuery = z.output<typeof sampleQuery>
export type SampleFilters = z.output<typeof sampleCsvQuery>
export type RequestQuery = z.output<typeof requestQuery>
export type RequestFilters = z.output<typeof requestCsvQuery>
