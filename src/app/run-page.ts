import { z } from 'zod'
import { maskSecrets } from '../lib/secrets.js'
import type { Report } from '../report/types.js'
import { plainEntries, plainFile, plainJson } from '../runs/plain-files.js'
import { configName } from '../runs/run-config.js'
import { foreignReport } from './foreign-report.js'
import type { KnownRun } from './known-run.js'
import { readReport } from './report-document.js'
import type { RunFigures } from './run-figures.js'
import type { RunAnswer, RunRow } from './types.js'

export async function runRow(run: KnownRun, figures: RunFigures): Promise<RunRow> {
  const { folder: _, running: __, misnamed: ___, ...row } = run
  return { ...row, progress: run.running ? await progressOf(run.folder) : null, figures: await figures.of(run) }
}

const progressFile = z.object({ processed_count: z.int(), total_count: z.int().nullish() })

async function progressOf(folder: string): Promise<RunRow['progress']> {
  const { data } = progressFile.safeParse(await plainJson(folder, 'progress.json'))
  return data === undefined ? null : { done: data.processed_count, total: data.total_count ?? null }
}

/** All that the page of a run needs, samples and requests apart. */
export async function runAnswer(run: KnownRun, figures: RunFigures): Promise<RunAnswer> {
  const row = await runRow(run, figures)
  const report = await reportOf(run)
  const there = (await plainFile(run.folder, 'report.json')) !== null
  const problem = run.problem ?? (report === null && there ? 'report.json is not as it should be' : null)
  return {
    run: { ...row, problem },
    report,
    config: maskSecrets((await plainJson(run.folder, configName)) ?? null),
    points: await pointsWithRequests(run),
    samples: run.kind === 'eval' && (await hasSamples(run)),
  }
}

/** What there is to draw; null where there is nothing, or it is not as it should be. */
export async function reportOf(run: KnownRun): Promise<Report | null> {
  return readReport(run.writer === 'evalscope-ts' ? await plainJson(run.folder, 'report.json') : await foreignReport(run))
}

/** Folders of the load points whose requests can be looked at, in natural order. */
export async function pointsWithRequests({ folder, kind }: KnownRun): Promise<string[]> {
  if (kind !== 'perf') return []
  const { folders } = await plainEntries(folder)
  const there = await Promise.all(folders.map(name => plainFile(folder, name, 'requests.jsonl')))
  return folders.filter((_, place) => there[place] !== null)
}

async function hasSamples({ folder }: KnownRun): Promise<boolean> {
  const models = [...(await plainEntries(folder, 'predictions')).folders, ...(await plainEntries(folder, 'reviews')).folders]
  const errors = await plainFile(folder, 'errors.jsonl')
  return models.length > 0 || (errors !== null && errors.stats.size > 0)
}
