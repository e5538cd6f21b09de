import { z } from 'zod'
import { generationOptions } from '../client/generation-options.js'
import { connectionOptions } from '../client/options.js'
import { UserError } from '../lib/errors.js'
import { parseGoodput } from '../metrics/goodput.js'
import { parseThresholds } from '../metrics/thresholds.js'
import { runOptions } from '../runs/options.js'
import { tokenizerOptions } from '../tokenizer/options.js'
import { formatNames } from './formats.js'
import { workloadOptions } from './workloads/options.js'

const load = 'Load'
const report = 'Report'
const positive = z.int().positive()

/** How much load, how it is spaced, and what is done around it. */
const loadOptions = z.strictObject({
  parallel: z
    .array(positive)
    .min(1)
    .default([1])
    .describe('Requests in flight; several values are measured in turn')
    .meta({ group: load, hint: 'n', aliases: ['concurrency'] }),
  number: z
    .array(positive)
    .min(1)
    .optional()
    .describe('Requests of each point: one value for all, or one for each; unset, 10 for each request in flight')
    .meta({ group: load, short: 'n', hint: 'n' }),
  rate: z
    .array(z.number())
    .min(1)
    .optional()
    .describe('Requests started a second, at random moments (Poisson); -1 is unpaced')
    .meta({ group: load, hint: 'r' }),
  openLoop: z.boolean().default(false).describe('Start on schedule however slow the service is; sweeps over --rate').meta({ group: load }),
  duration: z.number().positive().optional().describe('Stop starting requests after this time').meta({ group: load, hint: 'seconds' }),
  warmupNum: z
    .number()
    .nonnegative()
    .default(0)
    .describe('Requests before each point that are not counted: a number, or a share below 1')
    .meta({ group: load, hint: 'n' }),
  sleepInterval: z.number().nonnegative().default(1).describe('Pause between points').meta({ group: load, hint: 'seconds' }),
  testConnection: z.boolean().default(true).describe('Send one short request first').meta({ group: load }),
})

const resultOptions = z.strictObject({
  format: z.enum(formatNames).default('table').describe('What is printed on stdout').meta({ group: report }),
  threshold: z
    .array(z.string())
    .superRefine(readable(parseThresholds))
    .default([])
    .describe("Limits for CI, as 'ttft.p99<500ms' 'success>=99%'; exit 3 when one is missed")
    .meta({ group: report, hint: 'limit' }),
  goodput: z
    .array(z.string())
    .superRefine(readable(parseGoodput))
    .default([])
    .describe("Limits a request must meet to count as good, as 'ttft<200ms' or ttft:200")
    .meta({ group: report, hint: 'limit' }),
  saveText: z.boolean().default(false).describe('Keep prompts and answers in requests.jsonl').meta({ group: 'Output' }),
  dryRun: z.boolean().default(false).describe('Print the resolved plan and the first request body, send nothing').meta({ group: report }),
})

/** Tells what `parse` does not understand along with everything else that is wrong with the options. */
function readable(parse: (texts: string[]) => unknown) {
  return (texts: string[], context: z.RefinementCtx): void => {
    try {
      parse(texts)
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      context.addIssue({ code: 'custom', message: [error.message, error.hint].filter(text => text !== undefined).join(' ') })
    }
  }
}

/** Every option of `perf`, each declared on the part that reads it. */
export const perfOptions = z
  .strictObject({
    ...connectionOptions.shape,
    ...loadOptions.shape,
    ...workloadOptions.shape,
    ...tokenizerOptions.shape,
    ...generationOptions.shape,
    ...resultOptions.shape,
    ...runOptions.shape,
  })
  .superRefine((options, context) => {
    for (const { path, message } of crossFieldProblems(options)) context.addIssue({ code: 'custom', path: [path], message })
  })

export type PerfOptions = z.infer<typeof perfOptions>

interface Problem {
  path: keyof PerfOptions
  message: string
}

type Crossed = Pick<
  PerfOptions,
  'parallel' | 'number' | 'rate' | 'openLoop' | 'minPromptLength' | 'maxPromptLength' | 'maxTokens' | 'minTokens'
>

function crossFieldProblems(options: Crossed): Problem[] {
  const { parallel, number, rate, openLoop } = options
  const problems: Problem[] = []
  const points = openLoop ? (rate?.length ?? 0) : parallel.length
  if (openLoop && !rate?.every(value => value > 0)) problems.push({ path: 'rate', message: 'must be given and above 0 with --open-loop' })
  if (rate?.some(value => value <= 0 && value !== -1)) problems.push({ path: 'rate', message: 'must be above 0, or -1 for unpaced' })
  if (!openLoop && rate && rate.length > 1 && rate.length !== parallel.length)
    problems.push({ path: 'rate', message: `has ${rate.length} values for ${parallel.length} of --parallel` })
  if (number && number.length > 1 && points > 0 && number.length !== points)
    problems.push({ path: 'number', message: `has ${number.length} values for ${points} points; give one for all, or one for each` })
  if (options.minPromptLength > options.maxPromptLength)
    problems.push({ path: 'minPromptLength', message: `is above --max-prompt-length ${options.maxPromptLength}` })
  const [first = 0] = options.maxTokens
  if (options.minTokens !== undefined && options.minTokens > first)
    problems.push({ path: 'minTokens', message: `is above --max-tokens ${first}` })
  return problems
}
