import { z } from 'zod'

const group = 'Output'

/** Where a run's files go. */
export const runOptions = z.strictObject({
  outputsDir: z
    .string()
    .min(1)
    .default('outputs')
    .describe('Folder below which each run gets its own')
    .meta({ group, hint: 'folder', aliases: ['work-dir'] }),
  timestamp: z.boolean().default(true).describe('Put the run into a folder named after the date and time').meta({ group }),
  name: z.string().min(1).optional().describe("Name of the run's folder; unset, that of the model").meta({ group, hint: 'name' }),
  overwrite: z.boolean().default(false).describe('Remove an earlier run that stands in the same place').meta({ group }),
})
