import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { z } from 'zod'
import { requireFormat } from '../../src/data/formats/format-of.js'
import type { OpenedSplit } from '../../src/data/types.js'
import { readDatasetArgs } from '../../src/eval/dataset-args.js'
import { readSamples } from '../../src/eval/load-dataset.js'
import type { Benchmark, Sample } from '../../src/eval/types.js'

const ROOT = new URL('../../fixtures/benchmarks/', import.meta.url).pathname
const PACKAGED = new URL('../../data/', import.meta.url).pathname

export type Hub = 'modelscope' | 'huggingface'

/** A line of a benchmark's answers.jsonl. */
const answerLine = z.strictObject({
  /** Row of the sample in its file, and its subset. */
  sample: z.int().min(0),
  subset: z.string(),
  /** The whole reply. */
  answer: z.string(),
  extracted: z.string().nullable(),
  /** Of the main metric. */
  value: z.number(),
  why: z.string(),
  /** The benchmark's options under which the row is read. */
  extra: z.record(z.string(), z.unknown()).optional(),
  /** What a judge says of it; null where none is asked. */
  verdict: z.union([z.string(), z.number()]).nullish(),
})

export type AnswerLine = z.output<typeof answerLine>

export function answerLines(benchmark: Benchmark): AnswerLine[] {
  const lines = readFileSync(join(ROOT, benchmark.name, 'answers.jsonl'), 'utf8').split('\n')
  return lines.filter(line => line !== '').map(line => answerLine.parse(JSON.parse(line)))
}

/** The hubs whose rows have a folder of their own; none where both have the same columns and files. */
export const hubsApart = ({ name }: Benchmark): Hub[] =>
  (['modelscope', 'huggingface'] as const).filter(hub => existsSync(join(ROOT, name, hub)))

/** A sample of a fixture row, or what is wrong with the row. */
export interface FixtureRow {
  file: string
  row: number
  sample: Sample | null
  problem: string | null
}

/** Every row of a split as the pipeline would read it from the hub. */
export async function fixtureRows(
  benchmark: Benchmark,
  hub: Hub,
  split: string,
  extra: Record<string, unknown> = {},
): Promise<FixtureRow[]> {
  const settings = readDatasetArgs(benchmark, { extra_params: extra })
  const rows: FixtureRow[] = []
  for (const { path, part } of partsOf(benchmark, hub, split)) {
    for await (const { number, sample, problem } of readSamples(benchmark, settings, opened(path, hub, split), part))
      rows.push({ file: [path].flat().join(), row: number, sample, problem })
  }
  return rows
}

function folderOf({ name, data }: Benchmark, hub: Hub): string {
  if (data.address.packaged !== undefined) return join(PACKAGED, data.address.packaged)
  const apart = join(ROOT, name, hub)
  return existsSync(apart) ? apart : join(ROOT, name)
}

/** Files of a split: one a subset (`<subset>_<split>`, `<subset>`), or one for all. */
function partsOf(benchmark: Benchmark, hub: Hub, split: string): { path: string | string[]; part: string | null }[] {
  const { data } = benchmark
  const folder = folderOf(benchmark, hub)
  const files = readdirSync(folder, { withFileTypes: true })
    .filter(file => file.isFile() && file.name !== 'answers.jsonl')
    .map(file => ({ path: join(folder, file.name), stem: file.name.slice(0, -extname(file.name).length) }))
  const subsetsAre = data.onHub?.[hub]?.subsetsAre ?? data.subsetsAre
  if (subsetsAre === 'rows') {
    const config = data.onHub?.[hub]?.config ?? data.config ?? 'default'
    return files.filter(({ stem }) => stem === `${config}_${split}`).map(({ path }) => ({ path, part: null }))
  }
  const asOnHub = data.files?.[hub]?.[data.defaultSubsets?.[0] ?? '']
  if (asOnHub?.every(name => files.some(({ path }) => path === join(folder, name))))
    return [{ path: asOnHub.map(name => join(folder, name)), part: data.defaultSubsets?.[0] ?? '' }]
  const ofSplit = files
    .filter(({ stem }) => stem.endsWith(`_${split}`))
    .map(({ path, stem }) => ({ path, part: stem.slice(0, -split.length - 1) }))
  return ofSplit.length > 0 ? ofSplit : files.map(({ path, stem }) => ({ path, part: stem }))
}

function opened(path: string | string[], hub: Hub, split: string): OpenedSplit {
  const provenance = { hub, id: [path].flat().join(), revision: null, commit: null, subset: null, split, files: [] }
  return { provenance, notes: [], rows }

  async function* rows() {
    let number = 0
    for (const file of [path].flat()) for await (const row of requireFormat(file).rows(file, null)) yield { number: number++, row }
  }
}
