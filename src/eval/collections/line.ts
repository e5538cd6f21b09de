import { z } from 'zod'

const message = z.looseObject({ role: z.string(), content: z.unknown() })

/** EvalScope's Sample without its null fields. */
const promptSample = z.looseObject({
  input: z.union([z.string(), z.array(message).min(1)]),
  choices: z.array(z.string()).nullish(),
  target: z.union([z.string(), z.array(z.string())]).default(''),
  subset_key: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
})

export type PromptSample = z.output<typeof promptSample>

/** What our lines add; EvalScope's reader ignores it. */
const ours = z.object({
  sampleId: z.string(),
  /** `dataset_args` of the leaf: at evaluation every line is judged with its own. */
  args: z.record(z.string(), z.unknown()),
  row: z.int().nonnegative(),
  question: z.string(),
  /** Null where it must be read again from the data (tests of programs). */
  metadata: z.record(z.string(), z.unknown()).nullable(),
  dataSha256: z.array(z.string()),
})

/** What a line says of its sample. */
const info = {
  tags: z.array(z.string()).default([]),
  categories: z.array(z.string()).default([]),
  task_type: z.string().default(''),
  weight: z.number().nonnegative().default(1),
  dataset_name: z.string().min(1),
  subset_name: z.string().default('default'),
}

/** A line's place among groups, data sets and tags, as records of answers carry it too. */
export const collectionInfo = z.object(info)

export type CollectionInfo = z.output<typeof collectionInfo>

/** One line of a collection's JSONL file, in EvalScope's shape; keys are written in this order. */
export const collectionLine = z.object({
  index: z.int().nonnegative().optional(),
  /** A Sample (EvalScope 1.x), or the data set's own row (older files). */
  prompt: z.record(z.string(), z.unknown()),
  ...info,
  evalscope_ts: ours.optional(),
})

/** A line with its place: its own index, else its number in the file. */
export type CollectionLine = z.output<typeof collectionLine> & { index: number }

/** A line of a run's collection.jsonl: what tells its answers' place in the tables, without the prompt. */
export const lineInfo = z.object({
  index: z.int().nonnegative(),
  ...info,
  evalscope_ts: z.object({ sampleId: z.string(), args: z.record(z.string(), z.unknown()) }),
})

export type LineInfo = z.output<typeof lineInfo>

/** The line's prompt as a Sample, or null where it is a row. */
export function sampleIn({ prompt }: Pick<CollectionLine, 'prompt'>): PromptSample | null {
  const read = promptSample.safeParse(prompt)
  return read.success ? read.data : null
}

export function infoOf(line: CollectionLine, sampleId: string): LineInfo {
  const { index, tags, categories, task_type, weight, dataset_name, subset_name, evalscope_ts } = line
  return {
    index,
    tags,
    categories,
    task_type,
    weight,
    dataset_name,
    subset_name,
    evalscope_ts: { sampleId, args: evalscope_ts?.args ?? {} },
  }
}
