import { z } from 'zod'
import { connectionOptions } from '../client/options.js'
import { hubNames } from '../data/types.js'
import { reportFormats } from '../report/formats/index.js'
import { runOptions } from '../runs/options.js'
import { collectionOptions } from './collections/options.js'
import { generationConfigOption } from './generation-config.js'
import { judgeStrategies } from './judge/options.js'

const what = 'What is asked'
const how = 'How it is asked'
const scoring = 'Scoring'
const report = 'Report'

/** What is asked of the model, and of how many questions. */
const questionOptions = z.strictObject({
  datasets: z
    .array(z.string().min(1))
    .default([])
    .describe('Benchmarks by name; "evalscope-ts benchmarks" lists them')
    .meta({ group: what, hint: 'name' }),
  datasetArgs: z
    .record(z.string(), z.unknown())
    .default({})
    .describe('JSON object (or @file) with options of single benchmarks, by name')
    .meta({ group: what, json: true, hint: 'json' }),
  datasetHub: z
    .enum(hubNames)
    .default('modelscope')
    .describe('Hub that is asked first; the other one is asked where it is out of reach')
    .meta({ group: what }),
  limit: z
    .number()
    .nonnegative()
    .optional()
    .describe('Most samples of each subset; below 1, a share of them')
    .meta({ group: what, hint: 'n' }),
  limitTotal: z.int().positive().optional().describe('Most samples in all, taken evenly from the subsets').meta({ group: what, hint: 'n' }),
  repeats: z.int().positive().default(1).describe('Answers to each sample').meta({ group: what, hint: 'n' }),
  seed: z
    .int()
    .nonnegative()
    .default(42)
    .describe('Seed of everything that is drawn: shuffles, choices, worked examples')
    .meta({ group: what, hint: 'number' }),
})

const requestOptions = z.strictObject({
  evalType: z
    .enum(['openai_api', 'server', 'service', 'mock_llm'])
    .optional()
    .describe(
      'Who answers: openai_api (also server, service) is the service at --api-url, mock_llm the simulated student; unset, what --api-url says',
    )
    .meta({ group: how }),
  generationConfig: generationConfigOption
    .default({})
    .describe('JSON object (or name=value,…) of sampling fields, over {"temperature": 0}')
    .meta({ group: how, json: true, hint: 'json' }),
  evalBatchSize: z.int().positive().default(8).describe('Requests in flight').meta({ group: how, hint: 'n' }),
  stream: z
    .boolean()
    .default(true)
    .describe('Receive answers as a stream, which also measures the time to the first token')
    .meta({ group: how }),
  retries: z.int().min(1).default(5).describe('Attempts at each request, where another one can help').meta({ group: how, hint: 'n' }),
  skill: z
    .number()
    .min(0)
    .max(1)
    .default(0.7)
    .describe('Share of questions that the simulated student answers right')
    .meta({ group: how, hint: 'share' }),
})

const scoringOptions = z.strictObject({
  keepThinking: z.boolean().default(false).describe('Score the whole answer, thinking included').meta({ group: scoring }),
  judge: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('JSON object (or @file): strategy and judge models')
    .meta({ group: scoring, json: true, hint: 'json', secret: true }),
  judgeStrategy: z.enum(judgeStrategies).optional().describe('Older way to write the strategy of --judge').meta({ group: scoring }),
  judgeModelArgs: z
    .record(z.string(), z.unknown())
    .optional()
    .describe(
      'Older way to write one model of --judge: JSON object (or @file) with model_id, api_url, api_key, generation_config, and what --judge has in its contract',
    )
    .meta({ group: scoring, json: true, hint: 'json', secret: true }),
  allowUnsafeCode: z
    .boolean()
    .default(false)
    .describe('Run programs of models with limits but without walls, where no sandbox is to be had')
    .meta({ group: scoring }),
  rerunReview: z.boolean().default(false).describe('Score answers again that were scored before').meta({ group: scoring }),
  ignoreErrors: z.boolean().default(false).describe('Exit 0 although samples could not be scored').meta({ group: scoring }),
})

const resultOptions = z.strictObject({
  modelId: z
    .string()
    .min(1)
    .optional()
    .describe("Name of the model in reports and folders; unset, the last part of the model's name")
    .meta({ group: report, hint: 'name' }),
  format: z.enum(reportFormats.names).default('table').describe('What is printed on stdout').meta({ group: report }),
  threshold: z
    .array(z.string())
    .default([])
    .describe("Limits for CI, as 'gsm8k.accuracy>=0.8'; exit 3 when one is missed")
    .meta({ group: report, hint: 'limit' }),
  useCache: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of an earlier run to go on with: what it has is not asked again')
    .meta({ group: 'Output', hint: 'folder' }),
  dryRun: z.boolean().default(false).describe('Print the plan and the first request body, send nothing').meta({ group: report }),
})

/** Every option of `eval`, each declared on the part that reads it. */
export const evalOptions = z
  .strictObject({
    ...questionOptions.shape,
    ...collectionOptions.shape,
    ...connectionOptions.shape,
    ...requestOptions.shape,
    ...scoringOptions.shape,
    ...resultOptions.shape,
    ...runOptions.shape,
  })
  .superRefine((options, context) => {
    if (options.datasets.length === 0 && options.collection === undefined)
      context.addIssue({ code: 'custom', path: ['datasets'], message: 'must name at least one benchmark, as in --datasets demo' })
    const { evalType, url } = options
    if (evalType !== undefined && (evalType === 'mock_llm') === (url !== undefined))
      context.addIssue({
        code: 'custom',
        path: ['evalType'],
        message:
          url === undefined
            ? `${evalType} is a service: give its address with --api-url`
            : 'mock_llm asks no service, and --api-url names one',
      })
    if (options.limit !== undefined && options.limit > 1 && !Number.isInteger(options.limit))
      context.addIssue({ code: 'custom', path: ['limit'], message: 'must be a whole number, or a share below 1' })
  })

export type EvalOptions = z.output<typeof evalOptions>
