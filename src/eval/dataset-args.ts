import { z } from 'zod'
import { UserError } from '../lib/errors.js'
import { nearest } from '../lib/nearest.js'
import type { Benchmark, BenchmarkArgs } from './types.js'

/** What is made of several answers to each sample. */
export const aggregationNames = ['mean', 'clipped_mean', 'mean_and_pass_at_k', 'mean_and_vote_at_k', 'mean_and_pass_hat_k'] as const

export type Aggregation = (typeof aggregationNames)[number]

/** `dataset_args` of one benchmark under EvalScope's names. */
const given = z.strictObject({
  dataset_id: z.string().optional(),
  local_path: z.string().optional(),
  dataset_revision: z.string().optional(),
  subset_list: z.array(z.string()).min(1).optional(),
  default_subset: z.string().optional(),
  few_shot_num: z.int().min(0).optional(),
  few_shot_random: z.boolean().optional(),
  train_split: z.string().optional(),
  eval_split: z.string().optional(),
  prompt_template: z.string().optional(),
  few_shot_prompt_template: z.string().optional(),
  query_template: z.string().optional(),
  system_prompt: z.string().optional(),
  shuffle: z.boolean().optional(),
  shuffle_choices: z.boolean().optional(),
  extra_params: z.record(z.string(), z.unknown()).optional(),
  filters: z.record(z.string(), z.unknown()).optional(),
  aggregation: z.enum(aggregationNames).optional(),
  metric_list: z.array(z.unknown()).optional(),
  review_timeout: z.number().positive().optional(),
  limit: z.number().positive().optional(),
  name: z.string().optional(),
  pretty_name: z.string().optional(),
  description: z.string().optional(),
  tags: z.array(z.string()).optional(),
  force_redownload: z.boolean().optional(),
})

/** What the user set for one benchmark, beside what its own parts read. */
export interface DatasetSettings {
  args: BenchmarkArgs
  datasetId: string | null
  localPath: string | null
  revision: string | null
  split: string | null
  shotsSplit: string | null
  aggregation: Aggregation
  limit: number | null
  /** EvalScope's answer filters, in order: name and argument. */
  filters: readonly (readonly [name: string, argument: unknown])[]
  /** Seconds that judging one answer may take. */
  reviewTimeout: number | null
  /** Sentences about keys that are accepted without effect. */
  notes: string[]
}

const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  metric_list: 'the benchmark’s own metrics are used',
  default_subset: 'subsets are named by subset_list',
  pretty_name: 'titles are the benchmark’s own',
  description: 'the card is the benchmark’s own',
  tags: 'tags are the benchmark’s own',
  name: 'reports use the benchmark’s own name',
  query_template: 'prompt_template words the whole prompt',
  force_redownload: 'a changed file is noticed by its checksum',
}

/** @throws UserError that names the benchmark and the key. */
export function readDatasetArgs(benchmark: Benchmark, raw: unknown): DatasetSettings {
  const where = `--dataset-args: ${benchmark.name}`
  const read = given.safeParse(raw ?? {})
  if (!read.success)
    throw new UserError(`${where}${problem(read.error.issues[0])}.`, `See "evalscope-ts benchmarks ${benchmark.name}" for what it takes.`)
  const { dataset_id, local_path, dataset_revision, eval_split, train_split, aggregation, limit, filters, review_timeout } = read.data
  return {
    args: benchmarkArgs(benchmark, read.data, where),
    datasetId: dataset_id ?? null,
    localPath: local_path ?? null,
    revision: dataset_revision ?? null,
    split: eval_split ?? null,
    shotsSplit: train_split ?? null,
    aggregation: aggregation ?? benchmark.aggregation ?? 'mean',
    limit: limit ?? null,
    filters: Object.entries(filters ?? {}),
    reviewTimeout: review_timeout ?? null,
    notes: notesOn(benchmark, read.data),
  }
}

type Given = z.output<typeof given>

function benchmarkArgs(benchmark: Benchmark, args: Given, where: string): BenchmarkArgs {
  return {
    subsets: checkSubsets(benchmark, args.subset_list, where),
    shots: checkShots(benchmark, args.few_shot_num, where),
    randomShots: args.few_shot_random ?? false,
    promptTemplate: args.few_shot_prompt_template ?? args.prompt_template ?? null,
    systemPrompt: args.system_prompt ?? null,
    shuffle: args.shuffle ?? false,
    shuffleChoices: args.shuffle_choices ?? benchmark.shufflesChoices ?? false,
    extra: readExtra(benchmark, args.extra_params, where),
  }
}

function notesOn({ name }: Benchmark, args: Given): string[] {
  const keys = Object.keys(args).filter(key => Object.hasOwn(WITHOUT_EFFECT, key))
  return keys.map(key => `${name}: ${key} has no effect: ${WITHOUT_EFFECT[key]}.`)
}

function problem(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code !== 'unrecognized_keys') return `: ${issue?.path.join('.')}: ${issue?.message}`
  const [key = ''] = issue.keys
  const guess = nearest(key, Object.keys(given.shape))
  return ` has no key "${key}"${guess === undefined ? '' : `; did you mean "${guess}"?`}`
}

function checkSubsets({ data }: Benchmark, wanted: string[] | undefined, where: string): string[] | null {
  if (wanted === undefined || data.subsets.length === 0) return wanted ?? null
  for (const name of wanted) {
    if (data.subsets.includes(name)) continue
    const guess = nearest(name, data.subsets)
    throw new UserError(
      `${where} has no subset "${name}".`,
      `${guess === undefined ? '' : `Did you mean "${guess}"? `}Known: ${data.subsets.slice(0, 20).join(', ')}${data.subsets.length > 20 ? ', …' : ''}.`,
    )
  }
  return wanted
}

function checkShots({ shots }: Benchmark, count: number | undefined, where: string): number | null {
  if (count !== undefined && shots.most !== undefined && count > shots.most)
    throw new UserError(
      `${where}: few_shot_num is ${count}, but there are at most ${shots.most} worked examples.`,
      `Give few_shot_num between 0 and ${shots.most}.`,
    )
  return count ?? null
}

function readExtra({ extra }: Benchmark, params: Record<string, unknown> | undefined, where: string): Record<string, unknown> {
  const read = extra.safeParse(params ?? {})
  if (read.success) return read.data
  const [issue] = read.error.issues
  const known = Object.keys(extra.shape).join(', ') || 'none'
  throw new UserError(
    `${where}: extra_params: ${issue?.path.join('.') || issue?.message}${issue?.path.length ? `: ${issue.message}` : ''}.`,
    `It knows: ${known}.`,
  )
}
