import { resolve } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../lib/clock.js'
import { type ListedRun, listRuns } from '../runs/list-runs.js'
import { plainFile } from '../runs/plain-files.js'
import { configName } from '../runs/run-config.js'
import { foreignRuns, runId } from './foreign-runs.js'
import type { KnownRun } from './known-run.js'

/** A listing is believed for this long, and for longer where making it takes long: looking must not keep a machine busy that measures. */
const freshMs = 1000
const shareOfTime = 0.05
const againMs = 100

/** The runs below one folder. Only what stands in this list can be opened. */
export class Catalog {
  readonly root: string
  readonly #clock: Clock
  #runs: Promise<KnownRun[]> | null = null
  #listedAt = Number.NEGATIVE_INFINITY
  #freshUntil = Number.NEGATIVE_INFINITY

  constructor(root: string, cwd: string, clock: Clock) {
    this.root = resolve(cwd, root)
    this.#clock = clock
  }

  /** The latest first. @throws UserError for a folder that cannot be read */
  list(): Promise<KnownRun[]> {
    if (this.#runs === null || this.#clock() > this.#freshUntil) this.#runs = this.#listed()
    return this.#runs
  }

  /** A run that the last listing does not hold is looked for again: its page may be opened as soon as it is there. */
  async find(id: string): Promise<KnownRun | null> {
    const known = (await this.list()).find(run => run.id === id)
    if (known !== undefined || this.#clock() - this.#listedAt < againMs) return known ?? null
    this.#runs = this.#listed()
    return (await this.#runs).find(run => run.id === id) ?? null
  }

  /** The run as it is now, without a look at the others; null where it is gone. */
  async refreshed(run: KnownRun): Promise<KnownRun | null> {
    if (run.writer !== 'evalscope-ts' || run.misnamed) return run
    const [listed] = await listRuns(run.folder).catch(() => [])
    return listed?.folder === run.folder ? ownRun(this.root, listed) : null
  }

  async #listed(): Promise<KnownRun[]> {
    this.#listedAt = this.#clock()
    // Who asks meanwhile gets this listing.
    this.#freshUntil = Number.POSITIVE_INFINITY
    try {
      return await listAll(this.root)
    } catch (error) {
      this.#runs = null
      throw error
    } finally {
      this.#freshUntil = this.#listedAt + Math.max(freshMs, (this.#clock() - this.#listedAt) / shareOfTime)
    }
  }
}

async function listAll(root: string): Promise<KnownRun[]> {
  const listed = await listRuns(root)
  const own = await Promise.all(listed.map(run => ownRun(root, run)))
  const foreign = await foreignRuns(root, new Set(listed.map(({ folder }) => folder)))
  const startOf = ({ startedAt }: KnownRun): string => startedAt ?? ''
  return [...own, ...foreign].sort((one, other) => startOf(other).localeCompare(startOf(one)) || one.id.localeCompare(other.id))
}

const about = z.object({
  model: z.string().nullish().catch(null),
  simulated: z.boolean().nullish().catch(null),
  options: z
    .object({ datasets: z.array(z.string()).nullish().catch(null), dataset: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
})

async function ownRun(root: string, { folder, config, problem, misnamed }: ListedRun): Promise<KnownRun> {
  const { model, simulated, options } = about.parse(config ?? {})
  const linked = !misnamed && (await plainFile(folder, configName)) === null
  const kind = config?.kind
  return {
    id: runId(root, folder),
    folder,
    writer: 'evalscope-ts',
    kind: kind === 'perf' || kind === 'eval' ? kind : null,
    status: config?.status ?? null,
    model: model ?? null,
    datasets: options?.datasets ?? (options?.dataset ? [options.dataset] : []),
    startedAt: config?.startedAt ?? null,
    simulated: simulated ?? false,
    problem: linked ? `${configName} is a link to elsewhere, which is not followed` : (problem ?? unknownKind(kind)),
    running: config?.status === 'running' && problem === null,
    misnamed,
  }
}

function unknownKind(kind: string | undefined): string | null {
  return kind === undefined || kind === 'perf' || kind === 'eval' ? null : `its kind, "${kind}", is not known here`
}
