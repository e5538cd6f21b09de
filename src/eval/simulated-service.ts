import { parseEndpoint } from '../client/endpoint.js'
import type { Service } from '../client/service.js'
import type { AnswerTally } from '../simulator/answer-sheet.js'
import { simulatorOptions } from '../simulator/options.js'
import { startSimulator } from '../simulator/start-simulator.js'
import { laterQuestions } from './later-questions.js'
import type { EvalOptions } from './options.js'
import { makeSheet } from './student-sheet.js'
import type { Task } from './tasks.js'

export const SIMULATED_MODEL = 'simulated-model'

interface SimulatedService {
  service: Service
  simulated: true
  /** What the student knows of its answers. */
  tally(): Promise<AnswerTally | null>
  close(): Promise<void>
}

/** A simulated student who knows some of the answers, in place of a service. In a dry run nothing is started. */
export async function simulatedService(
  { model = SIMULATED_MODEL, seed, skill }: Pick<EvalOptions, 'model' | 'seed' | 'skill'>,
  tasks: readonly Task[],
  dryRun: boolean,
): Promise<SimulatedService> {
  const sheet = makeSheet(
    tasks.map(({ sample, messages, dataset }) => ({
      sample,
      messages,
      benchmark: dataset.benchmark,
      later: laterQuestions(dataset, sample),
    })),
    { skill, seed, ...HABITS, ...failings(1 - skill) },
  )
  const simulator = dryRun ? null : await startSimulator(simulatorOptions.parse({ models: [model], seed, ...QUICK }), { sheet })
  const { url, protocol } = parseEndpoint(simulator?.url ?? 'http://127.0.0.1:0')
  const service = {
    url,
    protocol,
    model,
    headers: {},
    connection: { connectTimeoutMs: null, insecure: false, ca: null, proxy: null },
    secrets: [],
  }
  return { service, simulated: true, tally: async () => simulator?.tally() ?? null, close: async () => simulator?.close() }
}

/** How the student answers: shares of all answers. */
const HABITS = { thinking: 0.2, unopenedThinking: 0.05, fenced: 0.05 }

/** Of the wrong answers some are cut off, refusals, or silence. */
const failings = (wrong: number): { truncated: number; refusals: number; empty: number } => ({
  truncated: 0.1 * wrong,
  refusals: 0.05 * wrong,
  empty: 0.03 * wrong,
})

/** A service that is quick, so that a first try takes seconds. */
const QUICK = { ttft: 15, itl: 1, maxBatch: 64, slowdown: 0 }
