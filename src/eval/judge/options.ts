import { z } from 'zod'
import { parseEndpoint } from '../../client/endpoint.js'
import { UserError } from '../../lib/errors.js'
import { nearest } from '../../lib/nearest.js'
import { readGeneration } from '../generation-config.js'

const group = 'Judge'
const apiTypes = ['openai_api', 'server', 'service']

const judgeModel = z.strictObject({
  judgeId: z.string().min(1).optional().describe('Name of this judge in records; needed where a model judges twice'),
  modelId: z.string().min(1).describe('Model name sent with each request'),
  apiKey: z.string().optional().describe('Key of the service'),
  apiUrl: z.string().min(1).optional().describe('Address of the service; unset, the service that is evaluated'),
  evalType: z
    .string()
    .refine(type => apiTypes.includes(type), 'judges are asked over an OpenAI-compatible service: openai_api is the only type')
    .optional()
    .describe('openai_api; EvalScope’s other types are not known here'),
  modelArgs: z
    .record(z.string(), z.unknown())
    .refine(
      args => Object.keys(args).length === 0,
      'is for models that EvalScope loads itself; write sampling fields into generation_config',
    )
    .optional()
    .describe('Not used; refused where it is not empty'),
  generationConfig: z.record(z.string(), z.unknown()).default({}).describe('Sampling fields, over {"temperature": 0, "max_tokens": 4096}'),
})

const contract = z.strictObject({
  systemPrompt: z.string().nullable().default(null).describe('System message of the general question'),
  promptTemplate: z.string().nullable().default(null).describe('Words of the general question, with {question}, {gold} and {pred}'),
  scoreMapping: z
    .record(z.string(), z.number().min(0).max(1))
    .refine(mapping => Object.keys(mapping).length > 1, 'needs at least two verdicts')
    .nullable()
    .default(null)
    .describe('Verdict to value, 0 to 1; unset, A is right and B is wrong'),
  scoreType: z.enum(['pattern', 'numeric']).default('pattern').describe('pattern: one of the labels; numeric: a number from 0 to 1'),
})

export const judgeStrategies = ['auto', 'rule', 'llm', 'llm_recall'] as const

/** How answers are judged by models; the fields of EvalScope's `--judge`, under its names or in camelCase. */
export const judgeOptions = z
  .strictObject({
    strategy: z
      .enum(judgeStrategies)
      .default('auto')
      .describe('auto: as each benchmark says; rule: no judge; llm: the judge alone; llm_recall: the judge where the rule says wrong')
      .meta({ group }),
    models: z
      .preprocess(given => (typeof given === 'object' && !Array.isArray(given) ? [given] : given), z.array(judgeModel))
      .default([])
      .describe('Judge models, one or a list')
      .meta({ group }),
    contract: contract.prefault({}).describe('The general question, for benchmarks that have none of their own').meta({ group }),
    repeats: z.int().positive().default(1).describe('Times that each judge is asked').meta({ group, hint: 'n' }),
    positionSwap: z
      .enum(['auto', 'on', 'off'])
      .default('auto')
      .describe('Ask comparisons of two answers in both orders; has no effect on other questions')
      .meta({ group }),
    aggregation: z
      .enum(['mean', 'median', 'majority_vote'])
      .default('mean')
      .describe('What is made of several judges; a tied vote goes to the first')
      .meta({ group }),
    minValidJudges: z.int().positive().default(1).describe('Judges whose verdict must be readable').meta({ group, hint: 'n' }),
  })
  .superRefine(({ models, minValidJudges }, context) => {
    if (models.length > 0 && minValidJudges > models.length)
      context.addIssue({
        code: 'custom',
        path: ['minValidJudges'],
        message: `is ${minValidJudges}, but there are ${models.length} judge models`,
      })
    const ids = models.map(model => model.judgeId ?? model.modelId)
    const twice = ids.find((id, index) => ids.indexOf(id) !== index)
    if (twice !== undefined)
      context.addIssue({ code: 'custom', path: ['models'], message: `names the judge "${twice}" twice; give each a judge_id of its own` })
  })

export type JudgeOptions = z.output<typeof judgeOptions>
export type JudgeModel = z.output<typeof judgeModel>

/** @throws UserError that names the key. */
export function readJudgeOptions(given: unknown): JudgeOptions {
  const read = judgeOptions.safeParse(camelKeys(given))
  if (read.success) return checked(read.data)
  throw new UserError(
    `--judge: ${read.error.issues.map(describe).join('; ')}.`,
    'It takes EvalScope’s fields, as {"models": {"model_id": "judge-model", "api_url": "http://127.0.0.1:8801/v1"}}.',
  )
}

/** Addresses and sampling fields, read once before anything is asked. @throws UserError */
function checked(options: JudgeOptions): JudgeOptions {
  for (const { modelId, apiUrl, generationConfig } of options.models) {
    readGeneration(generationConfig, `--judge: ${modelId}: generation_config`)
    if (apiUrl !== undefined && parseEndpoint(apiUrl).protocol !== 'chat')
      throw new UserError(
        `--judge: ${modelId}: judges are asked over chat completions, but api_url leads to plain completions.`,
        'Give the base address, or a path that ends in /chat/completions.',
      )
  }
  return options
}

/** These hold names of others, which stay as they are. */
const FREE = new Set(['generationConfig', 'modelArgs', 'scoreMapping'])

function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = key.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
      return [name, FREE.has(name) ? inner : camelKeys(inner)]
    }),
  )
}

function describe(issue: z.core.$ZodIssue): string {
  const place = issue.path.map(String).join('.')
  if (issue.code !== 'unrecognized_keys') return `${snake(place)}: ${issue.message}`
  const [key = ''] = issue.keys
  const guess = nearest(
    key,
    [judgeOptions, judgeModel, contract].flatMap(schema => Object.keys(schema.shape)),
  )
  return `${place === '' ? '' : `${snake(place)} `}has no key "${snake(key)}"${guess === undefined ? '' : `; did you mean "${snake(guess)}"?`}`
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
}
