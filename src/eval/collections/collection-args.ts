import { z } from 'zod'
import { UserError } from '../../lib/errors.js'
import { aggregationNames } from '../dataset-args.js'

/** EvalScope's name for a collection among `--datasets`. */
export const COLLECTION = 'data_collection'

/** Keys of `dataset_args.data_collection` that belong to the collection itself; the others are for every child. */
const own = z.object({
  dataset_id: z.string().min(1).optional(),
  local_path: z.string().min(1).optional(),
  dataset_revision: z.string().min(1).optional(),
  shuffle: z.boolean().optional(),
  limit: z.number().positive().optional(),
  aggregation: z.enum(aggregationNames).optional(),
})

/** Keys that word a prompt or choose rows: the prompts and rows of a collection are those of its file. */
const FROZEN = [
  'subset_list',
  'default_subset',
  'few_shot_num',
  'few_shot_random',
  'prompt_template',
  'few_shot_prompt_template',
  'query_template',
  'shuffle',
  'shuffle_choices',
  'limit',
]

export interface CollectionArgs extends z.output<typeof own> {
  /** Options of every child. */
  children: Readonly<Record<string, unknown>>
}

/** @throws UserError that names the key. */
export function readCollectionArgs(datasetArgs: Readonly<Record<string, unknown>>): CollectionArgs {
  const given = objectOf(datasetArgs[COLLECTION])
  const read = own.safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new UserError(
      `--dataset-args: ${COLLECTION}: ${issue?.path.join('.')}: ${issue?.message}.`,
      `Its own keys are ${Object.keys(own.shape).join(', ')}; others are for every benchmark in it.`,
    )
  }
  const children = Object.fromEntries(Object.entries(given).filter(([key]) => !Object.hasOwn(own.shape, key)))
  return { ...read.data, children }
}

/** Options of one benchmark in a collection that can still take effect, and sentences about those that cannot. */
export function childArgs(
  name: string,
  datasetArgs: Readonly<Record<string, unknown>>,
): { args: Record<string, unknown>; notes: string[] } {
  const entries = Object.entries({ ...readCollectionArgs(datasetArgs).children, ...objectOf(datasetArgs[name]) })
  return {
    args: Object.fromEntries(entries.filter(([key]) => !FROZEN.includes(key))),
    notes: entries
      .filter(([key]) => FROZEN.includes(key))
      .map(([key]) => `${name}: ${key} has no effect: rows and prompts of a collection are those of its file.`),
  }
}

const objectOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
