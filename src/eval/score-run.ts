import { protocols } from '../client/protocols/index.js'
import { UserError } from '../lib/errors.js'
import { collectionScoreNames } from './collections/collection-values.js'
import { checkJudge } from './judge/check-judge.js'
import { judgeAsGiven } from './judge/older-options.js'
import { readJudgeOptions } from './judge/options.js'
import type { EvalOptions } from './options.js'
import { evalOptions } from './options.js'
import type { PreparedEval } from './prepare.js'
import { type AnsweredRun, readAnswers } from './rescore.js'
import { type EvalContext, type EvalOutcome, runEval } from './run-eval.js'
import type { ScoreOptions } from './score-options.js'
import { parseScoreThresholds, scoreNames } from './thresholds.js'

/**
 * Scores the answers of an earlier run again, from its folder alone: nothing is asked of the model, no data set is read.
 * @throws UserError where the folder holds no such run.
 */
export async function scoreRun(options: ScoreOptions, context: EvalContext): Promise<EvalOutcome> {
  if (options.folder === undefined)
    throw new UserError('No folder is named.', 'Give the folder of a run: evalscope-ts score outputs/20260101_120000.')
  const answered = await readAnswers(options.folder, context.cwd)
  return runEval(prepareScore(options, answered), context)
}

/** The run as it was prepared, with a client that has nothing to ask. */
function prepareScore(options: ScoreOptions, { folder, config, datasets, collection, repeats, generation }: AnsweredRun): PreparedEval {
  const judge = readJudgeOptions(judgeAsGiven(options))
  const notes = checkJudge(
    datasets.map(({ dataset }) => dataset.benchmark),
    judge,
  )
  const url = new URL(config.url)
  const own = datasets.filter(entry => !collection?.datasets.includes(entry))
  const names = [...scoreNames(own, repeats), ...(collection === null ? [] : collectionScoreNames(collection))]
  const merged: EvalOptions = evalOptions.parse({
    datasets: own.map(({ dataset }) => dataset.benchmark.name),
    ...(collection !== null && { collection: collection.path }),
    macro: config.options.macro,
    datasetArgs: config.options.datasetArgs,
    seed: config.options.seed,
    useCache: folder,
    rerunReview: true,
    allowUnsafeCode: options.allowUnsafeCode,
    keepThinking: options.keepThinking || config.options.keepThinking,
    format: options.format,
    threshold: options.threshold,
  })
  const connection = { connectTimeoutMs: null, insecure: false, ca: null, proxy: null }
  const request = { model: config.model, stream: true, fields: {}, extra: {}, template: undefined, systemPrompt: null }
  return {
    options: merged,
    service: { url, protocol: 'chat', model: config.model, headers: {}, connection, secrets: [] },
    simulated: config.simulated,
    tally: async () => null,
    modelId: config.modelId,
    generation: {
      fields: generation,
      headers: {},
      query: {},
      n: 1,
      stream: null,
      timeoutSeconds: null,
      retries: 1,
      retryIntervalSeconds: null,
    },
    repeats,
    datasets,
    collection,
    client: {
      url,
      protocol: protocols.get('chat'),
      request,
      headers: {},
      connection: { ...connection, connections: 1 },
      timeouts: { connectMs: null, readMs: null, totalMs: null },
      keepText: true,
      secrets: [],
    },
    judge,
    thresholds: parseScoreThresholds(options.threshold, names),
    notes,
    savedConfig: config,
    close: async () => {},
  }
}
