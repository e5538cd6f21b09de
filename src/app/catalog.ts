import { resolve } from 'node:path'
import { z } from 'zod'
import type { Clock } from '../lib/clock.js'
import { type ListedRun, listRuns } from '../runs/list-runs.js'
import { plainFile } from '../runs/plain-files.js'
import { configName } from '../runs/run-config.js'
import { foreignRuns, runId } from './foreign-runs.js'
import type { KnownRun } from './known-run.js'

/** A listing is believed for this long; an address that it does not hold is looked for again. */
const freshMs = 1000

/** The runs below one folder. Only what stands in this list can be opened. */
export class Catalog {
  readonly root: string
  readonly #clock: Clock
  #runs: Promise<KnownRun[]> | null = null
  #listedAt = Number.NEGATIVE_INFINITY

  constructor(root: string, cwd: string, clock: Clock) {
    this.root = resolve(cwd, root)
    this.#clock = clock
  }

  /** The latest first. @throws UserError for a folder that cannot be read */
  list(): Promise<KnownRun[]> {
    if (this.#runs === null || this.#clock() - this.#listedAt > freshMs) {
      this.#listedAt = this.#clock()
      this.#runs = listAll(this.root)
      this.#runs.catch(() => {
        this.#runs = null
      })
    }
    return this.#runs
  }

  async find(id: string): Promise<KnownRun | null> {
    return (await this.list()).find(run => run.id === id) ?? null
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

async function ownRun(root: string, { folder, config, problem }: ListedRun): Promise<KnownRun> {
  const { model, simulated, options } = about.parse(config ?? {})
  const linked = (await plainFile(folder, configName)) === null
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
  }
}

function unknownKind(kind: string | undefined): string | null {
  return kind === undefined || kind === 'perf' || kind === 'eval' ? null : `its kind, "${kind}", is not known here`
}
