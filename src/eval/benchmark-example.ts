import { existsSync, readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { openSplit } from '../data/open-split.js'
import { UserError } from '../lib/errors.js'
import { openPart } from './data-layout.js'
import { type DatasetSettings, readDatasetArgs } from './dataset-args.js'
import { laterQuestions } from './later-questions.js'
import { type LoadContext, readSamples } from './load-dataset.js'
import { splitThinking } from './thinking.js'
import type { Benchmark, Sample } from './types.js'

/** What a benchmark asks, and how it reads replies, shown by one of its rows. */
export interface BenchmarkExample {
  /** Messages of the prompt, without worked examples. */
  messages: { role: string; content: string }[]
  /** Empty where a judge model or running programs decides. */
  replies: ReadReply[]
}

export interface ReadReply {
  reply: string
  extracted: string | null
  rule: string
  /** Value of the main metric; null where it could not be scored. */
  value: number | null
}

/** Replies of each kind that are shown. */
const SHOWN = 4

/**
 * An example from the first row that is found: the packaged one, else one of `folder`, where the hubs' files may stand in folders of
 * their own. Null where there is no row.
 */
export async function benchmarkExample(benchmark: Benchmark, folder: string): Promise<BenchmarkExample | null> {
  const packaged = benchmark.data.address.packaged !== undefined
  const places = packaged ? [null] : [join(folder, 'modelscope'), join(folder, 'huggingface'), folder]
  for (const localPath of places) {
    const settings = { ...readDatasetArgs(benchmark, {}), localPath }
    const sample = await firstSample(benchmark, settings)
    if (sample !== null) return exampleOf(benchmark, sample, settings)
  }
  return null
}

const context: LoadContext = { reader: { open: openSplit }, data: { hub: 'local', env: {}, cwd: '.', onProgress: () => {} } }

async function firstSample(benchmark: Benchmark, settings: DatasetSettings): Promise<Sample | null> {
  for (const part of partsOf(benchmark, settings)) {
    try {
      const layout = { hub: null, config: benchmark.data.config ?? null, subsetsAre: benchmark.data.subsetsAre, splits: {} }
      const opened = await openPart(benchmark, settings, layout, part, benchmark.data.split, context)
      for await (const { sample } of readSamples(benchmark, settings, opened, part)) if (sample !== null) return sample
    } catch (error) {
      // The folder need not hold every subset.
      if (!(error instanceof UserError)) throw error
    }
  }
  return null
}

/** Subsets that are files of their own; where the user names them, by the files that are there. */
function partsOf({ data: { subsetsAre, subsets, split } }: Benchmark, { localPath }: DatasetSettings): readonly (string | null)[] {
  if (subsetsAre === 'rows') return [null]
  if (subsets.length > 0 || localPath === null || !existsSync(localPath)) return subsets
  const stems = readdirSync(localPath)
    .map(file => parse(file).name)
    .filter(stem => stem !== 'answers')
    .sort()
  const ofSplit = stems.filter(stem => stem.endsWith(`_${split}`)).map(stem => stem.slice(0, -split.length - 1))
  return ofSplit.length > 0 ? ofSplit : stems
}

async function exampleOf(benchmark: Benchmark, sample: Sample, settings: DatasetSettings): Promise<BenchmarkExample> {
  const { args } = settings
  const first = sample.messages ?? benchmark.prompt(sample, { args, shots: [] })
  const later = laterQuestions({ benchmark, settings }, sample).map(content => ({ role: 'user', content }))
  const ruled = benchmark.judged !== 'always' && !benchmark.runsPrograms
  const { right, wrong } = benchmark.forms(sample)
  const replies = ruled ? [...right.slice(0, SHOWN), ...wrong.slice(0, SHOWN)] : []
  return {
    messages: [...first, ...later].map(({ role, content }) => ({
      role,
      content: typeof content === 'string' ? content : JSON.stringify(content),
    })),
    replies: await Promise.all(replies.map(reply => read(benchmark, sample, args, reply))),
  }
}

async function read(benchmark: Benchmark, sample: Sample, args: DatasetSettings['args'], reply: string): Promise<ReadReply> {
  const { extracted, rule, values } = await benchmark.score(splitThinking(reply).answer, sample, { args, judge: null, programs: null })
  return { reply, extracted, rule, value: values[benchmark.metrics[0].name] ?? null }
}
