import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEndpoint } from '../client/endpoint.js'
import { listModels } from '../client/list-models.js'
import type { ProtocolName } from '../client/protocols/index.js'
import { UserError } from '../lib/errors.js'
import { collectSecrets } from '../lib/secrets.js'
import { type ConnectionSettings, createDispatcher } from '../net/dispatcher.js'
import { proxyFor } from '../net/proxy.js'
import { simulatorOptions } from '../simulator/options.js'
import { startSimulator } from '../simulator/start-simulator.js'
import type { PerfOptions } from './options.js'

/** The service that is measured. */
export interface Target {
  url: URL
  protocol: ProtocolName
  model: string
  simulated: boolean
  headers: Record<string, string>
  connection: Omit<ConnectionSettings, 'connections'>
  /** Words that must reach no file. */
  secrets: string[]
  close(): Promise<void>
}

export interface TargetContext {
  env: NodeJS.ProcessEnv
  cwd: string
  /** The address came from an environment variable. */
  urlFromEnvironment: boolean
  /** Only the plan is wanted: nothing is started or asked. */
  dryRun: boolean
}

type TargetOptions = Pick<PerfOptions, 'url' | 'model' | 'apiKey' | 'headers' | 'insecure' | 'caFile' | 'connectTimeout' | 'seed'>

/** Finds the service, or starts a simulated one where no address is given. */
export async function openTarget(options: TargetOptions, context: TargetContext): Promise<Target> {
  return options.url === undefined ? simulatedTarget(options, context) : givenTarget(options, options.url, context)
}

const SIMULATED_MODEL = 'simulated-model'

async function simulatedTarget(options: TargetOptions, context: TargetContext): Promise<Target> {
  const model = options.model ?? SIMULATED_MODEL
  const simulator = context.dryRun ? null : await startSimulator(simulatorOptions.parse({ models: [model], seed: options.seed }))
  const endpoint = parseEndpoint(simulator?.url ?? 'http://127.0.0.1:0')
  return {
    url: endpoint.url,
    protocol: endpoint.protocol,
    model,
    simulated: true,
    headers: { ...options.headers },
    connection: { connectTimeoutMs: null, insecure: false, ca: null, proxy: null },
    secrets: [],
    close: async () => simulator?.close(),
  }
}

async function givenTarget(options: TargetOptions, address: string, context: TargetContext): Promise<Target> {
  if (context.urlFromEnvironment && options.model === undefined)
    throw new UserError(
      'The address comes from the environment, and no model is named.',
      'Name it with --model, so that no service is put under load by accident.',
    )
  const endpoint = parseEndpoint(address)
  const headers = { ...authorization(options.apiKey, endpoint.credentials), ...options.headers }
  const connection = {
    connectTimeoutMs: options.connectTimeout * 1000,
    insecure: options.insecure,
    ca: options.caFile === undefined ? null : readCa(options.caFile, context.cwd),
    proxy: proxyFor(endpoint.url, context.env),
  }
  const ask = context.dryRun ? async () => '(the only one the service lists)' : () => onlyModel(endpoint.modelsUrl, headers, connection)
  return {
    url: endpoint.url,
    protocol: endpoint.protocol,
    model: options.model ?? (await ask()),
    simulated: false,
    headers,
    connection,
    secrets: collectSecrets({ apiKey: options.apiKey, headers, url: address }),
    close: async () => {},
  }
}

function authorization(apiKey: string | undefined, credentials: string | null): Record<string, string> {
  if (apiKey !== undefined && apiKey !== '') return { authorization: `Bearer ${apiKey}` }
  return credentials === null ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
}

function readCa(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), 'utf8')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(`The file of certificate authorities cannot be read: ${reason}.`, 'Give --ca-file the path of a PEM file.')
  }
}

async function onlyModel(url: URL, headers: Record<string, string>, connection: Omit<ConnectionSettings, 'connections'>): Promise<string> {
  const dispatcher = createDispatcher(url, { ...connection, connections: 1 })
  try {
    const names = await listModels(dispatcher, { url, headers, timeoutMs: MODELS_TIMEOUT_MS })
    const [name] = names
    if (name !== undefined && names.length === 1) return name
    const listed =
      names.length === 0
        ? 'lists no model'
        : `lists ${names.length} models (${names.slice(0, 5).join(', ')}${names.length > 5 ? ', …' : ''})`
    throw new UserError(`The service ${listed}, so one must be named.`, 'Name it with --model.')
  } finally {
    await dispatcher.destroy()
  }
}

const MODELS_TIMEOUT_MS = 15_000
