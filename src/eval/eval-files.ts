import { maskSecrets } from '../lib/secrets.js'
import { toYaml } from '../lib/yaml.js'
import { htmlReport } from '../report/html/html-report.js'
import type { Fact, Report } from '../report/types.js'
import type { Run } from '../runs/create-run.js'
import { type AnswerStore, fileName } from './answer-store.js'
import { askedTable } from './asked-table.js'
import { COLLECTION } from './collections/collection-args.js'
import { detailedReport } from './collections/collection-report.js'
import { metricsApart } from './collections/summarize-collection.js'
import { type Answer, evalScopeReport } from './evalscope-report.js'
import type { JudgeModel } from './judge/options.js'
import type { Outcome } from './outcome.js'
import type { PreparedEval } from './prepare.js'
import { evalReport } from './report.js'
import type { DatasetResult, EvalResult } from './result.js'
import { sampleRecords } from './sample-records.js'
import type { Task } from './tasks.js'

/** What an eval run writes beside its answers. */
export class EvalFiles {
  readonly #run: Run
  readonly #prepared: PreparedEval

  constructor(run: Run, prepared: PreparedEval) {
    this.#run = run
    this.#prepared = prepared
  }

  async write(
    result: EvalResult,
    outcomes: ReadonlyMap<Task, Outcome>,
    store: AnswerStore,
  ): Promise<{ report: Report; document: unknown }> {
    const { modelId } = this.#prepared
    const wasJudged = [...outcomes.values()].some(({ judges }) => judges !== null)
    const report = evalReport({
      result,
      facts: factsOf(this.#prepared, result, wasJudged),
      model: modelId,
      samples: sampleRecords(outcomes, store),
      asked: askedTable(this.#prepared.datasets.map(({ dataset }) => dataset)),
    })
    // Texts of samples stand in predictions and reviews; report.json is for figures.
    const document = {
      schemaVersion: 1,
      kind: 'eval',
      config: this.#config(),
      result,
      ...report,
      sections: report.sections.filter(({ kind }) => kind !== 'records'),
    }
    await this.#run.writeJson('report.json', document)
    await this.#run.writeText('report.html', htmlReport(report))
    const { simulated, ...config } = this.#config()
    await this.#run.writeText(
      'configs/task_config.yaml',
      `${simulated ? '# SIMULATED: a built-in student answered.\n' : ''}${toYaml(config)}`,
    )
    if (result.collection !== null)
      await this.#run.writeJson(`reports/${modelId}/collection_detailed_report.json`, detailedReport(result.collection.tables))
    for (const dataset of result.datasets) {
      const shaped = evalScopeReport({
        dataset: this.#shaped(dataset, outcomes),
        ...this.#answersOf(dataset, outcomes),
        model: modelId,
        simulated: result.simulated,
      })
      await this.#run.writeJson(`reports/${modelId}/${fileName(dataset.name)}.json`, shaped)
    }
    return { report, document }
  }

  /** EvalScope tells the metrics of a collection's benchmarks apart. */
  #shaped(dataset: DatasetResult, outcomes: ReadonlyMap<Task, Outcome>): DatasetResult {
    const { collection, repeats, options } = this.#prepared
    if (collection === null || dataset.name !== COLLECTION) return dataset
    return { ...dataset, metrics: metricsApart({ collection, outcomes, repeats, seed: options.seed }) }
  }

  /** Every answer that a result is about; a collection's are told by their own data sets. */
  #answersOf({ name }: DatasetResult, outcomes: ReadonlyMap<Task, Outcome>): { answers: Answer[]; about: string } {
    const { collection, datasets } = this.#prepared
    const toAnswer = (subset: string, task: Task): Answer => {
      const outcome = outcomes.get(task) ?? null
      return { subset, outcome, scored: outcome?.values?.[task.dataset.benchmark.metrics[0].name] !== undefined }
    }
    if (collection !== null && name === COLLECTION) {
      const tasks = collection.lines.flatMap(line => line.tasks)
      const about = 'A mix of benchmarks, each scored by its own main metric.'
      return { about, answers: tasks.map(task => toAnswer(`${task.sample.benchmark}/${task.sample.subset}`, task)) }
    }
    const own = datasets.find(
      ({ dataset }) => dataset.benchmark.name === name && !collection?.datasets.some(child => child.dataset === dataset),
    )
    return { about: own?.dataset.benchmark.about ?? '', answers: (own?.tasks ?? []).map(task => toAnswer(task.sample.subset, task)) }
  }

  /** EvalScope's TaskConfig names, as far as they are set. */
  #config(): Record<string, unknown> {
    const { options, service, simulated, modelId, generation, repeats } = this.#prepared
    const config = {
      ...options,
      model: service.model,
      model_id: modelId,
      api_url: simulated ? null : service.url.href,
      url: undefined,
      generation_config: generation.fields,
      generationConfig: undefined,
      repeats,
      simulated,
    }
    const named = Object.entries(config).filter(([, value]) => value !== undefined)
    const masked = maskSecrets(
      Object.fromEntries(named.map(([name, value]) => [name.replaceAll(/[A-Z]/g, letter => `_${letter.toLowerCase()}`), value])),
    )
    return typeof masked === 'object' && masked !== null ? Object.fromEntries(Object.entries(masked)) : {}
  }
}

const judgeName = ({ judgeId, modelId }: JudgeModel): string => judgeId ?? modelId

function factsOf(
  { service, simulated, generation, repeats, options, judge }: PreparedEval,
  { datasets: results, sandbox }: EvalResult,
  wasJudged: boolean,
): Fact[] {
  const samples = results.reduce((sum, dataset) => sum + dataset.samples, 0)
  const sources = [
    ...new Set(
      results.flatMap(({ provenance }) =>
        provenance.map(({ hub, id, commit }) => `${id} (${hub}${commit === null ? '' : ` ${commit.slice(0, 10)}`})`),
      ),
    ),
  ]
  return [
    { label: 'Model', value: service.model },
    { label: 'Service', value: simulated ? 'SIMULATED student (built in)' : service.url.origin + service.url.pathname },
    { label: 'Datasets', value: results.map(({ name }) => name).join(', ') },
    { label: 'Samples', value: `${samples}${repeats > 1 ? `, ${repeats} answers to each` : ''}` },
    { label: 'Generation', value: JSON.stringify(generation.fields) },
    { label: 'Seed', value: String(options.seed) },
    ...(!wasJudged ? [] : [{ label: 'Judge', value: `${judge.models.map(judgeName).join(', ')} (${judge.strategy})` }]),
    ...(sandbox == null
      ? []
      : [{ label: 'Programs run in', value: sandbox.tier === 'none' ? 'nowhere' : `${sandbox.tier} (${sandbox.about})` }]),
    { label: 'Data', value: sources.slice(0, 8).join(', ') + (sources.length > 8 ? ', …' : '') },
  ]
}
