import { fileName } from './csv-download.js'
import type { KnownRun } from './known-run.js'
import { reportOf } from './run-page.js'

/** A run's report as the one file that runs write, made anew from its figures: pages that stand in folders are not trusted. Null where it has none. */
export async function reportPage(run: KnownRun): Promise<{ name: string; html: string } | null> {
  const report = await reportOf(run)
  if (report === null) return null
  const { htmlReport } = await import('../report/html/html-report.js')
  return { name: `${fileName(run.id)}.html`, html: htmlReport(report) }
}
