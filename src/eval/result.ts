import { z } from 'zod'
import { hubNames } from '../data/types.js'

const number = z.number().nullable()
const count = z.int().nonnegative()

/** A value and what it rests on. Scores are 0 to 1. */
export const scoreCell = z.object({
  score: number,
  /** 95 % interval. */
  low: number,
  high: number,
  error: number,
  /** Questions with a score. */
  scored: count,
  /** Answers that could not be had or judged; in no mean. */
  notScored: count,
  /** Answers that were cut off at the limit of output tokens. */
  truncated: count,
  /** Answers in which nothing could be read; they count as wrong. */
  unparsed: count,
  /** Prompts that the service refused as too long, and answers that it filtered; both count as wrong. */
  overflow: count,
  filtered: count,
})

export const metricResult = z.object({
  name: z.string(),
  title: z.string(),
  /** mean, pass_at_k, vote_at_k, pass_hat_k. */
  aggregation: z.string(),
  k: z.int().nullable(),
  direction: z.enum(['higher', 'lower']),
  main: z.boolean(),
  subsets: z.array(scoreCell.extend({ name: z.string(), categories: z.array(z.string()) })),
  /** Over all questions. */
  overall: scoreCell,
  /** Mean of the subsets, each with the same weight. */
  macro: z.object({ score: number, low: number, high: number }),
})

/** Exactly which bytes were read. */
const provenance = z.object({
  hub: z.enum([...hubNames, 'packaged']),
  id: z.string(),
  revision: z.string().nullable(),
  commit: z.string().nullable(),
  subset: z.string().nullable(),
  split: z.string(),
  files: z.array(z.object({ name: z.string(), bytes: count, sha256: z.string() })),
})

export const datasetResult = z.object({
  name: z.string(),
  title: z.string(),
  version: z.int(),
  samples: count,
  repeats: count,
  metrics: z.array(metricResult),
  /** Why answers have no score, and how many for each reason. */
  notScored: z.array(z.object({ reason: z.string(), count })),
  provenance: z.array(provenance),
  /** Ids of the samples that were asked, in order. */
  sampleIds: z.array(z.string()),
  rows: count,
  leftOut: count,
  /** Latency and tokens of the same requests, by metric id; seconds. */
  perf: z.record(z.string(), number),
  notes: z.array(z.string()),
})

/** Where programs of models were run. */
const sandboxPlace = z.object({
  tier: z.enum(['bubblewrap', 'docker', 'podman', 'process', 'none']),
  about: z.string(),
  problem: z.string().nullable(),
})

const estimate = z.object({ value: number, low: number, high: number, error: number })

const levelRow = z.object({
  names: z.record(z.string(), z.string()),
  micro: estimate,
  macro: estimate.nullable(),
  weighted: estimate.nullable(),
  count,
  notScored: count,
})

/** The five tables of a collection, and the main metric of each child. */
const collectionResult = z.object({
  path: z.string(),
  tables: z.object({
    subset_level: z.array(levelRow),
    dataset_level: z.array(levelRow),
    task_level: z.array(levelRow),
    tag_level: z.array(levelRow),
    category_level: z.array(levelRow),
  }),
  metrics: z.record(z.string(), z.string()),
})

/** `result` of an eval run's report.json. */
export const evalResult = z.object({
  simulated: z.boolean(),
  /** By the simulated student's own count; null of a model, and in reports of older runs. */
  student: z.object({ right: count, answers: count }).nullable().default(null),
  model: z.string(),
  url: z.string(),
  datasets: z.array(datasetResult),
  collection: collectionResult.nullable(),
  /** Null where no programs were run; missing in reports of older runs. */
  sandbox: sandboxPlace.nullish(),
  /** `gsm8k.accuracy`, `gsm8k.main.accuracy`, `gsm8k.accuracy.pass@4` to value, for thresholds and comparisons. */
  values: z.record(z.string(), number),
  thresholds: z.array(z.object({ text: z.string(), actual: number, met: z.boolean(), incomplete: z.boolean() })),
  interrupted: z.boolean(),
  /** Why no further request was started, where the service failed too often in a row. */
  gaveUp: z.string().nullable(),
})

export type ScoreCell = z.output<typeof scoreCell>
export type MetricResult = z.output<typeof metricResult>
export type DatasetResult = z.output<typeof datasetResult>
export type SandboxPlace = z.output<typeof sandboxPlace>
export type EvalResult = z.output<typeof evalResult>
