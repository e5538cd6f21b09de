import type { LoadedDataset } from './load-dataset.js'
import type { Task } from './tasks.js'

/** What a benchmark says of the samples that were asked. */
export function samplesNotes({ benchmark, settings }: LoadedDataset, tasks: readonly Task[]): string[] {
  const samples = [...new Set(tasks.map(({ sample }) => sample))]
  return samples.length === 0 ? [] : (benchmark.notes?.(samples, settings.args) ?? [])
}
