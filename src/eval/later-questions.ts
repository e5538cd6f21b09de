import type { LoadedDataset } from './load-dataset.js'
import type { Sample } from './types.js'

/** No benchmark asks this often; one that never stops asking is a bug. */
const MOST = 64

/**
 * What the user says after the first answer, as far as it is known before any answer: as if nothing were answered. Empty where a
 * benchmark asks once.
 */
export function laterQuestions({ benchmark, settings }: Pick<LoadedDataset, 'benchmark' | 'settings'>, sample: Sample): string[] {
  const later: string[] = []
  if (benchmark.next === undefined) return later
  for (;;) {
    const question = benchmark.next(sample, ['', ...later.map(() => '')], settings.args)
    if (question === null) return later
    if (later.push(question) > MOST) throw new Error(`${benchmark.name} asks on and on.`)
  }
}
