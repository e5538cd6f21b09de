import { maskSecrets } from '../lib/secrets.js'
import { toYaml } from '../lib/yaml.js'
import { htmlReport } from '../report/html/html-report.js'
import type { Fact, Report } from '../report/types.js'
import type { Run } from '../runs/create-run.js'
import { type AnswerStore, fileName } from './answer-store.js'
import { detailedReport } from './collections/collection-report.js'
import { evalScopeReport } from './evalscope-report.js'
import type { Outcome } from './outcome.js'
import type { PreparedEval } from './prepare.js'
import { evalReport } from './report.js'
import type { EvalResult } from './result.js'
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
    const report = evalReport({ result, facts: factsOf(this.#prepared, result), model: modelId, samples: sampleRecords(outcomes, store) })
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
    await this.#run.writeText('configs/task_config.yaml', toYaml(this.#config()))
    if (result.collection !== null)
      await this.#run.writeJson(`reports/${modelId}/collection_detailed_report.json`, detailedReport(result.collection.tables))
    for (const dataset of result.datasets) {
      const own = this.#prepared.datasets.find(entry => entry.dataset.benchmark.name === dataset.name)
      const answers = (own?.tasks ?? []).map(task => ({ subset: task.sample.subset, outcome: outcomes.get(task) ?? null }))
      const about = own?.dataset.benchmark.about ?? ''
      const shaped = evalScopeReport({ dataset, answers, about, model: modelId, simulated: result.simulated })
      await this.#run.writeJson(`reports/${modelId}/${fileName(dataset.name)}.json`, shaped)
    }
    return { report, document }
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

function factsOf({ service, simulated, generation, repeats, options, datasets }: PreparedEval, { datasets: results }: EvalResult): Fact[] {
  const samples = results.reduce((sum, dataset) => sum + dataset.samples, 0)
  const sources = [
    ...new Set(
      datasets.flatMap(({ dataset }) =>
        dataset.provenance.map(({ hub, id, commit }) => `${id} (${hub}${commit === null ? '' : ` ${commit.slice(0, 10)}`})`),
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
    { label: 'Data', value: sources.slice(0, 8).join(', ') + (sources.length > 8 ? ', …' : '') },
  ]
}
