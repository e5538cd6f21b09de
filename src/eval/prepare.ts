import { tmpdir } from 'node:os'
import type { ClientSettings } from '../client/create-client.js'
import { protocols } from '../client/protocols/index.js'
import { openService, type Service, type ServiceContext } from '../client/service.js'
import type { RequestSettings } from '../client/types.js'
import { openSplit } from '../data/open-split.js'
import { UserError } from '../lib/errors.js'
import { lastPart } from '../runs/run-folder.js'
import type { AnswerTally } from '../simulator/answer-sheet.js'
import { collectionScoreNames } from './collections/collection-values.js'
import { type Generation, readGeneration, withQuery } from './generation-config.js'
import { checkJudge } from './judge/check-judge.js'
import { judgeAsGiven } from './judge/older-options.js'
import { type JudgeOptions, readJudgeOptions } from './judge/options.js'
import type { LoadContext } from './load-dataset.js'
import { checkArgNames, type LoadedTasks, loadTasks, wantedData } from './load-tasks.js'
import type { EvalObserver } from './observer.js'
import type { EvalOptions } from './options.js'
import { SpooledShelf } from './programs/spooled-shelf.js'
import { SIMULATED_MODEL, simulatedService } from './simulated-service.js'
import { parseScoreThresholds, type ScoreThreshold, scoreNames } from './thresholds.js'

/** Everything an evaluation needs, checked and opened before anything is written or sent. */
export interface PreparedEval {
  options: EvalOptions
  service: Service
  simulated: boolean
  /** What the simulated student knows of the answers that it gave; null of a model. */
  tally(): Promise<AnswerTally | null>
  /** The model's name in reports and folders. */
  modelId: string
  generation: Generation
  repeats: number
  datasets: LoadedTasks['datasets']
  /** The collection whose lines are evaluated; null where there is none. */
  collection: LoadedTasks['collection']
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
  const wanted = await wantedData(options)
  const generation = readGeneration(options.generationConfig)
  const judge = readJudgeOptions(judgeAsGiven(options))
  // Before any data is fetched; what a collection holds is known only when it was read.
  checkJudge(
    wanted.benchmarks.map(({ benchmark }) => benchmark),
    judge,
  )
  const repeats = options.repeats * generation.n
  const given = options.url === undefined ? null : await givenService(options, options.url, context)
  const request = requestSettings(options, generation, given?.model ?? options.model ?? SIMULATED_MODEL)
  const shelf = new SpooledShelf(tmpdir())
  const loading: LoadContext = { reader: { open: openSplit }, data: dataSettings(options, context), keepTests: shelf }
  const loaded = await loadTasks(wanted, options, { repeats, request, loading, observer: context.observer })
  checkArgNames(options, loaded)
  const evaluated = [...new Set(loaded.datasets.map(({ dataset }) => dataset.benchmark))]
  const judgeNotes = checkJudge(evaluated, judge)
  const own = loaded.datasets.filter(entry => !loaded.collection?.datasets.includes(entry))
  const collected = loaded.collection === null ? [] : collectionScoreNames(loaded.collection)
  const thresholds = parseScoreThresholds(options.threshold, [...scoreNames(own, repeats), ...collected])
  const { service, simulated, tally, close } =
    given === null
      ? await simulatedService(
          options,
          loaded.datasets.flatMap(({ tasks }) => tasks),
          context.dryRun,
        )
      : { service: given, simulated: false, tally: async () => null, close: async () => {} }
  return {
    options,
    service,
    simulated,
    tally,
    modelId: (options.modelId ?? (lastPart(service.model) || 'model')).replaceAll(/[^A-Za-z0-9._-]/g, '_'),
    generation,
    repeats,
    ...loaded,
    client: clientSettings(options, service, generation, request),
    judge,
    thresholds,
    notes: [
      ...repeatNotes(generation, repeats),
      ...wanted.benchmarks.flatMap(({ settings }) => settings.notes),
      ...(loaded.collection?.notes ?? []),
      ...judgeNotes,
    ],
    savedConfig: null,
    close: async () => {
      await close()
      shelf.close()
    },
  }
}

/** EvalScope's n is asked for as separate answers, so that each has its own record. */
function repeatNotes({ n }: Generation, repeats: number): string[] {
  return n === 1 ? [] : [`n in the generation config is ${n}: each question is asked ${repeats} times, in requests of their own`]
}

async function givenService(options: EvalOptions, address: string, context: PrepareEvalContext): Promise<Service> {
  const service = await openService(options, address, context)
  if (service.protocol === 'chat') return service
  throw new UserError(
    'Evaluations ask over chat completions, but --api-url leads to plain completions.',
    'Give the base address, or a path that ends in /chat/completions.',
  )
}

function dataSettings({ datasetHub }: EvalOptions, { env, cwd, observer }: PrepareEvalContext): LoadContext['data'] {
  return {
    hub: datasetHub,
    env,
    cwd,
    onProgress: ({ file, receivedBytes, totalBytes }) => observer.downloading(file, receivedBytes, totalBytes),
  }
}

function requestSettings(options: EvalOptions, { fields, stream }: Generation, model: string): RequestSettings {
  return {
    model,
    stream: stream ?? options.stream,
    fields,
    extra: {},
    template: undefined,
    systemPrompt: null,
  }
}

function clientSettings(options: EvalOptions, service: Service, generation: Generation, request: RequestSettings): ClientSettings {
  return {
    url: withQuery(service.url, generation.query),
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
