import { z } from 'zod'
import type { Benchmark, BenchmarkMetric } from './types.js'

/** What there is to know of a benchmark before it is run, as plain data. */
export interface BenchmarkCard {
  name: string
  title: string
  about: string
  tags: readonly string[]
  version: number
  /** Hub ids; null where the set is not there. */
  modelscope: string | null
  huggingface: string | null
  /** True where the rows ship with the package. */
  packaged: boolean
  split: string
  subsets: readonly string[]
  /** Categories of a subset, outermost first. */
  categories: Readonly<Record<string, readonly string[]>>
  columns: readonly string[]
  shots: { count: number; most: number | null; split: string | null }
  options: BenchmarkOption[]
  metrics: readonly BenchmarkMetric[]
  judged: Benchmark['judged']
  runsPrograms: boolean
}

/** One key of `extra_params`. */
export interface BenchmarkOption {
  name: string
  about: string
  /** Undefined where there is none. */
  default?: unknown
  /** Known values; empty where any will do. */
  choices: readonly string[]
}

export function benchmarkCard(benchmark: Benchmark): BenchmarkCard {
  const { name, title, about, tags, version, data, columns, shots, metrics, judged, runsPrograms } = benchmark
  return {
    name,
    title,
    about,
    tags,
    version,
    modelscope: data.address.modelscope ?? null,
    huggingface: data.address.huggingface ?? null,
    packaged: data.address.packaged !== undefined,
    split: data.split,
    subsets: data.subsets,
    categories: data.categories ?? {},
    columns,
    shots: { count: shots.count, most: shots.most ?? null, split: shots.split ?? null },
    options: optionsOf(benchmark.extra),
    metrics,
    judged,
    runsPrograms,
  }
}

function optionsOf(extra: z.ZodObject): BenchmarkOption[] {
  const { properties = {} } = z.toJSONSchema(extra, { io: 'input', unrepresentable: 'any' })
  return Object.entries(properties).flatMap(([name, node]) =>
    typeof node === 'object'
      ? [
          {
            name,
            about: node.description ?? '',
            choices: (node.enum ?? []).map(String),
            ...(node.default !== undefined && { default: node.default }),
          },
        ]
      : [],
  )
}
