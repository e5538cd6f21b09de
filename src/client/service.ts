import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { UserError } from '../lib/errors.js'
import { collectSecrets } from '../lib/secrets.js'
import { systemReason } from '../lib/system-error.js'
import { type ConnectionSettings, createDispatcher } from '../net/dispatcher.js'
import { proxyFor } from '../net/proxy.js'
import { parseEndpoint } from './endpoint.js'
import { listModels } from './list-models.js'
import type { ConnectionOptions } from './options.js'
import type { ProtocolName } from './protocols/index.js'

/** A service to talk to, as the user described it. */
export interface Service {
  /** Full address that requests are posted to, without user and password. */
  url: URL
  protocol: ProtocolName
  model: string
  headers: Record<string, string>
  connection: Omit<ConnectionSettings, 'connections'>
  /** Words that must reach no file. */
  secrets: string[]
}

export interface ServiceContext {
  env: NodeJS.ProcessEnv
  cwd: string
  /** The address came from an environment variable. */
  urlFromEnvironment: boolean
  /** Only the plan is wanted: nothing is asked. */
  dryRun: boolean
}

type ServiceOptions = Pick<ConnectionOptions, 'model' | 'apiKey' | 'headers' | 'insecure' | 'caFile' | 'connectTimeout'>

/**
 * Where the model is not named, the only one that the service lists is taken.
 * @throws UserError for an address that cannot be used, a file that cannot be read, and a model that must be named.
 */
export async function openService(options: ServiceOptions, address: string, context: ServiceContext): Promise<Service> {
  if (context.urlFromEnvironment && options.model === undefined)
    throw new UserError(
      'The address comes from the environment, and no model is named.',
      'Name it with --model, so that no service is put under load by accident.',
    )
  const endpoint = parseEndpoint(address)
  const headers = { ...authorization(options.apiKey, endpoint.credentials), ...lowerCase(options.headers) }
  const proxy = proxyFor(endpoint.url, context.env)
  const connection = {
    connectTimeoutMs: options.connectTimeout * 1000,
    insecure: options.insecure,
    ca: options.caFile === undefined ? null : readCa(options.caFile, context.cwd),
    proxy,
  }
  const ask = context.dryRun ? async () => '(the only one the service lists)' : () => onlyModel(endpoint.modelsUrl, headers, connection)
  return {
    url: endpoint.url,
    protocol: endpoint.protocol,
    model: options.model ?? (await ask()),
    headers,
    connection,
    secrets: collectSecrets({ apiKey: options.apiKey, headers, url: address, proxy }),
  }
}

function authorization(apiKey: string | undefined, credentials: string | null): Record<string, string> {
  if (apiKey !== undefined && apiKey !== '') return { authorization: `Bearer ${apiKey}` }
  return credentials === null ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }
}

/** One spelling of each name, so that a header of the user's takes the place of ours. */
const lowerCase = (headers: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

function readCa(file: string, cwd: string): string {
  const path = resolve(cwd, file)
  const hint = 'Give --ca-file the path of a PEM file.'
  let pem: string
  try {
    pem = readFileSync(path, 'utf8')
  } catch (error) {
    throw new UserError(`The certificate authorities in ${path} cannot be read: ${systemReason(error)}.`, hint)
  }
  if (!isCertificate(pem)) throw new UserError(`${path} holds no certificate.`, hint)
  return pem
}

/** Node passes over what it cannot read as a certificate, and the user would wonder why it is not trusted. */
function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== ''
  } catch {
    return false
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
