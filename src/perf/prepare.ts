import type { ClientSettings } from '../client/create-client.js'
import { toFields } from '../client/generation-options.js'
import { protocols } from '../client/protocols/index.js'
import type { ServiceContext } from '../client/service.js'
import { findTokenizerFolder } from '../data/model-cache.js'
import { UserError } from '../lib/errors.js'
import { type GoodputLimit, parseGoodput } from '../metrics/goodput.js'
import { parseThresholds, type Threshold } from '../metrics/thresholds.js'
import type { PerfOptions } from './options.js'
import { type Point, pointsOf } from './points.js'
import { openTarget, type Target } from './target.js'
import { startTextService, type TextService } from './text-service.js'
import { chooseWorkload } from './workloads/choose-workload.js'
import type { ItemSource } from './workloads/types.js'

/** Everything a sweep needs, checked and opened before anything is written or sent. */
export interface Prepared {
  options: PerfOptions
  target: Target
  points: Point[]
  dataset: string
  source: ItemSource
  text: TextService | null
  seed: number
  /** The seed was given, so the same prompts are sent again in another run. */
  seedGiven: boolean
  /** Settings of the client, sized for the largest point. */
  client: ClientSettings
  goodput: GoodputLimit[]
  thresholds: Threshold[]
  close(): Promise<void>
}

export interface PrepareContext extends ServiceContext {
  /** A new seed, where none was given. */
  drawSeed(): number
}

/** @throws UserError for whatever the user must mend first. */
export async function prepare(options: PerfOptions, context: PrepareContext): Promise<Prepared> {
  const goodput = parseGoodput(options.goodput)
  const thresholds = parseThresholds(options.threshold)
  const { name: dataset, workload } = chooseWorkload(options)
  if (workload.needsTokenizer && options.tokenizerPath === undefined)
    throw new UserError(
      `The ${dataset} dataset makes prompts of an exact number of tokens, so it needs a tokenizer.`,
      'Give --tokenizer-path a folder with a tokenizer.json, the hub id of a model whose tokenizer is on this machine, or tiktoken:o200k_base.',
    )
  const closers: (() => Promise<void>)[] = []
  const close = async (): Promise<void> => {
    for (const closeOne of closers.reverse()) await closeOne()
  }
  try {
    const seed = options.seed ?? context.drawSeed()
    const text =
      options.tokenizerPath === undefined
        ? null
        : await startTextService(findTokenizerFolder(options.tokenizerPath, context.env, context.cwd))
    if (text) closers.push(() => text.close())
    const target = await openTarget(options, context)
    closers.push(() => target.close())
    const chat = protocols.get(target.protocol).chat
    const source = await workload.open(options, {
      seed,
      chat: options.applyChatTemplate ?? chat,
      text,
      cwd: context.cwd,
      systemPrompt: options.systemPrompt ?? null,
    })
    closers.push(() => source.close())
    const points = pointsOf(options)
    const client = clientSettings(options, target, points, text !== null)
    return {
      options,
      target,
      points,
      dataset,
      source,
      text,
      seed,
      seedGiven: options.seed !== undefined,
      client,
      goodput,
      thresholds,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

function clientSettings(options: PerfOptions, target: Target, points: Point[], hasTokenizer: boolean): ClientSettings {
  const places = points.map(point => point.parallel)
  return {
    url: target.url,
    protocol: protocols.get(target.protocol),
    request: {
      model: target.model,
      stream: options.stream,
      fields: toFields(options),
      extra: options.extraArgs ?? {},
      template: options.queryTemplate,
      systemPrompt: options.systemPrompt ?? null,
    },
    headers: target.headers,
    connection: {
      ...target.connection,
      connections: places.some(place => place === null) ? null : Math.max(...places.map(place => place ?? 1)),
    },
    timeouts: {
      connectMs: target.connection.connectTimeoutMs,
      readMs: options.readTimeout === undefined ? null : options.readTimeout * 1000,
      totalMs: options.totalTimeout * 1000,
    },
    keepText: options.saveText || hasTokenizer,
    secrets: target.secrets,
  }
}
