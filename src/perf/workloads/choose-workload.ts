import { workloads } from './index.js'
import type { WorkloadOptions } from './options.js'
import { prompt } from './prompt.js'
import type { Workload } from './types.js'

export interface ChosenWorkload {
  /** The registry's name, or `prompt`: what reports call the dataset. */
  name: string
  workload: Workload
}

/** `--prompt` wins over `--dataset`; with neither, a file is open questions and no file means the built-in prompts. */
export function chooseWorkload(options: WorkloadOptions): ChosenWorkload {
  if (options.prompt !== undefined) return { name: 'prompt', workload: prompt }
  const name = options.dataset ?? (options.datasetPath === undefined ? 'builtin' : 'openqa')
  return { name, workload: workloads.get(name) }
}
