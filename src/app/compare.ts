import { compareEvals } from '../eval/compare.js'
import { compareLoads } from '../perf/compare.js'
import type { KnownRun } from './known-run.js'
import type { CompareAnswer } from './types.js'

/** What differs in data or scorers is told at the top; whoever looks at both may see them side by side all the same. */
const settings = { metrics: null, gates: [], allowDifferent: true, seed: 42, app: null }

/** Two runs side by side; null where they are of different kinds. @throws UserError for runs without a report, or with nothing in common. */
export async function compareRuns(a: KnownRun, b: KnownRun): Promise<CompareAnswer | null> {
  if (a.kind === null || a.kind !== b.kind) return null
  if (a.kind === 'perf') return { ...(await compareLoads(a.folder, b.folder, settings)).report, flips: [] }
  const { report, flips } = await compareEvals(a.folder, b.folder, settings)
  // The page shows these question by question, with both answers.
  const tables = new Set(flips.flatMap(({ dataset }) => [`${dataset}-worse`, `${dataset}-better`]))
  const sections = report.sections.filter(({ id }) => !tables.has(id))
  return { ...report, sections, flips: flips.map(({ dataset, worse, better }) => ({ dataset, worse, better })) }
}
