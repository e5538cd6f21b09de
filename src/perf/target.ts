import { parseEndpoint } from '../client/endpoint.js'
import { openService, type Service, type ServiceContext } from '../client/service.js'
import { collectSecrets } from '../lib/secrets.js'
import { simulatorOptions } from '../simulator/options.js'
import { startSimulator } from '../simulator/start-simulator.js'
import type { PerfOptions } from './options.js'

/** The service that is measured. */
export interface Target extends Service {
  simulated: boolean
  close(): Promise<void>
}

type TargetOptions = Pick<
  PerfOptions,
  'url' | 'model' | 'apiKey' | 'headers' | 'insecure' | 'caFile' | 'connectTimeout' | 'seed' | 'extraArgs' | 'queryTemplate'
>

/** Finds the service, or starts a simulated one where no address is given. */
export async function openTarget(options: TargetOptions, context: ServiceContext): Promise<Target> {
  if (options.url === undefined) return simulatedTarget(options, context)
  const service = await openService(options, options.url, context)
  return { ...service, secrets: [...service.secrets, ...bodySecrets(options)], simulated: false, close: async () => {} }
}

/** Some services take a key in the body, and repeat it when they refuse it. */
const bodySecrets = ({ extraArgs, queryTemplate }: TargetOptions): string[] => collectSecrets({ extraArgs, queryTemplate })

const SIMULATED_MODEL = 'simulated-model'

async function simulatedTarget(options: TargetOptions, context: ServiceContext): Promise<Target> {
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
    secrets: bodySecrets(options),
    close: async () => simulator?.close(),
  }
}
