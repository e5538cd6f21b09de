import { benchmarksAnswer } from './answers/benchmarks.js'
import type { BenchmarksAnswer } from './types.js'

/** Every benchmark that eval knows. They are loaded when somebody asks: the server itself starts without them. */
export async function benchmarkCards(): Promise<BenchmarksAnswer> {
  const [{ benchmarkCard }, { loadBenchmarks }] = await Promise.all([
    import('../eval/benchmark-card.js'),
    import('../eval/benchmarks/load-benchmarks.js'),
  ])
  return benchmarksAnswer.parse({ benchmarks: Object.values((await loadBenchmarks()).parts).map(benchmarkCard) })
}
