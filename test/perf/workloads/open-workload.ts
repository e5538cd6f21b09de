import { chooseWorkload } from '../../../src/perf/workloads/choose-workload.js'
import { workloadOptions } from '../../../src/perf/workloads/options.js'
import type { ItemSource, WorkItem, WorkloadContext } from '../../../src/perf/workloads/types.js'
import { settingsFor } from '../../data/data-settings.js'
import { all } from '../../lib/temporary-files.js'

/** Opens a workload as `perf` does: options through their schema, the workload chosen by them. */
export async function openWorkload(options: Record<string, unknown>, context: Partial<WorkloadContext> = {}): Promise<ItemSource> {
  const parsed = workloadOptions.parse(options)
  return chooseWorkload(parsed).workload.open(parsed, {
    seed: 1,
    chat: true,
    text: null,
    cwd: '/',
    data: settingsFor({}),
    systemPrompt: null,
    ...context,
  })
}

export const itemsOf = (source: ItemSource, from: number, count: number): Promise<WorkItem[]> => all(source.items(from, count))

/** What the user says in each item, or the whole body. */
export function wordsOf(items: WorkItem[]): unknown[] {
  return items.map(({ request: { prompt } }) => {
    if (prompt.kind === 'text') return prompt.text
    return prompt.kind === 'messages' ? prompt.messages.map(message => message.content).join('|') : prompt.body
  })
}
