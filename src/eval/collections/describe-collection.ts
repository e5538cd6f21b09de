import type { Message } from '../../client/types.js'
import { type CollectionLine, sampleIn } from './line.js'

/** What a collection's file holds of one leaf. */
export interface DescribedLeaf {
  categories: readonly string[]
  dataset: string
  taskType: string
  tags: readonly string[]
  /** In the order in which they come. */
  subsets: string[]
  samples: number
  /** Sum of the lines' weights: the leaf's share of the whole. */
  weight: number
  /** Of all prompts. */
  promptTokens: number
}

/** Tokens of a whole prompt. */
export type CountPrompt = (messages: readonly Message[]) => number

/** The leaves of a collection in the order of the file, with what a run asks of each. */
export function describeCollection(lines: readonly CollectionLine[], count: CountPrompt): DescribedLeaf[] {
  const leaves = new Map<string, DescribedLeaf>()
  for (const line of lines) {
    const { categories, dataset_name: dataset, task_type: taskType, tags, subset_name: subset, weight } = line
    const key = JSON.stringify([categories, dataset, taskType, tags, line.evalscope_ts?.args ?? null])
    const leaf = leaves.get(key) ?? { categories, dataset, taskType, tags, subsets: [], samples: 0, weight: 0, promptTokens: 0 }
    leaves.set(key, leaf)
    if (!leaf.subsets.includes(subset)) leaf.subsets.push(subset)
    leaf.samples++
    leaf.weight += weight
    leaf.promptTokens += count(promptOf(line))
  }
  return [...leaves.values()]
}

/** Of an older file's row no prompt is known yet: the row itself stands for it. */
function promptOf(line: CollectionLine): Message[] {
  const input = sampleIn(line)?.input
  if (input === undefined) return [{ role: 'user', content: JSON.stringify(line.prompt) }]
  return typeof input === 'string' ? [{ role: 'user', content: input }] : input.map(({ role, content }) => ({ role, content }))
}
