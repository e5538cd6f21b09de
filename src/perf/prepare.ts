import type { ClientSettings } from '../client/create-client.js'
import { toFields } from '../client/generation-options.js'
import { protocols } from '../client/protocols/index.js'
import type { ServiceContext } from '../client/service.js'
import { locateTokenizer } from '../data/locate-tokenizer.js'
import type { DataSettings } from '../data/types.js'
import { UserError } from '../lib/errors.js'
import { type GoodputLimit, parseGoodput } from '../metrics/goodput.js'
import { parseThresholds, type Threshold } from '../metrics/thresholds.js'
import type { PerfOptions } from './options.js'
import { type Point, pointsOf } from './points.js'
import { openTarget, type Target } from './target.js'
import { startTextService, type TextService } from './text-service.js'
import { type ChosenWorkload, chooseWorkload } from './workloads/choose-workload.js'
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
  /** Told of downloads, where a tokenizer or a dataset is not on this machine. */
  onDownload?: DataSettings['onProgress']
}

/** @throws UserError for whatever the user must mend first. */
export async function prepare(options: PerfOptions, context: PrepareContext): Promise<Prepared> {
  const [goodput, thresholds] = [parseGoodput(options.goodput), parseThresholds(options.threshold)]
  const chosen = chooseWorkload(options)
  checkTokenizer(options, chosen)
  const seed = options.seed ?? context.drawSeed()
  const closers: Closers = []
  const close = async (): Promise<void> => {
    for (const closeOne of closers.reverse()) await closeOne()
  }
  try {
    const opened = await open(options, context, { ...chosen, seed }, closers)
    const points = pointsOf(options)
    const client = clientSettings(options, opened.target, points, opened.text !== null)
    const seedGiven = options.seed !== undefined
    return { options, ...opened, points, dataset: chosen.name, seed, seedGiven, client, goodput, thresholds, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** What has been opened and must be closed again, in the order of its opening. */
type Closers = (() => Promise<void>)[]

async function open(
  options: PerfOptions,
  context: PrepareContext,
  { workload, seed }: ChosenWorkload & { seed: number },
  closers: Closers,
): Promise<Pick<Prepared, 'text' | 'target' | 'source'>> {
  const text = await openText(options, context)
  if (text) closers.push(() => text.close())
  const target = await openTarget(options, context)
  closers.push(() => target.close())
  const source = await workload.open(options, {
    seed,
    chat: sendsMessages(options, target),
    text,
    cwd: context.cwd,
    data: hubSettings(context, 'modelscope'),
    systemPrompt: options.systemPrompt ?? null,
  })
  closers.push(() => source.close())
  return { text, target, source }
}

function checkTokenizer({ tokenizerPath }: PerfOptions, { name, workload }: ChosenWorkload): void {
  if (!workload.needsTokenizer || tokenizerPath !== undefined) return
  throw new UserError(
    `The ${name} dataset makes prompts of an exact number of tokens, so it needs a tokenizer.`,
    'Give --tokenizer-path a folder with a tokenizer.json, the hub id of a model, or tiktoken:o200k_base.',
  )
}

async function openText({ tokenizerPath }: PerfOptions, context: PrepareContext): Promise<TextService | null> {
  if (tokenizerPath === undefined) return null
  return startTextService(await locateTokenizer(tokenizerPath, hubSettings(context, 'huggingface')))
}

function sendsMessages({ applyChatTemplate }: PerfOptions, { protocol }: Target): boolean {
  const { chat } = protocols.get(protocol)
  if (applyChatTemplate !== true || chat) return applyChatTemplate ?? chat
  throw new UserError(
    '--apply-chat-template sends prompts as messages, which plain completions do not take.',
    'Give the address of /chat/completions, or leave --apply-chat-template out.',
  )
}

/** Models are looked for on Hugging Face first, datasets on ModelScope, where EvalScope has them from. */
function hubSettings({ env, cwd, onDownload = () => {} }: PrepareContext, hub: 'huggingface' | 'modelscope'): DataSettings {
  return { hub, localPath: null, datasetId: null, env, cwd, onProgress: onDownload }
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
