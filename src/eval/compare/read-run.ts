import { z } from 'zod'
import { UserError } from '../../lib/errors.js'
import { plainEntries, plainJson } from '../../runs/plain-files.js'
import { collectionFile } from '../answer-store.js'
import { loadBenchmarks } from '../benchmarks/load-benchmarks.js'
import { COLLECTION } from '../collections/collection-args.js'
import type { LineInfo } from '../collections/line.js'
import { keptLines } from '../collections/run-lines.js'
import type { RepeatedAggregation } from '../repeated-answers.js'
import { evalResult } from '../result.js'
import type { Benchmark } from '../types.js'
import { asCollected } from './collected-answer.js'
import { foreignRun } from './foreign-run.js'
import { readReviews } from './read-reviews.js'
import type { ComparedAnswer, ComparedDataset, ComparedMetric, ComparedRun, ComparedSample } from './types.js'

const config = z.looseObject({ kind: z.string(), modelId: z.string(), options: z.record(z.string(), z.unknown()).catch({}) })

const report = z.object({
  config: z.looseObject({ generation_config: z.record(z.string(), z.unknown()).catch({}) }).catch({ generation_config: {} }),
  result: evalResult.omit({ collection: true, thresholds: true, values: true }),
})

type Result = z.output<typeof report>['result']

/**
 * A finished evaluation, ours or EvalScope's. Links are not followed.
 * @throws UserError for a folder that holds none.
 */
export async function readComparedRun(folder: string): Promise<ComparedRun> {
  const about = config.safeParse(await plainJson(folder, 'config.json')).data
  if (about === undefined || about.kind !== 'eval') {
    const foreign = await foreignRun(folder)
    if (foreign !== null) return foreign
    throw new UserError(
      `${folder} is no evaluation.`,
      'Give the folder of a run of evalscope-ts eval (it holds config.json), or of EvalScope.',
    )
  }
  const { data } = report.safeParse(await plainJson(folder, 'report.json'))
  if (data === undefined)
    throw new UserError(
      `${folder} has no report.json that can be read: the run was not finished.`,
      `Go on with it by "evalscope-ts eval … --use-cache ${folder}", or score what is there by "evalscope-ts score ${folder}".`,
    )
  return {
    folder,
    writer: 'evalscope-ts',
    model: data.result.model,
    modelId: about.modelId,
    simulated: data.result.simulated,
    datasets: await readDatasets(folder, about.modelId, data.result),
    settings: { ...about.options, generationConfig: data.config.generation_config },
    problems: problemsOf(data.result),
  }
}

/** Whether a folder is such a run, so that two of different kinds can be told. */
export async function isEvalRun(folder: string): Promise<boolean> {
  if (config.safeParse(await plainJson(folder, 'config.json')).data?.kind === 'eval') return true
  return (await plainEntries(folder)).folders.includes('reports')
}

function problemsOf({ interrupted, gaveUp }: Result): string[] {
  return [...(interrupted ? ['was interrupted before all was asked'] : []), ...(gaveUp === null ? [] : [`stopped early: ${gaveUp}`])]
}

interface Answers {
  group: string
  byGeneration: Map<number, ComparedAnswer>
}

async function readDatasets(folder: string, model: string, { datasets }: Result): Promise<ComparedDataset[]> {
  const [own, collected] = [new Map<string, Answers>(), new Map<string, Answers>()]
  for await (const { answer, file, review } of readReviews(folder, model)) {
    const id = review.evalscope_ts?.sampleId
    if (id === undefined) continue
    const known = file === collectionFile ? collected : own
    const answers = known.get(id) ?? { group: `${file} ${review.sample_score.group_id ?? review.index}`, byGeneration: new Map() }
    // A folder may hold answers to other prompts; those of the run stand last.
    answers.byGeneration.set(answer.generation, answer)
    known.set(id, answers)
  }
  const [lines, benchmarks] = [(await keptLines(folder)) ?? [], await loadBenchmarks()]
  return datasets.map(dataset => ({
    name: dataset.name,
    title: dataset.title,
    repeats: dataset.repeats,
    version: dataset.version,
    metrics: dataset.metrics.map(metric =>
      comparedMetric(metric, Object.hasOwn(benchmarks.parts, dataset.name) ? benchmarks.get(dataset.name) : null),
    ),
    samples:
      dataset.name === COLLECTION
        ? collectedSamples(lines, collected)
        : dataset.sampleIds.map(id => sampleOf(id, own.get(id), dataset.repeats)),
    files: dataset.provenance.flatMap(({ files }) => files.map(({ sha256 }) => sha256)),
  }))
}

function comparedMetric(metric: Result['datasets'][number]['metrics'][number], benchmark: Benchmark | null): ComparedMetric {
  const { name, title, direction, main, aggregation, k } = metric
  const declared = benchmark?.metrics.find(own => own.name === name)
  return { name, title, direction, main, aggregation: aggregationNames[aggregation] ?? null, k, weight: declared?.weight ?? null }
}

const aggregationNames: Record<string, RepeatedAggregation | undefined> = {
  pass_at_k: 'mean_and_pass_at_k',
  vote_at_k: 'mean_and_vote_at_k',
  pass_hat_k: 'mean_and_pass_hat_k',
}

/** `<dataset>/<subset>/<row>-<hash>`; a subset may have slashes in its name. */
function sampleOf(id: string, answers: Answers | undefined, repeats: number): ComparedSample {
  const [, ...rest] = id.split('/')
  return {
    id,
    name: id,
    place: id.replace(/-[^-/]*$/, ''),
    group: answers?.group ?? null,
    subset: rest.slice(0, -1).join('/'),
    answers: inOrder(answers, repeats),
    line: null,
  }
}

function inOrder(answers: Answers | undefined, repeats: number): ComparedAnswer[] {
  const wanted = [...(answers?.byGeneration.values() ?? [])].filter(({ generation }) => generation < repeats)
  return wanted.sort((a, b) => a.generation - b.generation)
}

/** A question may stand on several lines, in different groups: each counts. */
function collectedSamples(lines: readonly LineInfo[], collected: ReadonlyMap<string, Answers>): ComparedSample[] {
  const seen = new Map<string, number>()
  return lines.map(line => {
    const { sampleId } = line.evalscope_ts
    const name = `${line.categories.join(' / ')} ${sampleId}`
    const times = (seen.get(name) ?? 0) + 1
    seen.set(name, times)
    const answers = collected.get(sampleId)
    const sample = sampleOf(sampleId, answers, Number.POSITIVE_INFINITY)
    return {
      ...sample,
      id: `${name} ${times}`,
      place: `${line.categories.join(' / ')} ${sample.place} ${times}`,
      subset: `${line.dataset_name}/${line.subset_name}`,
      answers: sample.answers.map(asCollected),
      line,
    }
  })
}
