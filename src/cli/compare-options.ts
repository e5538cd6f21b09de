import { z } from 'zod'

const group = 'Comparison'

/** `compare RUN_A RUN_B`. */
export const compareOptions = z.strictObject({
  runs: z.array(z.string()).default([]).describe('Folders of the two runs: what was, and what is now').meta({ group, hint: 'folder' }),
  gate: z
    .array(z.string())
    .default([])
    .describe("Limits of what B may lose or gain, as 'score>=-0.01' 'mmlu_pro.accuracy>=-2%' 'ttft.p99<=+10%'; exit 3 when one is missed")
    .meta({ group, hint: 'limit', looks: '[<>=]' }),
  metric: z
    .array(z.string())
    .min(1)
    .optional()
    .describe('Metrics that are compared; unset, the main one of each data set, and of load tests the usual ones')
    .meta({ group, hint: 'name' }),
  allowDifferent: z
    .boolean()
    .default(false)
    .describe('Compare evaluations of other data, scorers or sets of questions all the same')
    .meta({ group }),
  seed: z
    .int()
    .nonnegative()
    .default(42)
    .describe('Seed of resampling, by which intervals and p-values are the same again')
    .meta({ group, hint: 'number' }),
  format: z
    .enum(['table', 'json', 'csv', 'markdown'])
    .default('table')
    .describe('What is printed on stdout; markdown for pull requests')
    .meta({ group }),
})

export type CompareOptions = z.output<typeof compareOptions>
