import type { BenchmarksOptions } from '../benchmarks-options.js'
import type { Verb } from './types.js'

export const benchmarks: Verb = {
  name: 'benchmarks',
  summary: 'List the benchmarks that eval knows, or show the card of one',
  examples: ['evalscope-ts benchmarks', 'evalscope-ts benchmarks --tag math', 'evalscope-ts benchmarks demo --format json'],
  positionals: 'benchmark',
  load: async () => {
    const [{ benchmarksOptions }, { runBenchmarksVerb }] = await Promise.all([
      import('../benchmarks-options.js'),
      import('../benchmarks-verb.js'),
    ])
    return { options: benchmarksOptions, run: async (options: BenchmarksOptions, io) => runBenchmarksVerb(options, io) }
  },
}
