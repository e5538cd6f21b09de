// Runs 100,000 requests through the engine of `perf` and weighs the heap on the way: node --expose-gc run.js URL FOLDER
import { monotonicMs } from '../../dist/lib/clock.js'
import { perfOptions } from '../../dist/perf/options.js'
import { prepare } from '../../dist/perf/prepare.js'
import { runPerf } from '../../dist/perf/run-perf.js'

const [url, outputsDir] = process.argv.slice(2)
const sampleAt = [1_000, 10_000, 50_000, 100_000]
const samples = []
const startedAt = monotonicMs()

const options = perfOptions.parse({
  url,
  outputsDir,
  model: 'bench',
  parallel: [64],
  // Some more, so that the last sample is taken while the load is on, as the others are.
  number: [sampleAt.at(-1) + 1_000],
  maxTokens: [8],
  seed: 1,
  testConnection: false,
})
const nothing = () => {}
const observer = { planned: nothing, pointStarted: nothing, pointEnded: nothing, paused: nothing, progressed }
const never = new AbortController().signal
const prepared = await prepare(options, { env: {}, cwd: process.cwd(), urlFromEnvironment: false, dryRun: false, drawSeed: () => 1 })
await runPerf(prepared, { cwd: process.cwd(), clock: monotonicMs, now: () => new Date(), observer, stop: never, cancel: never })
await prepared.close()
process.send(samples, () => process.exit())

function progressed({ ended }, measure) {
  if (measure !== null && sampleAt.includes(ended)) setImmediate(() => collect(() => collect(() => take(ended))))
}

/** In a turn of its own each time: buffers whose owners are gone are only freed by the next collection. */
function collect(then) {
  globalThis.gc()
  setImmediate(then)
}

function take(ended) {
  globalThis.gc()
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage()
  samples.push({ ended, heapUsed, arrayBuffers, rss, seconds: (monotonicMs() - startedAt) / 1000 })
}
