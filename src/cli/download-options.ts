import { z } from 'zod'
import { evalOptions } from '../eval/options.js'

const { datasetArgs, datasetHub } = evalOptions.shape

/** What `download` fetches. */
export const downloadOptions = z.strictObject({
  benchmark: z
    .array(z.string().min(1))
    .default([])
    .describe('Benchmarks whose data is fetched')
    .meta({ group: 'What is fetched', hint: 'name' }),
  datasetArgs,
  datasetHub,
})

export type DownloadOptions = z.output<typeof downloadOptions>
