import { compareEvals } from '../eval/compare.js'
import { compareLoads } from '../perf/compare.js'
import type { Report } from '../report/types.js'
import type { KnownRun } from './known-run.js'

/** What differs in data or scorers is told at the top; whoever looks at both may see them side by side all the same. */
const settings = { metrics: null, gates: [], allowDifferent: true, seed: 42, app: null }

/** Two runs side by side; null where they are of different kinds. @throws UserError for runs without a report, or with nothing in common. */
export async function compareRuns(a: KnownRun, b: KnownRun): Promise<Report | null> {
  if (a.kind === null || a.kind !== b.kind) return null
  const compare = a.kind === 'perf' ? compareLoads : compareEvals
  return (await compare(a.folder, b.folder, settings)).report
}
