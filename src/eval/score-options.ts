import { z } from 'zod'
import { evalOptions } from './options.js'

const { allowUnsafeCode, keepThinking, judge, judgeStrategy, judgeModelArgs, ignoreErrors, format, threshold } = evalOptions.shape

/** What `score` may do differently from the run it scores. */
export const scoreOptions = z.strictObject({
  folder: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of the run whose answers are scored')
    .meta({ group: 'What is scored', hint: 'folder' }),
  allowUnsafeCode,
  keepThinking,
  judge,
  judgeStrategy,
  judgeModelArgs,
  ignoreErrors,
  format,
  threshold,
})

export type ScoreOptions = z.output<typeof scoreOptions>
