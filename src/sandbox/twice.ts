import { readFile } from 'node:fs/promises'
import type { Place } from './places.js'
import type { Broken } from './types.js'

/** What came of one attempt. A `doubtful` result may say more of the machine than of the program. */
export type Attempt<Result> =
  | { kind: 'result'; result: Result; doubtful: 'slow' | 'killed' | null }
  /** The surroundings ended while the program ran. */
  | { kind: 'died'; reason: string }
  | Broken

/**
 * What is beyond doubt counts at once; all else is tried once more while nothing else runs, and then counts. Surroundings that end twice
 * under the same program were ended by it (`ending`), unless the machine has run out of memory.
 */
export async function judgedTwice<Result>(place: Place, attempt: () => Promise<Attempt<Result>>, ending: Result): Promise<Result | Broken> {
  const killsBefore = await memoryKills()
  const first = await attempt()
  if (first.kind === 'result' && first.doubtful === null) return first.result
  const second = await place.alone(attempt)
  if (second.kind === 'broken') return second
  const sure = second.kind === 'result' && second.doubtful !== 'killed'
  if (!sure && (await memoryKills()) > killsBefore) return { kind: 'broken', reason: 'the machine has run out of memory' }
  return second.kind === 'result' ? second.result : ending
}

/** How often this machine has ended a process for want of memory. */
async function memoryKills(): Promise<number> {
  const text = await readFile('/proc/vmstat', 'utf8').catch(() => '')
  return Number(/^oom_kill (\d+)$/m.exec(text)?.[1] ?? 0)
}
