import { z } from 'zod'

const group = 'Benchmarks'

export const benchmarksOptions = z
  .strictObject({
    benchmark: z.array(z.string().min(1)).default([]).describe('show the cards of these').meta({ group, hint: 'name', commas: true }),
    tag: z
      .array(z.string().min(1))
      .default([])
      .describe('list those that have all of these tags')
      .meta({ group, hint: 'tag', commas: true }),
    format: z.enum(['text', 'json', 'markdown']).default('text').describe('what is printed on stdout').meta({ group }),
  })
  .superRefine(({ benchmark, tag }, context) => {
    if (benchmark.length > 0 && tag.length > 0)
      context.addIssue({ code: 'custom', path: ['tag'], message: 'is for the list, and does not go with the name of a benchmark' })
  })

export type BenchmarksOptions = z.output<typeof benchmarksOptions>
