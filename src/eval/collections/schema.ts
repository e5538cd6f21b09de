import { z } from 'zod'
import { UserError } from '../../lib/errors.js'

/** One benchmark in a collection. EvalScope's DatasetInfo. */
const leaf = z.strictObject({
  name: z.string().min(1),
  weight: z.number().nonnegative().default(1),
  task_type: z.string().default(''),
  tags: z.array(z.string()).default([]),
  /** `dataset_args` of the benchmark. */
  args: z.record(z.string(), z.unknown()).default({}),
  /** Written by EvalScope's to_dict; made anew from the tree. */
  hierarchy: z.array(z.string()).default([]),
})

export type CollectionLeaf = z.output<typeof leaf>

/** A weighted group of benchmarks and groups. EvalScope's CollectionSchema. */
export interface CollectionGroup {
  name: string
  weight: number
  datasets: (CollectionLeaf | CollectionGroup)[]
}

const group: z.ZodType<CollectionGroup> = z.lazy(() =>
  z.strictObject({
    name: z.string().min(1),
    weight: z.number().nonnegative().default(1),
    datasets: z.array(z.unknown().transform((child, context) => readChild(child, context))).min(1),
  }),
)

/** @throws UserError that names the place in the tree. */
export function readSchema(document: unknown, file: string): CollectionGroup {
  const read = group.safeParse(document)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new UserError(
    `The collection's schema in ${file} cannot be read: ${issue?.path.join('.') || 'top'}: ${issue?.message}.`,
    'A group has name, weight and datasets; a benchmark has name, weight, task_type, tags and args.',
  )
}

export const isGroup = (node: CollectionLeaf | CollectionGroup): node is CollectionGroup => 'datasets' in node

function readChild(child: unknown, context: z.core.$RefinementCtx): CollectionLeaf | CollectionGroup {
  const schema: z.ZodType<CollectionLeaf | CollectionGroup> =
    typeof child === 'object' && child !== null && 'datasets' in child ? group : leaf
  const read = schema.safeParse(child)
  if (read.success) return read.data
  for (const issue of read.error.issues) context.addIssue({ code: 'custom', path: issue.path, message: issue.message })
  return z.NEVER
}

/** A leaf with its share of the whole. */
export interface WeightedLeaf extends CollectionLeaf {
  /** Share of the whole; over all leaves they add up to 1. */
  weight: number
  /** Names from the root to the direct parent. */
  hierarchy: string[]
}

/**
 * The leaves in order, with their shares: at every level a child's share is its weight over the sum of its siblings', times its
 * parent's share. The root's own weight is not used. As EvalScope's code does (its documents say otherwise).
 * @throws UserError where the weights of siblings add up to nothing.
 */
export function flatten(root: CollectionGroup): WeightedLeaf[] {
  return leavesOf(root, 1, [])
}

function leavesOf({ name, datasets }: CollectionGroup, share: number, above: string[]): WeightedLeaf[] {
  const hierarchy = [...above, name]
  const sum = datasets.reduce((total, { weight }) => total + weight, 0)
  if (sum === 0) throw new UserError(`The weights in ${hierarchy.join(' / ')} add up to 0.`, 'Give at least one of them a weight above 0.')
  return datasets.flatMap(child => {
    const own = (child.weight / sum) * share
    return isGroup(child) ? leavesOf(child, own, hierarchy) : [{ ...child, weight: own, hierarchy }]
  })
}
