import type { BuiltCollection } from '../eval/collections/build-collection.js'
import type { DescribedLeaf } from '../eval/collections/describe-collection.js'
import type { CollectionGroup } from '../eval/collections/schema.js'
import type { Cell, Notice, Report } from '../report/types.js'
import type { CollectionOptions } from './collection-options.js'

/** What was built: each leaf's share, what it has and what it gave. */
export function builtReport(
  { name }: CollectionGroup,
  { lines, leaves, notes }: BuiltCollection,
  { output, sample, remainder, seed, count }: CollectionOptions,
): Report {
  const empty = leaves.filter(leaf => leaf.count === 0 && leaf.leaf.weight > 0)
  return {
    title: `Collection ${name}: ${lines.length} samples in ${output}`,
    notices: [
      ...notes.map((text): Notice => ({ level: 'info', text })),
      ...empty.map(({ leaf }): Notice => ({ level: 'warning', text: `${leaf.name} gave no sample: its share of ${count} is below one.` })),
      ...(lines.length < count && empty.length === 0 && remainder === 'last' && leaves.some(leaf => leaf.count < leaf.size)
        ? [
            note(
              `${lines.length} of ${count} samples: what a benchmark lacked was lost, as in EvalScope; --remainder fair gives it to others.`,
            ),
          ]
        : []),
    ],
    facts: [{ label: 'Drawn', value: `${sample}, remainder ${remainder}, seed ${seed}` }],
    sections: [
      {
        kind: 'table',
        id: 'leaves',
        title: 'Benchmarks',
        columns: ['Group', 'Benchmark', 'Options', 'Share', 'Has', 'Taken'].map(title => ({ title })),
        rows: leaves.map(({ leaf, size, count: taken }): Cell[] => [
          leaf.hierarchy.join(' / '),
          leaf.name,
          optionWords(leaf.args),
          leaf.weight.toFixed(4),
          size,
          taken,
        ]),
        note: 'Evaluate it with: evalscope-ts eval --collection FILE.',
      },
    ],
  }
}

/** `subset_list: choices; few_shot_num: 5` */
const optionWords = (args: Readonly<Record<string, unknown>>): string =>
  Object.entries(args)
    .map(([name, value]) => `${name}: ${typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value)}`)
    .join('; ')

const note = (text: string): Notice => ({ level: 'info', text })

export interface ShownParts {
  path: string
  leaves: readonly DescribedLeaf[]
  /** Counted with a tokenizer. */
  exact: boolean
  notes: readonly string[]
}

/** What a collection holds, and what a run of it costs. */
export function shownReport({ path, leaves, exact, notes }: ShownParts): Report {
  const sum = (of: (leaf: DescribedLeaf) => number): number => leaves.reduce((total, leaf) => total + of(leaf), 0)
  const weight = sum(leaf => leaf.weight)
  const tokens = sum(leaf => leaf.promptTokens)
  return {
    title: `Collection ${path}`,
    notices: notes.map(note),
    facts: [
      { label: 'Samples', value: String(sum(leaf => leaf.samples)) },
      { label: 'Prompt tokens', value: `${exact ? '' : 'about '}${exact ? tokens : twoDigits(tokens)} in all, for one answer to each` },
    ],
    sections: [
      {
        kind: 'table',
        id: 'leaves',
        title: 'Benchmarks',
        columns: ['Group', 'Benchmark', 'Task', 'Tags', 'Subsets', 'Samples', 'Share', 'Prompt tokens'].map(title => ({ title })),
        rows: leaves.map((leaf): Cell[] => [
          leaf.categories.join(' / '),
          leaf.dataset,
          leaf.taskType,
          leaf.tags.join(', '),
          subsetWords(leaf.subsets),
          leaf.samples,
          leaf.weight.toFixed(4),
          exact ? leaf.promptTokens : twoDigits(leaf.promptTokens),
        ]),
        ...(Math.abs(weight - 1) > 1e-6 && {
          note: `Shares add up to ${weight.toFixed(4)}, since benchmarks without a sample are not in the file; averages are taken over what is.`,
        }),
      },
    ],
  }
}

const SHOWN = 3

const subsetWords = (names: readonly string[]): string =>
  names.length <= SHOWN ? names.join(', ') : `${names.slice(0, SHOWN - 1).join(', ')} and ${names.length - SHOWN + 1} more`

/** An estimate does not know more. */
const twoDigits = (value: number): number => Number(value.toPrecision(2))
