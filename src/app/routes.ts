import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Clock } from '../lib/clock.js'
import { UserError } from '../lib/errors.js'
import { systemCode, systemReason } from '../lib/system-error.js'
import { plainFile } from '../runs/plain-files.js'
import { requestCsvRow, sampleCsvRow } from './answers/csv.js'
import { asset, pageShell } from './assets.js'
import { benchmarkCards } from './benchmark-cards.js'
import type { Catalog } from './catalog.js'
import { compareRuns } from './compare.js'
import { csvDownload } from './csv-download.js'
import { Shelf } from './growing-index.js'
import { type GuardOptions, ownNamesOnly, readOnly, safeHeaders, tokenNeeded } from './guard.js'
import type { KnownRun } from './known-run.js'
import { liveEvents, runsEvents } from './live.js'
import { openApi } from './openapi.js'
import { operations } from './operations.js'
import { compareQuery, oneRequestQuery, requestCsvQuery, requestQuery, runsQuery, sampleCsvQuery, sampleQuery } from './queries.js'
import { refuse } from './refuse.js'
import { reportPage } from './report-page.js'
import { RequestIndex } from './request-index.js'
import { RunFigures } from './run-figures.js'
import { pointsWithRequests, runAnswer } from './run-page.js'
import { runsPage } from './runs-page.js'
import { RunsWatch } from './runs-watch.js'
import { sampleLines } from './sample-csv.js'
import { SampleIndex } from './sample-index.js'
import { samplePage, samplesPage } from './sample-pages.js'

export interface RouteParts {
  catalog: Catalog
  guard: GuardOptions
  /** Cookies do not know ports, so the port stands in the name. */
  cookieName(): string
  clock: Clock
}

/** Indexes that are kept, of runs and of load points: those that somebody looks at. */
const keptIndexes = 4
/** First answers come after at most this time, with what is known by then. */
const patienceMs = 400

export function routes({ catalog, guard, cookieName, clock }: RouteParts): Hono {
  const app = new Hono()
  const figures = new RunFigures()
  const watch = new RunsWatch(catalog, figures)
  const samples = new Shelf<SampleIndex>(keptIndexes)
  const requests = new Shelf<RequestIndex>(keptIndexes)

  app.use(safeHeaders, readOnly, ownNamesOnly(guard), tokenNeeded(guard, cookieName))
  app.onError((error, context) => {
    if (error instanceof UserError) return refuse(context, 400, error.message, error.hint ?? null)
    // A file that is there, and may not be read or has gone meanwhile.
    if (systemCode(error) !== null) return refuse(context, 404, `A file of this run cannot be read: ${systemReason(error)}.`, null)
    return refuse(context, 500, `This is a bug: ${error.message}`, 'Please report it.')
  })
  app.notFound(context => (isPage(context.req.path) ? context.html(pageShell) : notThere(context, 'address')))

  app.get('/assets/:name', async context => {
    const found = await asset(context.req.param('name'))
    return found === null ? notThere(context, 'file') : context.body(found.body, 200, { 'Content-Type': found.type })
  })
  app.get(operations.openapi.path, context => context.json(openApi()))
  app.get(operations.runs.path, async context => context.json(await runsPage(catalog, figures, queried(context, runsQuery))))
  app.get(operations.compare.path, async context => {
    const { a, b } = queried(context, compareQuery)
    const [one, other] = [await catalog.find(a), await catalog.find(b)]
    const report = one === null || other === null ? null : await compareRuns(one, other)
    return report === null
      ? refuse(context, 404, 'These two cannot be compared.', 'Choose two runs of one kind that have a report.')
      : context.json(report)
  })
  app.get(operations.runsLive.path, context => runsEvents(context, watch))
  app.get(operations.run.path, async context => {
    const listed = await catalog.find(context.req.param('id'))
    const run = listed && (await catalog.refreshed(listed))
    return run === null ? notThere(context, 'run') : context.json(await runAnswer(run, figures))
  })
  app.get('/download/:id/report.html', async context => {
    const run = await catalog.find(context.req.param('id'))
    const page = run === null ? null : await reportPage(run)
    if (page === null) return notThere(context, 'report')
    context.header('Content-Disposition', `attachment; filename="${page.name}"`)
    return context.html(page.html)
  })
  app.get(operations.benchmarks.path, async context => context.json(await benchmarkCards()))
  app.get(operations.live.path, async context => {
    const run = await catalog.find(context.req.param('id'))
    return run === null ? notThere(context, 'run') : liveEvents(context, catalog, run)
  })
  app.get(operations.samples.path, async context => {
    const index = await sampleIndex(await catalog.find(context.req.param('id')))
    return index === null ? notThere(context, 'run') : context.json(await samplesPage(index, queried(context, sampleQuery), clock))
  })
  app.get(operations.samplesCsv.path, async context => {
    const run = await catalog.find(context.req.param('id'))
    const index = await sampleIndex(run)
    if (run === null || index === null) return notThere(context, 'run')
    const batches = sampleLines(index, queried(context, sampleCsvQuery), clock)
    return csvDownload(context, { name: `${run.id}-samples`, columns: sampleCsvRow, index, batches })
  })
  app.get(operations.sample.path, async context => {
    const index = await sampleIndex(await catalog.find(context.req.param('id')))
    const row = index?.rowOf(context.req.param('key')) ?? null
    if (index === null || row === null) return notThere(context, 'sample')
    return context.json(await samplePage(index, row, queried(context, sampleQuery), clock))
  })
  app.get(operations.requests.path, async context => {
    const query = queried(context, requestQuery)
    const index = await requestIndex(await catalog.find(context.req.param('id')), query.point)
    return index === null ? notThere(context, 'load point') : context.json(await index.page(query))
  })
  app.get(operations.requestsCsv.path, async context => {
    const query = queried(context, requestCsvQuery)
    const run = await catalog.find(context.req.param('id'))
    const index = await requestIndex(run, query.point)
    if (run === null || index === null) return notThere(context, 'load point')
    const name = `${run.id}-${query.point}-requests`
    return csvDownload(context, { name, columns: requestCsvRow, index, batches: index.lines(query) })
  })
  app.get(operations.request.path, async context => {
    const { point } = queried(context, oneRequestQuery)
    const index = await requestIndex(await catalog.find(context.req.param('id')), point)
    const request = (await index?.request(Number(context.req.param('index')))) ?? null
    return request === null ? notThere(context, 'request') : context.json(request)
  })
  return app

  async function sampleIndex(run: KnownRun | null): Promise<SampleIndex | null> {
    if (run?.kind !== 'eval') return null
    const index = await samples.get(run.folder, () => new SampleIndex(run.folder, run.datasets))
    await index.catchUp(patienceMs)
    return index
  }

  async function requestIndex(run: KnownRun | null, point: string): Promise<RequestIndex | null> {
    if (run === null || !(await pointsWithRequests(run)).includes(point)) return null
    const file = await plainFile(run.folder, point, 'requests.jsonl')
    if (file === null) return null
    const index = await requests.get(file.path, () => new RequestIndex(file.path))
    await index.catchUp(patienceMs)
    return index
  }
}

const isPage = (path: string): boolean => !/^\/(api|assets|download)\//.test(path)

function notThere(context: Context, what: string): Response {
  return refuse(context, 404, `There is no such ${what}.`, null)
}

/** @throws UserError that names what is wrong with the address */
function queried<Schema extends z.ZodObject>(context: Context, schema: Schema): z.output<Schema> {
  const parsed = schema.safeParse(context.req.query())
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new UserError(`The address asks for what cannot be: ${wrong.join('; ')}.`, 'docs/app-api.md lists what can be asked for.')
}
