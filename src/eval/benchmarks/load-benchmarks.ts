import { defineRegistry, type Registry } from '../../lib/registry.js'
import type { Benchmark } from '../types.js'
import { benchmarks } from './index.js'

/** All of them with their scorers, for who lists or compares. */
export async function loadBenchmarks(): Promise<Registry<string, Benchmark>> {
  const loaded = await Promise.all(benchmarks.names.map(async name => [name, await benchmarks.parts[name]()] as const))
  return defineRegistry<Benchmark>()('benchmark', Object.fromEntries(loaded))
}
