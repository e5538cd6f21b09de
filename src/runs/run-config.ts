import { z } from 'zod'

const runStatuses = ['running', 'done', 'failed', 'interrupted'] as const

export type RunStatus = (typeof runStatuses)[number]

/** The version of config.json that is written. */
export const runSchemaVersion = 1

export const configName = 'config.json'

/** What every config.json has; the feature's own fields stand beside it. */
export const runConfig = z.looseObject({
  schemaVersion: z.literal(runSchemaVersion),
  kind: z.string(),
  status: z.enum(runStatuses),
  pid: z.int(),
  startedAt: z.iso.datetime(),
})

export type RunConfig = z.output<typeof runConfig>
