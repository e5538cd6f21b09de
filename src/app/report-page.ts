import type { KnownRun } from './known-run.js'
import { reportOf } from './run-page.js'

/** A run's report as the one file that runs write, made anew from its figures: pages that stand in folders are not trusted. Null where it has none. */
export async function reportPage(run: KnownRun): Promise<{ name: string; html: string } | null> {
  const report = await reportOf(run)
  if (report === null) return null
  const { htmlReport } = await import('../report/html/html-report.js')
  const name = run.id.replace(/[^A-Za-z0-9._-]+/g, '_').slice(-100)
  return { name: `${name}.html`, html: htmlReport(report) }
}
