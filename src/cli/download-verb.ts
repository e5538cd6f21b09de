import { prefetch } from '../data/prefetch.js'
import type { DataSettings, SplitRequest } from '../data/types.js'
import { benchmarks } from '../eval/benchmarks/index.js'
import { splitRequests } from '../eval/data-layout.js'
import { readDatasetArgs } from '../eval/dataset-args.js'
import { UserError } from '../lib/errors.js'
import type { DownloadOptions } from './download-options.js'
import { exitCodes } from './exit-codes.js'
import type { Io } from './io.js'
import { createLiveLine } from './live-line.js'

const TERMINAL_MS = 200
const PLAIN_MS = 10_000

/** Fetches every split that an evaluation would read, worked examples included, and tells what stands where. */
export async function runDownloadVerb({ benchmark: names, datasetArgs, datasetHub: hub }: DownloadOptions, io: Io): Promise<number> {
  if (names.length === 0) throw new UserError('No benchmark is named.', 'Name some: evalscope-ts download gsm8k math_500.')
  const line = createLiveLine(io.stderr, io.clock, { terminalMs: TERMINAL_MS, plainMs: PLAIN_MS })
  let failed = 0
  for (const load of names.map(name => benchmarks.get(name))) {
    const wanted = await load()
    const own = readDatasetArgs(wanted, datasetArgs[wanted.name])
    const settings: DataSettings = {
      hub,
      localPath: own.localPath,
      datasetId: own.datasetId,
      env: io.env,
      cwd: io.cwd,
      onProgress: ({ file, receivedBytes }) => line.update(() => `${wanted.name}: ${file}, ${(receivedBytes / 1e6).toFixed(1)} MB`),
    }
    for (const fetched of await prefetch(splitRequests(wanted, own, hub), settings)) {
      line.clear()
      const where = placeOf(fetched.request)
      if ('error' in fetched) {
        failed++
        io.stderr.write(`error: ${wanted.name}${where}: ${fetched.error.message}\nhint: ${fetched.error.hint ?? ''}\n`)
      } else io.stdout.write(`${wanted.name}${where}: ${wordsOn(fetched.opened.provenance)}\n`)
    }
  }
  return failed === 0 ? exitCodes.done : exitCodes.usage
}

const placeOf = ({ subset, split }: SplitRequest): string => ` ${[subset, split].filter(part => part !== null).join(', ')}`

function wordsOn({ hub, id, commit, files }: { hub: string; id: string; commit: string | null; files: { bytes: number }[] }): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return `${id} (${hub}${commit === null ? '' : ` ${commit.slice(0, 10)}`}), ${files.length} ${files.length === 1 ? 'file' : 'files'}, ${(bytes / 1e6).toFixed(1)} MB`
}
