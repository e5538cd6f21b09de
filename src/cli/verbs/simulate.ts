import type { SimulateOptions } from '../simulate-options.js'
import type { Verb } from './types.js'

export const simulate: Verb = {
  name: 'simulate',
  summary: 'Serve a simulated model, with known timing, on this machine',
  examples: [
    'evalscope-ts simulate --port 8801',
    'evalscope-ts simulate --port 8801 --ttft 200 --itl 20 --max-batch 8 --log sent.jsonl',
    'evalscope-ts simulate --port 8801 --rate429 0.05 --cut-rate 0.02',
  ],
  load: async () => {
    const [{ simulateOptions }, { runSimulateVerb }] = await Promise.all([import('../simulate-options.js'), import('../simulate-verb.js')])
    return { options: simulateOptions, run: (options: SimulateOptions, io) => runSimulateVerb(options, io) }
  },
}
