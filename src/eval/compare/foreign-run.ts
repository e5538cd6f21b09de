import { plainEntries, plainJson } from '../../runs/plain-files.js'
import { type CollectionInfo, collectionInfo } from '../collections/line.js'
import { foreignEvalReport } from '../foreign-report.js'
import { asCollected } from './collected-answer.js'
import { type ReadAnswer, readReviews } from './read-reviews.js'
import type { ComparedDataset, ComparedMetric, ComparedRun, ComparedSample } from './types.js'

/** EvalScope's names of metrics, in the records of its answers and elsewhere. */
const sameMetric: Record<string, string | undefined> = { acc: 'accuracy', em: 'exact_match', f1_score: 'f1' }

interface ForeignDataset {
  name: string
  title: string
  /** Titles and directions by name. */
  metrics: Map<string, Pick<ComparedMetric, 'title' | 'direction'>>
}

/** A run of EvalScope's own: what its reports and the scores of its answers say. Null where the folder holds none. */
export async function foreignRun(folder: string): Promise<ComparedRun | null> {
  const [model, ...more] = (await plainEntries(folder, 'reports')).folders
  if (model === undefined) return null
  const reports = await foreignDatasets(folder, model)
  const samples = new Map<ForeignDataset, Map<string, ComparedSample>>()
  const mains = new Map<ForeignDataset, string>()
  for await (const read of readReviews(folder, model)) {
    const dataset = datasetOf(read.file, reports)
    if (dataset === null) continue
    const known = samples.get(dataset) ?? new Map<string, ComparedSample>()
    samples.set(dataset, known)
    addAnswer(known, dataset, read)
    const main = read.review.sample_score.score.main_score_name
    if (main && !mains.has(dataset)) mains.set(dataset, nameOf(main))
  }
  return {
    folder,
    writer: 'evalscope',
    model,
    modelId: model,
    simulated: false,
    datasets: [...samples].map(([dataset, own]) => toDataset(dataset, [...own.values()], mains.get(dataset))),
    settings: {},
    problems: more.length === 0 ? [] : [`holds answers of ${more.length + 1} models, of which ${model} is compared`],
  }
}

const nameOf = (name: string): string => sameMetric[name] ?? name

async function foreignDatasets(folder: string, model: string): Promise<ForeignDataset[]> {
  const found: ForeignDataset[] = []
  for (const file of (await plainEntries(folder, 'reports', model)).files.filter(name => name.endsWith('.json'))) {
    const { data } = foreignEvalReport.safeParse(await plainJson(folder, 'reports', model, file))
    if (data === undefined) continue
    const name = data.dataset_name ?? file.replace(/\.json$/, '')
    const metrics = data.metrics.map(({ identity, name: old, legacy_name: older, semantics }) => {
      const metric = nameOf(identity?.name ?? old ?? older ?? 'score')
      const direction = semantics?.direction === 'lower_is_better' ? 'lower' : 'higher'
      return [metric, { title: semantics?.metric_name ?? metric, direction }] as const
    })
    found.push({ name, title: data.dataset_pretty_name ?? name, metrics: new Map(metrics) })
  }
  return found
}

/** The longest name that the file's begins with: the files are called `<dataset>_<subset>`. */
function datasetOf(file: string, datasets: readonly ForeignDataset[]): ForeignDataset | null {
  const fitting = datasets.filter(({ name }) => file.startsWith(`${name}_`) || file === `${name}.jsonl`)
  return fitting.sort((a, b) => b.name.length - a.name.length)[0] ?? null
}

function addAnswer(known: Map<string, ComparedSample>, { name }: ForeignDataset, { file, review, answer: read }: ReadAnswer): void {
  const group = `${file} ${review.sample_score.group_id ?? review.index}`
  const line = lineOf(review.sample_score.sample_metadata?.collection_info)
  const subset = line === null ? file.slice(name.length + 1).replace(/\.jsonl$/, '') : `${line.dataset_name}/${line.subset_name}`
  const sample = known.get(group) ?? { id: group, name: group, place: group, group, subset, answers: [], line }
  known.set(group, sample)
  const named = Object.fromEntries(Object.entries(read.values ?? {}).map(([metric, value]) => [nameOf(metric), value]))
  const answer = { ...read, values: read.values && named }
  const isKnown = sample.answers.some(({ generation }) => generation === answer.generation)
  sample.answers.push({
    ...(line === null ? answer : asCollected(answer)),
    generation: isKnown ? sample.answers.length : answer.generation,
  })
}

function lineOf(info: unknown): CollectionInfo | null {
  return collectionInfo.safeParse(info).data ?? null
}

function toDataset({ name, title, metrics: told }: ForeignDataset, samples: ComparedSample[], main: string | undefined): ComparedDataset {
  const names = [...new Set(samples.flatMap(({ answers }) => answers.flatMap(({ values }) => Object.keys(values ?? {}))))]
  const first = names.find(metric => metric === main) ?? names[0]
  const ordered = [...names].sort((a, b) => Number(b === first) - Number(a === first))
  return {
    name,
    title,
    repeats: samples.reduce((most, { answers }) => Math.max(most, answers.length), 1),
    version: null,
    metrics: ordered.map(metric => ({
      name: metric,
      title: told.get(metric)?.title ?? metric,
      direction: told.get(metric)?.direction ?? 'higher',
      main: metric === first,
      aggregation: null,
      k: null,
      weight: null,
    })),
    samples,
    files: [],
  }
}
