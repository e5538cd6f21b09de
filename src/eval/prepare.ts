import type { ClientSettings } from '../client/create-client.js'
import { protocols } from '../client/protocols/index.js'
import { openService, type Service, type ServiceContext } from '../client/service.js'
import type { RequestSettings } from '../client/types.js'
import { openSplit } from '../data/open-split.js'
import { UserError } from '../lib/errors.js'
import { lastPart } from '../runs/run-folder.js'
import { checkFilters } from './answer-filters.js'
import { benchmarks } from './benchmarks/index.js'
import { chooseSamples } from './choose-samples.js'
import { readDatasetArgs } from './dataset-args.js'
import { type Generation, readGeneration } from './generation-config.js'
import { checkJudge } from './judge/check-judge.js'
import { type JudgeOptions, readJudgeOptions } from './judge/options.js'
import { type LoadContext, type LoadedDataset, loadDataset } from './load-dataset.js'
import type { EvalObserver } from './observer.js'
import type { EvalOptions } from './options.js'
import { simulatedService } from './simulated-service.js'
import { type Task, tasksOf } from './tasks.js'
import { parseScoreThresholds, type ScoreThreshold } from './thresholds.js'
import type { Benchmark } from './types.js'
import { workedExamples } from './worked-examples.js'

/** Everything an evaluation needs, checked and opened before anything is written or sent. */
export interface PreparedEval {
  options: EvalOptions
  service: Service
  simulated: boolean
  /** The model's name in reports and folders. */
  modelId: string
  generation: Generation
  repeats: number
  datasets: { dataset: LoadedDataset; tasks: Task[] }[]
  client: ClientSettings
  judge: JudgeOptions
  thresholds: ScoreThreshold[]
  notes: string[]
  /** config.json of a run that is only scored again: it stays as it is. */
  savedConfig: Record<string, unknown> | null
  close(): Promise<void>
}

export interface PrepareEvalContext extends ServiceContext {
  observer: EvalObserver
}

/** @throws UserError for whatever the user must mend first. */
export async function prepareEval(options: EvalOptions, context: PrepareEvalContext): Promise<PreparedEval> {
  const wanted = [...new Set(options.datasets)].map(name => benchmarks.get(name))
  const settings = wanted.map(benchmark => readDatasetArgs(benchmark, options.datasetArgs[benchmark.name]))
  checkNames(options, wanted)
  for (const [index, { filters }] of settings.entries()) checkFilters(wanted[index]?.name ?? '', filters)
  const generation = readGeneration(options.generationConfig)
  const judge = readJudgeOptions(options.judge ?? {})
  const judgeNotes = checkJudge(wanted, judge)
  const thresholds = parseScoreThresholds(
    options.threshold,
    wanted.map(({ name }) => name),
  )
  const repeats = options.repeats * generation.n

  const loading: LoadContext = { reader: { open: openSplit }, data: dataSettings(options, context) }
  const loaded: LoadedDataset[] = []
  for (const [index, benchmark] of wanted.entries()) {
    const own = settings[index]
    if (own === undefined) continue
    context.observer.loading(benchmark.name)
    loaded.push(await loadDataset(benchmark, own, loading))
  }
  const request = requestSettings(options, generation)
  const datasets = await allTasks(loaded, options, { repeats, request, loading })
  const { service, simulated, close } = await findService(options, datasets, context)
  request.model = service.model
  // The model's name stands in every key, and only now is it certain.
  const named = options.model === undefined && !simulated ? await allTasks(loaded, options, { repeats, request, loading }) : datasets
  return {
    options,
    service,
    simulated,
    modelId: (options.modelId ?? (lastPart(service.model) || 'model')).replaceAll(/[^A-Za-z0-9._-]/g, '_'),
    generation,
    repeats,
    datasets: named,
    client: clientSettings(options, service, generation, request),
    judge,
    thresholds,
    notes: [...settings.flatMap(({ notes }) => notes), ...judgeNotes],
    savedConfig: null,
    close,
  }
}

/** `--dataset-args` for something that is not evaluated is a slip of the keyboard. */
function checkNames({ datasetArgs }: EvalOptions, wanted: readonly Benchmark[]): void {
  for (const name of Object.keys(datasetArgs)) {
    if (wanted.some(benchmark => benchmark.name === name)) continue
    throw new UserError(
      `--dataset-args has options for "${name}", which is not among --datasets.`,
      `Evaluated: ${wanted.map(benchmark => benchmark.name).join(', ')}.`,
    )
  }
}

function dataSettings({ datasetHub }: EvalOptions, { env, cwd, observer }: PrepareEvalContext): LoadContext['data'] {
  return {
    hub: datasetHub,
    env,
    cwd,
    onProgress: ({ file, receivedBytes, totalBytes }) => observer.downloading(file, receivedBytes, totalBytes),
  }
}

function requestSettings(options: EvalOptions, { fields, stream }: Generation): RequestSettings {
  return {
    model: options.model ?? 'simulated-model',
    stream: stream ?? options.stream,
    fields,
    extra: {},
    template: undefined,
    systemPrompt: null,
  }
}

interface TaskContext {
  repeats: number
  request: RequestSettings
  loading: LoadContext
}

async function allTasks(
  loaded: readonly LoadedDataset[],
  options: EvalOptions,
  { repeats, request, loading }: TaskContext,
): Promise<PreparedEval['datasets']> {
  const chosen = chooseSamples(loaded, { seed: options.seed, limit: options.limit ?? null, limitTotal: options.limitTotal ?? null })
  const client = { body: (wanted: Parameters<typeof protocols.parts.chat.encode>[0]) => protocols.get('chat').encode(wanted, request) }
  return Promise.all(
    loaded.map(async (dataset, index) => {
      const shots = await workedExamples(dataset, options.seed, loading)
      return { dataset, tasks: tasksOf(dataset, { samples: chosen[index] ?? [], shots, repeats, client }) }
    }),
  )
}

type FoundService = Pick<PreparedEval, 'service' | 'simulated' | 'close'>

async function findService(options: EvalOptions, datasets: PreparedEval['datasets'], context: PrepareEvalContext): Promise<FoundService> {
  if (options.url === undefined)
    return simulatedService(
      options,
      datasets.flatMap(({ tasks }) => tasks),
      context.dryRun,
    )
  const service = await openService(options, options.url, context)
  if (service.protocol !== 'chat')
    throw new UserError(
      'Evaluations ask over chat completions, but --api-url leads to plain completions.',
      'Give the base address, or a path that ends in /chat/completions.',
    )
  return { service, simulated: false, close: async () => {} }
}

function clientSettings(options: EvalOptions, service: Service, generation: Generation, request: RequestSettings): ClientSettings {
  return {
    url: service.url,
    protocol: protocols.get(service.protocol),
    request,
    headers: { ...service.headers, ...generation.headers },
    connection: { ...service.connection, connections: options.evalBatchSize },
    timeouts: {
      connectMs: service.connection.connectTimeoutMs,
      readMs: options.readTimeout === undefined ? null : options.readTimeout * 1000,
      totalMs: (generation.timeoutSeconds ?? options.totalTimeout) * 1000,
    },
    keepText: true,
    secrets: service.secrets,
  }
}
