import { z } from 'zod'

const group = 'Viewer'

export const appOptions = z.strictObject({
  outputs: z
    .string()
    .min(1)
    .default('outputs')
    .describe('Folder that holds the runs')
    .meta({ group, hint: 'folder', aliases: ['outputs-dir'] }),
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .describe('Address to listen on; one that other machines can reach needs a token')
    .meta({ group }),
  port: z.int().min(0).max(65_535).default(9000).describe('Port to listen on, 0 for any free one').meta({ group }),
  token: z
    .string()
    .min(8)
    .optional()
    .describe('Word that a browser must bring with it; unset, one is drawn where it is needed')
    .meta({ group, hint: 'word', env: 'EVALSCOPE_APP_TOKEN' }),
  open: z.boolean().default(true).describe('Open the browser, on a desktop').meta({ group }),
})

export type AppOptions = z.output<typeof appOptions>
