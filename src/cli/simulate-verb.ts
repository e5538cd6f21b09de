import { findTokenizerFolder } from '../data/model-cache.js'
import { createSimulator } from '../simulator/server.js'
import { loadTokenizer } from '../tokenizer/load-tokenizer.js'
import { exitCodes } from './exit-codes.js'
import type { Io } from './io.js'
import type { SimulateOptions } from './simulate-options.js'

/** Serves until Ctrl-C. */
export async function runSimulateVerb({ tokenizerPath, ...options }: SimulateOptions, io: Io): Promise<number> {
  const tokenizer = tokenizerPath === undefined ? null : await loadTokenizer(findTokenizerFolder(tokenizerPath, io.env, io.cwd))
  const simulator = await createSimulator(options, tokenizer === null ? {} : { countTokens: text => tokenizer.count(text) })
  io.stdout.write(`Simulated service at ${simulator.url}/v1 (models: ${options.models.join(', ')}). Ctrl-C ends it.\n`)
  const ended = await new Promise<'SIGINT' | 'SIGTERM'>(resolve => {
    io.onSignal(resolve)
  })
  await simulator.close()
  return ended === 'SIGINT' ? exitCodes.done : exitCodes.terminated
}
